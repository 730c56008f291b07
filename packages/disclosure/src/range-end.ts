import type { Arrangement } from './arrangement.ts';
import { KnownBounds } from './known-bounds.ts';
import type { MovedTable } from './movement.ts';
import { type SensitiveNumber, sensitiveNumbers } from './sensitive-number.ts';

/** A table in which a sensitive count is at one end of what it must be able to be. */
export interface EndWitness extends MovedTable {
  /** What the sensitive count is in it. */
  count: number;
  /** The numbers of the contributors whose rows differ from the truth. */
  moves: number[];
}

/** One end of the range of a sensitive number: its count, risen or fallen. */
export interface RangeEnd {
  number: SensitiveNumber;
  rises: boolean;
  /** For everyone who looks, one of them is such that it leaves the looker's own rows as they are. */
  witnesses: EndWitness[];
  /** The numbers of contributors who know more than that, whatever is withheld. */
  lost: number[];
}

/** The public, where the number of a contributor is expected. */
export const thePublic = -1;

/** How far the sensitive numbers of a set must be able to go. */
export class RangeEnds {
  readonly arrangement: Arrangement;
  readonly #bounds: KnownBounds;

  constructor(arrangement: Arrangement) {
    this.arrangement = arrangement;
    this.#bounds = new KnownBounds(arrangement);
  }

  /** Both ends of every sensitive number, without witnesses. */
  all(): RangeEnd[] {
    return sensitiveNumbers(this.arrangement).flatMap((number) =>
      [false, true].map((rises): RangeEnd => ({ number, rises, witnesses: [], lost: [] })),
    );
  }

  /**
   * Where a count must be able to be, as the public or a contributor of that number sees it: the lowest that it can be at
   * all, and one less than the threshold; or where what is left up to its ceiling is that.
   */
  countAt({ number, rises }: RangeEnd, from: number): number {
    const { cell, table, of } = number;
    const { threshold, hideZeros, lower, upper } = this.arrangement;
    const ceiling = upper[table]?.[cell] ?? 0;
    if (of === 'COUNT' && rises) return Math.min(threshold - 1, ceiling);
    if (of === 'REMAINDER' && !rises) return Math.max(lower[table]?.[cell] ?? 0, ceiling - (threshold - 1));
    const known = this.#bounds.of({ table, from });
    return of === 'COUNT' ? (known.lower[cell] ?? 0) : Math.min(ceiling - (hideZeros ? 0 : 1), known.upper[cell] ?? 0);
  }

  /** The witness that convinces the public, or the contributor of that number. */
  witnessFor(end: RangeEnd, from: number): EndWitness | undefined {
    const target = this.countAt(end, from);
    return end.witnesses.find(
      ({ count, moves }) => !moves.includes(from) && (end.rises ? count >= target : count <= target),
    );
  }
}
