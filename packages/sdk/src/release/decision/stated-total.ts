import type { CellStatus, LinkedRow, PerCell, RowCounts } from '@collective-impact/disclosure';
import type { Measure, PeopleMeasures } from './people.ts';
import type { DecidedRow } from './rows.ts';

/**
 * Rows whose last one states what all of them come to, as a linked set whose totals are that row: what is left of it beside
 * the others is a row that nobody sees. Where it says nothing of a column, the others' sum is in no cell either, and is
 * taken from what is left. Undefined where the others come to more than it: then they are no parts of it.
 */
export function withRest(
  linked: readonly LinkedRow[],
): { rows: LinkedRow[]; totalRowStatus: PerCell<CellStatus> } | undefined {
  const stated = linked.at(-1);
  const parts = linked.slice(0, -1);
  if (!stated?.status) return undefined;
  const { status } = stated;
  const tables = stated.tables.map((table, at) =>
    restOf({ table, status, parts: parts.flatMap((row) => row.tables[at] ?? []) }),
  );
  const ceilings = stated.publicDenominators ? restOfCeiling(stated.publicDenominators, parts) : undefined;
  const isWhole = tables.every((table) => table.total >= 0 && table.parts.flat().every((count) => count >= 0));
  if (!isWhole || ceilings === null) return undefined;
  const rest: LinkedRow = {
    key: 'rest',
    contributor: null,
    tables,
    status: mapCells(status, (_state, read) =>
      tables.every((table) => read(table) === 0) ? 'PUBLISHED' : 'NEVER_PUBLISHED',
    ),
    ...(ceilings ? { publicDenominators: ceilings } : {}),
  };
  // What it says nothing of is in no cell; zero there is what the rows come to, not what is known. That its categories leave
  // nothing (the last column) everyone knows who knows that they make a whole.
  const said = status.parts.map((states) =>
    states.map((state, column) => (state === 'PUBLISHED' && column < states.length - 1 ? 'NEVER_PUBLISHED' : state)),
  );
  const totalRowStatus = { total: status.total, parts: said };
  return { rows: [...parts, rest], totalRowStatus };
}

/**
 * Whether rows evidently come to more people than are stated: who looks at the totals, as far as they are shown, sees that
 * some are with several.
 */
export function isOverlapping(
  decision: { stated: DecidedRow; rows: readonly DecidedRow[] },
  { counts, ratio }: PeopleMeasures,
): boolean {
  const measures = [...counts, ...(ratio ? [ratio.denominator] : [])];
  const shownIn = ({ cells }: DecidedRow, measure: Measure) => {
    const total = cells.find(({ categories }) => categories.length === 0);
    return total === undefined || total.suppressed ? null : measure(total);
  };
  return measures.some((measure) => {
    const whole = shownIn(decision.stated, measure);
    const parts = decision.rows.map((row) => shownIn(row, measure) ?? 0);
    return whole !== null && parts.reduce((sum, part) => sum + part, 0) > whole;
  });
}

function restOf(row: { table: RowCounts; status: PerCell<CellStatus>; parts: readonly RowCounts[] }): RowCounts {
  const { table, status, parts } = row;
  const sums = mapCells(table, (_count, read) => parts.reduce((sum, part) => sum + read(part), 0));
  const split = table.parts.map((counts, at) => {
    const left = counts.map((count, column) => {
      const isSaid = status.parts[at]?.[column] !== 'PUBLISHED' || count > 0;
      return isSaid ? count - (sums.parts[at]?.[column] ?? 0) : 0;
    });
    const total = table.total - sums.total;
    const others = left.slice(0, -1).reduce((sum, count) => sum + count, 0);
    return [...left.slice(0, -1), total - others];
  });
  return { total: table.total - sums.total, parts: split };
}

/** null where the parts' denominators exceed the stated ones. */
function restOfCeiling(stated: PerCell<number | null>, parts: readonly LinkedRow[]): PerCell<number | null> | null {
  const left = mapCells(stated, (bound, read) => {
    const others = parts.map((row) => (row.publicDenominators ? read(row.publicDenominators) : null));
    if (bound === null || others.includes(null)) return null;
    return others.reduce<number>((rest, other) => rest - (other ?? 0), bound);
  });
  const isWhole = [left.total, ...left.parts.flat()].every((bound) => bound === null || bound >= 0);
  return isWhole ? left : null;
}

function mapCells<T, U>(cells: PerCell<T>, make: (value: T, read: <V>(of: PerCell<V>) => V) => U): PerCell<U> {
  return {
    total: make(cells.total, (of) => of.total),
    parts: cells.parts.map((columns, at) =>
      columns.map((value, column) => make(value, <V>(of: PerCell<V>) => of.parts[at]?.[column] as V)),
    ),
  };
}
