import { aggregations, type Crossing } from '../../indicator/index.ts';
import {
  cellVersionFields,
  crossingPairs,
  dimensionRules,
  disclosureThreshold,
  figureCell,
  figureCellFields,
  judgeDimensions,
} from '../../indicator/internal.ts';
import { fields, flag, list, nullable, omissible, oneOf, optional, text } from '../../shared/input.ts';
import { decimal } from '../../shared/numbers/decimal-input.ts';
import type { Issue } from '../../shared/outcome.ts';
import type { DecisionRules } from './linked/decision-rules.ts';
import type { Scale } from './linked/score-sums.ts';
import type { EarlierTotals, PreviousRelease } from './previous-release.ts';
import type { ReleasedCell, ReleasedRow, ReportedRow, Reporting } from './rows.ts';
import type { AddingVersion } from './totals/aggregate-cells.ts';

/** Input of a release decision. */
export interface ReleaseInput extends DecisionRules {
  version: DecisionRules['version'] & AddingVersion;
  /**
   * The pairs of dimensions whose crossing the aggregate publishes. None if it is omitted. See `judgeCrossings`: the pairs
   * form no cycle.
   */
  crossings?: readonly Crossing[];
  /**
   * Whether an organization without a figure of all places has figures of places that contain one another, or that can overlap.
   * Then its people would be counted twice, so that the release has no totals over organizations. False if it is omitted.
   */
  hasOverlappingPlaces?: boolean;
  /** The verified reports of the version and period: a row for each reporter and place. */
  reported: readonly ReportedRow[];
  /** The current release, which this one replaces. Null for the first release. */
  previous: PreviousRelease | null;
  /** The rows of the current release whose reports were voided since. None if it is omitted. */
  voided?: readonly Reporting[];
}

const releasedCell = fields<ReleasedCell>({ ...figureCellFields, suppressed: flag, removed: optional(flag) });

const reporting = { organizationId: nullable(text), place: nullable(text) };
const reportedRow = fields<ReportedRow>({ ...reporting, cells: list(figureCell), open: flag });
const releasedRow = fields<ReleasedRow>({ ...reporting, cells: list(releasedCell), same: flag, summed: flag });

const earlierTotals = fields<EarlierTotals>({
  rows: list(fields<Reporting>(reporting)),
  aggregate: list(releasedCell),
});

const version = fields<ReleaseInput['version']>({
  ...cellVersionFields,
  aggregationAcrossOrganizations: oneOf(aggregations),
});

const releaseFields = fields<ReleaseInput>({
  version,
  dimensions: dimensionRules,
  crossings: omissible(crossingPairs),
  hasOverlappingPlaces: optional(flag),
  threshold: disclosureThreshold,
  hideZeros: flag,
  scale: nullable(fields<Scale>({ lowest: decimal, highest: decimal })),
  reported: list(reportedRow),
  previous: nullable(
    fields<PreviousRelease>({
      rows: list(releasedRow),
      aggregate: list(releasedCell),
      earlierTotals: omissible(list(earlierTotals)),
    }),
  ),
  voided: omissible(list(fields<Reporting>(reporting))),
});

/** Issues of the input of a release: of its fields, and of codes of dimensions and categories that appear twice or do not exist. */
export function judgeReleaseInput(input: ReleaseInput): Issue[] {
  const malformed = releaseFields(input, []);
  if (malformed.length > 0) return malformed;
  return judgeDimensions(input.dimensions).map((issue) => ({ ...issue, path: ['dimensions', ...issue.path] }));
}
