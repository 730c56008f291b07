import { encodeCursor, type Page, type PageArguments, windowOf } from './page.ts';

/**
 * One page of a list that was computed rather than read. The list is in ascending order of `keyOf`, which returns a different
 * key for each row, so that cursors stay valid while others write.
 */
export function pageOfList<Row>(
  rows: readonly Row[],
  list: { name: string; page: PageArguments; keyOf(row: Row): string },
): Page<Row> {
  const keyed = { name: list.name, table: { accepts: () => true }, order: ['key'] as const };
  const { size, backward, after, before } = windowOf<{ key: string }>(list.page, keyed);
  const within = rows.filter((row) => {
    const key = list.keyOf(row);
    return (after?.[0] === undefined || key > after[0]) && (before?.[0] === undefined || key < before[0]);
  });
  const count = Math.min(size ?? within.length, within.length);
  const more = within.length > count;
  return {
    rows: backward ? within.slice(within.length - count) : within.slice(0, count),
    hasNextPage: backward ? before !== null : more,
    hasPreviousPage: backward ? more : after !== null,
    cursorOf: (row) => encodeCursor({ key: list.keyOf(row) }, keyed),
    totalCount: () => Promise.resolve(rows.length),
  };
}
