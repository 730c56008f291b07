import { type FigureCell, figureStatuses } from '../../../indicator/index.ts';
import { type CountedRules, cellIn, columnsIn, leastWithin } from './lowest-counts.ts';
import type { PeopleMeasures } from './people-measures.ts';
import type { RowCells } from './row-cells.ts';
import { type KnownRange, type KnownSum, rangesBySums } from './sum-ranges.ts';

/** A cell as everyone knows it: a suppressed one has no figure, but can state bounds, or show a base or denominator. */
export type PublicCell = FigureCell & { suppressed: boolean };

/** A category of a linked dimension; null for the total. With `isResidual`, the people in none of its reported categories. */
export interface RangeColumn {
  index: number;
  category: string | null;
  isResidual: boolean;
}

const unknown: KnownRange = { lowest: 0, highest: Number.POSITIVE_INFINITY };
const nobody: KnownRange = { lowest: 0, highest: 0 };
/** The numbers of people of a ratio: the third is the sum of the others. */
const ofRatio = { counted: 0, others: 1, people: 2 } as const;

/**
 * What everyone knows of the numbers of people of a row: the figures that are shown, bounds, the base of bounds, and that certain
 * figures are about at least one person. The categories of exclusive dimensions add up.
 */
export class KnownRanges {
  /** The columns in which the row has a figure, or leaves a residual of a reported figure. */
  readonly figures: readonly RangeColumn[];
  readonly #row: RowCells<PublicCell>;
  readonly #rules: CountedRules;
  readonly #known: ReadonlyMap<string, KnownRange>;
  readonly #sums: readonly KnownSum[];
  readonly #ranges: ReadonlyMap<string, KnownRange>;
  /** The columns that have ranges, by key. */
  readonly #columns: ReadonlyMap<string, RangeColumn>;
  /** How many numbers each column has. */
  readonly #size: number;

