import { addToDay, type Duration } from '../communication/internal.ts';
import type { Frequency } from '../period/index.ts';
import { parseDay } from '../shared/calendar-date.ts';
import type { Released } from './ecosystem-records.ts';

/** The rule in words. */
export const currentRelease =
  'A release is current if it was published by the date and its period is the last complete one of the indicator’s frequency, or the one before it, because the reports of a period are collected during the next.';

const lengthOf: { readonly [Each in Exclude<Frequency, 'INTERVAL'>]: Duration } = {
  YEAR: { months: 12, days: 0 },
  SCHOOL_YEAR: { months: 12, days: 0 },
  FISCAL_YEAR: { months: 12, days: 0 },
  HALF: { months: 6, days: 0 },
  QUARTER: { months: 3, days: 0 },
  MONTH: { months: 1, days: 0 },
  WEEK: { months: 0, days: 7 },
  DAY: { months: 0, days: 1 },
};

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

function isCurrentOn(release: Released, on: string): boolean {
  if (release.releasedOn > on || release.periodEnd > on) return false;
  const [start, end, today] = [release.periodStart, release.periodEnd, on].map((day) => parseDay(day) ?? 0) as [
    number,
    number,
    number,
  ];
  const { frequency } = release;
  const { months, days } = frequency === 'INTERVAL' ? { months: 0, days: end - start + 1 } : lengthOf[frequency];
  const lastOfSecondNext = addToDay(end + 1, { months: 2 * months, days: 2 * days }) - 1;
  return today < lastOfSecondNext;
}

function rankOf({ periodEnd, releasedOn, id }: Released): string {
  return `${periodEnd} ${releasedOn} ${id}`;
}
