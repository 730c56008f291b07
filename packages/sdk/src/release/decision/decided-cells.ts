import type { PerCell, Suppression } from '@collective-impact/disclosure';
import type { FigureCell } from '../../indicator/index.ts';
import { breakdownKey } from '../../indicator/index.ts';
import { isReportedAsBounds } from '../../indicator/internal.ts';
import type { LinkedColumns } from './linked/linked-columns.ts';
import { type Measure, type PeopleMeasures, peopleMeasures } from './linked/people-measures.ts';
import { RowCells } from './linked/row-cells.ts';
import type { ReleaseInput } from './release-input.ts';
import type { DecidedCell, ReleasedCell, SuppressionReason } from './rows.ts';

/** Whether a cell contains a number of people. */
export function hasPeople(cell: FigureCell, { counts, ratio }: PeopleMeasures): boolean {
  const measures: Measure[] = ratio ? [...counts, ratio.numerator, ratio.denominator] : counts;
  return measures.some((measure) => measure(cell) !== null);
}

/** Whether any figure of the reports or the current release contains a number of people. */
export function isOfPeople({ version, reported, previous }: ReleaseInput): boolean {
  const measures = peopleMeasures(version);
  const everyRow = [...reported, ...(previous?.rows ?? [])];
  return everyRow.some(({ cells }) => cells.some((cell) => hasPeople(cell, measures)));
}

/** A cell that is published (null) or suppressed for a reason, with its denominator. */
export function decided(cell: FigureCell, reason: SuppressionReason | null): DecidedCell {
  return { ...cell, suppressed: reason !== null, reason, showsDenominator: false };
}

/**
 * A cell whose denominator is shown if the cell is suppressed. Beside a denominator, a suppressed numerator is known not to be 0,
 * because a 0 would be published. That is not so of a cell that states bounds.
 */
export function withDenominator(cell: DecidedCell): DecidedCell {
  return { ...cell, showsDenominator: cell.suppressed && !isReportedAsBounds(cell) };
}

/**
 * A cell of the current release that keeps its decision. A suppressed cell contains no figures but a denominator that is
 * shown.
 */
export function kept(cell: ReleasedCell): DecidedCell {
  return withDenominator(decided(cell, cell.suppressed ? 'FIXED' : null));
}

/**
 * The figures of a decided cell that a release contains. A suppressed cell has none but the denominator that is shown: the
 * base if the ratio is reported with a base.
 */
export function publishedFigures(cell: DecidedCell): Omit<FigureCell, 'categories' | 'status'> {
  const { value, numerator, denominator, base, standardError, suppressed, showsDenominator } = cell;
  const { lowerBound = null, upperBound = null } = cell;
  if (!suppressed) return { value, numerator, denominator, base, standardError, lowerBound, upperBound };
  const noBounds = { lowerBound: null, upperBound: null };
  const none = { value: null, numerator: null, denominator: null, base: null, standardError: null, ...noBounds };
  if (!showsDenominator) return none;
  return denominator === null ? { ...none, base } : { ...none, denominator };
}

/** Whether a released cell is suppressed without its denominator. */
export function hidesDenominator({ suppressed, denominator, base }: ReleasedCell): boolean {
  return suppressed && denominator === null && base === null;
}

/** The cells of a row by the decision on its columns. Cells without numbers of people are published. */
export function decideCells(
  cells: readonly FigureCell[],
  decision: {
    suppressionByCell: PerCell<Suppression | null>;
    columns: LinkedColumns;
    measures: PeopleMeasures;
    showsDenominators: boolean;
    /** Why a cell that states bounds is suppressed although the set is safe, or null if its bounds are shown. */
    reasonOfBounds?: (cell: FigureCell) => SuppressionReason | null;
  },
): DecidedCell[] {
  const { suppressionByCell, columns, measures, showsDenominators } = decision;
  const row = new RowCells(cells);
  const reasonOf = ({ categories: [first, ...crossed] }: FigureCell): SuppressionReason | null => {
    if (first === undefined) return suppressionByCell.total;
    if (crossed.length > 0) return 'OUTSIDE';
    const index = columns.dimensions.findIndex(
      ({ dimension, categories }) =>
        dimension === first.dimension && categories.some(({ code }) => code === first.category),
    );
    if (index < 0) return 'OUTSIDE';
    const [column, ...descendants] = columns.columnsOf(index, first.category);
    const suppressionOf = (each: number | undefined) => suppressionByCell.parts[index]?.[each ?? -1] ?? null;
    const { categories = [] } = columns.dimensions[index] ?? {};
    const reportsDescendant = descendants.some(
      (each) => row.cellOf(first.dimension, categories[each]?.code ?? '') !== undefined,
    );
    if (!reportsDescendant) return suppressionOf(column);
    // A parent is published only if it follows from published cells.
    return [column, ...descendants].some((each) => suppressionOf(each) !== null) ? 'OUTSIDE' : null;
  };
  // The set never publishes a count within bounds. Everyone knows the bounds, so that showing them changes no proof.
  const reasonIn = (cell: FigureCell): SuppressionReason | null => {
    const reason = reasonOf(cell);
    const isOfBounds = reason === 'FIXED' && measures.boundsIn(cell) !== null;
    return isOfBounds && decision.reasonOfBounds ? decision.reasonOfBounds(cell) : reason;
  };
  const decidedCells = cells.map((cell) => decided(cell, hasPeople(cell, measures) ? reasonIn(cell) : null));
  return showsDenominators ? decidedCells.map(withDenominator) : decidedCells;
}

/** Suppresses cells with a number of people for one reason. Cells of 0 people are suppressed only if zeros are hidden. */
export function suppressAll(
  cells: readonly FigureCell[],
  decision: { measures: PeopleMeasures; reason: SuppressionReason; hideZeros: boolean },
): DecidedCell[] {
  const { measures, reason, hideZeros } = decision;
  return cells.map((cell) => {
    const isShownZero = !hideZeros && !isReportedAsBounds(cell) && isZero(cell);
    const isSuppressed = hasPeople(cell, measures) && !isShownZero;
    return decided(cell, isSuppressed ? reason : null);
  });
}

/** Whether a cell is about 0 people. A ratio of 0 with a denominator is about the people in the denominator. */
function isZero({ value, denominator, base }: FigureCell): boolean {
  return value === '0' && (denominator === null || denominator === '0') && (base === null || base === 0);
}

/** Whether two cells have the same categories and figures. */
export function isSameCell(one: FigureCell, other: FigureCell): boolean {
  const numbers = ['value', 'numerator', 'denominator'] as const;
  const optional = ['standardError', 'lowerBound', 'upperBound'] as const;
  return (
    breakdownKey(one.categories) === breakdownKey(other.categories) &&
    one.base === other.base &&
    one.status === other.status &&
    optional.every((field) => (one[field] ?? null) === (other[field] ?? null)) &&
    // The numbers of a cell that states bounds are assumed by the decision.
    (isReportedAsBounds(one) || numbers.every((field) => one[field] === other[field]))
  );
}
