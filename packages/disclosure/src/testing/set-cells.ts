import type { CellStatus, LinkedSet, PerCell } from '../linked-set.ts';
import type { ProtectedSet, Suppression } from '../result.ts';
import type { IndexedQuantity } from '../threshold-rule.ts';

/** A sum that is public knowledge: the parts add up to the total. Cells are numbered as in {@link SetCells}. */
export interface Sum {
  total: number;
  parts: number[];
}

/**
 * The cells of a set in the order of the set: row by row, with the total of each row before its parts, and the total
 * row last. This class reads the set only and shares no code with the decision that it attacks.
 */
export class SetCells {
  readonly set: LinkedSet;
  readonly tables: number[][];
  /** Public denominators; `Infinity` if there is none. */
  readonly denominators: number[];
  /** The lowest counts that everyone knows, by table. */
  readonly lowest: number[][];
  /** What everyone knows of a count that only its source knows; null for other cells and sums without such a count. */
  readonly bounds: ({ lowest: number; highest: number } | null)[];
  /** The smallest and largest count that is possible for someone who knows all other counts. */
  readonly ranges: { lowest: number; highest: number }[];
  /** The sums of scores; empty if the set has no scale. */
  readonly scores: number[];
  readonly statuses: CellStatus[];
  /** Minimum count of each cell that is published. */
  readonly thresholds: number[];
  readonly sums: Sum[] = [];
  readonly width: number;

  constructor(set: LinkedSet) {
    this.set = set;
    const { rows, dimensions, hasTotalRow } = set;
    this.width = 1 + dimensions.reduce((sum, { categories }) => sum + categories.length, 0);
    const withTotalRow = (lists: number[][]) =>
      hasTotalRow ? [...lists.flat(), ...columnSums(lists, this.width)] : lists.flat();
    const tableCount = rows[0]?.tables.length ?? 0;
    this.tables = Array.from({ length: tableCount }, (_, table) =>
      withTotalRow(rows.map(({ tables }) => flat(tables[table] as PerCell<number>))),
    );
    const zeros = new Array<number>(this.width).fill(0);
    this.lowest = this.tables.map((_, table) =>
      withTotalRow(rows.map(({ lowest }) => (lowest?.[table] ? flat(lowest[table]) : zeros))),
    );
    this.scores =
      set.scale === undefined ? [] : withTotalRow(rows.flatMap(({ scores }) => (scores ? [flat(scores)] : [])));
    const unbounded = new Array<number>(this.width).fill(Number.POSITIVE_INFINITY);
    this.denominators = withTotalRow(
      rows.map(({ publicDenominators }) =>
        publicDenominators ? flat(publicDenominators).map((each) => each ?? Number.POSITIVE_INFINITY) : unbounded,
      ),
    );
    const none = new Array<null>(this.width).fill(null);
    const byRow = rows.map((row) => (row.bounds ? flat(row.bounds) : none));
    const mostIn = (row: number, column: number) => {
      const denominator = this.denominators[row * this.width + column] ?? Number.POSITIVE_INFINITY;
      return Math.min(denominator, byRow[row]?.[column]?.highest ?? Number.POSITIVE_INFINITY);
    };
    this.bounds = [...byRow, ...(hasTotalRow ? [none] : [])].flat().map((each, cell) => {
      const column = cell % this.width;
      if (cell < byRow.length * this.width)
        return each && { lowest: each.lowest, highest: mostIn(Math.floor(cell / this.width), column) };
      const known = set.statesTotalRow === true ? [] : byRow.flatMap((row) => row[column] ?? []);
      const most = byRow.map((_, row) => mostIn(row, column));
      return known.length === 0 ? null : { lowest: sumOf(known.map(({ lowest }) => lowest)), highest: sumOf(most) };
    });
    const end = (name: 'lowest' | 'highest') =>
      withTotalRow(
        byRow.map((list, row) =>
          list.map((known, column) => {
            const count = this.tables[0]?.[row * this.width + column] ?? 0;
            return known ? (known[name] ?? Number.POSITIVE_INFINITY) : count;
          }),
        ),
      );
    const [least, most] = [end('lowest'), end('highest')];
    this.ranges = least.map((lowest, cell) => ({ lowest, highest: most[cell] ?? lowest }));
    const undecided = new Array<CellStatus>(this.width).fill('UNDECIDED');
    const rowStatuses = rows.map(({ status }) => (status ? flat(status) : undecided));
    const totalRowStatuses = set.totalRowStatus ? flat(set.totalRowStatus) : undecided;
    this.statuses = [...rowStatuses, ...(hasTotalRow ? [totalRowStatuses] : [])].flat();
    const thresholds = [...rows.map((row) => row.thresholds), ...(hasTotalRow ? [set.totalRowThresholds] : [])];
    this.thresholds = thresholds.flatMap((row) => (row ? flat(row) : new Array(this.width).fill(set.threshold)));
    this.#addSums();
  }

