import { InputError, judgeTexts, type Viewer } from '@collective-impact/sdk';
import DataLoader from 'dataloader';
import { type Kysely, sql } from 'kysely';
import { anyOf, uuids } from './conditions.ts';
import { planOnce } from './database/plan-mode.ts';
import { between, encodeCursor, orderBy, type Page, type PageArguments, windowOf } from './page.ts';
import { conditionsOf, type Relation } from './relation.ts';
import { RowProperties } from './row-properties.ts';
import type { RowStatement } from './rows/row-statement.ts';
import type { Table } from './table.ts';
import { visibleTo } from './visibility.ts';

/** A query builder for any tables. */
type Executor = Pick<Kysely<unknown>, 'executeQuery' | 'getExecutor'>;

/**
 * Reads on behalf of one viewer during one request. One statement reads everything that is requested at the same time, for any
 * number of parents.
 */
export class Reader {
  readonly #kysely: Executor;
  readonly viewer: Viewer;
  readonly #loaders = new Map<string, DataLoader<never, unknown>>();
  /** The records that were read with all of their properties. */
  readonly #whole = new Set<string>();
  #stopped: Error | undefined;

  constructor(kysely: Executor, viewer: Viewer) {
    this.#kysely = kysely;
    this.viewer = viewer;
  }

  /** The query builder, for the tables that a domain reads. */
  tables<Tables>(): Kysely<Tables> {
    return this.#kysely as unknown as Kysely<Tables>;
  }

