import { endedPeriodsAfter } from '../period/internal.ts';
import type { Released } from './ecosystem-records.ts';

/** The rule in words. */
export const currentRelease =
  'A release is current if it was published by the date and its period is the last complete one of the indicator’s frequency, or the one before it, because the reports of a period are collected during the next. If the release that was published last for a period by the date was withdrawn, the period has no current release.';

/**
 * The newest release that is current on a date: of the latest period, the one published last by that date. A release that was
 * withdrawn, and those that it replaced, are not current. Undefined if there is none. Other intervals than those of the calendar
 * are followed by intervals of the same number of days.
 */
export function currentReleaseOn<Release extends Released>(
  releases: readonly Release[],
  { versionIds, on }: { versionIds: ReadonlySet<string | null>; on: string },
): Release | undefined {
  const published = releases.filter(
    ({ indicatorVersionId, releasedOn }) => versionIds.has(indicatorVersionId) && releasedOn <= on,
  );
  // A withdrawn release leaves no figure for its period: those that it replaced were wrong or incomplete.
  return [...Map.groupBy(published, periodOf).values()]
    .flatMap((ofPeriod) => ofPeriod.toSorted(byRank).slice(0, 1))
    .filter((release) => !release.isWithdrawn && isOfCurrentPeriod(release, on))
    .sort(byRank)[0];
}

function periodOf({ indicatorVersionId, periodStart, periodEnd }: Released): string {
  return `${indicatorVersionId} ${periodStart} ${periodEnd}`;
}

function isOfCurrentPeriod({ periodStart, periodEnd, frequency }: Released, on: string): boolean {
  if (periodEnd > on) return false;
  return endedPeriodsAfter({ start: periodStart, end: periodEnd }, { frequency, by: on }) < 2;
}

/** The latest period first, and of one period the last release. */
function byRank(one: Released, other: Released): number {
  return rankOf(one) < rankOf(other) ? 1 : -1;
}

function rankOf({ periodEnd, releasedOn, id }: Released): string {
  return `${periodEnd} ${releasedOn} ${id}`;
}
