import { InputError } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import type { Table } from './table.ts';

/** The paging arguments of a Relay connection. */
export interface PageArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** One page of a list, in the list's order. */
export interface Page<Row> {
  rows: Row[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  /** Where in the list a row of this page stands. */
  cursorOf(row: Row): string;
  /** How many rows the viewer could page through; counted only when asked. */
  totalCount(): Promise<number>;
}

/** The properties a list is sorted by; together they are unique, and none is ever null. */
export type Order<Row> = readonly (keyof Row & string)[];

/** Paging arguments once checked: how many rows, from which end, and between which cursors. */
export interface Window {
  size: number;
  backward: boolean;
  after: string[] | null;
  before: string[] | null;
}

const largestPage = 100;
const defaultPage = 20;

/** A list as its cursors know it; `name` is its alone. */
interface List<Row> {
  name: string;
  table: Pick<Table<Row>, 'accepts'>;
  order: Order<Row>;
}

/** Checks paging arguments; a size outside 1 to 100 or a cursor of another list is an {@link InputError}. */
export function windowOf<Row>(page: PageArguments, list: List<Row>): Window {
  if (page.first != null && page.last != null) throw new InputError('give "first" or "last", not both');
  return {
    size: sizeOf('first', page.first) ?? sizeOf('last', page.last) ?? defaultPage,
    backward: page.last != null,
    after: page.after == null ? null : decodeCursor(page.after, list),
    before: page.before == null ? null : decodeCursor(page.before, list),
  };
}

function sizeOf(name: string, size: number | null | undefined): number | undefined {
  if (size == null) return undefined;
  if (size >= 1 && size <= largestPage) return size;
  throw new InputError(`"${name}" is ${size}: a page has 1 to ${largestPage} entries`);
}

/**
 * A cursor is the name of its list, since keys of other lists look alike, and the sort key of its row, so that a page
 * stays where it is while others write.
 */
export function encodeCursor<Row>(row: Row, { name, order }: List<Row>): string {
  return Buffer.from(JSON.stringify([name, ...order.map((property) => String(row[property]))])).toString('base64url');
}

function decodeCursor<Row>(cursor: string, { name, table, order }: List<Row>): string[] {
  const parsed = parseJson(Buffer.from(cursor, 'base64url').toString());
  if (Array.isArray(parsed) && parsed.length === order.length + 1 && parsed[0] === name) {
    const key = parsed.slice(1);
    if (order.every((property, at) => typeof key[at] === 'string' && table.accepts(property, key[at]))) return key;
  }
  throw new InputError('the cursor is not one of this list: use a cursor that a page of it answered');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** `(t.name, t.id) > ($1, $2)`: the conditions for what lies between the cursors. */
export function between<Row>(options: {
  table: Table<Row>;
  order: Order<Row>;
  descending?: boolean;
  window: Window;
}): RawBuilder<boolean>[] {
  const { after, before } = options.window;
  const [above, below] = options.descending ? [before, after] : [after, before];
  const key = sql.join(options.order.map((property) => options.table.column(property)));
  return [
    ...(above ? [sql<boolean>`(${key}) > (${sql.join(above)})`] : []),
    ...(below ? [sql<boolean>`(${key}) < (${sql.join(below)})`] : []),
  ];
}

/** The list's order, or its reverse for the last rows. */
export function orderBy<Row>(options: {
  table: Table<Row>;
  order: Order<Row>;
  descending?: boolean;
  backward: boolean;
}): RawBuilder<unknown> {
  const direction = options.backward !== (options.descending ?? false) ? sql`desc` : sql`asc`;
  return sql.join(options.order.map((property) => sql`${options.table.column(property)} ${direction}`));
}
