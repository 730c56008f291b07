import type { Comparability } from '@collective-impact/sdk';
import { type FigureInterval, partialOf, type RollUpReason } from '@collective-impact/sdk/aggregation';
import {
  type CountingUnit,
  type IndicatorKind,
  isNeverNegative,
  type ObservationStatus,
} from '@collective-impact/sdk/indicator';
import type { BreakdownCategory } from '../../indicator/index.ts';
import type { FigureRow } from '../../reporting/index.ts';
import { placeKey } from '../../shared/place-key.ts';
import type { ReportsIn } from '../roll-up/figure-reports.ts';
import type { RollUpCoverageRow, RollUpFigureRow } from '../roll-up/figure-rows.ts';
import type { Matching } from '../roll-up/matched/matching.ts';
import {
  type IncludedReporters,
  noReporters,
  statedByReporters,
} from '../roll-up/reporters/included-reporter-reader.ts';

/** A figure of a time series: of the whole ecosystem or network, or of one reporter. */
export interface SeriesPointRow extends Omit<FigureRow, 'breakdownId' | 'lowerBound' | 'upperBound'> {
  /** UUID of the release. Null if the figure combines several releases. */
  releaseId: string | null;
  indicatorVersionId: string;
  period: string;
  periodStart: string;
  periodEnd: string;
  categories: BreakdownCategory[];
  /** Bounds of the figure, as in a roll-up. Of a figure of one reporter, the bounds that it states. Null if there are none. */
  interval: FigureInterval | null;
  /** Why there is no value, and the reason as a sentence. Null if there is one, and for figures of one reporter. */
  reason: RollUpReason | null;
  explanation: string | null;
  caveats: string[];
  coverage: RollUpCoverageRow;
  /** The figure of the previous period that it is compared with. Null if there is none, and for figures of one reporter. */
  matching: Matching | null;
  /** Comparability with the previous point of the same reporter, place and categories, or of their earlier categories. Null for the first. */
  comparability: Comparability | null;
  comparabilityNote: string | null;
}

/** A point before it is compared with the previous one. `number` is the number of its version. */
export type UncomparedPoint = Omit<SeriesPointRow, 'comparability' | 'comparabilityNote'> & { number: number };

/** A released cell of one organization, or of the ecosystem itself. */
export interface ReportedPoint extends FigureRow {
  releaseId: string;
  indicatorVersionId: string;
  number: number;
  kind: IndicatorKind;
  countingUnit: CountingUnit;
  period: string;
  periodStart: string;
  periodEnd: string;
  categories: BreakdownCategory[];
}

/** The point of a cell of one reporter. */
export function pointOfReporter({ lowerBound = null, upperBound = null, ...cell }: ReportedPoint): UncomparedPoint {
  const { kind, countingUnit, ...point } = cell;
  const low = lowerBound ?? (isNeverNegative({ kind, countingUnit }) ? '0' : null);
  const isBounded = (lowerBound ?? upperBound) !== null;
  return {
    ...point,
    interval: isBounded ? { low, high: upperBound } : null,
    reason: null,
    explanation: null,
    caveats: [],
    coverage: coverageOf({ ...cell, lowerBound, upperBound }),
    matching: null,
  };
}

/**
 * The point of the whole ecosystem or network that a roll-up returns. `reported` is the cell of the figure, if the ecosystem
 * reported it itself: it has a standard error, and a status also if it is suppressed.
 */
export function pointOfWhole(
  figure: RollUpFigureRow & { versionId: string },
  { number, reported }: { number: number; reported: ReportedPoint | undefined },
): UncomparedPoint {
  const { base, reason, coverage, isOfEcosystem, ...rest } = figure;
  const [releaseId = null, ...others] = coverage.releaseIds;
  return {
    ...rest,
    number,
    releaseId: others.length === 0 ? releaseId : null,
    indicatorVersionId: figure.versionId,
    scope: isOfEcosystem ? 'ECOSYSTEM' : 'AGGREGATE',
    base: base === null ? null : Number(base),
    standardError: reason === null ? (reported?.standardError ?? null) : null,
    status: reported?.status ?? publishedStatus(figure),
    suppressed: reason === 'SUPPRESSED',
    reason,
    coverage,
  };
}

/** The status of an aggregate. A figure is suppressed, not missing, if its reason is `SUPPRESSED`. */
export function publishedStatus({ status, reason }: Pick<RollUpFigureRow, 'status' | 'reason'>): ObservationStatus {
  return status ?? (reason === 'SUPPRESSED' ? 'OBSERVED' : 'MISSING');
}

/** Identifies the release and the categories of a figure of the whole. */
export function keyOfWhole(point: {
  releaseId: string;
  categories: readonly Pick<BreakdownCategory, 'dimension' | 'code'>[];
}): string {
  const codes = point.categories.map(({ dimension, code }) => [dimension.code, code]);
  return JSON.stringify([point.releaseId, codes.sort()]);
}

/** How to count the organization of a figure. None if the ecosystem reported it. */
function includedReporter(cell: ReportedPoint): IncludedReporters {
  const { scope, releaseId, breakdownId, place, categories, organizationId = null } = cell;
  if (scope !== 'ORGANIZATION') return { knownReporters: noReporters, includedIn: [] };
  const within = { releaseId, breakdownId, places: [placeKey(place)], isTotal: categories.length === 0 };
  const includedIn = [{ ...within, ...statedByReporters, ofPlace: null, usesPublishedTotal: false, organizationId }];
  return { knownReporters: null, includedIn };
}

/** The reports of a figure of one reporter. */
function reportsOfReporter({ releaseId, scope, organizationId = null, place }: ReportedPoint): ReportsIn {
  return { releaseId, isOfOrganizations: scope === 'ORGANIZATION', organizationId, places: [placeKey(place)] };
}

/** The coverage of a figure of one reporter. */
function coverageOf(cell: ReportedPoint): RollUpCoverageRow {
  const { value = null, numerator = null, denominator = null, base = null, status, suppressed } = cell;
  const counted = partialOf({ value, numerator, denominator, base, status, suppressed });
  const { figures, missing, notApplicable, suppressedAtSource } = counted;
  return {
    figuresIncluded: figures,
    reportedAsBounds: (cell.lowerBound ?? cell.upperBound) === null ? 0 : 1,
    missing,
    reportedMissing: missing,
    notReported: 0,
    otherCategoriesOnly: 0,
    otherPeriodsOnly: 0,
    excluded: 0,
    hidden: 0,
    unassigned: 0,
    notApplicable,
    suppressedAtSource,
    suppressed: counted.suppressed,
    expectedEcosystems: 0,
    ecosystems: 0,
    periods: [cell.period],
    gaps: [],
    absentEcosystems: [],
    releaseIds: [cell.releaseId],
    reportsIn: [reportsOfReporter(cell)],
    missingIn: [],
    asOf: null,
    aggregatedPlaces: null,
    otherPeriodsIn: [],
    ...includedReporter(cell),
  };
}
