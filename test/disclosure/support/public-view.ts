import type { CellState, LinkedSet, PerCell, SafeDisclosure, WithholdingReason } from '@collective-impact/disclosure';

/** A number that must not be told: by table and cell, a count or what is left of it up to its ceiling. */
export interface Secret {
  table: number;
  cell: number;
  of: 'COUNT' | 'REMAINDER';
}

/** A sum that everyone knows to hold: the parts make the whole. Cells are numbered as in {@link LinkedNumbers}. */
export interface Sum {
  whole: number;
  parts: number[];
}

/**
 * The numbers of a set in the order of the set, row by row, each with its total and then its parts; the row of totals comes
 * last, if there is one. This is what the set says, and nothing of how a decision is come to.
 */
export class LinkedNumbers {
  readonly set: LinkedSet;
  readonly tables: number[][];
  readonly ceilings: number[];
  readonly states: CellState[];
  readonly sums: Sum[] = [];
  readonly width: number;

  constructor(set: LinkedSet) {
    this.set = set;
    const { rows, dimensions, totals } = set;
    this.width = 1 + dimensions.reduce((sum, { categories }) => sum + categories.length, 0);
    const added = (lists: number[][]) => (totals ? [...lists.flat(), ...columnSums(lists, this.width)] : lists.flat());
    const tableCount = rows[0]?.tables.length ?? 0;
    this.tables = Array.from({ length: tableCount }, (_, at) =>
      added(rows.map(({ tables }) => flat(tables[at] as PerCell<number>))),
    );
    const endless = new Array<number>(this.width).fill(Number.POSITIVE_INFINITY);
    this.ceilings = added(
      rows.map(({ ceiling }) => (ceiling ? flat(ceiling).map((most) => most ?? Number.POSITIVE_INFINITY) : endless)),
    );
    const free = new Array<CellState>(this.width).fill('FREE');
    const fixed = rows.map((row) => (row.fixed ? flat(row.fixed) : free));
    this.states = [...fixed, ...(totals ? [set.fixedTotals ? flat(set.fixedTotals) : free] : [])].flat();
    this.#addSums();
  }

  get cells(): number[] {
    return [...this.states.keys()];
  }

  get contributors(): string[] {
    return [...new Set(this.set.rows.flatMap(({ contributor }) => contributor ?? []))];
  }

  ownerOf(cell: number): string | null {
    return this.set.rows[Math.floor(cell / this.width)]?.contributor ?? null;
  }

  isOfTotals(cell: number): boolean {
    return Math.floor(cell / this.width) === this.set.rows.length;
  }

  /** Every small number that is not public already. */
  secrets(): Secret[] {
    const { threshold, hideZeros } = this.set;
    const isSmall = (people: number) => people < threshold && (hideZeros ? people >= 0 : people > 0);
    return this.tables.flatMap((counts, table) =>
      this.cells.flatMap((cell): Secret[] => {
        const count = counts[cell] ?? 0;
        if (this.states[cell] === 'SHOWN') return [];
        return [
          ...(isSmall(count) ? [{ table, cell, of: 'COUNT' as const }] : []),
          ...(isSmall((this.ceilings[cell] ?? 0) - count) ? [{ table, cell, of: 'REMAINDER' as const }] : []),
        ];
      }),
    );
  }

  /** Whether a cell could be withheld at all: zeros are shown, unless they are hidden. */
  canBeWithheld(cell: number): boolean {
    const state = this.states[cell];
    if (state !== 'FREE') return state !== 'SHOWN';
    const ceiling = this.ceilings[cell] ?? 0;
    const isSmallAnyway = ceiling > 0 && ceiling < this.set.threshold;
    return this.set.hideZeros || isSmallAnyway || this.tables.some((counts) => (counts[cell] ?? 0) > 0);
  }

  /** All cells that can be withheld, and are. */
  mostWithheld(): boolean[] {
    return this.cells.map((cell) => this.canBeWithheld(cell));
  }

  keysOf(cell: number): { dimension: string | null; category: string | null } {
    const keys = this.set.dimensions.flatMap(({ key, categories }) =>
      categories.map((category) => ({ dimension: key, category })),
    );
    return keys[(cell % this.width) - 1] ?? { dimension: null, category: null };
  }

  nameOf(cell: number): string {
    const { dimension, category } = this.keysOf(cell);
    const row = this.set.rows[Math.floor(cell / this.width)]?.key ?? 'totals';
    return `${row}, ${dimension === null ? 'total' : `${dimension}, ${category}`}`;
  }

  #addSums(): void {
    const { rows, dimensions, totals } = this.set;
    for (let row = 0; row < rows.length + (totals ? 1 : 0); row++) {
      let first = row * this.width + 1;
      for (const { categories } of dimensions) {
        const start = first;
        this.sums.push({ whole: row * this.width, parts: categories.map((_, at) => start + at) });
        first += categories.length;
      }
    }
    for (let column = 0; totals && column < this.width; column++) {
      const parts = rows.map((_, row) => row * this.width + column);
      this.sums.push({ whole: rows.length * this.width + column, parts });
    }
  }
}

/** Why each cell is withheld, `null` where it is shown, by their numbers. */
export function reasonsOf({ withheld: { rows, totals } }: SafeDisclosure): (WithholdingReason | null)[] {
  return [...rows, ...(totals ? [totals] : [])].flatMap(flat);
}

function flat<T>({ total, parts }: PerCell<T>): T[] {
  return [total, ...parts.flat()];
}

function columnSums(lists: readonly number[][], width: number): number[] {
  return Array.from({ length: width }, (_, at) => lists.reduce((sum, list) => sum + (list[at] ?? 0), 0));
}
