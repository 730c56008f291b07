import { compareDecimals } from '../../../shared/numbers/decimal.ts';
import { type BoundedResult, type IntervalFromBelow, unavailable } from '../figure-result.ts';
import type { CombinedPeriods } from './aggregate.ts';
import type { RollUpRules } from './combine-figures.ts';
import { combinePartials } from './partial-figure.ts';
import { intervalOf } from './people-interval.ts';
import { boundsOf } from './ratio-of-sums.ts';

/**
 * Selects the smallest or the largest ratio of several periods, each of which is a figure or an interval. Only a value is carried
 * to the next step, as for selected figures.
 */
export function selectInterval(
  periods: readonly CombinedPeriods[],
  { way, rules }: { way: 'MIN' | 'MAX'; rules: Pick<RollUpRules, 'multiplier'> },
): CombinedPeriods {
  const all = combinePartials(periods.map((period) => period.carried));
  const intervals = periods.flatMap((period) => endsOf(period, rules) ?? []);
  const sign = way === 'MIN' ? -1 : 1;
  const select = (ends: readonly string[]) =>
    ends.reduce((one, other) => (compareDecimals(other, one) === sign ? other : one));
  const low = select(intervals.map((interval) => interval.low));
  const high = select(intervals.flatMap((interval) => interval.high ?? []));
  const isSuppressed = all.suppressed > 0;
  // A known ratio lies between the ends to which its quotient is rounded outward.
  const selected = periods.find((period) => {
    const ends = endsOf(period, rules);
    return 'figure' in period.result && ends?.low === low && ends.high === high;
  });
  const exact = selected && 'figure' in selected.result ? selected.result.figure.value : low === high ? low : null;
  const value = isSuppressed ? null : exact;
  const carried = {
    ...all,
    ...{ parts: 0, derived: 0, numerator: '0', numeratorSpan: '0', denominator: '0', suppressedDenominators: 0 },
    ...{ figures: 1, bases: 0, base: '0', weighted: '0', quotients: 1 },
    ...(value === null ? { values: 0, sum: '0' } : { values: 1, sum: value }),
    least: value,
    greatest: value,
  };
  return { carried, result: selectedResult({ low, high }, { way, isSuppressed, value }) };
}

/** The ends of the ratio of a period, rounded outward from its numerator and denominator. A figure without these is its value. */
function endsOf(
  { carried, result }: CombinedPeriods,
  rules: Pick<RollUpRules, 'multiplier'>,
): IntervalFromBelow | null {
  const isQuotient = 'figure' in result && carried.parts > 0 && carried.parts === carried.figures;
  return isQuotient ? boundsOf(carried, rules) : intervalOf(result);
}

function selectedResult(
  interval: IntervalFromBelow,
  { way, isSuppressed, value }: { way: 'MIN' | 'MAX'; isSuppressed: boolean; value: string | null },
): BoundedResult {
  if (value !== null) return { figure: { value, numerator: null, denominator: null, base: null }, interval: null };
  const noun = way === 'MIN' ? 'smallest' : 'largest';
  const explanation = `The ${noun} figure of the periods is at least ${interval.low} and at most ${interval.high}.`;
  return { ...unavailable(isSuppressed ? 'SUPPRESSED' : 'ROUNDED', explanation), interval };
}
