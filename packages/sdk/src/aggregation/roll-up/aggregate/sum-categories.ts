import type { DimensionRules } from '../../../indicator/index.ts';
import { compareExact, subtractExact, sumExact } from '../../../shared/numbers/exact.ts';
import { type BoundedResult, unavailable, withoutInterval } from '../figure-result.ts';
import { type Aggregate, isNotApplicable } from './aggregate.ts';
import { collapsed, figureOf, type RollUpRules } from './combine-figures.ts';
import { boundsIn, combinePartials, type PartialFigure } from './partial-figure.ts';
import { bounded, countsPeopleOnce, intervalOf, suppressedPeople } from './people-interval.ts';
import { hasQuotients, ratioOf, withoutQuotient } from './ratio-of-sums.ts';

/**
 * Adds up the categories of a dimension to the total that is not reported itself. Returns null if the dimension is not
 * exclusive and exhaustive, or if an outermost category is missing. Counts add up if their rule is `SUM`; means are weighted.
 * Denominators of a ratio add up if the categories split them, and are used once if the categories share them. A category that
 * is `NOT_APPLICABLE` adds nothing.
 */
export function sumCategories(
  dimension: DimensionRules,
  { aggregates, rules }: { aggregates: ReadonlyMap<string, Aggregate>; rules: RollUpRules },
): Aggregate | null {
  const outermost = dimension.categories.filter(({ parent }) => parent === null);
  const all = outermost.flatMap(({ code }) => aggregates.get(code) ?? []);
  const [first] = all;
  if (!dimension.exclusive || !dimension.exhaustive || !first || all.length < outermost.length) return null;
  const applicable = all.filter(({ counted }) => !isNotApplicable(counted));
  return sumOfParts(applicable.length > 0 ? applicable : [first], rules);
}

function sumOfParts(parts: readonly Aggregate[], rules: RollUpRules): Aggregate {
  const least = parts.reduce((one, other) => (hasFewerReporters(other, one) ? other : one));
  const most = (of: 'suppressed' | 'bounded' | 'open') =>
    Math.max(...parts.map(({ counted: ofPart }) => ofPart[of] ?? 0));
  const ofBounds = boundsIn({ bounded: most('bounded'), open: most('open') });
  const counted = { ...least.counted, suppressed: most('suppressed'), ...ofBounds };
  const aggregate = { counted, isOfOrganizations: parts.some((part) => part.isOfOrganizations) };
  const all = combinePartials(parts.map((part) => part.counted));
  const isOnce = countsPeopleOnce(rules, rules.aggregationAcrossOrganizations);
  const unavailablePart = parts.find(
    ({ result }) => 'reason' in result && result.interval === null && !(isOnce && result.reason === 'SUPPRESSED'),
  );
  if (unavailablePart) return { ...aggregate, carried: all, result: withoutInterval(unavailablePart.result) };
  if (isOnce) return { ...aggregate, carried: { ...all, figures: counted.figures }, result: sumPeople(parts) };
  return { ...aggregate, ...sumFigures(parts, rules) };
}

/** Whether fewer reporters answered a category; if as many did, whether more of them have a figure. */
function hasFewerReporters(one: Aggregate, other: Aggregate): boolean {
  const difference = answersOf(one) - answersOf(other);
  return difference < 0 || (difference === 0 && one.counted.figures > other.counted.figures);
}

/** Number of reporters that answered a category: with a figure, or that it is not applicable. */
function answersOf({ counted }: Aggregate): number {
  return counted.figures + counted.notApplicable;
}

function sumFigures(parts: readonly Aggregate[], rules: RollUpRules): Pick<Aggregate, 'carried' | 'result'> {
  const { aggregationAcrossOrganizations: way, aggregationOverTime: next, kind } = rules;
  const carried = combinePartials(parts.map((part) => part.carried));
  const isSingle = parts.every((part) => answersOf(part) === 1);
  const notAdditive = (explanation: string) => ({
    carried,
    result: { ...unavailable('NOT_ADDITIVE', explanation), interval: null },
  });
  if ((kind === 'COUNT' || kind === 'AMOUNT') && (way === 'SUM' || isSingle)) {
    const result = figureOf(carried, { way: 'SUM', version: rules });
    return { carried: collapsed(carried, { way: 'SUM', next, version: rules }), result };
  }
  if (kind === 'MEAN' && (way === 'WEIGHTED_MEAN' || isSingle)) {
    return { carried, result: figureOf(carried, { way: 'WEIGHTED_MEAN', version: rules }) };
  }
  if (kind !== 'RATIO' || (way !== 'RATIO' && !isSingle)) {
    return notAdditive(
      `The definition does not allow a sum over categories: the kind is ${kind}, and the aggregation across organizations is ${way}.`,
    );
  }
  if (!hasQuotients(carried)) return notAdditive(withoutQuotient(carried).explanation);
  switch (rules.denominatorOverCategories) {
    case 'SPLIT':
      return {
        carried: collapsed(carried, { way: 'RATIO', next, version: rules }),
        result: ratioOf(carried, { version: rules }),
      };
    case 'SHARED': {
      const [denominator, ...others] = new Set(parts.map((part) => part.carried.denominator));
      if (denominator === undefined || others.length > 0)
        return notAdditive(
          'The categories have different denominators, although the definition states that they share one.',
        );
      const shared = { ...carried, denominator, numeratorSpan: spanWithin(carried, denominator) };
      return {
        carried: collapsed(shared, { way: 'RATIO', next, version: rules }),
        result: ratioOf(shared, { version: rules }),
      };
    }
    default:
      return notAdditive('The definition does not state whether categories split or share a denominator.');
  }
}

/** How far the sum of the numerators can exceed the lowest one. Categories with one denominator have no more people than it. */
function spanWithin({ numerator, numeratorSpan }: PartialFigure, denominator: string): string {
  const others = subtractExact(denominator, numerator);
  return [numeratorSpan, others].reduce((least, each) => (compareExact(each, least) < 0 ? each : least));
}

/** Nobody is in two categories, so the ends of their intervals add up. A suppressed category adds nothing to the lower end. */
function sumPeople(parts: readonly Aggregate[]): BoundedResult {
  const intervals = parts.flatMap(({ result }) => intervalOf(result) ?? []);
  const highs = intervals.flatMap(({ high }) => high ?? []);
  const low = sumExact(intervals.map((interval) => interval.low));
  if (parts.some(({ result }) => 'reason' in result && result.reason === 'SUPPRESSED')) return suppressedPeople(low);
  const high = highs.length === parts.length ? sumExact(highs) : null;
  return bounded({ low, high }, { because: ['a category has none'] });
}
