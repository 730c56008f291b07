import type { RowCounts } from '@collective-impact/disclosure';
import { type FigureCell, figureStatuses } from '../../../indicator/index.ts';
import { isReportedAsBounds, numeratorBounds, numeratorRange } from '../../../indicator/internal.ts';
import {
  fitSums,
  intersection,
  type KnownSums,
  type ResidualColumn,
  residualRanges,
  type SumRange,
} from './fit-sums.ts';
import type { LinkedColumns } from './linked-columns.ts';
import type { CountingVersion, Measure } from './people-measures.ts';
import { RowCells } from './row-cells.ts';

/** The rules by which numerators are derived. */
interface DerivationRules {
  version: CountingVersion;
  columns: LinkedColumns;
  threshold: number;
}

const integer = /^\d{1,15}$/;

/** The cells of a row with their numerators, for the decision only. */
interface DerivedNumerators {
  cells: readonly FigureCell[];
  /** The codes of dimensions with a number that can be small, but not together with others that can be small too. */
  conflicts: ReadonlySet<string>;
}

const noConflicts: ReadonlySet<string> = new Set();

/**
 * The cells of a row of ratios, in which a ratio that is reported with its base has a numerator and a denominator, for
 * the decision only. If several numerators round to the ratio, the cells get ones that add up, and that are small (or
 * leave a small difference to the base) wherever they can be: a reader of the ratio would know that it can be small. So
 * are the residuals of parent categories and of the total. `conflicts` states the dimensions of numbers that are large only because
 * others are small. The cells are unchanged if the ratios contradict each other.
 */
export function derivedNumerators(
  cells: readonly FigureCell[],
  { version, columns, threshold }: DerivationRules,
): DerivedNumerators {
  if (version.kind !== 'RATIO' || !cells.some(isRatioOfBase)) return { cells, conflicts: noConflicts };
  const row = new RowCells(cells);
  const rangeByCell = new Map(row.list.flatMap((cell) => rangeOf(cell, { version, threshold })));
  const counts = columns.measure(row, denominatorOf);
  if (!counts || version.denominatorOverCategories !== 'SPLIT')
    return { cells: cells.map((cell) => derived(cell, rangeByCell.get(cell)?.likely)), conflicts: noConflicts };
  const reported = new Map(rangeByCell);
  const residualKey = ({ index, column }: ResidualColumn) => `${index} ${column}`;
  const rangeByResidual = new Map<string, SumRange>();
  const known = {
    counts,
    perPerson: 1,
    columns,
    rangeOf: (cell: FigureCell) => rangeByCell.get(cell) ?? null,
    residualRangeOf: (residual: ResidualColumn) => rangeByResidual.get(residualKey(residual)),
  };
  const sumsWithin = () => fitSums(row, known);
  let sums = sumsWithin();
  // Narrows a range to its small parts, as far as there are sums within it.
  const narrow = <Key>(
    ranges: Map<Key, SumRange>,
    { key, range, base }: { key: Key; range: SumRange; base: number },
  ) => {
    let narrowed = range;
    for (const small of smallRanges(range, { base, threshold })) {
      const both = intersection(narrowed, small);
      if (both.lowest > both.highest) continue;
      const before = ranges.get(key);
      ranges.set(key, both);
      const restricted = sumsWithin();
      if (restricted) [sums, narrowed] = [restricted, both];
      else if (before) ranges.set(key, before);
      else ranges.delete(key);
    }
  };
  // Bounds are protected by themselves, whatever their numerator is assumed to be.
  const ofValues = [...rangeByCell].filter(([cell]) => !isReportedAsBounds(cell));
  for (const [cell, range] of sums ? ofValues : []) narrow(rangeByCell, { key: cell, range, base: cell.base ?? 0 });
  for (const { index, column, ...range } of sums ? residualRanges(row, known) : []) {
    const base = counts.parts[index]?.[column] ?? 0;
    narrow(rangeByResidual, { key: residualKey({ index, column }), range, base });
  }
  if (!sums) return { cells, conflicts: noConflicts };
  const numerators = sums;
  const ofReported = {
    ...known,
    rangeOf: (cell: FigureCell) => reported.get(cell) ?? null,
    residualRangeOf: undefined,
  };
  return {
    cells: cells.map((cell) => derived(cell, sumOf(cell, { numerators, columns }))),
    conflicts: conflictsIn(row, { cells: ofValues.map(([cell]) => cell), known: ofReported, numerators, threshold }),
  };
}

/**
 * The codes of the dimensions with a cell or a residual that can be small by itself and is assumed to be large. An attacker who finds
 * that it is small would narrow it, although the decision considers it large.
 */
