import { divideExact } from '../../../shared/numbers/exact.ts';
import { unavailable } from '../figure-result.ts';
import type { CombinedPeriods } from './aggregate.ts';
import type { RollUpRules } from './combine-figures.ts';
import { combinePartials, type PartialFigure } from './partial-figure.ts';
import { hasQuotients, ratioOf, withoutQuotient } from './ratio-of-sums.ts';

/** Combines the ratios of several periods. Their denominators are summed, averaged, or the last is used. */
export function ratioOverTime(periods: readonly CombinedPeriods[], rules: RollUpRules): CombinedPeriods {
  const carried = combinePartials(periods.map((period) => period.carried));
  const notAdditive = (explanation: string): CombinedPeriods => ({
    carried,
    result: { ...unavailable('NOT_ADDITIVE', explanation), interval: null },
  });
  if (!hasQuotients(carried)) return { carried, result: { ...withoutQuotient(carried), interval: null } };
  switch (rules.denominatorOverTime) {
    case 'SUM':
      return { carried, result: ratioOf(carried, { version: rules }) };
    case 'LAST':
      return withDenominator(carried, { denominator: periods.at(-1)?.carried.denominator ?? '0', rules });
    case 'AVERAGE':
      return withDenominator(carried, {
        denominator: divideExact(carried.denominator, String(periods.length)) ?? '0',
        rules,
      });
    default:
      return notAdditive('The definition does not state how denominators of several periods are combined.');
  }
}

/**
 * The caveat that a ratio divides the numerators of several periods by the denominator of the last one. An organization that has a
 * figure for some of them only is in one of the two numbers and not in the other.
 */
export function denominatorCaveats(
  version: Pick<RollUpRules, 'aggregationOverTime' | 'denominatorOverTime'> | undefined,
  periods: readonly string[],
): string[] {
  if (version?.aggregationOverTime !== 'RATIO' || version.denominatorOverTime !== 'LAST' || periods.length < 2)
    return [];
  return ['The denominator is that of the last period. Missing figures distort the ratio.'];
}

function withDenominator(
  sums: PartialFigure,
  { denominator, rules }: { denominator: string; rules: RollUpRules },
): CombinedPeriods {
  const carried = { ...sums, denominator };
  return { carried, result: ratioOf(carried, { version: rules }) };
}
