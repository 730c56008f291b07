import type { CategoryReference, ObservationStatus } from '../../indicator/index.ts';
import type { Code } from '../../shared/code.ts';
import type { Comparability } from '../../shared/comparability.ts';
import type { PeopleInterval } from './roll-up-interval.ts';
import type { PartialFigure } from './roll-up-partial.ts';
import type { PooledNumbers, RollUpReason } from './roll-up-pool.ts';

/** What figures are rolled up over; what they are not rolled up over stays a key of the answer. */
export const rollUpOvers = ['ORGANIZATIONS', 'PLACES', 'ECOSYSTEMS'] as const;

/** One of {@link rollUpOvers}. */
export type RollUpOver = (typeof rollUpOvers)[number];

/** A released period whose organizations a figure is made of. */
export interface CoveredRelease {
  versionId: string;
  ecosystemId: string;
  period: string;
  /** Which organizations do not state what is brought together: it follows from their categories. */
  addedUp: readonly string[];
  /** Whether that is so of all of them. */
  isOfCategories: boolean;
}

/** What a figure rests on. Nothing that is missing is filled in. */
export interface RollUpCoverage {
  /** How many figures it is made of. */
  figuresIncluded: number;
  /** How many were expected; null where nobody said who is. */
  expected: number | null;
  /**
   * How many are missing: reported as `MISSING`, expected and not there, or of organizations that report other categories
   * only, that were closed when it was released, or that are closed to whoever asks and in no sum of the release; and over
   * ecosystems, whole ecosystems that are expected and have nothing.
   */
  missing: number;
  notApplicable: number;
  suppressedAtSource: number;
  /** The periods of the figures, in order. */
  periods: string[];
  /** Stretches of the period that no figure is of. */
  gaps: string[];
  /** In which releases to look up which organizations are missing; none where nobody but the ecosystem is expected. */
  releases: readonly CoveredRelease[];
  /** Which ecosystems are expected and have nothing, but for those that are closed to whoever asks; over ecosystems alone. */
  absentEcosystems: readonly string[];
}

/** A figure that was brought together, or why there is none. */
export interface RollUpFigure extends PooledNumbers {
  period: string;
  periodStart: string;
  periodEnd: string;
  /** The newest of the versions that its figures are of; null where there are none. */
  versionId: string | null;
  /** How well what is brought together compares; `YES` where it is all of one kind. */
  comparability: Comparability;
  /** What to know before comparing it; none where there is nothing. */
  caveats: string[];
  organizationId: string | null;
  place: Code | null;
  ecosystemId: string | null;
  categories: readonly CategoryReference[];
  /** Of people counted once: what their number lies between. */
  interval: PeopleInterval | null;
  /** `PROVISIONAL` or `ESTIMATED` where a figure in it is; without a figure, why there is none; null where that differs. */
  status: ObservationStatus | null;
  /** Why there is no value. */
  reason: RollUpReason | null;
  /** The reason in a sentence. */
  explanation: string | null;
  coverage: RollUpCoverage;
}

/** What stands behind figures together. */
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
