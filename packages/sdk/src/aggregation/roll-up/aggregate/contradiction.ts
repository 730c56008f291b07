import { compareExact, roundExact } from '../../../shared/numbers/exact.ts';
import { type BoundedResult, type Contradiction, type ExactNumbers, unavailable } from '../figure-result.ts';

/** What a number of people counted once is checked against: the interval that the figures of the parts allow. */
export type CheckedAgainst = Omit<Contradiction, 'stated' | 'unchecked' | 'interval'> & {
  interval: Contradiction['interval'] | null;
};

/**
 * Checks the number of people that an ecosystem or network itself reports against the interval of its parts. Returns
 * `CONTRADICTORY` without an interval if the number is outside it: one of the figures is wrong, so that nothing follows from them.
 */
export function checkAgainstInterval(figure: ExactNumbers, against: CheckedAgainst): BoundedResult {
  const { interval } = against;
  return resultOfCheck({ figure, interval }, { stated: figure.value, against });
}

/** Checks a number that an ecosystem itself states, like {@link checkAgainstInterval}. Returns `unchecked` if it can be right. */
export function resultOfCheck(
  unchecked: BoundedResult,
  { stated, against }: { stated: string | null; against: CheckedAgainst },
): BoundedResult {
  const { interval } = against;
  if (interval === null || stated === null) return unchecked;
  const contradiction = { ...against, stated, unchecked, interval };
  return isPossible(contradiction, { least: stated, most: stated }) ? unchecked : contradictory(contradiction);
}

/** A number at one end of bounds, and what it contradicts there. */
interface StatedAtEnd {
  value: string | null;
  /** Whether there is no such end. */
  isOpen: boolean;
  contradiction?: Contradiction;
}

/**
 * What both ends of bounds contradict together: each number that is stated between them is outside of everything between the lower
 * end of the lowest figures and the upper end of the highest ones. Undefined if a number between the ends can be right.
 */
export function contradictionBetween(lowest: StatedAtEnd, highest: StatedAtEnd): Contradiction | undefined {
  const [low, high] = [lowest.contradiction, highest.contradiction];
  const contradiction = low ?? high;
  const [least, most] = [lowest, highest].map(({ contradiction: found, value }) => found?.stated ?? value);
  if (!contradiction || least == null || most == null || lowest.isOpen || highest.isOpen) return undefined;
  const interval = { low: low?.interval.low ?? '0', high: high?.interval.high ?? null };
  const hull = { ...contradiction, stated: least, statedUpTo: most, interval };
  return isPossible(hull, { least, most }) ? undefined : hull;
}

/** The result of figures that contradict each other. */
function contradictory(contradiction: Contradiction): BoundedResult {
  const explanation = describeContradiction(contradiction);
  return { ...unavailable('CONTRADICTORY', explanation), interval: null, contradiction };
}

/** States the two figures and that one of them is wrong, as sentences. */
export function describeContradiction(contradiction: Contradiction): string {
  const { stated, statedUpTo = stated, interval, whole, parts, isSum = false } = contradiction;
  const { low, high } = interval;
  const number = rangeOf(stated, statedUpTo);
  const states = isSum
    ? `The categories that the ${whole} itself reports add up to ${number}`
    : `The ${whole} itself reports ${number}`;
  const [least, range] = [roundExact(low, 'DOWN'), high === null ? null : rangeOf(low, high)];
  const between = range === null ? `at least ${least}` : range === least ? `only ${least}` : `from ${range}`;
  return `${states}, but the figures of its ${parts} allow ${between}. One of them is wrong.`;
}

function rangeOf(low: string, high: string): string {
  const [least, most] = [roundExact(low, 'DOWN'), roundExact(high, 'UP')];
  return least === most ? least : `${least} to ${most}`;
}

function isPossible({ interval: { low, high } }: Contradiction, stated: { least: string; most: string }): boolean {
  return compareExact(stated.most, low) >= 0 && (high === null || compareExact(stated.least, high) <= 0);
}
