import type { Viewer } from '@collective-impact/sdk';
import { type Expression, type ExpressionBuilder, expressionBuilder, type SqlBool } from 'kysely';
import type { Order } from './page.ts';
import type { ColumnsOf, Table } from './table.ts';
import { visibleTo } from './visibility.ts';

/** A condition of a statement, from the query builder or as raw SQL. */
export type Condition = Expression<SqlBool>;

/** Builds conditions on a row `t` and on the id `k.parent` of its parent. Subqueries may read the given tables. */
export type RowConditions<Row, Tables = unknown> = ExpressionBuilder<
  Tables & { t: ColumnsOf<Row>; k: { parent: string } },
  't' | 'k'
>;

/** The input for the conditions of a list. */
export interface Scope<Row> {
  readonly eb: RowConditions<Row>;
  readonly viewer: Viewer;
  /** UUIDs of all parents of the statement, for subqueries that are the same for every row, so that they run once. */
  readonly parents: readonly string[];
  /** The same builder with the tables that a domain's statements may read, for subqueries. */
  tables<Tables>(): RowConditions<Row, Tables>;
  /** The condition that the viewer may see a record of a table, which has the alias `t` by default. */
  visible(table: string, alias?: string): Condition;
}

/** A list of records that belong to one of another type, in a fixed order. */
export interface Relation<Row, Filter = undefined> {
  readonly name: string;
  readonly table: Table<Row>;
  /** The condition that ties a row `t` to its parent `k.parent`. Null if the list has no parent. */
  readonly of: Condition | ((scope: Scope<Row>) => Condition) | null;
  readonly order: Order<Row>;
  /** Whether the list is in descending order, for example the newest first. */
  readonly descending?: boolean;
  /**
   * The conditions that a filter adds. `false` adds none. A condition that names another record must match only if the
   * viewer may see that record.
   */
  readonly where?: (filter: Filter, scope: Scope<Row>) => Condition | readonly (Condition | false)[];
  /** Parts (cells, categories) are visible to everyone who sees the record that they belong to. */
  readonly parts?: boolean;
  /**
   * Whether a page is chosen from rows that were found first. Without it, PostgreSQL can walk the table in the order of the list, and
   * reads most of it if it expects more rows than there are.
   */
  readonly findsFirst?: boolean;
}

/** A list of rows that name their parent in a property of their own. */
export function childrenOf<Row, Filter = undefined>(list: {
  table: Table<Row>;
  by: keyof Row & string;
  order: Order<Row>;
  descending?: boolean;
  where?: Relation<Row, Filter>['where'];
  parts?: boolean;
}): Relation<Row, Filter> {
  const { by, ...rest } = list;
  const eb = expressionBuilder<{ k: { parent: string } }, 'k'>();
  return {
    name: `${list.table.name}.${by}`,
    of: eb(list.table.column(by), '=', eb.ref('k.parent')),
    ...rest,
  };
}

/** The conditions of a list: its parent, what the viewer may see, and the filter. */
export function conditionsOf<Row, Filter>(
  relation: Relation<Row, Filter>,
  { viewer, filter, parents }: { viewer: Viewer; filter: Filter | undefined; parents: readonly string[] },
): Condition[] {
  const scope = scopeOf<Row>(viewer, parents);
  const { of, where, parts } = relation;
  const filtering = where && filter !== undefined ? where(filter, scope) : [];
  return [
    ...(of ? [typeof of === 'function' ? of(scope) : of] : []),
    ...(parts ? [] : [visibleTo(viewer, { table: relation.table.name })]),
    ...(Array.isArray(filtering) ? filtering : [filtering]).filter((condition) => condition !== false),
  ];
}

function scopeOf<Row>(viewer: Viewer, parents: readonly string[]): Scope<Row> {
  const eb = expressionBuilder<{ t: ColumnsOf<Row>; k: { parent: string } }, 't' | 'k'>();
  return {
    eb: eb as RowConditions<Row>,
    viewer,
    parents,
    tables: <Tables>() => eb as unknown as RowConditions<Row, Tables>,
    visible: (table, alias = 't') => visibleTo(viewer, { table, alias }),
  };
}
