import type { Arrangement } from './arrangement.ts';
import { CircleSearch } from './circle-search.ts';
import { Movement } from './movement.ts';
import { Pattern } from './pattern.ts';
import { type EndWitness, type RangeEnd, type RangeEnds, thePublic } from './range-end.ts';

/** A choice of cells to withhold, and the witnesses that show why nobody can tell what is sensitive. */
export class Coverage {
  readonly ends: RangeEnd[];
  readonly pattern: Pattern;
  readonly #arrangement: Arrangement;
  readonly #ranges: RangeEnds;
  readonly #movement: Movement;
  readonly #circles: CircleSearch;
  #isOpen = true;

  /** Begins without witnesses; see {@link Pattern} on what is withheld at first. */
  constructor(ranges: RangeEnds, { whole }: { whole: boolean }) {
    this.#ranges = ranges;
    this.#arrangement = ranges.arrangement;
    this.ends = ranges.all();
    this.#movement = new Movement(ranges.arrangement);
    this.pattern = new Pattern(this.#movement, { whole });
    this.#circles = new CircleSearch(this.#movement);
  }

  /** Finds witnesses of every end for everyone, withholding what they move; answers the ends for which there are none. */
  extend(): RangeEnd[] {
    return this.ends.filter((end) => !this.#cover(end));
  }

  /** Shows as many cells as can be while there still are witnesses, the largest first. */
  giveBack(): void {
    this.#isOpen = false;
    this.pattern.close();
    for (const cell of this.pattern.complementary()) {
      const before = this.ends.map(({ witnesses }) => witnesses);
      this.pattern.show(cell);
      if (this.ends.every((end) => this.#coverWithout(cell, end))) continue;
      this.pattern.withhold(cell);
      this.ends.forEach((end, at) => {
        end.witnesses = before[at] ?? [];
      });
    }
  }

  #coverWithout(cell: number, end: RangeEnd): boolean {
    const kept = end.witnesses.filter(({ cells }) => !cells.includes(cell));
    if (kept.length === end.witnesses.length) return true;
    end.witnesses = kept;
    return this.#cover(end);
  }

  /** Finds the witnesses that an end lacks: only contributors whose rows those of the public move need others. */
  #cover(end: RangeEnd): boolean {
    const ranges = this.#ranges;
    const first = ranges.witnessFor(end, thePublic) ?? this.#add(end, thePublic);
    if (first === undefined) return false;
    const owner = this.#arrangement.ownerOf(end.number.cell);
    return first.moves.every((from) => {
      if (from === owner) return true;
      if (end.lost.includes(from) || (ranges.witnessFor(end, from) ?? this.#add(end, from)) !== undefined) return true;
      if (!this.#isOpen || !this.#arrangement.isOfTotals(end.number.cell)) return false;
      end.lost.push(from);
      return true;
    });
  }

  #add(end: RangeEnd, from: number): EndWitness | undefined {
    const found = this.#find(end, from);
    if (found === undefined) return undefined;
    end.witnesses = [...end.witnesses, found];
    for (const cell of found.cells) if (!this.pattern.has(cell)) this.pattern.withhold(cell);
    return found;
  }

  /** Moves the count to its end, circle by circle, none of them through the looker's own rows. */
  #find(end: RangeEnd, from: number): EndWitness | undefined {
    const { cell, table } = end.number;
    const movement = this.#movement;
    const count = this.#ranges.countAt(end, from);
    movement.begin({ table, from });
    while (movement.values[cell] !== count) {
      const steps = this.#circles.find({ cell, sign: end.rises ? 1 : -1 });
      const most = Math.abs(count - (movement.values[cell] ?? 0));
      if (steps !== undefined && movement.shift(steps, most) > 0) continue;
      movement.end();
      return undefined;
    }
    const moved = movement.end();
    return { ...moved, count, moves: this.#arrangement.ownersOf(moved.cells) };
  }
}
