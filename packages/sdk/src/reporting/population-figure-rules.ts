import type { Code } from '../shared/code.ts';
import { compareDecimals } from '../shared/numbers/decimal.ts';
import type { Issue } from '../shared/outcome.ts';

type Coded = Pick<Code, 'scheme' | 'code'>;

/**
 * Issues of a population figure: a negative value (`OUT_OF_RANGE`), or two categories of one dimension (`DUPLICATE`).
 */
export function judgePopulationFigure(figure: { value: string; categories: readonly Coded[] }): Issue[] {
  const { value, categories } = figure;
  const issues: Issue[] = [];
  if (compareDecimals(value, '0') < 0) {
    issues.push({ code: 'OUT_OF_RANGE', path: ['value'], message: '`value` must be 0 or more.' });
  }
  const dimensions = categories.map(({ scheme }) => scheme);
  for (const [at, dimension] of dimensions.entries()) {
    if (dimensions.indexOf(dimension) === at) continue;
    const message = `A figure has at most one category of "${dimension}". Create a figure for each category.`;
    issues.push({ code: 'DUPLICATE', path: ['categories', String(at)], message });
  }
  return issues;
}

/** Key of the place, categories and source of a population figure. The order of the categories does not matter. */
export function populationKey(figure: { place: Coded; categories: readonly Coded[]; source: Coded }): string {
  const pair = ({ scheme, code }: Coded) => JSON.stringify([scheme, code]);
  return JSON.stringify([pair(figure.place), pair(figure.source), ...figure.categories.map(pair).toSorted()]);
}
