import { cadenceIntervals } from '../communication/internal.ts';
import { isWithinYear } from './records-on-date.ts';

/** The share of the intervals of a cadence that need an event: three quarters, which allows a break of three months a year. */
const requiredShare = { of: 4, kept: 3 };

/** The rule in words. */
export const keptCadence = 'in at least three quarters of the intervals of its cadence in the year up to the date';

/** How often something happened in the year up to a date, against what is planned. */
export interface Regularity {
  /** Whether it happened often enough. Null if no interval of its cadence counts yet. */
  isRegular: boolean | null;
  /** The count in words: `2 of 12`. */
  count: string;
  /** Whether an event on this day is among those that were counted. */
  isCounted: (day: string | null | undefined) => boolean;
}

/**
 * Judges the events of a plan by its cadence: three quarters of the intervals in the year up to the date need an event.
 * {@link cadenceIntervals} defines the intervals. Without a cadence, `fewest` events in that year are required.
 */
export function regularityOf(
  plan: { cadence?: string | null | undefined; startedOn?: string | null | undefined },
  { days, on, fewest }: { days: readonly string[]; on: string; fewest: number },
): Regularity {
  const { cadence, startedOn = null } = plan;
  if (cadence == null) {
    const isCounted: Regularity['isCounted'] = (day) => isWithinYear(day, on);
    const count = days.filter(isCounted).length;
    return { isRegular: count >= fewest, count: `${count} of ${fewest}`, isCounted };
  }
  const intervals = cadenceIntervals({ cadence, startedOn, days, on });
  const kept = intervals.filter(({ isKept }) => isKept).length;
  return {
    isRegular: intervals.length === 0 ? null : kept * requiredShare.of >= intervals.length * requiredShare.kept,
    count: `${kept} of ${intervals.length}`,
    isCounted: (day) => day != null && intervals.some(({ from, to }) => day >= from && day <= to),
  };
}
