import { isSensitiveCount, type PerCell } from '@collective-impact/disclosure';
import type { LinkedColumns, MeasuredRow } from './linked-columns.ts';
import type { Measure, PeopleMeasures } from './people-measures.ts';
import type { RowCells } from './row-cells.ts';
import type { Scale } from './score-sums.ts';

/** How the tables of a linked set are read from rows. */
export interface TableRules {
  columns: LinkedColumns;
  measures: PeopleMeasures;
  /** Whether all categories of a ratio have the denominator of the total. */
  hasSharedDenominator: boolean;
  /** Whether the places of a row can share people, so that their numbers do not add up. */
  canPlacesShare: boolean;
  threshold: number;
  /** Whether a denominator of a category that is not in the columns is small, so that no denominator is public. */
  hasSmallDenominators: boolean;
  /** Scale of the scores of a mean, if everyone knows it; null for other kinds. */
  scale: Scale | null;
  /** Whether the last row states the total of the others, so that its residual is a number of people too. */
  hasStatedTotal: boolean;
}

/** One measure of all rows. */
type Table = readonly MeasuredRow[];

/**
 * A measure of people, and the index of the table that protects it. Null if its numbers need no protection. The
 * numbers of a ratio are not listed: its numerators are in the first table.
 */
export interface CountSource {
  measure: Measure;
  table: number | null;
}

/**
 * The tables of rows.
 *
 * - `TABLES`: one or two tables whose cells are suppressed together, with public denominators if all of them are large.
 * - `NO_PEOPLE`: no cell contains a number of people.
 * - `NOT_ADDITIVE`: the numbers contradict each other, are not integers, or need more than two tables.
 */
export type TablesResult =
  | {
      kind: 'TABLES';
      tables: readonly Table[];
      sources: readonly CountSource[];
      publicDenominators?: readonly PerCell<number | null>[];
    }
  | { kind: 'NO_PEOPLE' }
  | { kind: 'NOT_ADDITIVE' };

const noPeople = { kind: 'NO_PEOPLE' } as const;
const notAdditive = { kind: 'NOT_ADDITIVE' } as const;

/**
 * Reads the tables of rows: those of a ratio, and one for each other measure that differs from them and needs
 * protection.
 */
export function tablesOf(rows: readonly RowCells[], rules: TableRules): TablesResult {
  const { counts, ratio } = rules.measures;
  const ofRatio = ratio ? ratioTables(rows, { ratio, rules }) : noPeople;
  if (ofRatio.kind === 'NOT_ADDITIVE') return ofRatio;
  const tables = ofRatio.kind === 'TABLES' ? [...ofRatio.tables] : [];
  const sources: CountSource[] = [];
  for (const measure of counts) {
    const measured = tableOf(rows, { measure, rules });
    if (measured.kind === 'NOT_ADDITIVE') return measured;
    if (measured.kind === 'NO_PEOPLE') continue;
    const { table } = measured;
    // Large numbers beside a table that needs protection are suppressed with it.
    if (tables.length > 0 && !hasSmallCount(table, rules)) {
      sources.push({ measure, table: null });
      continue;
    }
    // The base of a ratio that is reported without a denominator is its denominator.
    if (ratio && isDenominator(table, { rows, measure: ratio.denominator, rules })) continue;
    const same = tables.findIndex((other) => isSameTable(other, table));
    sources.push({ measure, table: same < 0 ? tables.length : same });
    if (same < 0) tables.push(table);
  }
  if (tables.length === 0) return noPeople;
  const publicDenominators = ofRatio.kind === 'TABLES' ? ofRatio.publicDenominators : undefined;
  if (tables.length > (publicDenominators ? 1 : 2)) return notAdditive;
  return { kind: 'TABLES', tables, sources, ...(publicDenominators && { publicDenominators }) };
}

/** Whether a table has the denominators of a ratio, whose two tables protect it. */
function isDenominator(
  table: Table,
  { rows, measure, rules }: { rows: readonly RowCells[]; measure: Measure; rules: TableRules },
): boolean {
  const denominators = tableOf(rows, { measure, rules });
  return denominators.kind === 'TABLE' && isSameTable(denominators.table, table);
}

