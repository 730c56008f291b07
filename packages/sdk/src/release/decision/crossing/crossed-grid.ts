import type { Crossing, DimensionRules, FigureCell } from '../../../indicator/index.ts';
import { breakdownKey } from '../../../indicator/index.ts';
import type { LinkedColumns } from '../linked/linked-columns.ts';
import type { Measure } from '../linked/people-measures.ts';
import { RowCells } from '../linked/row-cells.ts';

/** Maximum number of cells of a crossing that is published. */
const largestGrid = 400;

/**
 * The cells of two crossed dimensions: their outermost categories, and a residual of each dimension, which is never
 * published. The cell of categories `i` and `j` has the index `i * size[1] + j`.
 */
export class CrossedGrid {
  readonly size: readonly [first: number, second: number];
  readonly #dimensions: readonly [DimensionRules, DimensionRules];
  readonly #codes: readonly (readonly string[])[];

  private constructor(dimensions: readonly [DimensionRules, DimensionRules]) {
    this.#dimensions = dimensions;
    this.#codes = dimensions.map(outermostCodes);
    this.size = [(this.#codes[0]?.length ?? 0) + 1, (this.#codes[1]?.length ?? 0) + 1];
  }

  /** The grid of a declared crossing. Undefined if a dimension is unknown, or if there are too many cells. */
  static of(
    { firstDimension, secondDimension }: Crossing,
    dimensions: readonly DimensionRules[],
  ): CrossedGrid | undefined {
    const [one, other] = [firstDimension, secondDimension].map((each) => dimensions.find(({ code }) => code === each));
    if (!one || !other) return undefined;
    const isLarge = outermostCodes(one).length * outermostCodes(other).length > largestGrid;
    return isLarge ? undefined : new CrossedGrid([one, other]);
  }

  /** Whether each cell is of a residual. */
  get isResidual(): boolean[] {
    return this.#cells((i, j) => i === this.size[0] - 1 || j === this.size[1] - 1);
  }

  /** The categories of each cell. Null for residuals. */
  get categories(): (FigureCell['categories'] | null)[] {
    const [one, other] = this.#dimensions;
    return this.#cells((i, j) => {
      const [first, second] = [this.#codes[0]?.[i], this.#codes[1]?.[j]];
      if (first === undefined || second === undefined) return null;
      return [
        { dimension: one.code, category: first },
        { dimension: other.code, category: second },
      ];
    });
  }

  /** The cells of the grid among cells, by index. Undefined where there is none. */
  cellsOf<T extends FigureCell>(cells: readonly T[]): (T | undefined)[] {
    const byKey = new Map(cells.map((cell) => [breakdownKey(cell.categories), cell]));
    return this.categories.map((categories) => (categories ? byKey.get(breakdownKey(categories)) : undefined));
  }

  /**
   * The counts of a row. Undefined if they are incomplete or contradict the margins of the row: a crossed cell is
   * missing although people are in both of its categories, or crossed cells exceed a margin.
   */
  countsOf(cells: readonly FigureCell[], { columns, measure }: CountRules): number[] | undefined {
    const margins = this.#marginsOf(cells, { columns, measure });
    if (!margins) return undefined;
    const [rows, columnCounts] = margins;
    const [first, second] = this.size;
    const counts = this.cellsOf(cells).map((cell) => (cell ? measure(cell) : null));
    const isMissing = this.cellsOf(cells).some((cell, index) => {
      const hasPeople = (rows[Math.floor(index / second)] ?? 0) > 0 && (columnCounts[index % second] ?? 0) > 0;
      return !this.isResidual[index] && hasPeople && counts[index] === null && cell?.status !== 'NOT_APPLICABLE';
    });
    if (isMissing) return undefined;
    const filled = counts.map((count) => count ?? 0);
    const sum = (isPart: (index: number) => boolean) =>
      filled.filter((_count, index) => isPart(index)).reduce((all, count) => all + count, 0);
    for (let i = 0; i < first; i++)
      filled[i * second + second - 1] = (rows[i] ?? 0) - sum((index) => Math.floor(index / second) === i);
    for (let j = 0; j < second; j++)
      filled[(first - 1) * second + j] =
        (columnCounts[j] ?? 0) - sum((index) => index % second === j && Math.floor(index / second) < first - 1);
    return filled.every((count) => count >= 0) ? filled : undefined;
  }

  /** Sums columns of a linked set by outermost category and residual, in both dimensions. */
  marginsOf(parts: readonly (readonly number[])[], columns: LinkedColumns): readonly [number[], number[]] | undefined {
    const [first, second] = this.#dimensions.map(({ code, exclusive }, at) => {
      const index = columns.dimensions.findIndex(({ dimension }) => dimension === code);
      const counts = parts[index];
      if (!exclusive || !counts) return undefined;
      const sumOf = (category: string) =>
        columns.columnsOf(index, category).reduce((sum, column) => sum + (counts[column] ?? 0), 0);
      return [...(this.#codes[at] ?? []).map(sumOf), counts.at(-1) ?? 0];
    });
    return first && second ? [first, second] : undefined;
  }

  #marginsOf(cells: readonly FigureCell[], { columns, measure }: CountRules) {
    const { total, cellOf } = new RowCells(cells);
    const measured = columns.measure({ total, cellOf }, measure);
    return measured && this.marginsOf(measured.parts, columns);
  }

  #cells<T>(contentOf: (i: number, j: number) => T): T[] {
    const [first, second] = this.size;
    return Array.from({ length: first * second }, (_, cell) => contentOf(Math.floor(cell / second), cell % second));
  }
}

interface CountRules {
  columns: LinkedColumns;
  measure: Measure;
}

function outermostCodes({ categories }: DimensionRules): string[] {
  return categories.filter(({ parent }) => parent === null).map(({ code }) => code);
}