function conflictsIn(
  row: RowCells,
  of: { cells: readonly FigureCell[]; known: KnownSums; numerators: RowCounts; threshold: number },
): ReadonlySet<string> {
  const { known, numerators, threshold } = of;
  const { columns, counts } = known;
  const ofCells = of.cells.flatMap((cell) => {
    const range = known.rangeOf(cell);
    const assumed = sumOf(cell, { numerators, columns });
    if (!range || assumed === undefined) return [];
    const codes = cell.categories.length > 0 ? cell.categories : columns.dimensions;
    const within = (small: SumRange) => ({
      ...known,
      rangeOf: (each: FigureCell) => (each === cell ? small : known.rangeOf(each)),
    });
    return [{ range, base: cell.base ?? 0, assumed, within, dimensions: codes.map(({ dimension }) => dimension) }];
  });
  const ofResiduals = residualRanges(row, known).map(({ index, column, ...range }) => ({
    range,
    base: counts.parts[index]?.[column] ?? 0,
    assumed: numerators.parts[index]?.[column] ?? 0,
    within: (small: SumRange) => ({
      ...known,
      residualRangeOf: (each: ResidualColumn) => (each.index === index && each.column === column ? small : undefined),
    }),
    dimensions: [columns.dimensions[index]?.dimension ?? ''],
  }));
  const conflicting = [...ofCells, ...ofResiduals].filter(({ range, base, assumed, within }) => {
    const small = smallRanges(range, { base, threshold });
    const isAssumed = small.some(({ lowest, highest }) => lowest <= assumed && assumed <= highest);
    return !isAssumed && small.some((each) => fitSums(row, within(each)) !== undefined);
  });
  return new Set(conflicting.flatMap(({ dimensions }) => dimensions));
}

/** Whether a cell is a ratio, or bounds of one, that is reported with its base instead of its numerator and denominator. */
export function isRatioOfBase(cell: FigureCell): boolean {
  const { value, base, numerator, status } = cell;
  const hasRatio = value !== null || isReportedAsBounds(cell);
  return hasRatio && base !== null && numerator === null && figureStatuses.includes(status);
}

/** The number of people that a ratio is of. */
const denominatorOf: Measure = (cell) => {
  if (isRatioOfBase(cell)) return cell.base;
  const { denominator, status } = cell;
  if (denominator === null || !figureStatuses.includes(status)) return null;
  return integer.test(denominator) ? Number(denominator) : Number.NaN;
};

/** A cell and the range of its numerator. */
function rangeOf(
  cell: FigureCell,
  { version: { multiplier }, threshold }: Pick<DerivationRules, 'version' | 'threshold'>,
): [FigureCell, SumRange][] {
  const { value, base, numerator, status } = cell;
  if (!figureStatuses.includes(status)) return [];
  if (isReportedAsBounds(cell)) {
    const bounds = base === null ? null : numeratorBounds({ ...cell, base }, multiplier);
    return bounds ? [[cell, { ...bounds, likely: smallWithin(bounds, { base: base ?? 0, threshold }) }]] : [];
  }
  if (numerator !== null) {
    const exact = Number(numerator);
    return [[cell, { lowest: exact, highest: exact, likely: exact }]];
  }
  if (value === null || base === null) return [];
  const range = numeratorRange({ value, base, multiplier });
  return range ? [[cell, range]] : [];
}

/** A numerator within bounds: a small one if there is one but 0, or else one that leaves a small difference. */
function smallWithin(
  { lowest, highest }: Pick<SumRange, 'lowest' | 'highest'>,
  { base, threshold }: { base: number; threshold: number },
): number {
  const isSmallDifference = lowest >= threshold && base - highest < threshold;
  if (!isSmallDifference) return Math.max(lowest, Math.min(1, highest));
  return Math.min(highest, Math.max(lowest, base - 1));
}

/**
 * The parts of a range in which the numerator, or the difference to the base, is small but not 0. Empty if the range
 * contains no small number, only one number, or every small number, so that it tells nothing about them.
 */
function smallRanges(
  { lowest, highest, likely }: SumRange,
  { base, threshold }: { base: number; threshold: number },
): SumRange[] {
  if (lowest === highest) return [];
  const parts = [
    {
      lowest: Math.max(lowest, 1),
      highest: Math.min(highest, threshold - 1),
      isWhole: lowest <= 1 && highest >= threshold - 1,
    },
    {
      lowest: Math.max(lowest, base - threshold + 1),
      highest: Math.min(highest, base - 1),
      isWhole: lowest <= base - threshold + 1 && highest >= base - 1,
    },
  ];
  return parts
    .filter((part) => !part.isWhole && part.lowest <= part.highest)
    .map((part) => ({ lowest: part.lowest, highest: part.highest, likely }));
}

function sumOf(
  { categories: [first, ...crossed] }: FigureCell,
  { numerators, columns }: { numerators: RowCounts; columns: LinkedColumns },
): number | undefined {
  if (first === undefined) return numerators.total;
  const index = columns.dimensions.findIndex(
    ({ dimension, categories }) =>
      dimension === first.dimension && categories.some(({ code }) => code === first.category),
  );
  if (index < 0 || crossed.length > 0) return undefined;
  return columns
    .columnsOf(index, first.category)
    .reduce((sum, column) => sum + (numerators.parts[index]?.[column] ?? 0), 0);
}

function derived(cell: FigureCell, numerator: number | undefined): FigureCell {
  if (numerator === undefined || !isRatioOfBase(cell)) return cell;
  return { ...cell, numerator: String(numerator), denominator: String(cell.base) };
}
