import type { Code } from '../../../shared/code.ts';
import { gapsOfAll, gapsOfSome } from '../coverage/gaps-of-ecosystems.ts';
import type { BoundedResult } from '../figure-result.ts';
import { noData, obstacleAmong } from '../figure-result.ts';
import { newestOf } from '../pool-versions.ts';
import type { RollUpContext } from '../roll-up-context.ts';
import type { AbsentMembers } from '../roll-up-request.ts';
import type { Gap } from '../select-periods.ts';
import { type Aggregate, hasNoData } from './aggregate.ts';
import type { EcosystemAggregate } from './aggregate-time.ts';
import { collapsed, figureOf, limited } from './combine-figures.ts';
import { checkAgainstInterval } from './contradiction.ts';
import { intervalOfMembers } from './interval-of-members.ts';
import { combinePartials, type PartialFigure } from './partial-figure.ts';
import { combinePeople, countsPeopleOnce } from './people-interval.ts';

/** The aggregate of all ecosystems of a group, for one requested period. */
export interface NetworkAggregate extends Aggregate {
  /** The ecosystems that are included: only the network if its figure replaces those of its members. */
  ecosystems: readonly EcosystemAggregate[];
  /** Expected members without a figure. */
  absent: AbsentMembers;
  /** The parts of the period that no ecosystem covers. */
  gaps: readonly Gap[];
}

const noMembers: AbsentMembers = { count: 0, expected: 0, included: 0, open: [], ofParts: [] };

/**
 * Last step of a roll-up: combines ecosystems by the rule across organizations of the newest version. The figure of the
 * network itself replaces those of its members.
 */
export function aggregateEcosystems(
  code: string,
  of: {
    ecosystems: readonly EcosystemAggregate[];
    isOfOneOrganization: boolean;
    /** The place of the figure. Null without one. */
    place: Code | null;
    context: RollUpContext;
  },
): NetworkAggregate {
  const { isOfOneOrganization, place, context } = of;
  const present = of.ecosystems.filter(({ releases }) => releases.length > 0);
  const gaps = gapsOfAll(of.ecosystems, context);
  // An organization belongs to one ecosystem, so no other ecosystem is missing.
  const expected = isOfOneOrganization
    ? noMembers
    : context.absentMembers(code, { present, place, gaps: gapsOfSome(present, { ofAll: gaps, context }) });
  const isComplete = expected.count === 0;
  const network = figureOfNetwork(of.ecosystems, context);
  const ecosystems = network ? [network] : of.ecosystems;
  const members = of.ecosystems.filter((each) => each !== network);
  return {
    counted: combinePartials(ecosystems.map(({ counted }) => counted)),
    carried: carriedOf(ecosystems),
    result: network
      ? checkedAgainstMembers(network, { members, isComplete, place, context })
      : combineEcosystems(ecosystems, { isComplete }),
    isOfOrganizations: ecosystems.some(({ isOfOrganizations }) => isOfOrganizations),
    ecosystems,
    absent: network ? noMembers : expected,
    gaps: network ? network.selection.gaps : gaps,
  };
}

/** The figures of the ecosystems, which limit an end of the smallest or largest one. */
function carriedOf(ecosystems: readonly EcosystemAggregate[]): PartialFigure {
  const carried = combinePartials(ecosystems.map((each) => each.carried));
  const newest = newestOf(ecosystems.flatMap(({ releases }) => releases));
  if (!newest || ecosystems.length < 2) return carried;
  return limited(carried, { way: newest.version.aggregationAcrossOrganizations, version: newest.version });
}

/** Combines ecosystems. `isComplete` is false if an expected member has no figure. */
function combineEcosystems(
  ecosystems: readonly EcosystemAggregate[],
  { isComplete }: { isComplete: boolean },
): BoundedResult {
  const [only] = ecosystems;
  if (!only) return { ...noData(), interval: null };
  const newest = newestOf(ecosystems.flatMap(({ releases }) => releases));
  const counted = ecosystems.filter((each) => !hasNoData(each));
  const isOnce =
    newest !== undefined && countsPeopleOnce(newest.version, newest.version.aggregationAcrossOrganizations);
  const isOneOfSeveral = isOnce && !isComplete && counted.length > 0;
  if (!newest || (ecosystems.length === 1 && !isOneOfSeveral)) return counted[0]?.result ?? only.result;
  const { version } = newest;
  if (isOnce) {
    const isWhole = isComplete && ecosystems.every((each) => !hasNoData(each) || each.isNotApplicable);
    return combinePeople(counted, isWhole ? [] : ['an expected ecosystem has no figure']);
  }
  const { aggregationAcrossOrganizations, aggregationOverTime } = version;
  const isRatio = version.kind === 'RATIO' && aggregationAcrossOrganizations === 'RATIO';
  const obstacle = obstacleAmong(counted, { isRatio });
  if (obstacle) return obstacle;
  const partials = counted.map(({ carried }) =>
    collapsed(carried, { way: aggregationOverTime, next: aggregationAcrossOrganizations, version }),
  );
  return figureOf(combinePartials(partials), { way: aggregationAcrossOrganizations, version });
}

/** The network, if it reports a figure of its own. */
function figureOfNetwork(
  ecosystems: readonly EcosystemAggregate[],
  context: RollUpContext,
): EcosystemAggregate | undefined {
  return ecosystems.find(
    ({ ecosystemId, releases, isOfOrganizations }) =>
      context.isNetwork(ecosystemId) && releases.length > 0 && !isOfOrganizations,
  );
}

/** The figure of the network. A number of people counted once must lie within the interval of the members. */
function checkedAgainstMembers(
  network: EcosystemAggregate,
  of: {
    members: readonly EcosystemAggregate[];
    isComplete: boolean;
    place: Code | null;
    context: RollUpContext;
  },
): BoundedResult {
  const { isComplete, ...rest } = of;
  const { result } = network;
  const newest = newestOf(network.releases);
  if (!newest || !('figure' in result) || of.members.length === 0) return result;
  if (!countsPeopleOnce(newest.version, newest.version.aggregationAcrossOrganizations)) return result;
  const combined = combineEcosystems(of.members, { isComplete });
  return checkAgainstInterval(result.figure, {
    interval: intervalOfMembers(network, { ...rest, combined }) ?? result.interval,
    whole: 'network',
    parts: 'members',
  });
}
