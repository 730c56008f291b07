import { day, fields, judgeInput, list, oneOf, optional, text } from '../shared/input.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';
import type { Ecosystem } from './ecosystem.ts';
import { ecosystemKinds } from './ecosystem-kind.ts';

/** The membership of an ecosystem in a network. */
export interface EcosystemLink {
  networkId: string;
  memberId: string;
}

/** The fields of one side's record of a membership that the rules use. Both dates are `YYYY-MM-DD` and inclusive. */
export interface MembershipRecord extends EcosystemLink {
  /** The side that records the membership: the network or the member. */
  ecosystemId: string;
  startedOn: string;
  endedOn: string | null;
}

const sides = { ecosystemId: text, networkId: text, memberId: text };
const recordSides = fields<Omit<MembershipRecord, 'startedOn' | 'endedOn'>>(sides);
/** Requires a {@link MembershipRecord}. */
export const membershipRecord = fields<MembershipRecord>({ ...sides, startedOn: day, endedOn: optional(day) });
const networkOfKind = fields<Pick<Ecosystem, 'kind'>>({ kind: oneOf(ecosystemKinds) });

/**
 * Checks the ecosystems of a membership record. The member differs from the network, the record belongs to the network or
 * the member, and the network is of kind `NETWORK`. Each violation is `INVALID`.
 */
export function judgeMembershipSides(
  record: Pick<MembershipRecord, 'ecosystemId' | 'networkId' | 'memberId'>,
  network: Pick<Ecosystem, 'kind'>,
): Issue[] {
  const malformed = judgeInput({ record, network }, { record: recordSides, network: networkOfKind });
  if (malformed.length > 0) return malformed;
  const { ecosystemId, networkId, memberId } = record;
  const issues: Issue[] = [];
  const addIssue = (path: string, message: string) => issues.push({ code: 'INVALID', path: [path], message });
  if (networkId === memberId) {
    addIssue('memberId', 'An ecosystem cannot be a member of itself. `memberId` must differ from `networkId`.');
  }
  if (ecosystemId !== networkId && ecosystemId !== memberId) {
    addIssue(
      'ecosystemId',
      'Only the network or the member can record a membership. Set `ecosystemId` to one of them.',
    );
  }
  if (network.kind !== 'NETWORK') {
    addIssue('networkId', 'The ecosystem in `networkId` is not a network. Choose an ecosystem of kind NETWORK.');
  }
  return issues;
}

/**
 * Checks that a membership record does not make a network a member of itself, directly or through other networks
 * (`INVALID`). `otherRecords` are all other records, of all ecosystems.
 *
 * A record counts for its period even if the other side has not confirmed it, so a later confirmation cannot close a cycle.
 * Records without a common date form no cycle.
 */
export function judgeMembershipCycle(record: MembershipRecord, otherRecords: readonly MembershipRecord[]): Issue[] {
  const malformed = judgeInput(
    { record, otherRecords },
    { record: membershipRecord, otherRecords: list(membershipRecord) },
  );
  if (malformed.length > 0) return malformed;
  const byMember = Map.groupBy(otherRecords, ({ memberId }) => memberId);
  // Follows memberships from the network of this record upward. Reaching its member on a common date is a cycle.
  const queue: { ecosystemId: string; period: Period }[] = [
    { ecosystemId: record.networkId, period: periodOf(record) },
  ];
  const visited = new Set<string>();
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (next.ecosystemId === record.memberId) return [cycle];
    const key = JSON.stringify(next);
    if (visited.has(key)) continue;
    visited.add(key);
    for (const membership of byMember.get(next.ecosystemId) ?? []) {
      const period = intersection(next.period, periodOf(membership));
      if (period) queue.push({ ecosystemId: membership.networkId, period });
    }
  }
  return [];
}

/** The memberships in effect on a date (`YYYY-MM-DD`): those that both sides have recorded, each once. */
export function membershipsOn(on: string, records: readonly MembershipRecord[]): Outcome<EcosystemLink[]> {
  const malformed = judgeInput({ on, records }, { on: day, records: list(membershipRecord) });
  if (malformed.length > 0) return refused(...malformed);
  const memberships = new Map<string, { link: EcosystemLink; recordedBy: Set<string> }>();
  for (const { ecosystemId, networkId, memberId, startedOn, endedOn } of records) {
    if (startedOn > on || (endedOn != null && endedOn < on)) continue;
    const key = JSON.stringify([networkId, memberId]);
    const membership = memberships.get(key) ?? { link: { networkId, memberId }, recordedBy: new Set() };
    memberships.set(key, { ...membership, recordedBy: membership.recordedBy.add(ecosystemId) });
  }
  const confirmed = [...memberships.values()].filter(
    ({ link, recordedBy }) => recordedBy.has(link.networkId) && recordedBy.has(link.memberId),
  );
  return accepted(confirmed.map(({ link }) => link));
}

/**
 * An ecosystem and all networks that it belongs to, directly or through other networks.
 *
 * @example
 * [...networksAround('town', [
 *   { memberId: 'town', networkId: 'state' },
 *   { memberId: 'state', networkId: 'nation' },
 *   { memberId: 'city', networkId: 'state' },
 * ])]; // ['town', 'state', 'nation']
 */
export function networksAround(ecosystemId: string, memberships: readonly EcosystemLink[]): Set<string> {
  const ids = new Set([ecosystemId]);
  // The loop also visits the ids that it adds to the set.
  for (const id of ids) {
    for (const { memberId, networkId } of memberships) if (memberId === id) ids.add(networkId);
  }
  return ids;
}

/** An inclusive period of dates. Without an end date, the period continues. */
type Period = readonly [from: string, to: string | null];

const periodOf = ({ startedOn, endedOn }: MembershipRecord): Period => [startedOn, endedOn ?? null];

/** The dates that two periods have in common. Null if there are none. */
function intersection([from, to]: Period, [otherFrom, otherTo]: Period): Period | null {
  const start = from > otherFrom ? from : otherFrom;
  const end = to === null ? otherTo : otherTo === null || to < otherTo ? to : otherTo;
  return end === null || start <= end ? [start, end] : null;
}

const cycle: Issue = {
  code: 'INVALID',
  path: ['networkId'],
  message:
    'The network is already a member of this ecosystem, directly or through other networks. Choose another network, or dates without overlap.',
};
