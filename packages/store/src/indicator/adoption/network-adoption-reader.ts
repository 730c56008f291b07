import type { Viewer } from '@collective-impact/sdk';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type EcosystemRow, ecosystemTable } from '../../ecosystem/index.ts';
import type { Page, PageArguments } from '../../shared/page.ts';
import type { Reader } from '../../shared/reader.ts';
import type { Relation, RowConditions } from '../../shared/relation.ts';
import { type RowOf, tableOf } from '../../shared/table.ts';
import { visibleTo } from '../../shared/visibility.ts';
import type { IndicatorTables } from '../entities.ts';
import { type IndicatorRow, indicatorTable } from '../tables.ts';
import { NetworkAdoptionEntity } from './network-adoption.entity.ts';

/** One side's record of a network adoption, as readers return it. */
export interface NetworkAdoptionRow extends RowOf<typeof NetworkAdoptionEntity> {}

/** Filter of a list of adoption records. */
export interface NetworkAdoptionFilter {
  /** True: only records that the other side has not confirmed. False: only confirmed records. Null: all records. */
  pending?: boolean | null;
}

interface DayList {
  page: PageArguments;
  filter: { on: string };
}

const networkAdoptionTable = tableOf<NetworkAdoptionRow>(NetworkAdoptionEntity);

const indicatorsOfAdopter: Relation<IndicatorRow, { on: string }> = {
  name: 'indicator.adopter',
  table: indicatorTable,
  of: null,
  order: ['code', 'id'],
  where: ({ on }, { tables, viewer }) => {
    const eb = tables<IndicatorTables>();
    const adopted = confirmedAdoptions(eb, { on, viewer }).whereRef('a.adopter_id', '=', 'k.parent');
    return [eb('t.id', 'in', adopted.select('v.indicator_id'))];
  },
};

const adoptersOfVersion: Relation<EcosystemRow, { on: string }> = {
  name: 'ecosystem.adopted_version',
  table: ecosystemTable,
  of: null,
  order: ['name', 'id'],
  where: ({ on }, { tables, viewer }) => {
    const eb = tables<IndicatorTables>();
    const adopted = confirmedAdoptions(eb, { on, viewer }).whereRef('a.network_version_id', '=', 'k.parent');
    return [eb('t.id', 'in', adopted.select('a.adopter_id'))];
  },
};

const recordsOfEcosystem: Relation<NetworkAdoptionRow, NetworkAdoptionFilter> = {
  name: 'network_adoption.side',
  table: networkAdoptionTable,
  of: ({ tables }) => {
    const eb = tables<IndicatorTables>();
    const versions = eb.selectFrom('indicator_version as v').select('v.id').whereRef('v.ecosystem_id', '=', 'k.parent');
    return eb.or([eb('t.adopter_id', '=', eb.ref('k.parent')), eb('t.network_version_id', 'in', versions)]);
  },
  order: ['startsOn', 'id'],
  where: ({ pending }, { tables, visible }) => {
    if (pending == null) return [];
    const eb = tables<IndicatorTables>();
    const confirmed = eb.exists(
      eb
        .selectFrom('network_adoption as o')
        .select(eb.lit(1).as('one'))
        .where(isCounterpart({ one: 'o', other: 't' }))
        .where(visible('network_adoption', 'o')),
    );
    return [pending ? eb.not(confirmed) : confirmed];
  },
};

const counterparts: Relation<NetworkAdoptionRow> = {
  name: 'network_adoption.counterpart',
  table: networkAdoptionTable,
  of: ({ tables }) => {
    const eb = tables<IndicatorTables>();
    return eb.exists(
      eb
        .selectFrom('network_adoption as o')
        .select(eb.lit(1).as('one'))
        .whereRef('o.id', '=', 'k.parent')
        .where(isCounterpart({ one: 't', other: 'o' })),
    );
  },
  order: ['startsOn', 'id'],
};

/** Reads which ecosystems adopt a network's indicators, and each side's record of an adoption. */
export class NetworkAdoptionReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * Indicators of networks that an ecosystem has adopted on a day, by `code`. Both sides must have recorded the
   * adoption.
   */
  indicators(ecosystemId: string, { page, filter }: DayList): Promise<Page<IndicatorRow>> {
    return this.#reader.page(indicatorsOfAdopter, { parent: ecosystemId, page, filter });
  }

  /**
   * Ecosystems that have adopted a network's version on a day, by `name`. Both sides must have recorded the adoption.
   */
  adopters(networkVersionId: string, { page, filter }: DayList): Promise<Page<EcosystemRow>> {
    return this.#reader.page(adoptersOfVersion, { parent: networkVersionId, page, filter });
  }

  /** Adoption records of both sides in which an ecosystem is the adopter or the network, by `startsOn`. */
  records(
    ecosystemId: string,
    list: { page: PageArguments; filter: NetworkAdoptionFilter },
  ): Promise<Page<NetworkAdoptionRow>> {
    return this.#reader.page(recordsOfEcosystem, { parent: ecosystemId, ...list });
  }

  /** The latest record of the other side that has a day in common. Null if there is none. */
  async counterpart(recordId: string): Promise<NetworkAdoptionRow | null> {
    return (await this.#reader.list(counterparts, { parent: recordId })).at(-1) ?? null;
  }
}

/**
 * Adoptions that both sides have recorded for a day. The viewer must be allowed to see all three rows: `a` is the
 * adopter's record, `n` is the network's record, and `v` is the network's version.
 */
function confirmedAdoptions<Row>(
  eb: RowConditions<Row, IndicatorTables>,
  { on, viewer }: { on: string; viewer: Viewer },
) {
  return eb
    .selectFrom('network_adoption as a')
    .innerJoin('network_adoption as n', (join) =>
      join
        .onRef('n.network_version_id', '=', 'a.network_version_id')
        .onRef('n.adopter_id', '=', 'a.adopter_id')
        .onRef('n.ecosystem_id', '<>', 'n.adopter_id')
        .on('n.starts_on', '<=', on)
        .on((n) => n.or([n('n.ends_on', 'is', null), n('n.ends_on', '>=', on)]))
        .on(visibleTo(viewer, { table: 'network_adoption', alias: 'n' })),
    )
    .innerJoin('indicator_version as v', (join) =>
      join.onRef('v.id', '=', 'a.network_version_id').on(visibleTo(viewer, { table: 'indicator_version', alias: 'v' })),
    )
    .whereRef('a.ecosystem_id', '=', 'a.adopter_id')
    .where('a.starts_on', '<=', on)
    .where((a) => a.or([a('a.ends_on', 'is', null), a('a.ends_on', '>=', on)]))
    .where(visibleTo(viewer, { table: 'network_adoption', alias: 'a' }));
}

/** The condition that two records are of the two sides of one adoption, and have at least one day in common. */
function isCounterpart({ one, other }: { one: string; other: string }): RawBuilder<SqlBool> {
  const column = (alias: string, name: string) => sql.ref(`${alias}.${name}`);
  const beginsBeforeEnd = (from: string, to: string) =>
    sql<SqlBool>`(${column(to, 'ends_on')} is null or ${column(from, 'starts_on')} <= ${column(to, 'ends_on')})`;
  return sql<SqlBool>`${column(one, 'network_version_id')} = ${column(other, 'network_version_id')}
    and ${column(one, 'adopter_id')} = ${column(other, 'adopter_id')} and ${column(one, 'ecosystem_id')} <> ${column(other, 'ecosystem_id')}
    and ${beginsBeforeEnd(one, other)} and ${beginsBeforeEnd(other, one)}`;
}
