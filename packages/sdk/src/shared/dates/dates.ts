import type { Issue } from '../outcome.ts';

/**
 * Returns a `DATES_OUT_OF_ORDER` issue if the end is before the start, and no issue otherwise. Both dates are inclusive, and
 * null if unknown.
 */
export function judgeDateOrder(dates: {
  start: string | null;
  end: string | null;
  /** The field that contains the end. */
  path: string;
}): Issue[] {
  const { start, end, path } = dates;
  if (start === null || end === null || start <= end) return [];
  const message = `\`${path}\` is ${end} and must not be before ${start}. Correct one of the two dates.`;
  return [{ code: 'DATES_OUT_OF_ORDER', path: [path], message }];
}
