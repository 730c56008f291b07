import type { FigureCell } from '../../indicator/index.ts';
import type { LinkedColumns } from './linked/linked-columns.ts';
import type { Measure, PeopleMeasures } from './linked/people-measures.ts';
import { RowCells } from './linked/row-cells.ts';

/**
 * A row of a release, and the report on which its decision is based. `reported` is undefined if that report is gone.
 */
export interface ReleaseRow {
  cells: readonly (FigureCell & { suppressed: boolean })[];
  reported: readonly FigureCell[] | undefined;
}

interface BoundRules {
  columns: LinkedColumns;
  measures: PeopleMeasures;
  threshold: number;
  hideZeros: boolean;
}

/** One column of a row in one measure. */
interface ColumnCount {
  count: number;
  /** Whether the row reports the column, or leaves a residual in it. */
  isPresent: boolean;
  /** Whether the count is suppressed, so that it must be able to take other values. */
  isSuppressed: boolean;
}

/** One column of the ecosystem's own row and of the organizations' rows that have it. */
interface ColumnBounds {
  own: ColumnCount;
  organizations: readonly ColumnCount[];
  threshold: number;
  /** Minimum change that a suppressed count must allow: threshold − 1 if zeros are hidden, otherwise threshold − 2. */
  reach: number;
}

/**
 * Whether the ecosystem's own figures and the figures of its organizations disclose suppressed figures of each other,
 * if several organizations can count the same person. In every column
 *
 *     largest count of an organization ≤ own count ≤ sum of the organizations' counts
 *
 * A suppressed count must be able to change by almost the threshold. It is disclosed if one of these two inequalities
 * bounds it more tightly. An own row without published figures is a bound too: later reports do not exceed it, and it
 * is not below earlier reports. Beside bounds of a count, the inequalities always disclose something.
 */
export function isDisclosedByOwnFigure(
  rows: { own: ReleaseRow; organizations: readonly ReleaseRow[] },
  rules: BoundRules,
): boolean {
  const everyRow = [rows.own, ...rows.organizations];
  const hasBounds = everyRow.some(({ cells, reported = [] }) =>
    [...cells, ...reported].some((cell) => rules.measures.boundsIn(cell) !== null),
  );
  if (rows.organizations.length > 0 && hasBounds) return true;
  if (rows.organizations.length === 0 || !everyRow.some(hasSuppressedCell)) return false;
  const { threshold, hideZeros } = rules;
  const reach = hideZeros ? threshold - 1 : threshold - 2;
  return measuresOf(rules.measures).some((measure) => {
    const counts = everyRow.map((row) => columnCounts(row, { columns: rules.columns, measure }));
    const [own = [], ...organizations] = counts.flatMap((row) => (row ? [row] : []));
    // Nothing can be ruled out about a row whose counts are unknown.
    if (counts.includes(undefined)) return true;
    return own.some((column, index) => {
      const present = organizations.flatMap((row) => row[index] ?? []).filter(({ isPresent }) => isPresent);
      if (!column.isPresent || present.length === 0) return false;
      const bounds = { own: column, organizations: present, threshold, reach };
      return (
        isOwnBoundedBySum(bounds) ||
        isOwnBoundedByLargest(bounds) ||
        isOrganizationBoundedBelow(bounds) ||
        isOrganizationBoundedAbove(bounds)
      );
    });
  });
}

/** Own count suppressed, and own + reach > sum: the sum of the organizations is a tighter upper bound than required. */
function isOwnBoundedBySum(bounds: ColumnBounds): boolean {
  const { own, reach } = bounds;
  const sum = sumOf(bounds);
  return own.isSuppressed && own.count <= sum && own.count + reach > sum;
}

/**
 * Own count suppressed and large, and own − reach < largest: the largest organization is a tighter lower bound than
 * required.
 */
