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

/** A released period whose organizations a figure includes. */
export interface CoveredRelease {
  versionId: string;
  ecosystemId: string;
  period: string;
  /** Ids of organizations whose figure is the sum of their categories. */
  addedUp: readonly string[];
  /** Whether the figure is the sum of categories for every organization. */
  isOfCategories: boolean;
}

/** What a figure includes, and what is missing. Nothing that is missing is filled in. */
export interface RollUpCoverage {
  /** Number of figures that it includes. */
  figuresIncluded: number;
  /** Number of expected reporters. Null if unknown. */
  expected: number | null;
  /**
   * Number of missing figures: reported as `MISSING`, expected and absent, of organizations that report other categories
   * only, that were excluded from the release, or that are hidden from the caller and in no published total. Over ecosystems,
   * also the expected ecosystems without figures.
   */
  missing: number;
  /** Number of reporters marked `NOT_APPLICABLE`, and `SUPPRESSED_AT_SOURCE`. */
  notApplicable: number;
  suppressedAtSource: number;
  /** The periods of the figures, in order. */
  periods: string[];
  /** The parts of the period without a figure. */
  gaps: string[];
  /** The releases in which organizations may be missing. Empty if only the ecosystem itself is expected to report. */
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