  get cells(): number[] {
    return [...this.statuses.keys()];
  }

  get contributors(): string[] {
    return [...new Set(this.set.rows.flatMap(({ contributor }) => contributor ?? []))];
  }

  contributorOf(cell: number): string | null {
    return this.set.rows[Math.floor(cell / this.width)]?.contributor ?? null;
  }

  isInTotalRow(cell: number): boolean {
    return Math.floor(cell / this.width) === this.set.rows.length;
  }

  /** Every quantity below the threshold that is not public already. */
  sensitiveQuantities(): IndexedQuantity[] {
    const { hideZeros } = this.set;
    return this.tables.flatMap((counts, table) =>
      this.cells.flatMap((cell): IndexedQuantity[] => {
        const count = counts[cell] ?? 0;
        const isSmall = (number: number) =>
          number < (this.thresholds[cell] ?? 0) && (hideZeros ? number >= 0 : number > 0);
        const known = this.bounds[cell] ? this.ranges[cell] : undefined;
        if (this.statuses[cell] === 'PUBLISHED' && !known) return [];
        if (known) return this.#sensitiveWithin(known, { table, cell });
        const difference = (this.denominators[cell] ?? 0) - count;
        return [
          ...(isSmall(count) ? [{ table, cell, quantity: 'COUNT' as const }] : []),
          ...(isSmall(difference) ? [{ table, cell, quantity: 'DIFFERENCE' as const }] : []),
        ];
      }),
    );
  }

  /** The quantities that can be small within a range. */
  #sensitiveWithin(
    { lowest, highest }: { lowest: number; highest: number },
    { table, cell }: { table: number; cell: number },
  ): IndexedQuantity[] {
    const smallest = this.set.hideZeros ? 0 : 1;
    const threshold = this.thresholds[cell] ?? 0;
    const denominator = this.denominators[cell] ?? 0;
    const isCount = lowest < threshold && highest >= smallest;
    const isDifference = denominator - highest < threshold && denominator - lowest >= smallest;
    return [
      ...(isCount ? [{ table, cell, quantity: 'COUNT' as const }] : []),
      ...(isDifference ? [{ table, cell, quantity: 'DIFFERENCE' as const }] : []),
    ];
  }

  /** Whether a cell could be suppressed at all. Zeros are published unless they are hidden. */
  canBeSuppressed(cell: number): boolean {
    if (this.bounds[cell]) return true;
    const status = this.statuses[cell];
    if (status !== 'UNDECIDED') return status !== 'PUBLISHED';
    const denominator = this.denominators[cell] ?? 0;
    const hasSmallDenominator = denominator > 0 && denominator < this.set.threshold;
    return this.set.hideZeros || hasSmallDenominator || this.tables.some((counts) => (counts[cell] ?? 0) > 0);
  }

  /** For each cell, whether it is suppressed if every eligible cell is suppressed. */
  maximumSuppression(): boolean[] {
    return this.cells.map((cell) => this.canBeSuppressed(cell));
  }

  keysOf(cell: number): { dimension: string | null; category: string | null } {
    const keys = this.set.dimensions.flatMap(({ key, categories }) =>
      categories.map((category) => ({ dimension: key, category })),
    );
    return keys[(cell % this.width) - 1] ?? { dimension: null, category: null };
  }

  /** A cell for messages: its row, and its category or "total". */
  nameOf(cell: number): string {
    const { dimension, category } = this.keysOf(cell);
    const row = this.set.rows[Math.floor(cell / this.width)]?.key ?? 'total row';
    return `${row}, ${dimension === null ? 'total' : `${dimension}, ${category}`}`;
  }

  #addSums(): void {
    const { rows, dimensions, hasTotalRow } = this.set;
    for (let row = 0; row < rows.length + (hasTotalRow ? 1 : 0); row++) {
      let first = row * this.width + 1;
      for (const { categories } of dimensions) {
        const start = first;
        this.sums.push({ total: row * this.width, parts: categories.map((_, index) => start + index) });
        first += categories.length;
      }
    }
    for (let column = 0; hasTotalRow && column < this.width; column++) {
      const parts = rows.map((_, row) => row * this.width + column);
      this.sums.push({ total: rows.length * this.width + column, parts });
    }
  }
}

/** Why each cell is suppressed, null if it is published, in the order of {@link SetCells}. */
export function suppressionsOf({ suppressions: { rows, totalRow } }: ProtectedSet): (Suppression | null)[] {
  return [...rows, ...(totalRow ? [totalRow] : [])].flatMap(flat);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((left, right) => left + right, 0);
}

function flat<T>({ total, parts }: PerCell<T>): T[] {
  return [total, ...parts.flat()];
}

function columnSums(lists: readonly number[][], width: number): number[] {
  return Array.from({ length: width }, (_, column) => lists.reduce((sum, list) => sum + (list[column] ?? 0), 0));
}
