import { type Arrangement, cellKind } from './arrangement.ts';
import type { MovedTable } from './movement.ts';
import { type RangeEnd, type RangeEnds, thePublic } from './range-end.ts';

/** A choice of cells, and what is to prove it. */
interface Claim {
  isWithheld: (cell: number) => boolean;
  ends: readonly RangeEnd[];
}

/**
 * The cells of which a claim does not prove that nobody can tell them. It trusts no search: every witness is compared with
 * the sums, the bounds and what is shown, and everyone who looks must have one of each end that leaves their rows alone.
 */
export function unprovenCells(ranges: RangeEnds, { isWithheld, ends }: Claim): number[] {
  const { arrangement } = ranges;
  const check = new TableCheck(arrangement, isWithheld);
  const misplaced = [...arrangement.kinds.keys()].filter((cell) => !check.isInPlace(cell));
  const claimed = new Map(ends.map((end) => [nameOf(end), end]));
  const unproven = ranges.all().filter((end) => {
    const claim = claimed.get(nameOf(end));
    return claim === undefined || !isWithheld(end.number.cell) || !isProven(claim, { ranges, check });
  });
  return [...new Set([...misplaced, ...unproven.map(({ number }) => number.cell)])];
}

function nameOf({ number: { cell, table, of }, rises }: RangeEnd): string {
  return `${cell} ${table} ${of} ${rises}`;
}

function isProven(end: RangeEnd, { ranges, check }: { ranges: RangeEnds; check: TableCheck }): boolean {
  const { arrangement } = ranges;
  const { cell, table } = end.number;
  const valid = end.witnesses
    .filter((witness) => check.isPossible(witness, table) && witness.count === check.valueIn(witness, { cell, table }))
    .map((witness) => ({ witness, moves: arrangement.ownersOf(witness.cells) }));
  const convinces = (from: number) => {
    const target = ranges.countAt(end, from);
    return valid.some(
      ({ witness: { count }, moves }) => !moves.includes(from) && (end.rises ? count >= target : count <= target),
    );
  };
  if (!convinces(thePublic)) return false;
  const owner = arrangement.ownerOf(cell);
  return arrangement.contributors.every((_, from) => {
    if (from === owner) return true;
    return end.lost.includes(from) ? arrangement.isOfTotals(cell) : convinces(from);
  });
}

/** Compares tables with what is known of the true one. */
class TableCheck {
  readonly #arrangement: Arrangement;
  readonly #isWithheld: (cell: number) => boolean;
  readonly #sums: Float64Array;

  constructor(arrangement: Arrangement, isWithheld: (cell: number) => boolean) {
    const { rowCount, layout } = arrangement;
    this.#arrangement = arrangement;
    this.#isWithheld = isWithheld;
    this.#sums = new Float64Array((rowCount + 1) * layout.columns.length + layout.width);
  }

  /** What is settled about a cell is kept to. */
  isInPlace(cell: number): boolean {
    const kind = this.#arrangement.kinds[cell];
    if (kind === cellKind.shown) return !this.#isWithheld(cell);
    return kind !== cellKind.settled || this.#isWithheld(cell);
  }

  /** The number of a cell in a table that differs from the truth. */
  valueIn({ cells, values }: MovedTable, { cell, table }: { cell: number; table: number }): number {
    return values[cells.indexOf(cell)] ?? this.#arrangement.tables[table]?.[cell] ?? Number.NaN;
  }

  /** Whether nothing that is public speaks against a table: the truth adds up, so what is added must add up to nothing. */
  isPossible({ cells, values }: MovedTable, table: number): boolean {
    const { tables, lower, upper } = this.#arrangement;
    const isAllowed = cells.every((cell, at) => {
      const value = values[at] ?? Number.NaN;
      const isWithin = value >= (lower[table]?.[cell] ?? 0) && value <= (upper[table]?.[cell] ?? 0);
      return Number.isSafeInteger(value) && isWithin && this.#isWithheld(cell);
    });
    if (!isAllowed || new Set(cells).size !== cells.length) return false;
    const sums = cells.flatMap((cell, at) => this.#addToSums(cell, (values[at] ?? 0) - (tables[table]?.[cell] ?? 0)));
    const holds = sums.every((sum) => this.#sums[sum] === 0);
    for (const sum of sums) this.#sums[sum] = 0;
    return holds;
  }

  /** Adds to what each sum is changed by: parts of rows by dimension, then columns; answers which. */
  #addToSums(cell: number, amount: number): number[] {
    const { rowCount, addsUp, layout } = this.#arrangement;
    const { columns, dimensionAt, width } = layout;
    const row = Math.floor(cell / width);
    const column = cell % width;
    const dimension = dimensionAt[column] ?? -1;
    const ofRow = columns.map((_, at) => row * columns.length + at);
    const changed = dimension < 0 ? ofRow : ofRow.slice(dimension, dimension + 1);
    for (const sum of changed) this.#change(sum, dimension < 0 ? -amount : amount);
    if (!addsUp) return changed;
    const ofColumn = (rowCount + 1) * columns.length + column;
    this.#change(ofColumn, row === rowCount ? -amount : amount);
    return [...changed, ofColumn];
  }

  #change(sum: number, amount: number): void {
    this.#sums[sum] = (this.#sums[sum] ?? 0) + amount;
  }
}
