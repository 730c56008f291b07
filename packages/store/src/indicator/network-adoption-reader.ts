import type { Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import { type EcosystemRow, ecosystemTable } from '../ecosystem/index.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader, Relation } from '../shared/reader.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { NetworkAdoptionEntity } from './network-adoption.entity.ts';
import { type IndicatorRow, indicatorTable } from './tables.ts';

/** What one side says of an ecosystem's adoption, as readers answer it. */
export type NetworkAdoptionRow = RowOf<typeof NetworkAdoptionEntity>;

/** Narrows a list of halves. */
export interface NetworkAdoptionFilter {
  /** Only those that the other side does not say (true), or only those that it says (false). */
  pending?: boolean | null;
}

interface DayList {
  page: PageArguments;
  filter: { on: string };
}

const networkAdoptionTable = tableOf<NetworkAdoptionRow>(NetworkAdoptionEntity);

/** Reads which ecosystems bring figures in a network's indicators, and what each side says of it. */
export class NetworkAdoptionReader {
  readonly #reader: Reader;
  readonly #indicators: Relation<IndicatorRow, { on: string }>;
  readonly #adopters: Relation<EcosystemRow, { on: string }>;
  readonly #halves: Relation<NetworkAdoptionRow, NetworkAdoptionFilter>;
  readonly #counterparts: Relation<NetworkAdoptionRow>;

  constructor(reader: Reader) {
    const { viewer } = reader;
    this.#reader = reader;
    this.#indicators = {
      name: 'indicator.adopter',
      table: indicatorTable,
      of: null,
      order: ['code', 'id'],
      where: ({ on }) =>
        sql<boolean>`"t"."id" in (select "v"."indicator_id" from ${holding(viewer, on)} and "a"."adopter_id" = "k"."parent")`,
    };
    this.#adopters = {
      name: 'ecosystem.adopted_version',
      table: ecosystemTable,
      of: null,
      order: ['name', 'id'],
      where: ({ on }) =>
        sql<boolean>`"t"."id" in (select "a"."adopter_id" from ${holding(viewer, on)} and "a"."network_version_id" = "k"."parent")`,
    };
    this.#halves = {
      name: 'network_adoption.side',
      table: networkAdoptionTable,
      of: sql<boolean>`("t"."adopter_id" = "k"."parent" or "t"."network_version_id" in (select "v"."id" from "indicator_version" as "v" where "v"."ecosystem_id" = "k"."parent"))`,
      order: ['startsOn', 'id'],
      where: ({ pending }) => {
        if (pending == null) return sql<boolean>`true`;
        const said = sql<boolean>`exists (select 1 from "network_adoption" as "o" where ${ofOtherSide('o', 't')} and ${visibleTo(viewer, 'o')})`;
        return pending ? sql<boolean>`not ${said}` : said;
      },
    };
    this.#counterparts = {
      name: 'network_adoption.counterpart',
      table: networkAdoptionTable,
      of: sql<boolean>`exists (select 1 from "network_adoption" as "o" where "o"."id" = "k"."parent" and ${ofOtherSide('t', 'o')})`,
      order: ['startsOn', 'id'],
    };
  }

  /** The indicators of networks that an ecosystem has adopted on a day, as both sides say, by code. */
  indicators(ecosystemId: string, { page, filter }: DayList): Promise<Page<IndicatorRow>> {
    return this.#reader.page(this.#indicators, { parent: ecosystemId, page, filter });
  }

  /** The ecosystems that have adopted a network's version on a day, as both sides say, by name. */
  adopters(networkVersionId: string, { page, filter }: DayList): Promise<Page<EcosystemRow>> {
    return this.#reader.page(this.#adopters, { parent: networkVersionId, page, filter });
  }

  /** What either side says of an ecosystem's adoptions, as an adopter and as a network, by first day. */
  halves(
    ecosystemId: string,
    list: { page: PageArguments; filter: NetworkAdoptionFilter },
  ): Promise<Page<NetworkAdoptionRow>> {
    return this.#reader.page(this.#halves, { parent: ecosystemId, ...list });
  }

  /** What the other side says for some of the same days, the latest where it is several; null where it says nothing. */
  async counterpart(halfId: string): Promise<NetworkAdoptionRow | null> {
    return (await this.#reader.list(this.#counterparts, { parent: halfId })).at(-1) ?? null;
  }
}

/**
 * Pairs of halves that the viewer sees and that both hold on a day, with the version: `a` is what the adopter says, `n`
 * what the network says, `v` the network's version.
 */
function holding(viewer: Viewer, on: string): RawBuilder<unknown> {
  return sql`"network_adoption" as "a" join "network_adoption" as "n" on "n"."network_version_id" = "a"."network_version_id" and "n"."adopter_id" = "a"."adopter_id" and "n"."ecosystem_id" <> "n"."adopter_id" and ${holds('n', on)} and ${visibleTo(viewer, 'n')} join "indicator_version" as "v" on "v"."id" = "a"."network_version_id" and ${visibleTo(viewer, 'v')} where "a"."ecosystem_id" = "a"."adopter_id" and ${holds('a', on)} and ${visibleTo(viewer, 'a')}`;
}

function holds(alias: string, on: string): RawBuilder<boolean> {
  const [from, to] = [sql.ref(`${alias}.starts_on`), sql.ref(`${alias}.ends_on`)];
  return sql<boolean>`${from} <= ${on}::date and (${to} is null or ${to} >= ${on}::date)`;
}

/** That one half is what the other side says of the same adoption, for a day that both are for at least. */
function ofOtherSide(one: string, other: string): RawBuilder<boolean> {
  const column = (alias: string, name: string) => sql.ref(`${alias}.${name}`);
  const before = (from: string, to: string) =>
    sql<boolean>`(${column(to, 'ends_on')} is null or ${column(from, 'starts_on')} <= ${column(to, 'ends_on')})`;
  return sql<boolean>`${column(one, 'network_version_id')} = ${column(other, 'network_version_id')} and ${column(one, 'adopter_id')} = ${column(other, 'adopter_id')} and ${column(one, 'ecosystem_id')} <> ${column(other, 'ecosystem_id')} and ${before(one, other)} and ${before(other, one)}`;
}
