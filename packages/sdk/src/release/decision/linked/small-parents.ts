import { isSensitiveCount, type LinkedRow } from '@collective-impact/disclosure';
import type { DimensionRules } from '../../../indicator/index.ts';
import type { LinkedColumns } from './linked-columns.ts';

/** The linked rows and the rules by which they are protected. */
interface LinkedTables {
  /** With a stated total, its residual is one of the rows. */
  rows: readonly LinkedRow[];
  /** Whether the rows add up to totals that are published too. */
  hasTotalRow: boolean;
  columns: LinkedColumns;
  threshold: number;
  hideZeros: boolean;
}

/** The quantities of a row in one dimension that a linked set protects: one list of columns per table. */
type Quantities = readonly (readonly number[])[];

/**
 * The dimensions with a parent category whose count, in a row or in the total, is below the threshold and is spread
 * over several columns. Such a parent is not a column of the linked set but a sum of columns, which the set does not
 * protect.
 */
export function dimensionsWithSmallParents(
  dimensions: readonly DimensionRules[],
  linked: LinkedTables,
): DimensionRules[] {
  const { columns, rows, hasTotalRow } = linked;
  return dimensions.filter(({ code, exclusive, categories }) => {
    const index = exclusive ? columns.dimensions.findIndex(({ dimension }) => dimension === code) : -1;
    const parents = new Set(categories.flatMap(({ parent }) => parent ?? []));
    if (index < 0 || parents.size === 0) return false;
    const quantities = rows.map((row) => quantitiesOf(row, index));
    const withTotals = hasTotalRow ? [...quantities, sumOfRows(quantities)] : quantities;
    return withTotals.some((row) =>
      [...parents].some((parent) => isSmallAndSpread(columns.columnsOf(index, parent), { row, linked })),
    );
  });
}

/** A dimension without its child categories. */
export function withoutChildCategories(dimension: DimensionRules): DimensionRules {
  return { ...dimension, categories: dimension.categories.filter(({ parent }) => parent === null) };
}

function isSmallAndSpread(
  columns: readonly number[],
  { row, linked }: { row: Quantities; linked: LinkedTables },
): boolean {
  const changeable = columns.filter((column) => linked.hideZeros || row.some((counts) => (counts[column] ?? 0) > 0));
  if (changeable.length < 2) return false;
  return row.some((counts) => {
    const count = columns.reduce((sum, column) => sum + (counts[column] ?? 0), 0);
    return isSensitiveCount(count, linked);
  });
}

/** The counts of a row in each table, and the differences of public denominators and counts. */
function quantitiesOf({ tables, publicDenominators }: LinkedRow, index: number): Quantities {
  const counts = tables.map(({ parts }) => parts[index] ?? []);
  const [first = []] = counts;
  const denominators = publicDenominators?.parts[index];
  if (!denominators) return counts;
  return [...counts, first.map((count, column) => (denominators[column] ?? Number.POSITIVE_INFINITY) - count)];
}

function sumOfRows(rows: readonly Quantities[]): Quantities {
  const [first = []] = rows;
  return first.map((counts, table) =>
    counts.map((_, column) => rows.reduce((sum, row) => sum + (row[table]?.[column] ?? 0), 0)),
  );
}
