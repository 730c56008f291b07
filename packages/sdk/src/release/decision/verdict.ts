import type { PerCell, Suppression } from '@collective-impact/disclosure';
import type { FigureCell } from '../../indicator/index.ts';
import { breakdownKey } from '../../indicator/index.ts';
import type { LinkedColumns } from './columns.ts';
import type { Measure, PeopleMeasures } from './people.ts';
import { RowCells } from './row-cells.ts';
import type { DecidedCell, SuppressionReason } from './rows.ts';

/** Whether a cell says how many people it is about. */
export function saysPeople(cell: FigureCell, { counts, ratio }: PeopleMeasures): boolean {
  const measures: Measure[] = ratio ? [...counts, ratio.numerator, ratio.denominator] : counts;
  return measures.some((measure) => measure(cell) !== null);
}

/** A cell that is shown as it is, or withheld for a reason. */
export function decided(cell: FigureCell, reason: SuppressionReason | null): DecidedCell {
  return { ...cell, suppressed: reason !== null, reason };
}

/** The cells of a row, each with what was decided of the columns that it consists of. */
export function decideCells(
  cells: readonly FigureCell[],
  decision: {
    reasons: PerCell<Suppression | null>;
    columns: LinkedColumns;
    measures: PeopleMeasures;
  },
): DecidedCell[] {
  const { reasons, columns, measures } = decision;
  const row = new RowCells(cells);
  return cells.map((cell) => {
    if (!saysPeople(cell, measures)) return decided(cell, null);
    const [first, ...more] = cell.categories;
    if (first === undefined) return decided(cell, reasons.total);
    if (more.length > 0) return decided(cell, 'OUTSIDE');
    const at = columns.dimensions.findIndex(
      ({ dimension, categories }) =>
        dimension === first.dimension && categories.some(({ code }) => code === first.category),
    );
    if (at < 0) return decided(cell, 'OUTSIDE');
    const [own, ...within] = columns.columnsOf(at, first.category).map((column) => reasons.parts[at]?.[column] ?? null);
    const hasWithin = columns
      .columnsOf(at, first.category)
      .slice(1)
      .some(
        (column) => row.cellOf(first.dimension, columns.dimensions[at]?.categories[column]?.code ?? '') !== undefined,
      );
    if (!hasWithin) return decided(cell, own ?? null);
    return decided(cell, own != null || within.some((reason) => reason !== null) ? 'OUTSIDE' : null);
  });
}

/** Withholds every cell that says a number of people, for one reason; of nobody only where zeros are hidden. */
export function withholdAll(
  cells: readonly FigureCell[],
  decision: { measures: PeopleMeasures; reason: SuppressionReason; hideZeros: boolean },
): DecidedCell[] {
  const { measures, reason, hideZeros } = decision;
  return cells.map((cell) => decided(cell, saysPeople(cell, measures) && (hideZeros || !isNone(cell)) ? reason : null));
}

/** Whether a cell says that there is nobody: a share of 0 of some is about those some. */
function isNone({ value, denominator, base }: FigureCell): boolean {
  return value === '0' && (denominator === null || denominator === '0') && (base === null || base === 0);
}

/** Whether two cells say the same. */
export function isSameCell(one: FigureCell, other: FigureCell): boolean {
  const fields = ['value', 'numerator', 'denominator', 'base', 'status'] as const;
  return (
    breakdownKey(one.categories) === breakdownKey(other.categories) &&
    fields.every((field) => one[field] === other[field]) &&
    (one.standardError ?? null) === (other.standardError ?? null)
  );
}
