import { InputError, judgeTexts, type Viewer } from '@collective-impact/sdk';
import DataLoader from 'dataloader';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import { between, encodeCursor, type Order, orderBy, type Page, type PageArguments, windowOf } from './page.ts';
import type { Table } from './table.ts';

/** A list of records that belong to one of another kind, in a fixed order. */
export interface Relation<Row, Filter = undefined> {
  readonly name: string;
  readonly table: Table<Row>;
  /** The condition that ties a row `t` to its parent `k.parent`; absent where the list is everyone's. */
  readonly of: RawBuilder<boolean> | null;
  readonly order: Order<Row>;
  /** Whether the last of that order comes first: the newest, say. */
  readonly descending?: boolean;
  /** The condition that a filter adds; one that names another record matches only where the viewer may see that. */
  readonly where?: (filter: Filter, viewer: Viewer) => RawBuilder<boolean>;
  /** Parts (cells, categories) are seen by whoever sees the record they are part of. */
  readonly parts?: boolean;
}

/** A list of rows tied to their parent by a property of their own. */
export function childrenOf<Row, Filter = undefined>(list: {
  table: Table<Row>;
  by: keyof Row & string;
  order: Order<Row>;
  descending?: boolean;
  where?: (filter: Filter, viewer: Viewer) => RawBuilder<boolean>;
  parts?: boolean;
}): Relation<Row, Filter> {
  const { by, ...rest } = list;
  return { name: `${list.table.name}.${by}`, of: sql<boolean>`${list.table.column(by)} = "k"."parent"`, ...rest };
}

/**
 * Reads on behalf of one viewer during one request: what is asked for in the same moment is answered by one
 * statement, however many parents ask.
 */
export class Reader {
  readonly #kysely: Kysely<unknown>;
  readonly viewer: Viewer;
  readonly #loaders = new Map<string, DataLoader<never, unknown>>();

  constructor(kysely: Kysely<unknown>, viewer: Viewer) {
    this.#kysely = kysely;
    this.viewer = viewer;
  }