function tableOf(
  rows: readonly RowCells[],
  { measure, rules }: { measure: Measure; rules: TableRules },
): { kind: 'TABLE'; table: Table } | { kind: 'NO_PEOPLE' } | { kind: 'NOT_ADDITIVE' } {
  const measured = rows.map((cells) => rules.columns.measure(cells, measure));
  const table = measured.flatMap((row) => row ?? []);
  if (table.length < measured.length) return notAdditive;
  const hasPeople = table.some(({ reportsTotal, contents }) => reportsTotal || contents.flat().includes('CELL'));
  return hasPeople ? { kind: 'TABLE', table } : noPeople;
}

/** Numerators and differences, if a denominator is small; otherwise numerators with public denominators. */
function ratioTables(
  rows: readonly RowCells[],
  { ratio, rules }: { ratio: NonNullable<PeopleMeasures['ratio']>; rules: TableRules },
): TablesResult {
  const numerators = tableOf(rows, { measure: ratio.numerator, rules });
  if (numerators.kind !== 'TABLE') return numerators;
  const { table } = numerators;
  if (rules.hasSharedDenominator) return sharedDenominatorTables(rows, { table, measure: ratio.denominator, rules });
  const denominators = tableOf(rows, { measure: ratio.denominator, rules });
  if (denominators.kind !== 'TABLE') return notAdditive;
  const differences = table.flatMap((row, index) => differenceOf(denominators.table[index], row) ?? []);
  if (differences.length < table.length) return notAdditive;
  if (rules.hasSmallDenominators || hasSmallCount(denominators.table, rules))
    return { kind: 'TABLES', tables: [table, differences], sources: [] };
  const publicDenominators = denominators.table.map(({ total, parts }) => ({ total, parts }));
  return { kind: 'TABLES', tables: [table], sources: [], publicDenominators };
}

/** Categories that share a denominator do not split it: it bounds each of their numerators on its own. */
function sharedDenominatorTables(
  rows: readonly RowCells[],
  { table, measure, rules }: { table: Table; measure: Measure; rules: TableRules },
): TablesResult {
  const { columns, threshold } = rules;
  const publicDenominators = rows.map((cells): PerCell<number | null> => {
    const denominatorOf = (cell: Parameters<Measure>[0] | undefined) => (cell ? measure(cell) : null);
    return {
      total: denominatorOf(cells.total),
      parts: columns.dimensions.map(({ dimension, categories }) => [
        ...categories.map(({ code }) => denominatorOf(cells.cellOf(dimension, code))),
        null,
      ]),
    };
  });
  const denominators = publicDenominators.flatMap(({ total, parts }) => [total, ...parts.flat()]);
  const areAllLarge = denominators.every((each) => each === null || each === 0 || each >= threshold);
  return areAllLarge ? { kind: 'TABLES', tables: [table], sources: [], publicDenominators } : notAdditive;
}

/** Whether a count of a table, or of the residual of its stated total, is nonzero and below the threshold. */
function hasSmallCount(table: Table, { threshold, hasStatedTotal }: TableRules): boolean {
  const rows = table.map(({ total, parts }) => [total, ...parts.flat()]);
  const stated = hasStatedTotal ? rows.at(-1) : undefined;
  const residual = stated?.map((count, column) =>
    rows.slice(0, -1).reduce((rest, row) => rest - (row[column] ?? 0), count),
  );
  return [...rows.flat(), ...(residual ?? [])].some((count) =>
    isSensitiveCount(count, { threshold, hideZeros: false }),
  );
}

/** Denominators minus numerators of a row; undefined if a numerator exceeds its denominator. */
function differenceOf(denominators: MeasuredRow | undefined, numerators: MeasuredRow): MeasuredRow | undefined {
  if (!denominators) return undefined;
  const total = denominators.total - numerators.total;
  const parts = numerators.parts.map((columns, index) =>
    columns.map((count, column) => (denominators.parts[index]?.[column] ?? 0) - count),
  );
  // A residual without numerator can still have a denominator, so the contents are those of the denominators.
  const { contents } = denominators;
  const isNegative = total < 0 || parts.flat().some((count) => count < 0);
  return isNegative ? undefined : { ...numerators, total, parts, contents };
}

function isSameTable(one: Table, other: Table): boolean {
  return one.every((row, index) => {
    const same = other[index];
    return same?.total === row.total && JSON.stringify(same.parts) === JSON.stringify(row.parts);
  });
}
