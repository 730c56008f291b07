import type { FigureCell } from '../../indicator/index.ts';
import type { LinkedColumns, MeasuredRow } from './columns.ts';
import type { Measure, PeopleMeasures } from './people.ts';
import { RowCells } from './row-cells.ts';

/** A row of a release, and what it is made of; undefined where no report says it any more. */
export interface KnownRow {
  cells: readonly (FigureCell & { suppressed: boolean })[];
  truth: readonly FigureCell[] | undefined;
}

/** How rows are read, and how far a small number must be able to move. */
interface Reading {
  columns: LinkedColumns;
  measures: PeopleMeasures;
  threshold: number;
  hideZeros: boolean;
}

/** One column of a row in one measure. */
interface Column {
  number: number;
  /** Whether the row says something of it, or leaves something beside what it says. */
  isThere: boolean;
  /** Whether nobody is shown it, though it could be another number. */
  isOpen: boolean;
}

/**
 * Whether an ecosystem's own figures tell on withheld ones of its organizations, or theirs on its own, where organizations
 * can have the same people: none of them has more than all together, and all together no more than their sum. A withheld
 * number can move by less than the threshold in every row by itself; what bounds it within that, tells. An own row that shows
 * nothing bounds too: later reports are no more than it, and it is no more than earlier ones.
 */
export function tellsBesideOwn(rows: { own: KnownRow; organizations: readonly KnownRow[] }, reading: Reading): boolean {
  const { own, organizations } = rows;
  const { measures } = reading;
  const all = [own, ...organizations];
  if (organizations.length === 0 || !all.some(isPartlyWithheld)) return false;
  return numbersOf(measures).some((measure) => {
    const read = all.map((row) => columnsOf(row, { ...reading, measure }));
    const known = read.flatMap((each) => (each ? [each] : []));
    if (known.length < read.length) return true;
    const [mine = [], ...others] = known;
    return mine.some((column, at) => isBound(column, { others: others.flatMap((row) => row[at] ?? []), reading }));
  });
}

function isBound(own: Column, { others, reading }: { others: readonly Column[]; reading: Reading }): boolean {
  const there = others.filter(({ isThere }) => isThere);
  if (!own.isThere || there.length === 0) return false;
  const { threshold, hideZeros } = reading;
  const reach = hideZeros ? threshold - 1 : threshold - 2;
  const sum = there.reduce((all, { number }) => all + number, 0);
  // A figure that contradicts the rule already is no ground to reason from; the others are.
  const below = there.filter(({ number }) => number <= own.number);
  const most = Math.max(...below.map(({ number }) => number));
  // Nobody who is withheld has to be able to be none: what is granted is that it could be one.
  const lowered = ({ number }: Column) => Math.max(0, Math.min(number - 1, reach));
  const isWithin = own.number <= sum;
  if (own.isOpen) {
    if (isWithin && own.number + reach > sum) return true;
    if (below.length > 0 && own.number >= threshold && own.number - reach < most) return true;
  }
  const isOpen = (column: Column) => column.isOpen;
  return (
    there.filter(isOpen).some((each) => isWithin && sum - lowered(each) < own.number) ||
    below.filter(isOpen).some((each) => each.number + reach > own.number)
  );
}

function isPartlyWithheld({ cells }: KnownRow): boolean {
  return cells.some(({ suppressed }) => suppressed);
}

/** The total of a row, and what its dimensions split it into; undefined where that is not known. */
function columnsOf(
  row: KnownRow,
  { columns, measure }: { columns: LinkedColumns; measure: Measure },
): Column[] | undefined {
  const isPartly = isPartlyWithheld(row);
  const read = row.truth ?? (isPartly ? undefined : row.cells);
  const measured = read && columns.measure(new RowCells(read), measure);
  if (!measured) return undefined;
  const says = measured.statesTotal || measured.contents.flat().includes('CELL');
  const shown = new RowCells(row.cells);
  const isWithheld = (cell: FigureCell | undefined) => row.cells.some((each) => each === cell && each.suppressed);
  return [
    { number: measured.total, isThere: measured.statesTotal, isOpen: isWithheld(shown.total) },
    ...columns.dimensions.flatMap(({ dimension, categories }, at) =>
      [...categories, null].map((category, column): Column => {
        const content = contentOf(measured, { at, column });
        const cell = category ? shown.cellOf(dimension, category.code) : undefined;
        const isOpen = content === 'LEFT' || content === 'ALONE' ? isPartly : isWithheld(cell);
        const number = measured.parts[at]?.[column] ?? 0;
        // A category that is all that those within it are leaves nobody beside them: that is known too.
        const isStated = category !== null && measureOf(read, { dimension, category, measure }) !== null;
        return { number, isThere: says && (content !== 'NOTHING' || isStated), isOpen };
      }),
    ),
  ];
}

function measureOf(
  cells: readonly FigureCell[],
  { dimension, category, measure }: { dimension: string; category: { code: string }; measure: Measure },
): number | null {
  const cell = new RowCells(cells).cellOf(dimension, category.code);
  return cell ? measure(cell) : null;
}

function contentOf({ contents }: MeasuredRow, { at, column }: { at: number; column: number }) {
  return contents[at]?.[column] ?? 'NOTHING';
}

/** Everything that is counted: of a ratio also those who are not among the counted. */
function numbersOf({ counts, ratio }: PeopleMeasures): Measure[] {
  if (!ratio) return counts;
  const { numerator, denominator } = ratio;
  const others: Measure = (cell) => {
    const [some, all] = [numerator(cell), denominator(cell)];
    return some === null || all === null ? null : all - some;
  };
  return [...counts, numerator, others];
}