  constructor(row: RowCells<PublicCell>, rules: CountedRules) {
    this.#row = row;
    this.#rules = rules;
    const { measures } = rules;
    this.#size = measures.ratio ? 3 : measures.counts.length;
    const splits = rules.columns.dimensions.flatMap((_, index) => this.#splitsOf(index));
    const cells = columnsIn(rules.columns).map((column) =>
      column === 'TOTAL' ? total : { ...column, isResidual: false },
    );
    const reported = cells.filter((column) => this.#isReported(column));
    const residuals = splits.flatMap(({ whole, hasResidual }) => (hasResidual ? [{ ...whole, isResidual: true }] : []));
    this.#columns = new Map([total, ...reported, ...residuals].map((column) => [keyOf(column), column]));
    const hasFigure = (column: RangeColumn) => {
      const cell = this.#cellOf(column);
      return cell !== undefined && figureStatuses.includes(cell.status);
    };
    const figures = [...reported, ...residuals].filter(hasFigure);
    this.figures = figures.length > 0 && !hasFigure(total) ? [total, ...figures] : figures;
    const known = reported.flatMap((column) =>
      rangesIn(this.#cellOf(column), measures).map((range, at): [string, KnownRange] => [numberOf(column, at), range]),
    );
    this.#known = new Map(known);
    this.#sums = [
      ...splits.flatMap((split) => this.#sumsOf(split)),
      ...(measures.ratio ? [...this.#columns.values()].map(sumOfRatio) : []),
    ];
    this.#ranges = rangesBySums(this.#known, this.#sums);
  }

  /** The ranges of the numbers of each figure, if each number of a column is also at most so high. */
  rangesWithin(highestOf: (column: RangeColumn) => readonly number[]): KnownRange[][] {
    const limited = [...this.#columns.values()].flatMap((column) =>
      highestOf(column).map((highest, at): [string, KnownRange] => {
        const known = this.#known.get(numberOf(column, at)) ?? unknown;
        return [numberOf(column, at), { ...known, highest: Math.min(known.highest, highest) }];
      }),
    );
    const ranges = rangesBySums(new Map([...this.#known, ...limited]), this.#sums);
    return this.figures.map((column) => this.#numbers().map((at) => ranges.get(numberOf(column, at)) ?? unknown));
  }

  /** The highest of each number of the column, or of the smallest column that contains it if the row does not report it. */
  highestIn(column: RangeColumn): number[] {
    const within = this.columnOf(column);
    return this.#numbers().map((at) => this.#rangeOf(within, at).highest);
  }

  /** The lowest of each number of a column: at least as many people as its exclusive categories have. */
  lowestIn({ isResidual, ...column }: RangeColumn): number[] {
    return this.#numbers().map((at) =>
      isResidual
        ? this.#rangeOf({ ...column, isResidual }, at).lowest
        : leastWithin(column.category === null ? 'TOTAL' : { index: column.index, category: column.category }, {
            rules: this.#rules,
            knownIn: (each) => this.#rangeOf(each === 'TOTAL' ? total : { ...each, isResidual: false }, at).lowest,
          }),
    );
  }

  /** The column itself if the row has it, or the smallest one that contains it: a residual, a category, or the total. */
  columnOf(column: RangeColumn): RangeColumn {
    if (this.#columns.has(keyOf(column))) return column;
    const { index, category, isResidual } = column;
    if (category === null) return total;
    if (isResidual) return this.columnOf({ index, category, isResidual: false });
    const { categories = [] } = this.#rules.columns.dimensions[index] ?? {};
    const parent = categories.find(({ code }) => code === category)?.parent ?? null;
    return this.columnOf({ index, category: parent, isResidual: true });
  }

  #numbers(): number[] {
    return [...Array(this.#size).keys()];
  }

  #rangeOf(column: RangeColumn, at: number): KnownRange {
    return this.#ranges.get(numberOf(column, at)) ?? unknown;
  }

  #cellOf({ index, category }: RangeColumn): PublicCell | undefined {
    const { columns } = this.#rules;
    return cellIn(this.#row, { column: category === null ? 'TOTAL' : { index, category }, columns });
  }

  /** Whether the row has a figure of a column, or states that it does not apply. */
  #isReported(column: RangeColumn): boolean {
    const status = this.#cellOf(column)?.status;
    return status !== undefined && (figureStatuses.includes(status) || status === 'NOT_APPLICABLE');
  }

  /** The total and each reported category of a dimension, with the reported categories that are directly within it. */
  #splitsOf(index: number): Split[] {
    const { categories = [], isExhaustive = false } = this.#rules.columns.dimensions[index] ?? {};
    const columnOf = (category: string | null): RangeColumn => ({ index, category, isResidual: false });
    const within = (parent: string | null): RangeColumn[] =>
      categories
        .filter((each) => each.parent === parent)
        .flatMap(({ code }) => (this.#isReported(columnOf(code)) ? [columnOf(code)] : within(code)));
    const outermost = categories.filter(({ parent }) => parent === null).map(({ code }) => columnOf(code));
    const isWhole = isExhaustive && outermost.every((column) => this.#isReported(column));
    const ofTotal = { whole: columnOf(null), parts: within(null), hasResidual: !isWhole };
    const ofCategories = categories
      .map(({ code }) => ({ whole: columnOf(code), parts: within(code), hasResidual: true }))
      .filter(({ whole, parts }) => this.#isReported(whole) && parts.length > 0);
    return [ofTotal, ...ofCategories];
  }

  /** The sums of a split. All figures that share a denominator are about the same people. */
  #sumsOf({ whole, parts, hasResidual }: Split): KnownSum[] {
    const { hasSharedDenominator } = this.#rules;
    const residual = hasResidual ? [{ ...whole, isResidual: true }] : [];
    const isShared = (at: number) => hasSharedDenominator && at !== ofRatio.counted;
    return this.#numbers().flatMap((at): KnownSum[] => {
      if (!isShared(at)) {
        return [{ whole: numberOf(whole, at), parts: [...parts, ...residual].map((part) => numberOf(part, at)) }];
      }
      return at === ofRatio.people
        ? parts.map((part) => ({ whole: numberOf(whole, at), parts: [numberOf(part, at)] }))
        : [];
    });
  }
}

/** A column with the reported columns that are exclusive parts of it, and the residual if there can be one. */
interface Split {
  whole: RangeColumn;
  parts: readonly RangeColumn[];
  hasResidual: boolean;
}

const total: RangeColumn = { index: -1, category: null, isResidual: false };

function keyOf({ index, category, isResidual }: RangeColumn): string {
  // The total is the same in each dimension; its residual is not.
  return category === null && !isResidual ? 'TOTAL' : JSON.stringify([index, category, isResidual]);
}

function numberOf(column: RangeColumn, at: number): string {
  return `${keyOf(column)} ${at}`;
}

function sumOfRatio(column: RangeColumn): KnownSum {
  const { counted, others, people } = ofRatio;
  return { whole: numberOf(column, people), parts: [numberOf(column, counted), numberOf(column, others)] };
}

/** What everyone knows of the numbers of people of a cell. */
function rangesIn(cell: PublicCell | undefined, measures: PeopleMeasures): KnownRange[] {
  const { counts, ratio, boundsIn, isAboutSomebody } = measures;
  if (!cell) return [];
  if (cell.status === 'NOT_APPLICABLE') return (ratio ? Object.keys(ofRatio) : counts).map(() => nobody);
  const bounds = boundsIn(cell);
  const ofBounds = bounds && { lowest: bounds.lowest, highest: bounds.highest ?? Number.POSITIVE_INFINITY };
  const isShown = !cell.suppressed && !bounds;
  const somebody = { ...unknown, lowest: isAboutSomebody(cell) ? 1 : 0 };
  if (!ratio) {
    return counts.map((measure, at) => (at === 0 && ofBounds) || exactly(isShown ? measure(cell) : null, somebody));
  }
  const counted = ofBounds ?? exactly(isShown ? ratio.numerator(cell) : null, unknown);
  return [counted, unknown, exactly(ratio.denominator(cell) ?? cell.base, somebody)];
}

function exactly(number: number | null, otherwise: KnownRange): KnownRange {
  return number === null || Number.isNaN(number) ? otherwise : { lowest: number, highest: number };
}
