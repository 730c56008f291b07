import type { FigureCell } from '../../../indicator/index.ts';
import type { LinkedColumns } from '../linked/linked-columns.ts';
import type { Measure, PeopleMeasures } from '../linked/people-measures.ts';
import type { SetProtection } from '../linked/set-decision.ts';
import type { CrossedGrid } from './crossed-grid.ts';

/** The counts of a crossing in one measure of people, by row. */
export interface CrossedTable {
  rows: readonly (readonly number[])[];
  /** The table of the linked set whose witnesses change these counts, and in which direction. Null if none does. */
  margin: { table: number; sign: 1 | -1 } | null;
}

/** Rows of reported cells, and the rules by which their people are counted. */
interface CrossedRows {
  grid: CrossedGrid;
  rows: readonly (readonly FigureCell[])[];
  columns: LinkedColumns;
  measures: PeopleMeasures;
  sources: SetProtection['sources'];
  /** Whether the linked set has the denominators of a ratio as public bounds. */
  hasPublicDenominators: boolean;
}

/**
 * The tables of a crossing: numerators and differences of a ratio, and each other number of people. Undefined if a row
 * is incomplete.
 */
export function crossedTables(crossed: CrossedRows): CrossedTable[] | undefined {
  const { measures, sources, hasPublicDenominators } = crossed;
  const tables: CrossedTable[] = [];
  const { ratio } = measures;
  const denominators = ratio && countsOfRows(crossed, ratio.denominator);
  if (ratio && hasFigures(crossed, ratio.numerator)) {
    const numerators = countsOfRows(crossed, ratio.numerator);
    if (!numerators || !denominators) return undefined;
    const differences = denominators.map((counts, row) =>
      counts.map((count, cell) => count - (numerators[row]?.[cell] ?? 0)),
    );
    if (differences.flat().some((count) => count < 0)) return undefined;
    tables.push({ rows: numerators, margin: { table: 0, sign: 1 } });
    tables.push({
      rows: differences,
      margin: hasPublicDenominators ? { table: 0, sign: -1 } : { table: 1, sign: 1 },
    });
  }
  for (const measure of measures.counts) {
    if (!hasFigures(crossed, measure)) continue;
    const counts = countsOfRows(crossed, measure);
    if (!counts) return undefined;
    if (denominators && isSame(denominators, counts)) continue;
    const table = sources.find((source) => source.measure === measure)?.table ?? null;
    tables.push({ rows: counts, margin: table === null ? null : { table, sign: 1 } });
  }
  return tables;
}

/** Whether a cell of the crossing has a number in a measure. */
function hasFigures({ grid, rows }: CrossedRows, measure: Measure): boolean {
  return rows.some((cells) => grid.cellsOf(cells).some((cell) => cell && measure(cell) !== null));
}

function countsOfRows({ grid, rows, columns }: CrossedRows, measure: Measure): number[][] | undefined {
  const counts = rows.flatMap((cells) => {
    const ofRow = grid.countsOf(cells, { columns, measure });
    return ofRow ? [ofRow] : [];
  });
  return counts.length === rows.length ? counts : undefined;
}

function isSame(one: readonly (readonly number[])[], other: readonly (readonly number[])[]): boolean {
  return one.every((counts, row) => counts.every((count, cell) => count === other[row]?.[cell]));
}