  /** Runs one statement. */
  async rows<Row>(statement: RawBuilder<Row>): Promise<Row[]> {
    const compiled = statement.compile(this.#kysely);
    if (judgeTexts(compiled.parameters).length > 0) {
      throw new InputError(
        'No record contains a text with the character U+0000 or half of a surrogate pair. Remove it from the request.',
      );
    }
    return (await this.#kysely.executeQuery(compiled)).rows;
  }

  /** Forgets what was read: what was written since is read anew. */
  forget(): void {
    this.#loaders.clear();
  }

  /** A loader of this request: `read` answers many keys at once, in their order. */
  loader<Key, Value>(name: string, read: (keys: readonly Key[]) => Promise<Value[]>): DataLoader<Key, Value> {
    const existing = this.#loaders.get(name);
    if (existing) return existing as unknown as DataLoader<Key, Value>;
    const loader = new DataLoader<Key, Value>(read, { maxBatchSize: 10_000 });
    this.#loaders.set(name, loader as unknown as DataLoader<never, unknown>);
    return loader;
  }

  /** The record with this UUID, or null where there is none that the viewer may see. */
  byId<Row extends { id: string }>(table: Table<Row>, id: string): Promise<Row | null> {
    return this.loader<string, Row | null>(`${table.name}#id`, async (ids) => {
      const found = await this.rows<Row>(
        sql`select ${table.columns} from ${sql.table(table.name)} as "t" where "t"."id" = any(${ids}::uuid[]) and ${visibleTo(this.viewer)}`,
      );
      const byId = new Map(found.map((row) => [row.id, row]));
      return ids.map((one) => byId.get(one) ?? null);
    }).load(id);
  }

  /** Every row of a short list. */
  list<Row, Filter>(relation: Relation<Row, Filter>, options: { parent: string; filter?: Filter }): Promise<Row[]> {
    const { parent, filter } = options;
    const key = `${relation.name}*${JSON.stringify(filter ?? null)}`;
    return this.loader<string, Row[]>(key, async (parents) => {
      const rows = await this.rows<Row & { parent: string }>(
        sql`select "k"."parent" as "parent", ${relation.table.columns} from unnest(${parents}::uuid[]) as "k"("parent") join ${sql.table(relation.table.name)} as "t" on ${this.#conditions(relation, { filter })} order by ${orderBy({ ...relation, backward: false })}`,
      );
      return groupByParent(parents, rows);
    }).load(parent);
  }

  /** One page of a list that can grow; `parent` is null where the list is everyone's. */
  async page<Row, Filter>(
    relation: Relation<Row, Filter>,
    options: { parent: string | null; page: PageArguments; filter?: Filter },
  ): Promise<Page<Row>> {
    const { parent, page, filter } = options;
    const window = windowOf(page, relation);
    const key = `${relation.name}@${JSON.stringify([window, filter ?? null])}`;
    const found = await this.loader<string, Row[]>(key, async (parents) => {
      const rows = await this.rows<Row & { parent: string }>(
        sql`select "k"."parent" as "parent", "p".* from unnest(${parents.map(uuidOf)}::uuid[]) as "k"("parent") cross join lateral (select ${relation.table.columns} from ${sql.table(relation.table.name)} as "t" where ${this.#conditions(relation, { filter, window: between({ ...relation, window }) })} order by ${orderBy({ ...relation, backward: window.backward })} limit ${window.size === null ? null : window.size + 1}) as "p"`,
      );
      return groupByParent(parents, rows);
    }).load(parent ?? everyone);
    const size = window.size ?? found.length;
    const rows = found.slice(0, size);
    const more = found.length > size;
    if (window.backward) rows.reverse();
    return {
      rows,
      hasNextPage: window.backward ? window.before !== null : more,
      hasPreviousPage: window.backward ? more : window.after !== null,
      cursorOf: (row) => encodeCursor(row, relation),
      totalCount: () => this.#count(relation, { parent, filter }),
    };
  }

  #count<Row, Filter>(
    relation: Relation<Row, Filter>,
    options: { parent: string | null; filter?: Filter },
  ): Promise<number> {
    const { parent, filter } = options;
    const key = `${relation.name}+${JSON.stringify(filter ?? null)}`;
    return this.loader<string, number>(key, async (parents) => {
      const rows = await this.rows<{ count: number }>(
        sql`select (select count(*) from ${sql.table(relation.table.name)}  as "t" where ${this.#conditions(relation, { filter })}) as "count" from unnest(${parents.map(uuidOf)}::uuid[]) with ordinality as "k"("parent", "position") order by "k"."position"`,
      );
      return rows.map((row) => row.count);
    }).load(parent ?? everyone);
  }

  #conditions<Row, Filter>(relation: Relation<Row, Filter>, narrowed: Narrowing<Filter>): RawBuilder<unknown> {
    const { filter, window = [] } = narrowed;
    const conditions = [
      ...(relation.of ? [relation.of] : []),
      ...(relation.parts ? [] : [visibleTo(this.viewer)]),
      ...(relation.where && filter !== undefined ? [relation.where(filter, this.viewer)] : []),
      ...window,
    ];
    return sql.join(conditions, sql` and `);
  }
}

/** What narrows a list down to a page of it. */
interface Narrowing<Filter> {
  filter: Filter | undefined;
  window?: RawBuilder<boolean>[];
}

/** Stands for the parent of a list that is everyone's. */
const everyone = '';

function uuidOf(parent: string): string | null {
  return parent === everyone ? null : parent;
}

function groupByParent<Row>(parents: readonly string[], rows: (Row & { parent: string | null })[]): Row[][] {
  const groups = Map.groupBy(rows, (row) => row.parent ?? everyone);
  return parents.map((parent) => groups.get(parent) ?? []);
}
