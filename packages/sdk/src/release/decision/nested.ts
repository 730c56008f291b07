import type { LinkedRow } from '@collective-impact/disclosure';
import type { DimensionRules } from '../../indicator/index.ts';
import type { LinkedColumns } from './columns.ts';

/** Linked rows, as far as is looked at here. */
interface Linked {
  /** Those that state what others come to are among them, and what is left of it. */
  rows: readonly LinkedRow[];
  /** Whether the rows add up to others that are released too. */
  totals: boolean;
  columns: LinkedColumns;
  threshold: number;
  hideZeros: boolean;
}

/** A row's numbers of people by column of a dimension; all those that a set protects. */
type Numbers = readonly (readonly number[])[];

/**
 * The dimensions in which a category has few people who are in several within it, or in none of them, in any row or in all
 * together. It is no column of a set but a sum of some, each of which the others can protect without it.
 */
export function crowded(dimensions: readonly DimensionRules[], linked: Linked): DimensionRules[] {
  const { columns, rows, totals } = linked;
  return dimensions.filter(({ code, exclusive, categories }) => {
    const at = exclusive ? columns.dimensions.findIndex(({ dimension }) => dimension === code) : -1;
    const parents = new Set(categories.flatMap(({ parent }) => parent ?? []));
    if (at < 0 || parents.size === 0) return false;
    const all = rows.map((row) => numbersOf(row, at));
    return [...all, ...(totals ? [together(all)] : [])].some((numbers) =>
      [...parents].some((parent) => isCrowded(columns.columnsOf(at, parent), { numbers, linked })),
    );
  });
}

/** A dimension without the categories that lie within others. */
export function outermost(dimension: DimensionRules): DimensionRules {
  return { ...dimension, categories: dimension.categories.filter(({ parent }) => parent === null) };
}

function isCrowded(
  columns: readonly number[],
  { numbers, linked: { threshold, hideZeros } }: { numbers: Numbers; linked: Linked },
): boolean {
  const moving = columns.filter((column) => hideZeros || numbers.some((counts) => (counts[column] ?? 0) > 0));
  if (moving.length < 2) return false;
  return numbers.some((counts) => {
    const people = columns.reduce((sum, column) => sum + (counts[column] ?? 0), 0);
    return people < threshold && (people > 0 || hideZeros);
  });
}

/** The counts of a row in each table, and what is left of them up to what bounds them. */
function numbersOf({ tables, publicDenominators }: LinkedRow, at: number): Numbers {
  const counts = tables.map(({ parts }) => parts[at] ?? []);
  const [first = []] = counts;
  const bounds = publicDenominators?.parts[at];
  return bounds
    ? [...counts, first.map((count, column) => (bounds[column] ?? Number.POSITIVE_INFINITY) - count)]
    : counts;
}

function together(rows: readonly Numbers[]): Numbers {
  const [first = []] = rows;
  return first.map((counts, table) =>
    counts.map((_, column) => rows.reduce((sum, row) => sum + (row[table]?.[column] ?? 0), 0)),
  );
}
