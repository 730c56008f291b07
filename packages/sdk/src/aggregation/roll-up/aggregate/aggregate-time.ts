import type { PeriodRange } from '../../../period/index.ts';
import type { Rounding } from '../../../shared/numbers/decimal.ts';
import { otherPeriodsOnly } from '../coverage/other-periods.ts';
import { noData, obstacleAmong, unavailable } from '../figure-result.ts';
import { newestOf, type PeriodAggregate, poolVersions } from '../pool-versions.ts';
import type { RollUpContext } from '../roll-up-context.ts';
import { type PeriodSelection, selectPeriods } from '../select-periods.ts';
import { type Aggregate, type CombinedPeriods, hasNoData } from './aggregate.ts';
import type { ReleaseAggregate } from './aggregate-organizations.ts';
import { figureOf, type RollUpRules } from './combine-figures.ts';
import { selectInterval } from './interval-over-time.ts';
import { combinePartials } from './partial-figure.ts';
import { combinePeople, countsPeopleOnce, intervalOf, reportedForPartOnly, unboundedAbove } from './people-interval.ts';
import { ratioOverTime } from './ratio-over-time.ts';

/** The aggregate of one ecosystem, for one requested period. */
export interface EcosystemAggregate extends Aggregate {
  ecosystemId: string;
  range: PeriodRange;
  selection: PeriodSelection<PeriodAggregate>;
  /** Whether the latest figure is used (`LAST` over time). */
  isLast: boolean;
  /** Whether every organization reported `NOT_APPLICABLE` for the whole period. */
  isNotApplicable: boolean;
  /** The releases that are included: with `LAST` over time, only the latest with a figure. */
  releases: readonly ReleaseAggregate[];
  /** The earlier releases of the period, which are not included with `LAST` over time. */
  earlier: readonly ReleaseAggregate[];
}

/** Third step of a roll-up: combines the releases of an ecosystem over a period by the rules of their newest version. */
export function aggregateTime(
  code: string,
  of: { ecosystemId: string; releases: readonly ReleaseAggregate[]; context: RollUpContext },
): EcosystemAggregate {
  const { ecosystemId, context } = of;
  const range = context.rangeOf(code, ecosystemId);
  const years = context.yearsOf(ecosystemId);
  const selection = selectPeriods({ code, ...range }, { candidates: poolVersions(of.releases), years });
  const { chosen, gaps } = selection;
  const newest = newestOf(chosen.flatMap((period) => period.releases));
  const isLast = newest?.version.aggregationOverTime === 'LAST';
  const isLastOfSeveral = isLast && chosen.length > 1;
  const periods = isLastOfSeveral ? latestOf(chosen) : chosen;
  const aggregate = {
    counted: combinePartials(periods.map(({ counted }) => counted)),
    carried: combinePartials(periods.map(({ carried }) => carried)),
    isOfOrganizations: periods.some(({ isOfOrganizations }) => isOfOrganizations),
    ecosystemId,
    range,
    selection,
    isLast,
    isNotApplicable: gaps.length === 0 && periods.length > 0 && periods.every((each) => each.isNotApplicable),
    releases: periods.flatMap((period) => period.releases),
    earlier: chosen.filter((period) => !periods.includes(period)).flatMap((period) => period.releases),
  };
  if (selection.unavailable) return { ...aggregate, result: { ...selection.unavailable, interval: null } };
  if (!newest) return { ...aggregate, result: { ...noData(), interval: null } };
  const isComplete = isLastOfSeveral || gaps.length === 0;
  const combined = combinePeriods(periods, { rules: newest.version, isComplete });
  const isWithoutReporter = otherPeriodsOnly(aggregate, context).length > 0;
  return { ...aggregate, ...(isWithoutReporter ? withoutUpperEnd(combined, newest.version) : combined) };
}

/**
 * Removes the upper end of a number of people who are counted once, because an organization has no figure for a part of the period.
 * Other figures are returned unchanged.
 */
function withoutUpperEnd({ carried, result }: CombinedPeriods, rules: RollUpRules): CombinedPeriods {
  const interval = intervalOf(result);
  const isOnce = countsPeopleOnce(rules, rules.aggregationAcrossOrganizations);
  if (!isOnce || interval === null || interval.high === null) return { carried, result };
  return { carried, result: unboundedAbove(interval.low, [reportedForPartOnly]) };
}

/**
 * Combines periods that do not overlap, in order, by the version's rule over time. Denominators of a ratio have a rule of
 * their own: a stock is averaged or the latest is used, and a flow is summed. `isComplete` is false if days of the requested
 * period have no figure: then the result of a rule that does not combine is `NOT_ADDITIVE`, and a number of people counted
 * once has no upper end. Periods without a figure are left out. A period that is `NOT_APPLICABLE` is complete.
 */
function combinePeriods(
  periods: readonly PeriodAggregate[],
  { rules, isComplete }: { rules: RollUpRules & { rounding?: Rounding }; isComplete: boolean },
): CombinedPeriods {
  const [only] = periods;
  const one = ({ carried, result }: CombinedPeriods): CombinedPeriods => ({ carried, result });
  if (periods.length === 1 && only && isComplete) return one(only);
  const limiting = limitingPeriods(periods, rules);
  const counted = limiting.filter((each) => !hasNoData(each));
  const last = counted.at(-1);
  const carried = combinePartials(limiting.map((each) => each.carried));
  if (!last) return { carried, result: only?.result ?? { ...noData(), interval: null } };
  if (rules.aggregationOverTime === 'LAST') return one(last);
  if (countsPeopleOnce(rules, rules.aggregationOverTime)) {
    const isWhole = isComplete && periods.every((period) => !hasNoData(period) || period.isNotApplicable);
    return { carried, result: combinePeople(counted, isWhole ? [] : ['a part of the period has no figure']) };
  }
  const { aggregationOverTime: way } = rules;
  const isSelected = way === 'MIN' || way === 'MAX';
  const isRatio = rules.kind === 'RATIO' && (way === 'RATIO' || isSelected);
  const obstacle = obstacleAmong(counted, { isRatio });
  if (obstacle) return { carried, result: obstacle };
  if (way === 'NONE') {
    const explanation =
      'The definition does not aggregate over time, and the requested period has no figure of its own.';
    return { carried, result: { ...unavailable('NOT_ADDITIVE', explanation), interval: null } };
  }
  if (isSelected && counted.some(({ result }) => 'reason' in result)) return selectInterval(counted, { way });
  if (rules.kind === 'RATIO' && way === 'RATIO') return ratioOverTime(counted, rules);
  return { carried, result: figureOf(carried, { way, version: rules }) };
}

/**
 * The periods that limit the figure at one end of bounds. The smallest figure is at most each that has an upper end, and the
 * largest one at least each that has a lower end, so that a period without this end does not limit it.
 */
function limitingPeriods(
  periods: readonly PeriodAggregate[],
  { aggregationOverTime: way, rounding }: Pick<RollUpRules, 'aggregationOverTime'> & { rounding?: Rounding },
): readonly PeriodAggregate[] {
  const isLimited = (way === 'MIN' && rounding === 'UP') || (way === 'MAX' && rounding === 'DOWN');
  const withEnd = periods.filter(({ carried }) => (carried.open ?? 0) === 0);
  return isLimited && withEnd.some((each) => !hasNoData(each)) ? withEnd : periods;
}

/** The latest period with a figure; without one, the latest. */
function latestOf(periods: readonly PeriodAggregate[]): PeriodAggregate[] {
  const latest = periods.findLast(({ hasFigure }) => hasFigure) ?? periods.at(-1);
  return latest ? [latest] : [];
}
