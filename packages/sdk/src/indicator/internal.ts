export { splitsBy } from './breakdown.ts';
export { earlierCategoriesOf, laterCategoryOf } from './crosswalk-rules.ts';
export { categoryReferences, crossingPairs, dimensionRules } from './dimension-input.ts';
export { categories } from './fields.ts';
export { boundsOf, type FigureRange, isReportedAsBounds, numeratorBounds } from './figure-bounds.ts';
export { cellVersion, cellVersionFields, disclosureThreshold, figureCell, figureCellFields } from './figure-input.ts';
export { withValue } from './figure-quotient.ts';
export { isAboutSomebody, judgeCellFigure } from './figure-rules.ts';
export { judgeRelease } from './open-figure-rule.ts';
