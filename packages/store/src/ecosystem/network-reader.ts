import type { Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader, Relation } from '../shared/reader.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { type EcosystemRow, ecosystemTable } from './ecosystem-reader.ts';
import { NetworkMembershipEntity } from './network-membership.entity.ts';

/** What one side says of a membership, as readers answer it. */
export type NetworkMembershipRow = RowOf<typeof NetworkMembershipEntity>;

/** Narrows a list of halves. */
export interface MembershipFilter {
  /** Only those that the other side does not say (true), or only those that it says (false). */
  pending?: boolean | null;
}

const membershipTable = tableOf<NetworkMembershipRow>(NetworkMembershipEntity);

/** Reads which ecosystems take part in which networks, and what each side says of it. */
export class NetworkReader {
  readonly #reader: Reader;
  readonly #networks: Relation<EcosystemRow, { on: string }>;
  readonly #members: Relation<EcosystemRow, { on: string }>;
  readonly #halves: Relation<NetworkMembershipRow, MembershipFilter>;
  readonly #counterparts: Relation<NetworkMembershipRow>;

  constructor(reader: Reader) {
    const { viewer } = reader;
    this.#reader = reader;
    this.#networks = {
      name: 'ecosystem.networks',
      table: ecosystemTable,
      of: null,
      order: ['name', 'id'],
      where: ({ on }) =>
        sql<boolean>`"t"."id" in (select "m"."network_id" from ${holding(viewer, on)} and "m"."member_id" = "k"."parent")`,
    };
    this.#members = {
      ...this.#networks,
      name: 'ecosystem.members',
      where: ({ on }) =>
        sql<boolean>`"t"."id" in (select "m"."member_id" from ${holding(viewer, on)} and "m"."network_id" = "k"."parent")`,
    };
    this.#halves = {
      name: 'network_membership.side',
      table: membershipTable,
      of: sql<boolean>`("t"."network_id" = "k"."parent" or "t"."member_id" = "k"."parent")`,
      order: ['startedOn', 'id'],
      where: ({ pending }) => {
        if (pending == null) return sql<boolean>`true`;
        const said = sql<boolean>`exists (select 1 from "network_membership" as "o" where ${ofOtherSide('o', 't')} and ${visibleTo(viewer, 'o')})`;
        return pending ? sql<boolean>`not ${said}` : said;
      },
    };
    this.#counterparts = {
      name: 'network_membership.counterpart',
      table: membershipTable,
      of: sql<boolean>`exists (select 1 from "network_membership" as "o" where "o"."id" = "k"."parent" and ${ofOtherSide('t', 'o')})`,
      order: ['startedOn', 'id'],
    };
  }

  /** The networks that an ecosystem takes part in on a day, as both sides say, by name. */
  networks(ecosystemId: string, list: { page: PageArguments; filter: { on: string } }): Promise<Page<EcosystemRow>> {
    return this.#reader.page(this.#networks, { parent: ecosystemId, ...list });
  }

  /** The ecosystems that take part in a network on a day, as both sides say, by name. */
  members(ecosystemId: string, list: { page: PageArguments; filter: { on: string } }): Promise<Page<EcosystemRow>> {
    return this.#reader.page(this.#members, { parent: ecosystemId, ...list });
  }

  /** What either side says of an ecosystem's memberships, as a member and as a network, by first day. */
  halves(
    ecosystemId: string,
    list: { page: PageArguments; filter: MembershipFilter },
  ): Promise<Page<NetworkMembershipRow>> {
    return this.#reader.page(this.#halves, { parent: ecosystemId, ...list });
  }

  /** What the other side says for some of the same days, the latest where it is several; null where it says nothing. */
  async counterpart(halfId: string): Promise<NetworkMembershipRow | null> {
    return (await this.#reader.list(this.#counterparts, { parent: halfId })).at(-1) ?? null;
  }
}

/** Pairs of halves that the viewer sees and that both hold on a day: `m` is what the member says, `n` what the network says. */
function holding(viewer: Viewer, on: string): RawBuilder<unknown> {
  return sql`"network_membership" as "m" join "network_membership" as "n" on "n"."network_id" = "m"."network_id" and "n"."member_id" = "m"."member_id" and "n"."ecosystem_id" = "n"."network_id" and ${holds('n', on)} and ${visibleTo(viewer, 'n')} where "m"."ecosystem_id" = "m"."member_id" and ${holds('m', on)} and ${visibleTo(viewer, 'm')}`;
}

function holds(alias: string, on: string): RawBuilder<boolean> {
  const [from, to] = [sql.ref(`${alias}.started_on`), sql.ref(`${alias}.ended_on`)];
  return sql<boolean>`${from} <= ${on}::date and (${to} is null or ${to} >= ${on}::date)`;
}

/** That one half is what the other side says of the same membership, for a day that both are for at least. */
function ofOtherSide(one: string, other: string): RawBuilder<boolean> {
  const column = (alias: string, name: string) => sql.ref(`${alias}.${name}`);
  const before = (from: string, to: string) =>
    sql<boolean>`(${column(to, 'ended_on')} is null or ${column(from, 'started_on')} <= ${column(to, 'ended_on')})`;
  return sql<boolean>`${column(one, 'network_id')} = ${column(other, 'network_id')} and ${column(one, 'member_id')} = ${column(other, 'member_id')} and ${column(one, 'ecosystem_id')} <> ${column(other, 'ecosystem_id')} and ${before(one, other)} and ${before(other, one)}`;
}
