import { cadenceOverYear } from '../communication/index.ts';
import { unwrap } from '../shared/outcome.ts';
import { isWithinYear } from './records-on-date.ts';

/** The share of the intervals of a cadence that need an event: three quarters, which allows a break of three months a year. */
const requiredShare = { of: 4, kept: 3 };

/** The rule in words. */
export const keptCadence = 'in at least three quarters of the intervals of its cadence in the year up to the date';

/** How often something happened in the year up to a date, against what is planned. */
export interface Regularity {
  /** Whether it happened often enough. Null if it began less than one interval of its cadence ago. */
  isRegular: boolean | null;
  /** The count in words: `2 of 12`. */
  count: string;
}

/**
 * Judges the events of a plan by its cadence: three quarters of the intervals in the year up to the date need an event.
 * Without a cadence, `fewest` events in that year are required.
 */
export function regularityOf(
  plan: { cadence?: string | null | undefined; startedOn?: string | null | undefined },
  { days, on, fewest }: { days: readonly string[]; on: string; fewest: number },
): Regularity {
  const { cadence, startedOn = null } = plan;
  if (cadence == null) {
    const count = days.filter((day) => isWithinYear(day, on)).length;
    return { isRegular: count >= fewest, count: `${count} of ${fewest}` };
  }
  const { intervals, intervalsMet } = unwrap(cadenceOverYear({ cadence, startedOn, days, on }));
  const isRegular = intervals === 0 ? null : intervalsMet * requiredShare.of >= intervals * requiredShare.kept;
  return { isRegular, count: `${intervalsMet} of ${intervals}` };
}