  get #query(): Kysely<object> {
    return this.tables<object>();
  }

  /** Reads nothing more: every further statement is rejected with this error, before it is sent. */
  stop(error: Error): void {
    this.#stopped ??= error;
  }

  /** Runs one statement. `isPlannedOnce` as in {@link planOnce}. */
  async rows<Row>(
    statement: RowStatement<Row>,
    { isPlannedOnce = false }: { isPlannedOnce?: boolean | undefined } = {},
  ): Promise<Row[]> {
    if (this.#stopped) throw this.#stopped;
    const compiled = statement.compile(this.#kysely);
    if (judgeTexts(compiled.parameters).length > 0) {
      throw new InputError(
        'No record contains a text with the character U+0000 or half of a surrogate pair. Remove it from the request.',
      );
    }
    return (await this.#kysely.executeQuery(isPlannedOnce ? planOnce(compiled) : compiled)).rows;
  }

  /** Discards cached rows, so that later reads include later writes. */
  forget(): void {
    this.#loaders.clear();
    this.#whole.clear();
  }

  /** A loader of this request. `read` returns the values of many keys at once, or an error for each that fails, in their order. */
  loader<Key, Value>(name: string, read: (keys: readonly Key[]) => Promise<(Value | Error)[]>): DataLoader<Key, Value> {
    const existing = this.#loaders.get(name);
    if (existing) return existing as unknown as DataLoader<Key, Value>;
    const loader = new DataLoader<Key, Value>(read, { maxBatchSize: 10_000 });
    this.#loaders.set(name, loader as unknown as DataLoader<never, unknown>);
    return loader;
  }

  /** The record with this UUID. Null if there is none that the viewer may see. */
  byId<Row extends { id: string }>(table: Table<Row>, id: string): Promise<Row | null> {
    return this.partById(table, { id, needed: undefined });
  }

  /** Like {@link byId}, with only the needed properties of the record. All if `needed` is undefined. */
  partById<Row extends { id: string }>(
    table: Table<Row>,
    { id, needed }: { id: string; needed: RowProperties | undefined },
  ): Promise<Row | null> {
    const loader = this.loader<string, Row | null>(`${table.name}#id`, async (keys) => {
      const parts = keys.map(partOfKey);
      const { from, selectionOf } = plain(table);
      // One statement reads what any of them needs.
      const read = RowProperties.union(parts.map((part) => part.needed));
      const selection = selectionOf(read, ['id']);
      const ids = [...new Set(parts.map((part) => part.id))];
      const query = this.#query.selectFrom(from).select(selection).where('t.id', '=', anyOf(ids));
      const visible = query.where(visibleTo(this.viewer, { table: table.name }));
      const rows = await this.rows(visible.$castTo<Row>(), { isPlannedOnce: true });
      const byId = new Map(rows.map((row) => [row.id, row]));
      for (const each of read === undefined ? ids : []) {
        this.#whole.add(`${table.name} ${each}`);
        loader.prime(each, byId.get(each) ?? null);
      }
      return parts.map((part) => byId.get(part.id) ?? null);
    });
    return loader.load(this.#keyOfPart(table, { id, needed }));
  }

  /** The key of a whole record also for a part of it, if the request has read the whole. */
  #keyOfPart({ name }: { name: string }, { id, needed }: { id: string; needed: RowProperties | undefined }): string {
    const record = `${name} ${id}`;
    if (needed === undefined) this.#whole.add(record);
    return needed === undefined || this.#whole.has(record) ? id : `${id} ${needed.key}`;
  }

  /**
   * The rows that a statement of the caller returns for many parents at once; each row names its `parent`. `check` can reject the rows
   * of all parents by an error.
   */
  rowsOf<Row>(options: {
    name: string;
    parent: string;
    statement(parents: readonly string[]): RowStatement<Row & { parent: string }>;
    check?(rows: readonly unknown[]): void;
    isPlannedOnce?: boolean;
  }): Promise<Row[]> {
    const { name, parent, statement, check, isPlannedOnce } = options;
    return this.loader<string, Row[]>(name, async (parents) => {
      const rows = await this.rows(statement(parents), { isPlannedOnce });
      check?.(rows);
      return groupByParent(parents, rows);
    }).load(parent);
  }

  /** Every row of a short list. */
  list<Row, Filter>(relation: Relation<Row, Filter>, options: { parent: string; filter?: Filter }): Promise<Row[]> {
    const { parent, filter } = options;
    const name = `${relation.name}*${JSON.stringify(filter ?? null)}`;
    const statement = (parents: readonly string[]) => {
      const { from, selection } = plain(relation.table);
      const conditions = conditionsOf(relation, { viewer: this.viewer, filter, parents });
      return this.#query
        .selectFrom(keys(parents))
        .innerJoin(from, (join) => conditions.reduce((on, condition) => on.on(condition), join))
        .select('k.parent')
        .select(selection)
        .orderBy(orderBy({ ...relation, backward: false }))
        .$castTo<Row & { parent: string }>();
    };
    return this.rowsOf<Row>({ name, parent, statement, isPlannedOnce: true });
  }

  /** One page of a list that can grow. `parent` is null if the list has no parent. */
  async page<Row, Filter>(
    relation: Relation<Row, Filter>,
    options: { parent: string | null; page: PageArguments; filter?: Filter },
  ): Promise<Page<Row>> {
    const { parent, page, filter } = options;
    const window = windowOf(page, relation);
    const key = `${relation.name}@${JSON.stringify([window, filter ?? null, page.needed?.key])}`;
    const loaded = await this.loader<string, Row[]>(key, async (parents) => {
      const conditions = conditionsOf(relation, { viewer: this.viewer, filter, parents });
      const within = between({ ...relation, window });
      const { from, selectionOf } = plain(relation.table);
      // A cursor has the properties by which the list is sorted.
      const selection = selectionOf(page.needed, relation.order as readonly 'id'[]);
      const query = this.#query
        .selectFrom(keys(parents.map(uuidOf)))
        .crossJoinLateral((eb) => {
          const found = conditions.reduce((select, condition) => select.where(condition), eb.selectFrom(from));
          const listed = relation.findsFirst ? eb.selectFrom(found.selectAll('t').offset(0).as('t')) : found;
          const whole = within
            .reduce((select, condition) => select.where(condition), listed)
            .select(selection)
            .orderBy(orderBy({ ...relation, backward: window.backward }));
          return (window.size === null ? whole : whole.limit(sql.lit(window.size + 1))).as('p');
        })
        .select('k.parent')
        .selectAll('p');
      const statement = query.$castTo<Row & { parent: string | null }>();
      return groupByParent(parents, await this.rows(statement, { isPlannedOnce: true }));
    }).load(parent ?? noParent);
    const size = window.size ?? loaded.length;
    const rows = loaded.slice(0, size);
    const more = loaded.length > size;
    if (window.backward) rows.reverse();
    return {
      rows,
      hasNextPage: window.backward ? window.before !== null : more,
      hasPreviousPage: window.backward ? more : window.after !== null,
      cursorOf: (row) => encodeCursor(row, relation),
      totalCount: () => this.count(relation, { parent, filter }),
    };
  }

  /** Counts the rows of a list that the viewer may see. `parent` is null if the list has no parent. */
  count<Row, Filter>(
    relation: Relation<Row, Filter>,
    options: { parent: string | null; filter?: Filter },
  ): Promise<number> {
    const { parent, filter } = options;
    const key = `${relation.name}+${JSON.stringify(filter ?? null)}`;
    return this.loader<string, number>(key, async (parents) => {
      const conditions = conditionsOf(relation, { viewer: this.viewer, filter, parents });
      const { from } = plain(relation.table);
      const query = this.#query
        .selectFrom(numberedKeys(parents.map(uuidOf)))
        .select((eb) =>
          conditions
            .reduce((select, condition) => select.where(condition), eb.selectFrom(from))
            .select((row) => row.fn.countAll<number>().as('count'))
            .as('count'),
        )
        .orderBy('k.position');
      return (await this.rows(query, { isPlannedOnce: true })).map(({ count }) => count ?? 0);
    }).load(parent ?? noParent);
  }
}

/** A UUID, and after a space the needed properties of its record, unless all are needed. */
function partOfKey(key: string): { id: string; needed: string | undefined } {
  const [id = '', needed] = key.split(' ');
  return { id, needed };
}

/** The key of a list without a parent. */
const noParent = '';

function uuidOf(parent: string): string | null {
  return parent === noParent ? null : parent;
}

/** The view of a table that the generic statements need. */
function plain<Row>(table: Table<Row>): Table<{ id: string }> {
  return table as unknown as Table<{ id: string }>;
}

/** The ids of the parents, as the table `k`. */
function keys(parents: readonly (string | null)[]) {
  return sql<{ parent: string | null }>`unnest(${uuids(parents)})`.as<'k'>(sql`"k"("parent")`);
}

/** The ids of the parents and their positions, as the table `k`. */
function numberedKeys(parents: readonly (string | null)[]) {
  const numbered = sql<{ parent: string | null; position: number }>`unnest(${uuids(parents)}) with ordinality`;
  return numbered.as<'k'>(sql`"k"("parent", "position")`);
}

function groupByParent<Row>(parents: readonly string[], rows: (Row & { parent: string | null })[]): Row[][] {
  const groups = Map.groupBy(rows, (row) => row.parent ?? noParent);
  return parents.map((parent) => groups.get(parent) ?? []);
}
