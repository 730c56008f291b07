import { compareExact, roundExact } from '../../../shared/numbers/exact.ts';
import { type BoundedResult, type IntervalFromBelow, unavailable } from '../figure-result.ts';
import type { CombinedPeriods } from './aggregate.ts';
import { combinePartials } from './partial-figure.ts';
import { intervalOf } from './people-interval.ts';

/**
 * Selects the smallest or the largest ratio of several periods, each of which is a figure or an interval. Only a value is carried
 * to the next step, as for selected figures.
 */
export function selectInterval(periods: readonly CombinedPeriods[], { way }: { way: 'MIN' | 'MAX' }): CombinedPeriods {
  const all = combinePartials(periods.map((period) => period.carried));
  const intervals = periods.flatMap(({ result }) => intervalOf(result) ?? []);
  const sign = way === 'MIN' ? -1 : 1;
  const select = (ends: readonly string[]) =>
    ends.reduce((one, other) => (compareExact(other, one) === sign ? other : one));
  const low = select(intervals.map((interval) => interval.low));
  const high = select(intervals.flatMap((interval) => interval.high ?? []));
  const isSuppressed = all.suppressed > 0;
  const value = !isSuppressed && compareExact(low, high) === 0 ? low : null;
  const carried = {
    ...all,
    ...{ parts: 0, derived: 0, numerator: '0', numeratorSpan: '0', denominator: '0', suppressedDenominators: 0 },
    ...{ figures: 1, bases: 0, base: '0', weighted: '0' },
    ...(value === null ? { values: 0, sum: '0' } : { values: 1, sum: value }),
    least: value,
    greatest: value,
  };
  return { carried, result: selectedResult({ low, high }, { way, isSuppressed, value }) };
}

function selectedResult(
  interval: IntervalFromBelow,
  { way, isSuppressed, value }: { way: 'MIN' | 'MAX'; isSuppressed: boolean; value: string | null },
): BoundedResult {
  if (value !== null) return { figure: { value, numerator: null, denominator: null, base: null }, interval: null };
  const noun = way === 'MIN' ? 'smallest' : 'largest';
  const explanation = `The ${noun} figure of the periods is at least ${roundExact(interval.low, 'DOWN')} and at most ${roundExact(interval.high ?? '', 'UP')}.`;
  return { ...unavailable(isSuppressed ? 'SUPPRESSED' : 'ROUNDED', explanation), interval };
}
