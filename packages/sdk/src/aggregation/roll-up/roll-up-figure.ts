import type { CategoryReference, ObservationStatus } from '../../indicator/index.ts';
import type { Code } from '../../shared/code.ts';
import type { Comparability } from '../../shared/comparability.ts';
import type { FigureNumbers, RollUpReason } from './combine-figures.ts';
import type { PartialFigure } from './partial-figure.ts';
import type { PeopleInterval } from './people-interval.ts';

/** What figures can be aggregated over. Every other one is kept: each of its values has a figure. */
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
  /** Whether the figure is the sum of categories for every organization. */
  isOfCategories: boolean;
}

/** What a figure includes, and what is missing. Nothing that is missing is filled in. */
export interface RollUpCoverage {
  /** Number of figures that it includes. */
  figuresIncluded: number;
  /** Number of figures expected: one for each expected organization in each release. Null if unknown. */
  figuresExpected: number | null;
  /** Number of missing figures: the sum of the next five numbers and of the expected ecosystems that are not included. */
  missing: number;
  /** Number of figures reported as `MISSING`. */
  reportedMissing: number;
  /** Number of organizations that were expected to report and did not. */
  notReported: number;
  /** Number of organizations that report figures of other categories only. */
  otherCategoriesOnly: number;
  /** Number of organizations that were excluded from a release because they were not visible at release time. */
  excluded: number;
  /** Number of organizations that the caller cannot see and no published total includes. */
  hidden: number;
  /** Number of figures with the status `NOT_APPLICABLE`, and `SUPPRESSED_AT_SOURCE`. */
  notApplicable: number;
  suppressedAtSource: number;
  /** Number of figures that a release withholds. */
  withheld: number;
  /** Number of ecosystems expected, and of these with a figure. 0 unless ecosystems are aggregated. */
  expectedEcosystems: number;
  ecosystems: number;
  /** The periods of the figures, in order. */
  periods: string[];
  /** The parts of the period without a figure. */
  gaps: string[];
  /** The releases that it includes. */
  releases: readonly CoveredRelease[];
  /** Ids of the expected ecosystems without figures that the caller can see. Empty unless ecosystems are aggregated. */
  absentEcosystems: readonly string[];
}

/** An aggregated figure, or the reason it is unavailable. */
export interface RollUpFigure extends FigureNumbers {
  period: string;
  periodStart: string;
  periodEnd: string;
  /** The newest version of its figures. Null if there are none. */
  versionId: string | null;
  /** How comparable its figures are. `YES` if all are of one version. */
  comparability: Comparability;
  /** What to consider before comparing it. */
  caveats: string[];
  organizationId: string | null;
  place: Code | null;
  ecosystemId: string | null;
  categories: readonly CategoryReference[];
  /** The interval of a number of people counted once. Null for other figures. */
  interval: PeopleInterval | null;
  /** `PROVISIONAL` or `ESTIMATED` if a figure in it is. Without a figure, the common status of its cells, or null if they differ. */
  status: ObservationStatus | null;
  /** Why it has no value. Null if it has one. */
  reason: RollUpReason | null;
  /** The reason in one sentence. */
  explanation: string | null;
  coverage: RollUpCoverage;
}

/** The status of figures together. Null if there is no figure and the statuses differ. */
export function statusOf(partial: PartialFigure): ObservationStatus | null {
  const { figures, provisional, estimated, missing, notApplicable, suppressedAtSource, withheld } = partial;
  if (provisional > 0) return 'PROVISIONAL';
  if (estimated > 0) return 'ESTIMATED';
  if (figures > 0) return 'OBSERVED';
  const without = [
    ...(missing > 0 ? ['MISSING' as const] : []),
    ...(notApplicable > 0 ? ['NOT_APPLICABLE' as const] : []),
    ...(suppressedAtSource > 0 ? ['SUPPRESSED_AT_SOURCE' as const] : []),
  ];
  return without.length === 1 && withheld === 0 ? (without[0] ?? null) : null;
}
