import type { Viewer } from '@collective-impact/sdk';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { anyFrom } from '../shared/conditions.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import type { Relation, RowConditions } from '../shared/relation.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { visibleTo } from '../shared/visibility.ts';
import { type EcosystemRow, ecosystemTable } from './ecosystem-reader.ts';
import type { EcosystemTables } from './entities.ts';
import { NetworkMembershipEntity } from './network-membership.entity.ts';

/** One side's record of a membership, as readers return it. */
export interface NetworkMembershipRow extends RowOf<typeof NetworkMembershipEntity> {}

/** Filters a list of membership records. */
export interface MembershipFilter {
  /** True for records that the other side has not confirmed, false for records that it has. */
  pending?: boolean | null;
}

const membershipTable = tableOf<NetworkMembershipRow>(NetworkMembershipEntity);

const networksOfMember: Relation<EcosystemRow, { on: string }> = {
  name: 'ecosystem.networks',
  table: ecosystemTable,
  of: null,
  order: ['name', 'id'],
  where: ({ on }, { tables, viewer }) => {
    const eb = tables<EcosystemTables>();
    const networks = confirmedMemberships(eb, { on, viewer }).whereRef('m.member_id', '=', 'k.parent');
    return [eb('t.id', '=', anyFrom(networks.select('m.network_id')))];
  },
};

const membersOfNetwork: Relation<EcosystemRow, { on: string }> = {
  ...networksOfMember,
  name: 'ecosystem.members',
  where: ({ on }, { tables, viewer }) => {
    const eb = tables<EcosystemTables>();
    const members = confirmedMemberships(eb, { on, viewer }).whereRef('m.network_id', '=', 'k.parent');
    return [eb('t.id', '=', anyFrom(members.select('m.member_id')))];
  },
};

const recordsOfEcosystem: Relation<NetworkMembershipRow, MembershipFilter> = {
  name: 'network_membership.side',
  table: membershipTable,
  of: ({ eb }) => {
    const parent = eb.ref('k.parent');
    return eb.or([eb('t.network_id', '=', parent), eb('t.member_id', '=', parent)]);
  },
  order: ['startedOn', 'id'],
  where: ({ pending }, { tables, visible }) => {
    if (pending == null) return [];
    const eb = tables<EcosystemTables>();
    const confirmed = eb.exists(
      eb
        .selectFrom('network_membership as o')
        .select(eb.lit(1).as('one'))
        .where(isCounterpart({ one: 'o', other: 't' }))
        .where(visible('network_membership', 'o')),
    );
    return [pending ? eb.not(confirmed) : confirmed];
  },
};

const counterparts: Relation<NetworkMembershipRow> = {
  name: 'network_membership.counterpart',
  table: membershipTable,
  of: ({ tables }) => {
    const eb = tables<EcosystemTables>();
    return eb.exists(
      eb
        .selectFrom('network_membership as o')
        .select(eb.lit(1).as('one'))
        .whereRef('o.id', '=', 'k.parent')
        .where(isCounterpart({ one: 't', other: 'o' })),
    );
  },
  order: ['startedOn', 'id'],
};

/** Reads the networks of ecosystems, the members of networks, and the membership records of both sides. */
export class NetworkReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The networks that an ecosystem belongs to on a date, by name. Both sides must have recorded the membership. */
  networks(ecosystemId: string, list: { page: PageArguments; filter: { on: string } }): Promise<Page<EcosystemRow>> {
    return this.#reader.page(networksOfMember, { parent: ecosystemId, ...list });
  }

  /** The members of a network on a date, by name. Both sides must have recorded the membership. */
  members(ecosystemId: string, list: { page: PageArguments; filter: { on: string } }): Promise<Page<EcosystemRow>> {
    return this.#reader.page(membersOfNetwork, { parent: ecosystemId, ...list });
  }

  /** All members of a network on a date, by name. Both sides must have recorded the membership. */
  everyMember(ecosystemId: string, on: string): Promise<EcosystemRow[]> {
    return this.#reader.list(membersOfNetwork, { parent: ecosystemId, filter: { on } });
  }

  /** The records of both sides of an ecosystem's memberships, as a member and as a network, by start date. */
  membershipRecords(
    ecosystemId: string,
    list: { page: PageArguments; filter: MembershipFilter },
  ): Promise<Page<NetworkMembershipRow>> {
    return this.#reader.page(recordsOfEcosystem, { parent: ecosystemId, ...list });
  }

  /** The latest record of the other side that has a date in common. Null if there is none. */
  async counterpart(recordId: string): Promise<NetworkMembershipRow | null> {
    return (await this.#reader.list(counterparts, { parent: recordId })).at(-1) ?? null;
  }
}

/**
 * The memberships that both sides have recorded for a date. The viewer must be allowed to see both records: `m` is the
 * record of the member, `n` the record of the network.
 */
function confirmedMemberships(
  eb: RowConditions<EcosystemRow, EcosystemTables>,
  { on, viewer }: { on: string; viewer: Viewer },
) {
  return eb
    .selectFrom('network_membership as m')
    .innerJoin('network_membership as n', (join) =>
      join
        .onRef('n.network_id', '=', 'm.network_id')
        .onRef('n.member_id', '=', 'm.member_id')
        .onRef('n.ecosystem_id', '=', 'n.network_id')
        .on('n.started_on', '<=', on)
        .on((n) => n.or([n('n.ended_on', 'is', null), n('n.ended_on', '>=', on)]))
        .on(visibleTo(viewer, { table: 'network_membership', alias: 'n' })),
    )
    .whereRef('m.ecosystem_id', '=', 'm.member_id')
    .where('m.started_on', '<=', on)
    .where((m) => m.or([m('m.ended_on', 'is', null), m('m.ended_on', '>=', on)]))
    .where(visibleTo(viewer, { table: 'network_membership', alias: 'm' }));
}

/** The condition that two records belong to the two sides of one membership, and have at least one date in common. */
function isCounterpart({ one, other }: { one: string; other: string }): RawBuilder<SqlBool> {
  const column = (alias: string, name: string) => sql.ref(`${alias}.${name}`);
  const startsBeforeEndOf = (from: string, to: string) =>
    sql<SqlBool>`(${column(to, 'ended_on')} is null or ${column(from, 'started_on')} <= ${column(to, 'ended_on')})`;
  return sql<SqlBool>`${column(one, 'network_id')} = ${column(other, 'network_id')} and ${column(one, 'member_id')} = ${column(other, 'member_id')}
    and ${column(one, 'ecosystem_id')} <> ${column(other, 'ecosystem_id')} and ${startsBeforeEndOf(one, other)} and ${startsBeforeEndOf(other, one)}`;
}