function isOwnBoundedByLargest(bounds: ColumnBounds): boolean {
  const { own, threshold, reach } = bounds;
  const counts = consistentWithOwn(bounds).map(({ count }) => count);
  return own.isSuppressed && counts.length > 0 && own.count >= threshold && own.count - reach < Math.max(...counts);
}

/**
 * Count n of an organization suppressed, and sum − min(n − 1, reach) < own: the own count is a tighter lower bound of
 * n, given the other organizations, than required. (n need not be able to reach 0.)
 */
function isOrganizationBoundedBelow(bounds: ColumnBounds): boolean {
  const { own, organizations, reach } = bounds;
  const sum = sumOf(bounds);
  if (own.count > sum) return false;
  return organizations.some(
    ({ count, isSuppressed }) => isSuppressed && sum - Math.max(0, Math.min(count - 1, reach)) < own.count,
  );
}

/**
 * Count n ≤ own of an organization suppressed, and n + reach > own: the own count is a tighter upper bound than
 * required.
 */
function isOrganizationBoundedAbove(bounds: ColumnBounds): boolean {
  const { own, reach } = bounds;
  return consistentWithOwn(bounds).some(({ count, isSuppressed }) => isSuppressed && count + reach > own.count);
}

/**
 * The organizations whose count does not exceed the own one. An attacker cannot infer anything from a contradiction.
 */
function consistentWithOwn({ own, organizations }: ColumnBounds): ColumnCount[] {
  return organizations.filter(({ count }) => count <= own.count);
}

function sumOf({ organizations }: ColumnBounds): number {
  return organizations.reduce((sum, { count }) => sum + count, 0);
}

function hasSuppressedCell({ cells }: ReleaseRow): boolean {
  return cells.some(({ suppressed }) => suppressed);
}

/** The total of a row and its parts in each dimension. Undefined if they are unknown. */
function columnCounts(
  row: ReleaseRow,
  { columns, measure }: { columns: LinkedColumns; measure: Measure },
): ColumnCount[] | undefined {
  const hasSuppressed = hasSuppressedCell(row);
  const known = row.reported ?? (hasSuppressed ? undefined : row.cells);
  const knownCells = known && new RowCells(known);
  const measured = knownCells && columns.measure(knownCells, measure);
  if (!measured) return undefined;
  const hasPeople = measured.reportsTotal || measured.contents.flat().includes('CELL');
  const released = new RowCells(row.cells);
  const isSuppressed = (cell: FigureCell | undefined) => row.cells.some((each) => each === cell && each.suppressed);
  return [
    { count: measured.total, isPresent: measured.reportsTotal, isSuppressed: isSuppressed(released.total) },
    ...columns.dimensions.flatMap(({ dimension, categories }, index) =>
      [...categories, null].map((category, column): ColumnCount => {
        const content = measured.contents[index]?.[column] ?? 'EMPTY';
        const isResidual = content === 'RESIDUAL' || content === 'WHOLE_PARENT';
        const releasedCell = category ? released.cellOf(dimension, category.code) : undefined;
        const knownCell = category ? knownCells.cellOf(dimension, category.code) : undefined;
        // A parent category that equals the sum of its children has a residual of 0, which is public too.
        const isReported = knownCell !== undefined && measure(knownCell) !== null;
        return {
          count: measured.parts[index]?.[column] ?? 0,
          isPresent: hasPeople && (content !== 'EMPTY' || isReported),
          isSuppressed: isResidual ? hasSuppressed : isSuppressed(releasedCell),
        };
      }),
    ),
  ];
}

/** All counted quantities, including the difference of denominator and numerator of a ratio. */
function measuresOf({ counts, ratio }: PeopleMeasures): Measure[] {
  if (!ratio) return counts;
  const { numerator, denominator } = ratio;
  const difference: Measure = (cell) => {
    const [part, whole] = [numerator(cell), denominator(cell)];
    return part === null || whole === null ? null : whole - part;
  };
  return [...counts, numerator, difference];
}
