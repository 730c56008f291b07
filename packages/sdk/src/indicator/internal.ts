export { judgeDimensions } from './dimension/category-rules.ts';
export { categoryReferences, crossingPairs, dimensionRules } from './dimension/dimension-input.ts';
export { categories } from './fields.ts';
export { splitsBy } from './figure/breakdown.ts';
export {
  boundsOf,
  type FigureRange,
  isReportedAsBounds,
  numeratorBounds,
} from './figure/figure-bounds.ts';
export {
  cellVersion,
  cellVersionFields,
  disclosureThreshold,
  figureCell,
  figureCellFields,
} from './figure/figure-input.ts';
export { withValue } from './figure/figure-quotient.ts';
export { isAboutSomebody, judgeCellFigure } from './figure/figure-rules.ts';
export { numeratorRange } from './figure/numerator-range.ts';
export { judgeRelease } from './figure/open-figure-rule.ts';
export { judgeReferenceCategory } from './reference-figure/reference-category.ts';
export { earlierCategoriesOf, laterCategoryOf } from './version/crosswalk-rules.ts';
