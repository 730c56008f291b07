import { InputError } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { parsedJson } from './parsed-json.ts';
import type { RowProperties } from './row-properties.ts';
import type { Table } from './table.ts';

/** The paging arguments of a Relay connection. Without `first` and `last`, a page is the whole rest of the list. */
export interface PageArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  /** The properties that the caller reads of the rows; all by default. */
  needed?: RowProperties | undefined;
}

/** The maximum number of entries of a page, and the number if the caller sends none. */
export interface PageLimits {
  readonly default: number;
  readonly max: number;
}

/** The arguments with a size within the limits. Throws an {@link InputError} if the size exceeds them. */
export function limitPage<Arguments extends PageArguments>(page: Arguments, limits: PageLimits): Arguments {
  for (const name of ['first', 'last'] as const) {
    const size = page[name];
    if (size != null && !(size >= 0 && size <= limits.max)) {
      throw new InputError(`\`${name}\` must be between 0 and ${limits.max}. You sent ${size}.`);
    }
  }
  return page.first == null && page.last == null ? { ...page, first: limits.default } : page;
}

/** One page of a list, in the list's order. */
export interface Page<Row> {
  rows: Row[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  /** The cursor of a row of this page. */
  cursorOf(row: Row): string;
  /** Counts the rows of the whole list that the viewer may see. */
  totalCount(): Promise<number>;
}

/** The properties a list is sorted by; together they are unique, and none is ever null. */
export type Order<Row> = readonly (keyof Row & string)[];

/** Checked paging arguments. The size is null if the page has no limit. */
export interface Window {
  size: number | null;
  backward: boolean;
  after: string[] | null;
  before: string[] | null;
}

/** The part of a list that its cursors depend on. `name` is unique. */
interface List<Row> {
  name: string;
  table: Pick<Table<Row>, 'accepts'>;
  order: Order<Row>;
}

/** Checks paging arguments. A cursor of another list is an {@link InputError}. */
export function windowOf<Row>(page: PageArguments, list: List<Row>): Window {
  if (page.first != null && page.last != null) throw new InputError('Send `first` or `last`, not both.');
  return {
    size: page.first ?? page.last ?? null,
    backward: page.last != null,
    after: page.after == null ? null : decodeCursor(page.after, list),
    before: page.before == null ? null : decodeCursor(page.before, list),
  };
}

/**
 * Encodes a cursor: the name of its list, because keys of other lists look alike, and the sort key of its row, so that it
 * stays valid while others write.
 */
export function encodeCursor<Row>(row: Row, { name, order }: List<Row>): string {
  return Buffer.from(JSON.stringify([name, ...order.map((property) => String(row[property]))])).toString('base64url');
}

function decodeCursor<Row>(cursor: string, { name, table, order }: List<Row>): string[] {
  const parsed = parsedJson(Buffer.from(cursor, 'base64url').toString());
  if (Array.isArray(parsed) && parsed.length === order.length + 1 && parsed[0] === name) {
    const key = parsed.slice(1);
    if (order.every((property, at) => typeof key[at] === 'string' && table.accepts(property, key[at]))) return key;
  }
  throw new InputError('Invalid cursor for this list. Use `endCursor` or `startCursor` of one of its pages.');
}

/** The conditions for the rows between the cursors, such as `(t.name, t.id) > ($1, $2)`. */
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

/** The order of the list, reversed for a page of the last rows. */
export function orderBy<Row>(options: {
  table: Table<Row>;
  order: Order<Row>;
  descending?: boolean;
  backward: boolean;
}): RawBuilder<unknown> {
  const direction = options.backward !== (options.descending ?? false) ? sql`desc` : sql`asc`;
  return sql.join(options.order.map((property) => sql`${options.table.column(property)} ${direction}`));
}
