import { endedPeriodsAfter } from '../period/internal.ts';
import type { Released } from './ecosystem-records.ts';

/** The rule in words. */
export const currentRelease =
  'A release is current if it was published by the date and its period is the last complete one of the indicator’s frequency, or the one before it, because the reports of a period are collected during the next.';

/**
 * The newest release that is current on a date: of the latest period, the one published last. Undefined if there is none. Other
 * intervals than those of the calendar are followed by intervals of the same number of days.
 */
export function currentReleaseOn<Release extends Released>(
  releases: readonly Release[],
  { versionIds, on }: { versionIds: ReadonlySet<string | null>; on: string },
): Release | undefined {
  return releases
    .filter((release) => versionIds.has(release.indicatorVersionId) && isCurrentOn(release, on))
    .sort((one, other) => (rankOf(one) < rankOf(other) ? 1 : -1))[0];
}

function isCurrentOn({ releasedOn, periodStart, periodEnd, frequency }: Released, on: string): boolean {
  if (releasedOn > on || periodEnd > on) return false;
  return endedPeriodsAfter({ start: periodStart, end: periodEnd }, { frequency, by: on }) < 2;
}

function rankOf({ periodEnd, releasedOn, id }: Released): string {
  return `${periodEnd} ${releasedOn} ${id}`;
}
