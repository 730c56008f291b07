import type { CategoryReference, ObservationStatus } from '../../indicator/index.ts';
import type { Code } from '../../shared/code.ts';
import type { Comparability } from '../../shared/comparability.ts';
import type { PartialFigure } from './aggregate/partial-figure.ts';
import type { FigureInterval, FigureNumbers, RollUpReason } from './figure-result.ts';

/** Units that figures can be aggregated over. Units that are not aggregated stay separate, with one figure for each. */
export const rollUpOvers = ['ORGANIZATIONS', 'PLACES', 'ECOSYSTEMS'] as const;

/** One of {@link rollUpOvers}. */
export type RollUpOver = (typeof rollUpOvers)[number];

/** A released period whose figures a figure includes. */
export interface CoveredRelease {
  versionId: string;
  ecosystemId: string;
  period: string;
  /** Whether the figures are those of organizations. Otherwise the ecosystem itself reported. */
  isOfOrganizations: boolean;
  /** Ids of organizations whose figure is the sum of their categories. */
  addedUp: readonly string[];
  /** Ids of organizations whose total would be such a sum, and needs a suppressed category. */
  suppressedTotals: readonly string[];
  /** Ids of organizations without a total whose categories are all `NOT_APPLICABLE`. */
  notApplicableTotals: readonly string[];
  /** Whether the figure is the sum of categories for every organization. */
  isOfCategories: boolean;
}

/** Which figures an aggregate includes, and which are missing. Missing figures are never estimated. */
export interface RollUpCoverage {
  /** Number of figures included. A suppressed total that a release computed includes figures too. */
  figuresIncluded: number;
  /** Number of the included figures that are stated as bounds. If there are any, the figure is an interval. */
  reportedAsBounds: number;
  /**
   * Number of missing figures: the sum of the next six numbers and of the expected ecosystems that are not included. An ecosystem
   * that is included counts once for each part of the period for which it is expected and others have a figure.
   */
  missing: number;
  /** Number of figures reported as `MISSING`. */
  reportedMissing: number;
  /**
   * Number of organizations that were expected to report and did not. In the figure of one organization, the number of released periods
   * for which it agreed to report and did not.
   */
  notReported: number;
  /** Number of organizations that report figures of other categories only. */
  otherCategoriesOnly: number;
  /**
   * Number of figures missing because the organization reported for other parts of the period only, counted for each included
   * period. Requires parts that name their organizations.
   */
  otherPeriodsOnly: number;
  /** Number of organizations that were excluded from a release because they were not visible at release time. */
  excluded: number;
  /** Number of organizations that the caller cannot see and no published total includes. */
  hidden: number;
  /**
   * Number of organizations that agreed to report, and of which it is not known whether they report for the place of the figure.
   * They are neither expected nor missing.
   */
  unassigned: number;
  /** Number of figures with the status `NOT_APPLICABLE`: answers that add nothing. They are neither expected nor missing. */
  notApplicable: number;
  /** Number of figures with the status `SUPPRESSED_AT_SOURCE`. */
  suppressedAtSource: number;
  /** Number of figures that a release suppresses. */
  suppressed: number;
  /** Number of ecosystems expected, without those whose organizations all reported `NOT_APPLICABLE`. 0 unless ecosystems are aggregated. */
  expectedEcosystems: number;
  /** Number of expected ecosystems whose figures are included. */
  ecosystems: number;
  /** The periods of the figures, in order. */
  periods: string[];
  /** The parts of the period without a figure of any ecosystem. */
  gaps: string[];
  /** The releases whose figures are included. */
  releases: readonly CoveredRelease[];
  /** Earlier releases of the period. They are not included, because the latest figure is used (`LAST` over time). */
  earlierReleases: readonly CoveredRelease[];
  /** In the figure of one organization, the released periods for which it agreed to report and did not. */
  unreported: readonly Pick<CoveredRelease, 'versionId' | 'ecosystemId' | 'period'>[];
  /**
   * Ids of the expected ecosystems that the caller can see and that have no figures of the period, or of a part of it for which
   * others have a figure. Empty unless ecosystems are aggregated.
   */
  absentEcosystems: readonly string[];
}

/** The figure of the previous period that a figure is compared with. */
export interface PreviousFigure {
  /** Code of the latest earlier period of the same kind with a figure of the same units and categories. */
  period: string;
  /** Comparability between the versions of the two figures: the worst one of all that they combine. */
  comparability: Comparability;
  /** Why the change between the two is not comparable, or only with a caveat. */
  notes: string[];
}

/** An aggregated figure, or the reason it is unavailable. */
export interface RollUpFigure extends FigureNumbers {
  period: string;
  periodStart: string;
  periodEnd: string;
  /** Id of the newest version of the combined figures. Null if there are none. */
  versionId: string | null;
  /** Comparability of the combined figures. `YES` if all are of one version. */
  comparability: Comparability;
  /** Limitations to consider before comparing the figure. */
  caveats: string[];
  organizationId: string | null;
  place: Code | null;
  ecosystemId: string | null;
  categories: readonly CategoryReference[];
  /** Bounds of an unduplicated count, and of a ratio whose numerator is not known exactly. Null for other figures. */
  interval: FigureInterval | null;
  /**
   * The ends of the figure before rounding: canonical decimals, or quotients such as `100/3`. Both ends of a value are equal. Null if
   * there is neither a value nor an interval.
   */
  exact: FigureInterval | null;
  /** `PROVISIONAL` or `ESTIMATED` if a combined figure is. Without a figure, the common status of the cells, or null if they differ. */
  status: ObservationStatus | null;
  /** Reason why there is no value. Null if there is one. */
  reason: RollUpReason | null;
  /** The reason in one sentence. */
  explanation: string | null;
  coverage: RollUpCoverage;
  /** The figure of the previous period among the returned figures. Null if there is none. */
  previous: PreviousFigure | null;
}

/** A figure before it is compared with that of the previous period. */
export type UnlinkedFigure = Omit<RollUpFigure, 'previous'>;

/** A figure before its numbers are rounded. `stated`: the value as its reporter stated it, which can be rounded. */
export type UnroundedFigure = Omit<UnlinkedFigure, 'exact'> & { stated?: string };

/** The status of figures together. Null if a figure is suppressed, and if there is no figure and the statuses differ. */
export function statusOf(partial: PartialFigure): ObservationStatus | null {
  const { figures, provisional, estimated, missing, notApplicable, suppressedAtSource, suppressed } = partial;
  if (suppressed > 0) return null;
  if (provisional > 0) return 'PROVISIONAL';
  if (estimated > 0) return 'ESTIMATED';
  if (figures > 0) return 'OBSERVED';
  const without = [
    ...(missing > 0 ? ['MISSING' as const] : []),
    ...(notApplicable > 0 ? ['NOT_APPLICABLE' as const] : []),
    ...(suppressedAtSource > 0 ? ['SUPPRESSED_AT_SOURCE' as const] : []),
  ];
  return without.length === 1 ? (without[0] ?? null) : null;
}
