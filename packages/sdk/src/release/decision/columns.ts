import type { DimensionRules, FigureCell } from '../../indicator/index.ts';
import type { Measure } from './people.ts';

/**
 * What a column of a row is: a `CELL` that can be shown; what is `LEFT` beside cells and is never shown; all that a category
 * has, `ALONE`, where nobody is in those within it; or `NOTHING` where the row says nothing of the category.
 */
export type ColumnContent = 'CELL' | 'LEFT' | 'ALONE' | 'NOTHING';

/** A row of a linked set in one measure; by dimension, then by column. */
export interface MeasuredRow {
  total: number;
  /** Whether the row says its total itself; otherwise nobody is shown it. */
  statesTotal: boolean;
  parts: number[][];
  contents: ColumnContent[][];
}

/** The cells of a row by the category that they are of, in one dimension; crossed ones are not among them. */
type CellOf = (dimension: string, category: string) => FigureCell | undefined;

/** A dimension as a linked set has it: columns that exclude each other and make up the total. */
interface LinkedColumnsOfDimension {
  key: string;
  dimension: string;
  /** A category's own column holds what none of the categories within it says. */
  categories: readonly { code: string; parent: string | null }[];
  /** Whether its outermost categories make up everything. */
  isWhole: boolean;
}

/**
 * The columns of a linked set. Every dimension becomes columns that exclude each other and make up the total: one for each
 * category, and one for what is left, which no cell shows. A dimension whose categories overlap becomes one such pair of
 * columns for each of its categories.
 */
export class LinkedColumns {
  readonly dimensions: readonly LinkedColumnsOfDimension[];

  constructor(dimensions: readonly DimensionRules[]) {
    this.dimensions = dimensions.flatMap(({ code, exclusive, exhaustive, categories }) => {
      if (exclusive) return [{ key: code, dimension: code, categories, isWhole: exhaustive }];
      const alone = categories.map((category) => ({ ...category, parent: null }));
      return alone.map((category) => ({
        key: pairKey(code, category.code),
        dimension: code,
        categories: [category],
        isWhole: false,
      }));
    });
  }

  /** What a set calls its dimensions and their columns; the last is what is left. */
  get named(): { key: string; categories: string[] }[] {
    return this.dimensions.map(({ key, categories }) => ({
      key,
      categories: [...categories.map(({ code }) => code), ''],
    }));
  }

  /** A row in one measure; undefined where its cells contradict each other or are no whole numbers. */
  measure(row: { total: FigureCell | undefined; cellOf: CellOf }, measure: Measure): MeasuredRow | undefined {
    const read = (cell: FigureCell | undefined) => (cell ? measure(cell) : null);
    const trees = this.dimensions.map((each) => {
      const cellOf = (code: string) => row.cellOf(each.dimension, code);
      // That something does not apply to a category is as good as to say that nobody is in it.
      const isNone = (code: string) => cellOf(code)?.status === 'NOT_APPLICABLE';
      return new Tree(each, { number: (code) => read(cellOf(code)), isNone });
    });
    const stated = read(row.total);
    const total = stated ?? Math.max(0, ...trees.map((tree) => tree.sum));
    const parts = trees.map((tree) => [...tree.own, total - tree.sum]);
    if (parts.flat().some((part) => !(part >= 0)) || !(total >= 0)) return undefined;
    const isSilent = stated === null && trees.every(({ contents }) => contents.every((each) => each === 'NOTHING'));
    const contents = trees.map((tree, at): ColumnContent[] => {
      const isNothingLeft = isSilent || (total === tree.sum && this.#isWhole(at, tree));
      return [...tree.contents, isNothingLeft ? 'NOTHING' : 'LEFT'];
    });
    return { total, statesTotal: stated !== null, parts, contents };
  }

  /** Whether nothing can be left beside the outermost categories of a row. */
  #isWhole(at: number, { says }: Tree): boolean {
    const { isWhole = false, categories = [] } = this.dimensions[at] ?? {};
    return isWhole && categories.every(({ code, parent }) => parent !== null || says.has(code));
  }

  /** The columns that make up the cell of a category, by their place: its own, and those of the categories within it. */
  columnsOf(at: number, category: string): number[] {
    const { categories } = this.dimensions[at] ?? { categories: [] };
    const own = categories.findIndex(({ code }) => code === category);
    return own < 0
      ? []
      : [own, ...categories.flatMap(({ code, parent }) => (parent === category ? this.columnsOf(at, code) : []))];
  }
}

/** What a set calls the pair of columns of a category that overlaps others. */
export function pairKey(dimension: string, category: string): string {
  return JSON.stringify([dimension, category]);
}

/** The numbers of a row in one dimension, whose categories can lie within each other. */
class Tree {
  /** What the outermost categories come to. */
  readonly sum: number;
  /** By column: what a category says beyond the categories within it. */
  readonly own: number[];
  readonly contents: ColumnContent[];
  /** The categories that something is said of, be it that there can be nobody. */
  readonly says: ReadonlySet<string>;

  constructor(
    { categories }: LinkedColumnsOfDimension,
    row: { number: (code: string) => number | null; isNone: (code: string) => boolean },
  ) {
    const { number, isNone } = row;
    const within = Map.groupBy(categories, ({ parent }) => parent);
    const sumWithin = (code: string | null): number | null => {
      const sums = (within.get(code) ?? []).flatMap((category) => sumOf(category.code) ?? []);
      return sums.length === 0 ? null : sums.reduce((sum, each) => sum + each, 0);
    };
    const sumOf = (code: string): number | null => number(code) ?? sumWithin(code);
    const parentOf = new Map(categories.map(({ code, parent }) => [code, parent]));
    const isWithinNone = (code: string): boolean => {
      const parent = parentOf.get(code) ?? null;
      return parent !== null && (isNone(parent) || isWithinNone(parent));
    };
    this.sum = sumWithin(null) ?? 0;
    this.own = categories.map(({ code }) => {
      const stated = number(code);
      return stated === null ? 0 : stated - (sumWithin(code) ?? 0);
    });
    this.contents = categories.map(({ code }, column) => {
      if (number(code) === null || (number(code) === 0 && isWithinNone(code))) return 'NOTHING';
      const inner = sumWithin(code);
      if (inner === null) return 'CELL';
      if (this.own[column] === 0) return 'NOTHING';
      return inner === 0 ? 'ALONE' : 'LEFT';
    });
    this.says = new Set(categories.flatMap(({ code }) => (sumOf(code) === null && !isNone(code) ? [] : [code])));
  }
}
