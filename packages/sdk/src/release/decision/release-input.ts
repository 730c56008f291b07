import {
  aggregations,
  type Crossing,
  countingUnits,
  type DimensionRules,
  denominatorsOverCategories,
  type FigureCell,
  indicatorKinds,
  observationStatuses,
} from '../../indicator/index.ts';
import { decimal } from '../../shared/decimal-input.ts';
import { count, expecting, fields, flag, list, nullable, oneOf, optional, text } from '../../shared/input.ts';
import type { DecisionRules } from './linked/decision-rules.ts';
import type { Scale } from './linked/score-sums.ts';
import type { PreviousRelease } from './previous-release.ts';
import type { ReleasedRow, ReportedRow } from './rows.ts';
import type { AddingVersion } from './totals/aggregate-cells.ts';

/** Input of a release decision. */
export interface ReleaseInput extends DecisionRules {
  version: DecisionRules['version'] & AddingVersion;
  /**
   * The pairs of dimensions whose crossing the aggregate publishes. None if it is omitted. See `judgeCrossings`: the pairs
   * form no cycle.
   */
  crossings?: readonly Crossing[];
  /** The verified reports of the version and period: a row for each reporter and place. */
  reported: readonly ReportedRow[];
  /** The current release, which this one replaces. Null for the first release. */
  previous: PreviousRelease | null;
}

/** The lowest threshold that an ecosystem can choose. */
const lowestThreshold = 3;

const threshold = expecting(
  `a whole number of at least ${lowestThreshold}`,
  (value) => Number.isSafeInteger(value) && Number(value) >= lowestThreshold,
);

const cellFields = {
  categories: list(fields<FigureCell['categories'][number]>({ dimension: text, category: text })),
  value: nullable(decimal),
  numerator: nullable(decimal),
  denominator: nullable(decimal),
  base: nullable(count),
  status: oneOf(observationStatuses),
  standardError: optional(decimal),
};
const cell = fields<FigureCell>(cellFields);
const releasedCell = fields<FigureCell & { suppressed: boolean }>({ ...cellFields, suppressed: flag });

const reporting = { organizationId: nullable(text), place: nullable(text) };
const reportedRow = fields<ReportedRow>({ ...reporting, cells: list(cell), open: flag });
const releasedRow = fields<ReleasedRow>({ ...reporting, cells: list(releasedCell), same: flag, summed: flag });

const dimension = fields<DimensionRules>({
  code: text,
  exclusive: flag,
  exhaustive: flag,
  categories: list(fields<DimensionRules['categories'][number]>({ code: text, parent: nullable(text) })),
});

const version = fields<ReleaseInput['version']>({
  kind: oneOf(indicatorKinds),
  countingUnit: oneOf(countingUnits),
  multiplier: decimal,
  denominatorOverCategories: nullable(oneOf(denominatorsOverCategories)),
  aggregationAcrossOrganizations: oneOf(aggregations),
});

/** Checks a {@link ReleaseInput}. */
export const releaseInput = fields<ReleaseInput>({
  version,
  dimensions: list(dimension),
  crossings: optional(list(fields<Crossing>({ firstDimension: text, secondDimension: text }))),
  threshold,
  hideZeros: flag,
  scale: nullable(fields<Scale>({ lowest: decimal, highest: decimal })),
  reported: list(reportedRow),
  previous: nullable(fields<PreviousRelease>({ rows: list(releasedRow), aggregate: list(releasedCell) })),
});
