export { splitsBy } from './breakdown.ts';
export { earlierCategoriesOf, laterCategoryOf } from './crosswalk-rules.ts';
export { categories } from './fields.ts';
export { isAboutSomebody, judgeCellFigure } from './figure-rules.ts';
export { judgeRelease } from './open-figure-rule.ts';
