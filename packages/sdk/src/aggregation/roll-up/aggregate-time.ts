import type { PeriodRange } from '../../period/index.ts';
import { type Aggregate, type CombinedPeriods, hasNoData } from './aggregate.ts';
import type { ReleaseAggregate } from './aggregate-organizations.ts';
import { figureOf, noData, type RollUpRules, unavailable } from './combine-figures.ts';
import { combinePartials } from './partial-figure.ts';
import { type BoundedResult, bounded, countsPeopleOnce, type PeopleInterval, unionOf } from './people-interval.ts';
import { ratioOverTime } from './ratio-over-time.ts';
import type { RollUpContext } from './roll-up-context.ts';
import { type PeriodSelection, selectPeriods } from './select-periods.ts';

/** The aggregate of one ecosystem, for one requested period. */
export interface EcosystemAggregate extends Aggregate {
  ecosystemId: string;
  range: PeriodRange;
  selection: PeriodSelection<ReleaseAggregate>;
  /** The releases that are included: with `LAST` over time, only the latest with a figure. */
  releases: readonly ReleaseAggregate[];
}

/** Third step of a roll-up: combines the releases of an ecosystem over a period by the rules of their newest version. */
export function aggregateTime(
  code: string,
  of: { ecosystemId: string; releases: readonly ReleaseAggregate[]; context: RollUpContext },
): EcosystemAggregate {
  const { ecosystemId, context } = of;
  const range = context.rangeOf(code, ecosystemId);
  const years = context.yearsOf(ecosystemId);
  const selection = selectPeriods({ code, ...range }, { candidates: of.releases, years });
  const { chosen, gaps } = selection;
  const newest = newestOf(chosen);
  const isLast = newest?.version.aggregationOverTime === 'LAST' && chosen.length > 1;
  const releases = isLast ? latestOf(chosen) : chosen;
  const aggregate = {
    counted: combinePartials(releases.map(({ counted }) => counted)),
    carried: combinePartials(releases.map(({ carried }) => carried)),
    isOfOrganizations: releases.some(({ isOfOrganizations }) => isOfOrganizations),
    ecosystemId,
    range,
    selection,
    releases,
  };
  if (selection.unavailable) return { ...aggregate, result: { ...selection.unavailable, interval: null } };
  if (!newest) return { ...aggregate, result: { ...noData(), interval: null } };
  const isComplete = isLast || gaps.length === 0;
  return { ...aggregate, ...combinePeriods(releases, { rules: newest.version, isComplete }) };
}

/**
 * Combines periods that do not overlap, in order, by the version's rule over time. Denominators of a ratio have a rule of
 * their own: a stock is averaged or the latest is used, and a flow is summed. `isComplete` is false if days of the requested
 * period have no figure: then the result of a rule that does not combine is `NOT_ADDITIVE`, and a number of people counted
 * once has no upper end. Periods without a figure are left out.
 */
function combinePeriods(
  periods: readonly CombinedPeriods[],
  { rules, isComplete }: { rules: RollUpRules; isComplete: boolean },
): CombinedPeriods {
  const [only] = periods;
  const one = ({ carried, result }: CombinedPeriods): CombinedPeriods => ({ carried, result });
  if (periods.length === 1 && only && isComplete) return one(only);
  const counted = periods.filter((each) => !hasNoData(each));
  const last = counted.at(-1);
  const carried = combinePartials(periods.map((each) => each.carried));
  if (!last) return { carried, result: only?.result ?? { ...noData(), interval: null } };
  if (rules.aggregationOverTime === 'LAST') return one(last);
  const withheld = counted.find(({ result }) => 'reason' in result && result.reason === 'SUPPRESSED');
  if (withheld) return { carried, result: withheld.result };
  if (countsPeopleOnce(rules, rules.aggregationOverTime)) {
    const isWhole = isComplete && counted.length === periods.length;
    return { carried, result: combinePeopleOver(counted, { isComplete: isWhole }) };
  }
  const without = counted.find(({ result }) => 'reason' in result);
  if (without) return { carried, result: { ...without.result, interval: null } };
  if (rules.aggregationOverTime === 'NONE') {
    const explanation =
      'The definition does not combine figures of several periods, and no shorter period represents the whole.';
    return { carried, result: { ...unavailable('NOT_ADDITIVE', explanation), interval: null } };
  }
  if (rules.kind === 'RATIO' && rules.aggregationOverTime === 'RATIO') return ratioOverTime(counted, rules);
  const result = figureOf(carried, { way: rules.aggregationOverTime, version: rules });
  return { carried, result: { ...result, interval: null } };
}

/** The interval of the number of people in several ecosystems or periods. The same person can be in several of them. */
export function combinePeopleOver(
  aggregates: readonly Pick<Aggregate, 'result'>[],
  { isComplete }: { isComplete: boolean },
): BoundedResult {
  const intervals = aggregates.flatMap(({ result }) => intervalOf(result) ?? []);
  const interval = unionOf(intervals, { isComplete });
  const without = aggregates.find(({ result }) => intervalOf(result) === null);
  if (without || !interval) return { ...(without?.result ?? noData()), interval: null };
  return bounded(interval);
}

/** The interval of a result. Both ends of a known number are that number. */
function intervalOf(result: BoundedResult): PeopleInterval | null {
  if ('figure' in result && result.figure.value !== null) {
    return { low: result.figure.value, high: result.figure.value };
  }
  return result.interval;
}

/** The latest release with a figure; without one, the latest. */
function latestOf(releases: readonly ReleaseAggregate[]): ReleaseAggregate[] {
  const latest = releases.findLast(({ hasFigure }) => hasFigure) ?? releases.at(-1);
  return latest ? [latest] : [];
}

/** Returns a release of the newest version, or undefined if there is none. */
export function newestOf(releases: readonly ReleaseAggregate[]): ReleaseAggregate | undefined {
  return releases.reduce<ReleaseAggregate | undefined>(
    (one, other) => (one && one.number >= other.number ? one : other),
    undefined,
  );
}
