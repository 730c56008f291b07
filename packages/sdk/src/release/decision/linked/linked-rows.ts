import type { CellStatus, LinkedRow, PerCell } from '@collective-impact/disclosure';
import type { ColumnContent } from './hierarchy-counts.ts';
import type { LinkedColumns, MeasuredRow } from './linked-columns.ts';
import { type CountSource, type TableRules, tablesOf } from './linked-tables.ts';
import { havePlacesSmallDenominator, lowestCounts, placeThresholds } from './lowest-counts.ts';
import { rowBounds } from './row-bounds.ts';
import type { RowCells } from './row-cells.ts';
import { scoredRows } from './score-sums.ts';

/** Status of the cell of a category before the decision, or of the total (without a category). */
export type StatusOf = (dimension?: string, category?: string) => CellStatus;

/** A row to be linked. */
export interface RowToLink {
  key: string;
  contributor: string | null;
  cells: RowCells;
  /** The rows of the places within a row of all places, whose figures are suppressed. */
  places: readonly RowCells[];
  /** What the current release determines about the cells. */
  statusOf: StatusOf;
}

/** Rows, and the highest score of one person if they have scores. */
export interface LinkedRows {
  rows: LinkedRow[];
  scale?: number;
  /** Whether the sum of the totals has bounds, because a total that is not reported is the sum of categories with bounds. */
  isTotalBounded?: boolean;
}

/**
 * Rows of a linked set.
 *
 * - `LINKED`: the rows, in the order of the reports, and the highest score of one person if they have scores.
 * - `NO_PEOPLE`: no cell contains a number of people.
 * - `NOT_ADDITIVE`: the numbers cannot be linked by sums, because they contradict each other or are not integers.
 */
export type LinkedRowsResult =
  | ({ kind: 'LINKED'; sources: readonly CountSource[] } & LinkedRows)
  | { kind: 'NO_PEOPLE' }
  | { kind: 'NOT_ADDITIVE' };

/** Converts reported rows to rows of a linked set. */
export function linkRows(rows: readonly RowToLink[], given: TableRules): LinkedRowsResult {
  const isSmallByPlaces = rows.some((row) => havePlacesSmallDenominator(row, given));
  const rules = isSmallByPlaces ? { ...given, hasSmallDenominators: true } : given;
  const result = tablesOf(
    rows.map(({ cells }) => cells),
    rules,
  );
  if (result.kind !== 'TABLES') return result;
  const measuredRows = rows.map((_, index) => result.tables.flatMap((table) => table[index] ?? []));
  const bounds = rows.map((row, index) => rowBounds(row, { measured: measuredRows[index] ?? [], rules }));
  if (bounds.includes('NOT_LINKED')) return { kind: 'NOT_ADDITIVE' };
  const linked = rows.map((row, index): LinkedRow => {
    const measured = measuredRows[index] ?? [];
    const ofRow = bounds[index];
    const publicDenominators = result.publicDenominators?.[index];
    const thresholds = publicDenominators ? undefined : placeThresholds(row, { measured, rules });
    return {
      key: row.key,
      contributor: row.contributor,
      tables: measured.map(({ total, parts }) => ({ total, parts })),
      ...(!publicDenominators && { lowest: lowestCounts(row, { measured, rules }) }),
      ...(thresholds && { thresholds }),
      status: statusOfRow(row, { measured, columns: rules.columns }),
      ...(publicDenominators && { publicDenominators }),
      ...(typeof ofRow === 'object' && ofRow),
    };
  });
  const [counts] = result.tables;
  const withCounts = rows.flatMap(({ cells }, index) => {
    const [row, measured] = [linked[index], counts?.[index]];
    return row && measured ? [{ linked: row, cells, counts: measured }] : [];
  });
  const { scale, columns } = rules;
  const scored = scale === null ? undefined : scoredRows(withCounts, { scale, columns });
  const isTotalBounded = bounds.some(
    (ofRow, row) => ofRow !== undefined && measuredRows[row]?.[0]?.reportsTotal === false,
  );
  return { kind: 'LINKED', sources: result.sources, ...(scored ?? { rows: linked }), isTotalBounded };
}

function statusOfRow(
  { statusOf }: RowToLink,
  { measured, columns }: { measured: readonly MeasuredRow[]; columns: LinkedColumns },
): PerCell<CellStatus> {
  const isEmpty = measured.every(({ contents }) => contents.flat().every((content) => content === 'EMPTY'));
  const reportsTotal = measured.some((row) => row.reportsTotal);
  return {
    // Rows without cells are excluded from totals, which everyone knows.
    total: reportsTotal ? statusOf() : isEmpty ? 'PUBLISHED' : 'NEVER_PUBLISHED',
    parts: columns.dimensions.map(({ dimension, categories }, index) =>
      [...categories, null].map((category, column) =>
        statusOfColumn(
          measured.flatMap(({ contents }) => contents[index]?.[column] ?? []),
          () => statusOf(dimension, category?.code),
        ),
      ),
    ),
  };
}

/** Status of a column by its content in each table. */
function statusOfColumn(contents: readonly ColumnContent[], statusOfCell: () => CellStatus): CellStatus {
  if (contents.includes('CELL')) return statusOfCell();
  // The public knows that such a column is at least 1, because a parent category of 0 would be published.
  if (contents.length > 0 && contents.every((content) => content === 'WHOLE_PARENT')) return 'SUPPRESSED';
  return contents.includes('WHOLE_PARENT') || contents.includes('RESIDUAL') ? 'NEVER_PUBLISHED' : 'PUBLISHED';
}
