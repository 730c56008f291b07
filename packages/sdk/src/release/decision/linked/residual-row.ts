import type { CellStatus, CountBounds, LinkedRow, PerCell, RowCounts } from '@collective-impact/disclosure';
import type { LinkedRows } from './linked-rows.ts';

/** A linked set whose total row is stated by one of its reports. */
export interface SetWithResidual {
  /** The contributing rows, then the residual of the stated total. */
  rows: LinkedRow[];
  /** Highest score of one person, if the rows have scores. */
  scale?: number;
  totalRowStatus: PerCell<CellStatus>;
}

/**
 * Replaces the last row, which states the total of the others, by its residual: a row that is never published. In a
 * column that the stated row does not report, the sum of the other rows is not published either and is part of the
 * residual. Undefined if the other rows exceed the stated one, so that they are not parts of it.
 */
export function addResidualRow({ rows: linked, scale }: LinkedRows): SetWithResidual | undefined {
  const stated = linked.at(-1);
  const contributing = linked.slice(0, -1);
  if (!stated?.status) return undefined;
  const { status } = stated;
  const tables = stated.tables.map((table, index) =>
    residualCounts({ table, status, rows: contributing.flatMap((row) => row.tables[index] ?? []) }),
  );
  const isPartOfStated = tables.every(({ total, parts }) => [total, ...parts.flat()].every((count) => count >= 0));
  if (!isPartOfStated) return undefined;
  const publicDenominators = stated.publicDenominators
    ? residualDenominators(stated.publicDenominators, contributing)
    : undefined;
  const [counts] = tables;
  const numerators = counts ? [counts.total, ...counts.parts.flat()] : [];
  const exceedsDenominator = [publicDenominators?.total, ...(publicDenominators?.parts.flat() ?? [])].some(
    (denominator, cell) => denominator != null && denominator < (numerators[cell] ?? 0),
  );
  if (exceedsDenominator) return undefined;
  const residual: LinkedRow = {
    key: 'residual',
    contributor: null,
    tables,
    status: mapCells(status, (_status, read) => {
      const isZero = tables.every((table) => read(table) === 0);
      // Beside a count within bounds, a residual of 0 is not public.
      const isKnown = contributing.every(({ bounds }) => !bounds || read(bounds) === null);
      return isZero && isKnown ? 'PUBLISHED' : 'NEVER_PUBLISHED';
    }),
    ...(publicDenominators && { publicDenominators }),
    ...(contributing.some(({ bounds }) => bounds) && { ranges: residualRanges(contributing, tables[0]) }),
  };
  // A column that the stated row does not report has no cell, so its 0 is not public. A 0 in the last column, the residual of
  // the categories, is public: everyone knows that the categories are exhaustive.
  const parts = status.parts.map((columns) =>
    columns.map((each, column) => (each === 'PUBLISHED' && column < columns.length - 1 ? 'NEVER_PUBLISHED' : each)),
  );
  return {
    ...withResidualScores({ contributing, stated, residual, scale }),
    totalRowStatus: { total: status.total, parts },
  };
}

/** The counts that a residual can have, as far as those of the contributing rows depend on bounds. */
function residualRanges(
  rows: readonly LinkedRow[],
  residual: RowCounts | undefined,
): PerCell<CountBounds | null> | undefined {
  if (!residual) return undefined;
  return mapCells(residual, (count, read): CountBounds | null => {
    const known = rows.map((row) => {
      const bounds = (row.bounds ? read(row.bounds) : null) ?? (row.ranges ? read(row.ranges) : null);
      const assumed = row.tables[0] ? read(row.tables[0]) : 0;
      return { assumed, ...(bounds ?? { lowest: assumed, highest: assumed }) };
    });
    if (known.every(({ lowest, highest }) => lowest === highest)) return null;
    // Each count that is higher than the assumed one leaves less.
    const more = known.map(({ assumed, highest }) => (highest === null ? count : highest - assumed));
    const less = known.reduce((sum, { assumed, lowest }) => sum + assumed - lowest, 0);
    return { lowest: Math.max(0, count - more.reduce((sum, each) => sum + each, 0)), highest: count + less };
  });
}

/** The rows with the scores of the residual. Without scores if those of the residual are off the scale. */
function withResidualScores(set: {
  contributing: readonly LinkedRow[];
  stated: LinkedRow;
  residual: LinkedRow;
  scale: number | undefined;
}): LinkedRows {
  const { contributing, stated, residual, scale } = set;
  const { scores: table, status } = stated;
  const [counts] = residual.tables;
  if (scale === undefined || !table || !status || !counts) return { rows: [...contributing, residual] };
  const scores = residualCounts({ table, status, rows: contributing.flatMap((row) => row.scores ?? []) });
  const people = [counts.total, ...counts.parts.flat()];
  const isOnScale = [scores.total, ...scores.parts.flat()].every(
    (sum, index) => sum >= 0 && sum <= scale * (people[index] ?? 0),
  );
  if (isOnScale) return { rows: [...contributing, { ...residual, scores }], scale };
  return { rows: [...contributing.map(({ scores: _scores, ...row }) => row), residual] };
}

/**
 * Stated counts minus the sums of the contributing rows. The last column of each dimension contains the remainder.
 */
function residualCounts(stated: {
  table: RowCounts;
  status: PerCell<CellStatus>;
  rows: readonly RowCounts[];
}): RowCounts {
  const { table, status, rows } = stated;
  const sums = mapCells(table, (_count, read) => rows.reduce((sum, row) => sum + read(row), 0));
  const total = table.total - sums.total;
  const parts = table.parts.map((counts, index) => {
    const categories = counts.slice(0, -1).map((count, column) => {
      const isReported = status.parts[index]?.[column] !== 'PUBLISHED' || count > 0;
      return isReported ? count - (sums.parts[index]?.[column] ?? 0) : 0;
    });
    return [...categories, total - categories.reduce((sum, count) => sum + count, 0)];
  });
  return { total, parts };
}

/** Stated denominators minus those of the contributing rows. Null if one of these rows has no denominator. */
function residualDenominators(stated: PerCell<number | null>, rows: readonly LinkedRow[]): PerCell<number | null> {
  return mapCells(stated, (denominator, read) => {
    const others = rows.map((row) => (row.publicDenominators ? read(row.publicDenominators) : null));
    if (denominator === null || others.includes(null)) return null;
    return others.reduce<number>((rest, other) => rest - (other ?? 0), denominator);
  });
}

/** Converts each cell. `read` returns the value of the same cell in other values. */
function mapCells<T, U>(cells: PerCell<T>, convert: (value: T, read: <V>(values: PerCell<V>) => V) => U): PerCell<U> {
  return {
    total: convert(cells.total, (values) => values.total),
    parts: cells.parts.map((columns, index) =>
      columns.map((value, column) => convert(value, <V>(values: PerCell<V>) => values.parts[index]?.[column] as V)),
    ),
  };
}
