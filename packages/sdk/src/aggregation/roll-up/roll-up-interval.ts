import type { Aggregation } from '../../indicator/index.ts';
import { addDecimals, compareDecimals, sumDecimals } from '../../shared/decimal.ts';
import type { PartialFigure } from './roll-up-partial.ts';
import { noData, type Pooled, type PooledNumbers, type RollUpRules, unavailable } from './roll-up-pool.ts';

/** What a number of people counted once lies between, both included; `high` is null where it could be any number more. */
export interface PeopleInterval {
  low: string;
  high: string | null;
}

/** Figures of one exclusive dimension's categories, by their code, and which of them lies in which. */
export interface CategoryPartials {
  categories: readonly { code: string; parent: string | null }[];
  partials: ReadonlyMap<string, PartialFigure>;
}

/** A figure or why there is none, and for people counted once what their number lies between. */
export type Bounded = Pooled & { interval: PeopleInterval | null };

/** Whether figures are numbers of people counted once, which no rule of a version adds up. */
export function countsPeopleOnce(
  { kind, countingUnit }: Pick<RollUpRules, 'kind' | 'countingUnit'>,
  way: Aggregation,
): boolean {
  return (
    countingUnit === 'PEOPLE_UNDUPLICATED' &&
    (kind === 'COUNT' || kind === 'AMOUNT') &&
    (way === 'SUM' || way === 'NONE')
  );
}

/**
 * How many people counted once several reporters have together: at least the largest figure, at most the sum. Categories of
 * an exclusive dimension make the least greater: nobody is in two of them, so that the largest figures of each add up.
 * There is no upper end where a figure has no number or `isComplete` is false (an expected reporter is missing). `SUPPRESSED`,
 * and no interval, where a figure is withheld. Where both ends are one number, that is the figure.
 *
 * @example
 * const figures = ['40', '25'].map((value) => partialOf({ value, numerator: null, denominator: null, base: null, status: 'OBSERVED' }));
 * peopleOnce(combinePartials(figures), {}).interval; // { low: '40', high: '65' }
 */
export function peopleOnce(
  partial: PartialFigure,
  options: { dimensions?: readonly CategoryPartials[]; isComplete?: boolean },
): Bounded {
  const { dimensions = [], isComplete = true } = options;
  const { figures, greatest, sum } = partial;
  if (partial.withheld > 0)
    return { ...unavailable('SUPPRESSED', 'a figure that it needs is withheld'), interval: null };
  if (figures === 0 || greatest === null) return { ...noData(partial), interval: null };
  const low = dimensions.reduce((least, dimension) => larger(least, leastOf(dimension)), greatest);
  const interval = { low, high: isComplete && lacks(partial) === 0 ? sum : null };
  return bounded(interval, { base: figures === 1 && partial.bases === 1 ? partial.base : null });
}

/** The figure between two ends where they meet, else the interval and why there is no figure. */
export function bounded(interval: PeopleInterval, { base = null }: { base?: string | null } = {}): Bounded {
  const { low, high } = interval;
  if (high === low) return { figure: numberOf(low, base), interval };
  const explanation =
    high === null
      ? `people are counted once, and a figure is missing: they are at least ${low}, and there is no upper end`
      : `people are counted once, and the same person can be in several figures: they are at least ${low} and at most ${high}`;
  return { ...unavailable('NOT_ADDITIVE', explanation), interval };
}

/**
 * The number of people that the ecosystem itself reports for a place where its organizations also report: it stands, unless
 * it lies outside what their figures allow; then the figure is refused, and the interval kept.
 */
export function ownAmong(
  own: PooledNumbers,
  of: { interval: PeopleInterval | null; whole: 'ecosystem' | 'network'; parts: 'organizations' | 'members' },
): Bounded {
  const { interval, whole, parts } = of;
  const { value } = own;
  if (interval === null || value === null) return { figure: own, interval };
  const { low, high } = interval;
  const isOutside = compareDecimals(value, low) < 0 || (high !== null && compareDecimals(value, high) > 0);
  if (!isOutside) return { figure: own, interval };
  const between = high === null ? `at least ${low}` : `from ${low} to ${high}`;
  const explanation = `the ${whole} itself reports ${value}, and the figures of its ${parts} allow ${between}: one of them is wrong`;
  return { ...unavailable('NOT_ADDITIVE', explanation), interval };
}

/** What lies between the ends of several intervals together: people of one can be people of another. */
export function unionOf(
  intervals: readonly PeopleInterval[],
  { isComplete }: { isComplete: boolean },
): PeopleInterval | null {
  const [first] = intervals;
  if (!first) return null;
  const low = intervals.reduce((least, interval) => larger(least, interval.low), first.low);
  const highs = intervals.flatMap(({ high }) => high ?? []);
  return { low, high: isComplete && highs.length === intervals.length ? sumDecimals(highs) : null };
}

/** How many cells that are there have no number. */
export function lacks({ missing, notApplicable, suppressedAtSource }: PartialFigure): number {
  return missing + notApplicable + suppressedAtSource;
}

/** The sum over the outermost categories of the largest figure of each, or of the categories within it where that is more. */
function leastOf({ categories, partials }: CategoryPartials): string {
  const within = Map.groupBy(categories, ({ parent }) => parent);
  const leastWithin = (parent: string | null): string =>
    (within.get(parent) ?? []).reduce(
      (sum, { code }) => addDecimals(sum, larger(partials.get(code)?.greatest ?? '0', leastWithin(code))),
      '0',
    );
  return leastWithin(null);
}

function larger(a: string, b: string): string {
  return compareDecimals(a, b) >= 0 ? a : b;
}

function numberOf(value: string, base: string | null): PooledNumbers {
  return { value, numerator: null, denominator: null, base };
}
