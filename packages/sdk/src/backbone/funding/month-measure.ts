import { dateOfDay, daysInMonth, parseDay } from '../../shared/dates/calendar-date.ts';

/** A period of whole days, `YYYY-MM-DD`, both inclusive. */
export interface DayPeriod {
  from: string;
  through: string;
}

/** Units in one calendar month: the smallest number that can be divided by 28, 29, 30 and 31. */
export const unitsOfMonth = 377_580;

/**
 * The length of a period in units of a month. Every calendar month has the same length, and every day of a month is the same
 * part of it. A period without days has a length of 0.
 */
export function lengthInUnits({ from, through }: DayPeriod): number {
  return from > through ? 0 : position(through, 1) - position(from, 0);
}

/** The days that two periods have in common. `from` is after `through` if there are none. */
export function intersection(one: DayPeriod, other: DayPeriod): DayPeriod {
  return {
    from: one.from > other.from ? one.from : other.from,
    through: one.through < other.through ? one.through : other.through,
  };
}

/** The position of a day, moved by some days within or to the end of its month. */
function position(date: string, daysLater: 0 | 1): number {
  const { year, month, day } = dateOfDay(parseDay(date) as number);
  return (year * 12 + month) * unitsOfMonth + ((day - 1 + daysLater) * unitsOfMonth) / daysInMonth(year, month);
}
