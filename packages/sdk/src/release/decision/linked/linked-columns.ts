import type { DimensionRules, FigureCell } from '../../../indicator/index.ts';
import { type ColumnContent, type HierarchyCategory, HierarchyCounts } from './hierarchy-counts.ts';
import type { Measure } from './people-measures.ts';

/** The counts of a row in one measure, by dimension and column. */
export interface MeasuredRow {
  total: number;
  /** Whether the row reports its total. Otherwise the total follows from the categories and is never published. */
  reportsTotal: boolean;
  parts: number[][];
  contents: ColumnContent[][];
}

/** The cell of a category. */
type CellOf = (dimension: string, category: string) => FigureCell | undefined;

/** A dimension of a linked set: exclusive columns that add up to the total. */
interface LinkedDimensionColumns {
  /** Key of the dimension in the linked set. */
  key: string;
  /** Code of the dimension. */
  dimension: string;
  categories: readonly HierarchyCategory[];
  /** Whether the outermost categories add up to the total, so that there is no residual if all are reported. */
  isExhaustive: boolean;
}

/**
 * The columns of a linked set. Each dimension has one column per category and a last one for the residual, which no
 * cell publishes. The columns are exclusive and add up to the total. A dimension whose categories overlap becomes one
 * dimension per category: the category and its residual.
 */
export class LinkedColumns {
  readonly dimensions: readonly LinkedDimensionColumns[];

  constructor(dimensions: readonly DimensionRules[]) {
    this.dimensions = dimensions.flatMap(({ code, exclusive, exhaustive, categories }) => {
      if (exclusive) return [{ key: code, dimension: code, categories, isExhaustive: exhaustive }];
      return categories.map((category) => ({
        key: overlappingKey(code, category.code),
        dimension: code,
        categories: [{ ...category, parent: null }],
        isExhaustive: false,
      }));
    });
  }

  /** The dimensions and columns by their keys in the linked set. The key of the residual is empty. */
  get keys(): { key: string; categories: string[] }[] {
    return this.dimensions.map(({ key, categories }) => ({
      key,
      categories: [...categories.map(({ code }) => code), ''],
    }));
  }

  /** The counts of a row in one measure. Undefined if its cells contradict each other or are not integers. */
  measure(row: { total: FigureCell | undefined; cellOf: CellOf }, measure: Measure): MeasuredRow | undefined {
    const read = (cell: FigureCell | undefined) => (cell ? measure(cell) : null);
    const hierarchies = this.dimensions.map(({ dimension, categories }) => {
      const cellOf = (code: string) => row.cellOf(dimension, code);
      return new HierarchyCounts(categories, {
        countOf: (code) => read(cellOf(code)),
        isNotApplicable: (code) => cellOf(code)?.status === 'NOT_APPLICABLE',
      });
    });
    const reportedTotal = read(row.total);
    const total = reportedTotal ?? Math.max(0, ...hierarchies.map(({ sum }) => sum));
    const parts = hierarchies.map(({ columnCounts, sum }) => [...columnCounts, total - sum]);
    if (parts.flat().some((part) => !(part >= 0)) || !(total >= 0)) return undefined;
    const isEmpty =
      reportedTotal === null && hierarchies.every(({ contents }) => contents.every((each) => each === 'EMPTY'));
    const contents = hierarchies.map((hierarchy, index): ColumnContent[] => {
      const hasNoResidual = isEmpty || (total === hierarchy.sum && this.#coversTotal(index, hierarchy));
      return [...hierarchy.contents, hasNoResidual ? 'EMPTY' : 'RESIDUAL'];
    });
    return { total, reportsTotal: reportedTotal !== null, parts, contents };
  }

  /** Whether the outermost categories are exhaustive and a row reports all of them. */
  #coversTotal(index: number, { reported }: HierarchyCounts): boolean {
    const { isExhaustive = false, categories = [] } = this.dimensions[index] ?? {};
    return isExhaustive && categories.every(({ code, parent }) => parent !== null || reported.has(code));
  }

  /**
   * Indexes of the columns that add up to the cell of a category: its own column first, then those of its descendants.
   */
  columnsOf(index: number, category: string): number[] {
    const { categories } = this.dimensions[index] ?? { categories: [] };
    const column = categories.findIndex(({ code }) => code === category);
    if (column < 0) return [];
    const children = categories.filter(({ parent }) => parent === category);
    return [column, ...children.flatMap(({ code }) => this.columnsOf(index, code))];
  }
}

/** Key of the dimension that consists of one overlapping category and its residual. */
export function overlappingKey(dimension: string, category: string): string {
  return JSON.stringify([dimension, category]);
}
