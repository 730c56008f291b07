import { day, fields, judgeInput, list, oneOf, optional, text } from '../shared/input.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';
import type { Ecosystem } from './ecosystem.ts';
import { ecosystemKinds } from './ecosystem-kind.ts';

/** That an ecosystem takes part in a network. */
export interface EcosystemLink {
  networkId: string;
  memberId: string;
}

/** What one side says of a membership, as far as rules look at it; the days are `YYYY-MM-DD`, both included. */
export interface MembershipHalf extends EcosystemLink {
  /** The side that says it. */
  ecosystemId: string;
  startedOn: string;
  endedOn: string | null;
}

const sides = { ecosystemId: text, networkId: text, memberId: text };
const membershipSides = fields<Omit<MembershipHalf, 'startedOn' | 'endedOn'>>(sides);
const membershipHalf = fields<MembershipHalf>({ ...sides, startedOn: day, endedOn: optional(day) });
const networkOfKind = fields<Pick<Ecosystem, 'kind'>>({ kind: oneOf(ecosystemKinds) });

/**
 * What is wrong with who says what of whom, each `INVALID`: an ecosystem is no member of itself, whoever says it is one
 * of the two, and what the member takes part in is of the kind `NETWORK`.
 */
export function judgeMembershipSides(
  half: Pick<MembershipHalf, 'ecosystemId' | 'networkId' | 'memberId'>,
  network: Pick<Ecosystem, 'kind'>,
): Issue[] {
  const malformed = judgeInput({ half, network }, { half: membershipSides, network: networkOfKind });
  if (malformed.length > 0) return malformed;
  const { ecosystemId, networkId, memberId } = half;
  const issues: Issue[] = [];
  const wrong = (path: string, message: string) => issues.push({ code: 'INVALID', path: [path], message });
  if (networkId === memberId)
    wrong('memberId', 'An ecosystem cannot be a member of itself. `memberId` must differ from `networkId`.');
  if (ecosystemId !== networkId && ecosystemId !== memberId) {
    wrong('ecosystemId', '`ecosystemId` must be the network or the member.');
  }
  if (network.kind !== 'NETWORK')
    wrong('networkId', 'The ecosystem in `networkId` is not a network. Choose an ecosystem of kind NETWORK.');
  return issues;
}

/**
 * What is wrong with a half that would make a network a member of itself, through however many others: `INVALID`.
 *
 * Every half counts as if it held, whichever side says it, for the days that it is for: so nobody closes a cycle by
 * agreeing to what was asked. Halves that have no day in common make no cycle. `halves` are all others, of any ecosystem.
 */
export function judgeMembershipCycle(half: MembershipHalf, halves: readonly MembershipHalf[]): Issue[] {
  const malformed = judgeInput({ half, halves }, { half: membershipHalf, halves: list(membershipHalf) });
  if (malformed.length > 0) return malformed;
  const byMember = Map.groupBy(halves, ({ memberId }) => memberId);
  // A cycle that begins with this half goes on from its network, upwards to its member, on a day that all have in common.
  const open: { at: string; days: Days }[] = [{ at: half.networkId, days: daysOf(half) }];
  const seen = new Set<string>();
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.at === half.memberId) return [cycle];
    const key = JSON.stringify(next);
    if (seen.has(key)) continue;
    seen.add(key);
    for (const above of byMember.get(next.at) ?? []) {
      const days = inCommon(next.days, daysOf(above));
      if (days) open.push({ at: above.networkId, days });
    }
  }
  return [];
}

/** The memberships that hold on a day (`YYYY-MM-DD`): those that both sides say, each once. */
export function membershipsOn(on: string, halves: readonly MembershipHalf[]): Outcome<EcosystemLink[]> {
  const malformed = judgeInput({ on, halves }, { on: day, halves: list(membershipHalf) });
  if (malformed.length > 0) return refused(...malformed);
  const saidOf = new Map<string, { link: EcosystemLink; said: Set<string> }>();
  for (const { ecosystemId, networkId, memberId, startedOn, endedOn } of halves) {
    if (startedOn > on || (endedOn != null && endedOn < on)) continue;
    const key = JSON.stringify([networkId, memberId]);
    const entry = saidOf.get(key) ?? { link: { networkId, memberId }, said: new Set() };
    saidOf.set(key, { ...entry, said: entry.said.add(ecosystemId) });
  }
  const held = [...saidOf.values()].filter(({ link, said }) => said.has(link.networkId) && said.has(link.memberId));
  return accepted(held.map(({ link }) => link));
}

/**
 * An ecosystem with every network that it takes part in, through however many networks of networks.
 *
 * @example
 * [...networksAround('town', [
 *   { memberId: 'town', networkId: 'state' },
 *   { memberId: 'state', networkId: 'nation' },
 *   { memberId: 'city', networkId: 'state' },
 * ])]; // ['town', 'state', 'nation']
 */
export function networksAround(ecosystemId: string, memberships: readonly EcosystemLink[]): Set<string> {
  const around = new Set([ecosystemId]);
  for (const id of around) {
    for (const { memberId, networkId } of memberships) if (memberId === id) around.add(networkId);
  }
  return around;
}

/** From a day to a day, both included; open to the future where the end is null. */
type Days = readonly [from: string, to: string | null];

const daysOf = ({ startedOn, endedOn }: MembershipHalf): Days => [startedOn, endedOn ?? null];

function inCommon([from, to]: Days, [otherFrom, otherTo]: Days): Days | null {
  const start = from > otherFrom ? from : otherFrom;
  const end = to === null ? otherTo : otherTo === null || to < otherTo ? to : otherTo;
  return end === null || start <= end ? [start, end] : null;
}

const cycle: Issue = {
  code: 'INVALID',
  path: ['networkId'],
  message:
    'The network is already a member of this ecosystem, directly or through other networks. It would become a member of itself.',
};
