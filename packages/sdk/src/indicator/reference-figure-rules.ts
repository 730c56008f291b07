import { type PeriodKind, parsePeriod, type YearStarts } from '../period/index.ts';
import type { Issue } from '../shared/outcome.ts';
import type { Visibility } from '../shared/visibility.ts';
import type { DimensionRules } from './breakdown.ts';
import type { CategoryReference } from './fields.ts';
import { type CellVersion, type FigureCell, judgeCellFigure } from './figure-rules.ts';
import { judgeRelease } from './open-figure-rule.ts';

/** What rules look at in a baseline or a target; its period and value are in canonical form. */
export interface ReferenceFigure {
  period: string;
  value: string;
  categories: readonly CategoryReference[];
  visibility: Visibility;
}

/** The value of a baseline or target, by the rules for a cell with this value: a count is whole, words have no figure. */
export function judgeReferenceValue(value: string, version: CellVersion): Issue[] {
  return judgeCellFigure(figureOf({ value, categories: [] }), version);
}

/**
 * What baselines of a version tell on people together: those of one period that not only the keepers of the data see are
 * judged as a release would be, by themselves and by what subtraction of categories leaves (`SMALL_GROUP`, at `value`). It
 * does not look at what follows from baselines and releases together. A target is a wish, and tells on nobody.
 */
export function judgeBaselines(options: {
  baselines: readonly ReferenceFigure[];
  version: CellVersion;
  dimensions: readonly DimensionRules[];
  threshold: number;
}): Issue[] {
  const { baselines, version, dimensions, threshold } = options;
  const open = baselines.filter(({ visibility }) => visibility !== 'RESTRICTED');
  const tells = [...Map.groupBy(open, ({ period }) => period)].filter(([, figures]) => {
    const cells = figures.map(figureOf);
    return judgeRelease({ version, cells, dimensions, threshold }).length > 0;
  });
  return tells.map(([period]) => ({
    code: 'SMALL_GROUP',
    path: ['value'],
    message: `baselines for ${period} disclose figures about fewer than ${threshold} people, directly or by differencing: set \`visibility\` to RESTRICTED`,
  }));
}

/**
 * What is wrong with another definition of a version that has baselines and targets: they would no longer fit it. Paths
 * are fields of the version: `frequency` for their periods, `kind` for their values, `counts` for what they tell on
 * people.
 */
export function judgeRedefinition(options: {
  version: CellVersion & { frequency: PeriodKind } & YearStarts;
  baselines: readonly ReferenceFigure[];
  targets: readonly ReferenceFigure[];
  dimensions: readonly DimensionRules[];
  threshold: number;
}): Issue[] {
  const { version, baselines, targets } = options;
  const figures = [...baselines, ...targets];
  const isOfOtherLength = (code: string) => parsePeriod(code, version)?.kind !== version.frequency;
  const periods = figures.map(({ period }) => period).filter(isOfOtherLength);
  const values = figures.flatMap(({ value }) => judgeReferenceValue(value, version));
  return [
    ...periods.slice(0, 1).map((period): Issue => {
      const message = `a baseline or target of this version is for ${period}: change its period first`;
      return { code: 'INVALID', path: ['frequency'], message };
    }),
    ...values.slice(0, 1).map((issue): Issue => {
      const message = `a baseline or target of this version is invalid: ${issue.message}`;
      return { ...issue, path: ['kind'], message };
    }),
    ...judgeBaselines(options).map((issue) => ({ ...issue, path: ['countingUnit'] })),
  ];
}

function figureOf({ value, categories }: Pick<ReferenceFigure, 'value' | 'categories'>): FigureCell {
  return { categories, value, numerator: null, denominator: null, base: null, status: 'OBSERVED' };
}
