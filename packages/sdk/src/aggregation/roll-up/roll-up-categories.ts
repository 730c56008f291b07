import type { DimensionRules } from '../../indicator/index.ts';
import { sumDecimals } from '../../shared/decimal.ts';
import { type Bounded, bounded, countsPeopleOnce } from './roll-up-interval.ts';
import { combinePartials } from './roll-up-partial.ts';
import { collapsed, figureOf, type RollUpRules, ratioOf, unavailable } from './roll-up-pool.ts';
import type { Standing } from './roll-up-standing.ts';

/**
 * The figure of all categories of a dimension, where it is not reported itself: nothing where the dimension does not cover
 * everything without overlaps, or an outermost category lacks. Counts add up where they are sums; the denominators of a ratio
 * are split among the categories, and add up too, or are shared, and stand once; means are weighted.
 */
export function wholeOfCategories(
  dimension: DimensionRules,
  { standings, rules }: { standings: ReadonlyMap<string, Standing>; rules: RollUpRules },
): Standing | null {
  const outermost = dimension.categories.filter(({ parent }) => parent === null);
  const parts = outermost.flatMap(({ code }) => standings.get(code) ?? []);
  const [first] = parts;
  if (!dimension.exclusive || !dimension.exhaustive || !first || parts.length < outermost.length) return null;
  const least = parts.reduce((one, other) => (other.partial.figures < one.partial.figures ? other : one));
  const partial = { ...least.partial, withheld: Math.max(...parts.map((part) => part.partial.withheld)) };
  const standing = { partial, ofOrganizations: parts.some((part) => part.ofOrganizations) };
  const without = parts.find(({ outcome }) => 'reason' in outcome && outcome.interval === null);
  const all = combinePartials(parts.map((part) => part.partial));
  if (without) return { ...standing, carried: all, outcome: without.outcome };
  if (countsPeopleOnce(rules, rules.aggregationAcrossOrganizations)) {
    const outcome = peopleIn(parts);
    return { ...standing, carried: { ...all, figures: partial.figures }, outcome };
  }
  const { carried, outcome } = added(parts, rules);
  return { ...standing, carried, outcome: { ...outcome, interval: null } };
}

function added(parts: readonly Standing[], rules: RollUpRules) {
  const { aggregationAcrossOrganizations: way, aggregationOverTime: next, kind } = rules;
  const carried = combinePartials(parts.map((part) => part.carried));
  const single = parts.every(({ partial }) => partial.figures === 1);
  const refused = (explanation: string) => ({ carried, outcome: unavailable('NOT_ADDITIVE', explanation) });
  if ((kind === 'COUNT' || kind === 'AMOUNT') && (way === 'SUM' || single)) {
    const pooled = { carried, outcome: figureOf(carried, { way: 'SUM', version: rules }) };
    return { ...pooled, carried: collapsed(carried, { way: 'SUM', next, version: rules }) };
  }
  if (kind === 'MEAN' && (way === 'WEIGHTED_MEAN' || single)) {
    return { carried, outcome: figureOf(carried, { way: 'WEIGHTED_MEAN', version: rules }) };
  }
  if (kind !== 'RATIO' || (way !== 'RATIO' && !single)) {
    return refused(`figures of the kind ${kind} do not add up over categories by ${way}`);
  }
  if (carried.parts < carried.figures) return refused('a category has no numerator and denominator');
  switch (rules.denominatorOverCategories) {
    case 'SPLIT':
      return {
        carried: collapsed(carried, { way: 'RATIO', next, version: rules }),
        outcome: ratioOf(carried, { version: rules }),
      };
    case 'SHARED': {
      const [denominator, ...others] = new Set(parts.map((part) => part.carried.denominator));
      if (denominator === undefined || others.length > 0) return refused('the categories do not share one denominator');
      const shared = { ...carried, denominator };
      return {
        carried: collapsed(shared, { way: 'RATIO', next, version: rules }),
        outcome: ratioOf(shared, { version: rules }),
      };
    }
    default:
      return refused('its definition does not say whether categories split a denominator or share it');
  }
}

/** Nobody is in two categories: what they lie between adds up. */
function peopleIn(parts: readonly Standing[]): Bounded {
  const ends = parts.map(({ outcome }) =>
    'figure' in outcome && outcome.figure.value !== null
      ? { low: outcome.figure.value, high: outcome.figure.value }
      : outcome.interval,
  );
  const intervals = ends.flatMap((each) => each ?? []);
  const highs = intervals.flatMap(({ high }) => high ?? []);
  const interval = {
    low: sumDecimals(intervals.map(({ low }) => low)),
    high: highs.length === parts.length ? sumDecimals(highs) : null,
  };
  return bounded(interval);
}
