import type { Aggregation } from '../../../indicator/index.ts';
import { addExact, compareExact, roundExact, sumExact } from '../../../shared/numbers/exact.ts';
import { amount } from '../../../shared/wording.ts';
import {
  type BoundedResult,
  type ExactNumbers,
  type IntervalFromBelow,
  noData,
  type UnavailableFigure,
  unavailable,
  withoutInterval,
} from '../figure-result.ts';
import type { RollUpRules } from './combine-figures.ts';
import type { PartialFigure } from './partial-figure.ts';

const people = ['person', 'people'] as const;

/** Why a number of people of several periods has no upper end, as a clause. */
export const reportedForPartOnly = 'an organization reported for only a part of the period';

/** Partial figures of the categories of one exclusive dimension, by category code. */
export interface CategoryPartials {
  categories: readonly { code: string; parent: string | null }[];
  partials: ReadonlyMap<string, PartialFigure>;
}

/** Whether figures are numbers of people counted once, which are not added up. */
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
 * Bounds the number of people that several reporters count once: at least the largest figure, and at most the sum. Categories
 * of an exclusive dimension raise the lower end: nobody is in two of them, so the largest figures of each add up. There is no
 * upper end if a figure has no number or if `isComplete` is false (an expected reporter is missing). `NOT_APPLICABLE` is an
 * answer that counts nobody. If a figure is suppressed, the result is `SUPPRESSED`, and the figures that are shown give the
 * lower end. If both ends are equal, they are the figure.
 *
 * @example
 * const figures = ['40', '25'].map((value) => partialOf({ value, numerator: null, denominator: null, base: null, status: 'OBSERVED' }));
 * peopleOnce(combinePartials(figures), {}).interval; // { low: '40', high: '65' }
 */
export function peopleOnce(
  partial: PartialFigure,
  options: { dimensions?: readonly CategoryPartials[]; isComplete?: boolean },
): BoundedResult {
  const { dimensions = [], isComplete = true } = options;
  const { figures, sum } = partial;
  // Any number stands for the largest of figures that have no upper end.
  const greatest = partial.greatest ?? ((partial.open ?? 0) > 0 ? '0' : null);
  const low = dimensions.reduce((least, dimension) => larger(least, lowerEndOf(dimension)), greatest ?? '0');
  if (partial.suppressed > 0) return suppressedPeople(low);
  if (figures === 0 || greatest === null) return { ...noData(partial), interval: null };
  const because = [...reasonsWithoutValue(partial), ...(isComplete ? [] : ['an expected organization has no figure'])];
  const interval = { low, high: because.length === 0 ? sum : null };
  return bounded(interval, { because, base: figures === 1 && partial.bases === 1 ? partial.base : null });
}

/** A number of people that is suppressed, with its lower end from the figures that are shown. No interval if the end is 0. */
export function suppressedPeople(low: string): BoundedResult {
  if (compareExact(low, '0') <= 0)
    return { ...unavailable('SUPPRESSED', 'A required figure is suppressed.'), interval: null };
  const explanation = `A required figure is suppressed. The figures that are shown include at least ${amount(roundExact(low, 'DOWN'), people)}.`;
  return { ...unavailable('SUPPRESSED', explanation), interval: { low, high: null } };
}

/**
 * Returns the figure if both ends are equal; otherwise the interval, and the reason why there is no figure. `because` lists
 * the reasons why there is no upper end, as clauses.
 */
export function bounded(
  interval: IntervalFromBelow,
  { base = null, because }: { base?: string | null; because: readonly string[] },
): BoundedResult {
  const { low, high } = interval;
  if (high === null) return unboundedAbove(low, because);
  if (compareExact(high, low) === 0) return { figure: numberOf(low, base), interval };
  const explanation = `Each person counts once and can be in several figures. There are at least ${roundExact(low, 'DOWN')} and at most ${amount(roundExact(high, 'UP'), people)}.`;
  return { ...unavailable('NOT_ADDITIVE', explanation), interval };
}

/** A number of people with a lower end only. `because` lists the reasons why there is no upper end, as clauses. */
export function unboundedAbove(
  low: string,
  because: readonly string[],
): UnavailableFigure & { interval: IntervalFromBelow } {
  const explanation = `Each person counts once. There ${low === '1' ? 'is' : 'are'} at least ${amount(roundExact(low, 'DOWN'), people)}. There is no upper bound, because ${because.join(' and ')}.`;
  return { ...unavailable('NOT_ADDITIVE', explanation), interval: { low, high: null } };
}

/**
 * Combines numbers of people of several ecosystems, periods or versions. The same person can be in several of them. `without`
 * lists what has no figure, as clauses: then there is no upper end.
 */
export function combinePeople(
  aggregates: readonly { result: BoundedResult }[],
  without: readonly string[],
): BoundedResult {
  const isSuppressed = ({ result }: { result: BoundedResult }) => 'reason' in result && result.reason === 'SUPPRESSED';
  const unknown =
    aggregates.find(({ result }) => 'reason' in result && result.reason === 'CONTRADICTORY') ??
    aggregates.find((each) => intervalOf(each.result) === null && !isSuppressed(each));
  if (unknown) return withoutInterval(unknown.result);
  const intervals = aggregates.flatMap(({ result }) => intervalOf(result) ?? []);
  const low = intervals.reduce((least, interval) => larger(least, interval.low), '0');
  if (aggregates.some(isSuppressed)) return suppressedPeople(low);
  if (intervals.length === 0) return { ...noData(), interval: null };
  const highs = intervals.flatMap(({ high }) => high ?? []);
  const because = [...without, ...(highs.length < intervals.length ? ['a combined figure has none'] : [])];
  return bounded({ low, high: because.length === 0 ? sumExact(highs) : null }, { because });
}

/** The interval of a result. Both ends of a known number are that number. */
export function intervalOf(result: BoundedResult): IntervalFromBelow | null {
  if ('figure' in result && result.figure.value !== null) {
    return { low: result.figure.value, high: result.figure.value };
  }
  return result.interval;
}

/** Why cells have no number, or no upper end, as clauses with their numbers. `NOT_APPLICABLE` counts nobody and is not among them. */
function reasonsWithoutValue({ missing, suppressedAtSource, open = 0 }: PartialFigure): string[] {
  const clause = (count: number, what: string) =>
    count === 0 ? [] : [count === 1 ? `1 figure is ${what}` : `${count} figures are ${what}`];
  return [
    ...clause(missing, 'missing'),
    ...clause(suppressedAtSource, 'suppressed by the source'),
    ...clause(open, 'stated without an upper bound'),
  ];
}

/** Number of cells whose number is unknown. `NOT_APPLICABLE` counts nobody and is not one of them. */
export function countWithoutValue({ missing, suppressedAtSource }: PartialFigure): number {
  return missing + suppressedAtSource;
}

/** The sum over the outermost categories of the largest figure of each, or of the sum of its subcategories if that is larger. */
function lowerEndOf({ categories, partials }: CategoryPartials): string {
  const within = Map.groupBy(categories, ({ parent }) => parent);
  const sumWithin = (parent: string | null): string =>
    (within.get(parent) ?? []).reduce(
      (sum, { code }) => addExact(sum, larger(partials.get(code)?.greatest ?? '0', sumWithin(code))),
      '0',
    );
  return sumWithin(null);
}

function larger(a: string, b: string): string {
  return compareExact(a, b) >= 0 ? a : b;
}

function numberOf(value: string, base: string | null): ExactNumbers {
  return { value, numerator: null, denominator: null, base };
}
