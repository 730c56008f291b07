import type { Aggregation } from '../../../indicator/index.ts';
import type { PeriodRange } from '../../../period/index.ts';
import type { Code } from '../../../shared/code.ts';
import type { BoundedResult, IntervalFromBelow } from '../figure-result.ts';
import { newestOf } from '../pool-versions.ts';
import type { RollUpContext } from '../roll-up-context.ts';
import { hasNoData } from './aggregate.ts';
import type { EcosystemAggregate } from './aggregate-time.ts';
import { greatestOf } from './partial-figure.ts';
import { intervalOf } from './people-interval.ts';

/**
 * The interval that the figures of the members allow for the number of people that a network itself reports. Null if they do not limit
 * it. A figure limits that of the network only if they are about the same people:
 *
 * - The people of a member are among those of the network if it was a member for all days of its figure, and the network counted
 *   them on these days.
 * - The network has no other people if each ecosystem that was a member on any of its days has a figure of all of them.
 *
 * Over several periods, the smallest number of people of the network can exceed the sum of the smallest numbers of its members, which
 * can be those of different periods.
 */
export function intervalOfMembers(
  network: EcosystemAggregate,
  of: { members: readonly EcosystemAggregate[]; combined: BoundedResult; place: Code | null; context: RollUpContext },
): IntervalFromBelow | null {
  const { members, combined, place, context } = of;
  const days = daysOf(network);
  const way = wayOf(network);
  const lows = members
    .filter((member) => isCounted(member, { days, way, context }))
    .flatMap(({ result }) => intervalOf(result)?.low ?? []);
  const low = lows.reduce(greatestOf, null);
  const present = new Set(members.filter((each) => !hasNoData(each) || each.isNotApplicable).map(idOf));
  const isWhole =
    members.every((member) => hasEverybody(member, { days, way })) &&
    days.every((range) => !context.hasOtherMember(present, { place, days: range }));
  const high = isWhole ? (combined.interval?.high ?? null) : null;
  return low === null && high === null ? null : { low: low ?? '0', high };
}

interface NetworkFigure {
  days: readonly PeriodRange[];
  way: Aggregation | undefined;
}

/** Whether all people of a member's figure are among those of the network. */
function isCounted(
  member: EcosystemAggregate,
  { days, way, context }: NetworkFigure & { context: RollUpContext },
): boolean {
  const ofMember = daysOf(member);
  if (!ofMember.every((range) => context.isMemberThroughout(member.ecosystemId, range))) return false;
  if (isSame(ofMember, days) && wayOf(member) === way) return true;
  const isAnyOfSeveral = days.length === 1 || way === 'MAX' || isOfAllPeriods(way);
  return isAnyOfSeveral && ofMember.every((one) => days.some(({ start, end }) => start <= one.start && one.end <= end));
}

/** Whether a member's figure includes all its people that the network can have counted. */
function hasEverybody(member: EcosystemAggregate, { days, way }: NetworkFigure): boolean {
  if (isOfAllPeriods(wayOf(member))) return true;
  return isSame(daysOf(member), days) && (days.length === 1 || (wayOf(member) === way && way !== 'MIN'));
}

/** Whether a number of people of several periods is that of the people in any of them. Without a figure of all days, it has no upper end. */
function isOfAllPeriods(way: Aggregation | undefined): boolean {
  return way === 'NONE' || way === 'SUM';
}

function wayOf({ releases }: EcosystemAggregate): Aggregation | undefined {
  return newestOf(releases)?.version.aggregationOverTime;
}

/** The days of the releases of an ecosystem, each once. */
function daysOf({ releases }: EcosystemAggregate): PeriodRange[] {
  return [...new Map(releases.map(({ start, end }) => [`${start} ${end}`, { start, end }])).values()];
}

function isSame(ofMember: readonly PeriodRange[], days: readonly PeriodRange[]): boolean {
  return (
    ofMember.length === days.length &&
    ofMember.every(({ start }, at) => start === days[at]?.start && ofMember[at]?.end === days[at]?.end)
  );
}

function idOf({ ecosystemId }: EcosystemAggregate): string {
  return ecosystemId;
}
