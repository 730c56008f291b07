import type { PeriodRange } from '../../period/index.ts';
import type { RollUpContext } from './roll-up-context.ts';
import { type Bounded, countsPeopleOnce, ownAmong } from './roll-up-interval.ts';
import { combinePartials, type PartialFigure } from './roll-up-partial.ts';
import { type Covering, coveringOf } from './roll-up-periods.ts';
import { collapsed, figureOf, noData } from './roll-up-pool.ts';
import type { Slice } from './roll-up-slice.ts';
import { aggregationOverTime, peopleOver } from './roll-up-time.ts';

/** What one ecosystem comes to in a period that is asked for. */
export interface OfEcosystem {
  ecosystemId: string;
  range: PeriodRange;
  covering: Covering<Slice>;
  /** What went into it; by `LAST` over time, the latest figure alone. */
  used: readonly Slice[];
  carried: PartialFigure;
  outcome: Bounded;
}

/** Brings what stands of an ecosystem together over the time of a period, by the rules of the newest version in it. */
export function ofEcosystem(
  code: string,
  of: { ecosystemId: string; candidates: readonly Slice[]; context: RollUpContext },
): OfEcosystem {
  const { ecosystemId, candidates, context } = of;
  const range = context.rangeOf(code, ecosystemId);
  const covering = coveringOf({ code, ...range }, { candidates, years: context.yearsOf(ecosystemId) });
  const { chosen, gaps, unavailable } = covering;
  const newest = newestOf(chosen);
  const isLast = newest?.version.aggregationOverTime === 'LAST' && chosen.length > 1;
  const used = isLast
    ? [chosen.findLast(({ hasFigure }) => hasFigure) ?? chosen.at(-1)].flatMap((last) => last ?? [])
    : chosen;
  const steps = used.map(({ standing }) => standing);
  const carried = combinePartials(steps.map((step) => step.carried));
  const found = { ecosystemId, range, covering, used };
  if (unavailable) return { ...found, carried, outcome: { ...unavailable, interval: null } };
  if (!newest) return { ...found, carried, outcome: { ...noData(), interval: null } };
  const isComplete = isLast || gaps.length === 0;
  return { ...found, ...aggregationOverTime(steps, { rules: newest.version, isComplete }) };
}

/**
 * Brings ecosystems together, as organizations of the newest version are brought together; `isComplete` where none is
 * expected that has nothing.
 */
export function overEcosystems(ecosystems: readonly OfEcosystem[], { isComplete }: { isComplete: boolean }): Bounded {
  const [only] = ecosystems;
  const newest = newestOf(ecosystems.flatMap(({ used }) => used));
  if (!only) return { ...noData(), interval: null };
  const counted = ecosystems.filter(({ outcome }) => !('reason' in outcome) || outcome.reason !== 'NO_DATA');
  const isOnce =
    newest !== undefined && countsPeopleOnce(newest.version, newest.version.aggregationAcrossOrganizations);
  const isOneOfSeveral = isOnce && !isComplete && counted.length > 0;
  if (!newest || (ecosystems.length === 1 && !isOneOfSeveral)) return counted[0]?.outcome ?? only.outcome;
  const { version } = newest;
  const withheld = counted.find(({ outcome }) => 'reason' in outcome && outcome.reason === 'SUPPRESSED');
  if (withheld) return { ...withheld.outcome, interval: null };
  if (isOnce) return peopleOver(counted, { isComplete: isComplete && counted.length === ecosystems.length });
  const refused = counted.find(({ outcome }) => 'reason' in outcome);
  if (refused) return { ...refused.outcome, interval: null };
  const steps = counted.map(({ carried }) =>
    collapsed(carried, { way: version.aggregationOverTime, next: version.aggregationAcrossOrganizations, version }),
  );
  const pooled = figureOf(combinePartials(steps), { way: version.aggregationAcrossOrganizations, version });
  return { ...pooled, interval: null };
}

/**
 * What a network itself says stands for what its members bring in, as an ecosystem's own figure does for its organizations;
 * undefined where it says nothing.
 */
export function ownOfNetwork(ecosystems: readonly OfEcosystem[], context: RollUpContext): OfEcosystem | undefined {
  const isOwn = ({ used }: OfEcosystem) => used.length > 0 && used.every(({ standing }) => !standing.ofOrganizations);
  return ecosystems.find((each) => context.isNetwork(each.ecosystemId) && isOwn(each));
}

/** The network's own figure; of people counted once, as long as what the members say allows it. */
export function ownAmongMembers(
  own: OfEcosystem,
  { members, isComplete }: { members: readonly OfEcosystem[]; isComplete: boolean },
): Bounded {
  const { outcome } = own;
  const newest = newestOf(own.used);
  if (!newest || !('figure' in outcome) || members.length === 0) return outcome;
  if (!countsPeopleOnce(newest.version, newest.version.aggregationAcrossOrganizations)) return outcome;
  const { interval } = overEcosystems(members, { isComplete });
  return ownAmong(outcome.figure, { interval: interval ?? outcome.interval, whole: 'network', parts: 'members' });
}

/** Of several, one of the newest version. */
export function newestOf(slices: readonly Slice[]): Slice | undefined {
  return slices.reduce<Slice | undefined>((one, other) => (one && one.number >= other.number ? one : other), undefined);
}
