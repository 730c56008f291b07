import type { Arrangement } from './arrangement.ts';
import { CircleSearch, type Goal } from './circle-search.ts';
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
    this.pattern = new Pattern(ranges.arrangement, { whole });
    this.#movement = new Movement(this.pattern);
    this.#circles = new CircleSearch(this.#movement);
  }

  /** Finds witnesses of every end for everyone, withholding what they move; answers the ends for which there are none. */
  extend(): RangeEnd[] {
    return this.ends.filter((end) => !this.#cover(end));
  }

  /** Shows as many cells as can be while there still are witnesses, the largest first. */
  giveBack(): void {
    this.#isOpen = false;
    for (const cell of this.pattern.complementary()) {
      const affected = this.#affectedBy(cell);
      const before = affected.map(({ witnesses }) => witnesses);
      this.pattern.show(cell);
      if (affected.every((end) => this.#coverWithout(cell, end))) continue;
      this.pattern.withhold(cell);
      affected.forEach((end, at) => {
        end.witnesses = before[at] ?? [];
      });
    }
  }

  /** The ends of which witnesses move a cell; those that most likely cannot do without first: in its row or column. */
  #affectedBy(cell: number): RangeEnd[] {
    const { width } = this.#arrangement.layout;
    const row = this.#arrangement.rowOf(cell);
    const isNear = ({ number }: RangeEnd) =>
      this.#arrangement.rowOf(number.cell) === row || number.cell % width === cell % width;
    const moves = ({ cells }: EndWitness) => cells.includes(cell);
    const affected = this.ends.filter(({ witnesses }) => witnesses.some(moves));
    return [...affected.filter(isNear), ...affected.filter((end) => !isNear(end))];
  }

  #coverWithout(cell: number, end: RangeEnd): boolean {
    end.witnesses = end.witnesses.filter(({ cells }) => !cells.includes(cell));
    return this.#cover(end);
  }

  /** Finds the witnesses that an end lacks: only contributors whose rows those of the public move need others. */
  #cover(end: RangeEnd): boolean {
    const first = this.#ranges.witnessFor(end, thePublic) ?? this.#add(end, [thePublic]);
    if (first === undefined) return false;
    const owner = this.#arrangement.ownerOf(end.number.cell);
    const lacks = (from: number) =>
      from !== owner && !end.lost.includes(from) && this.#ranges.witnessFor(end, from) === undefined;
    const lacking = first.moves.filter(lacks);
    if (lacking.length > 1) this.#addForAll(end, lacking);
    return lacking.every((from) => {
      if (!lacks(from) || this.#add(end, [from]) !== undefined) return true;
      if (!this.#isOpen || !this.#arrangement.isOfTotals(end.number.cell)) return false;
      end.lost.push(from);
      return true;
    });
  }

  /** One witness for several contributors, if that withholds nothing more. */
  #addForAll(end: RangeEnd, from: readonly number[]): void {
    const counts = new Set(from.map((each) => this.#ranges.countAt(end, each)));
    const found = counts.size === 1 ? this.#find(end, from) : undefined;
    if (found?.cells.every((cell) => this.pattern.has(cell))) end.witnesses = [...end.witnesses, found];
  }

  #add(end: RangeEnd, from: readonly number[]): EndWitness | undefined {
    const found = this.#find(end, from);
    if (found === undefined) return undefined;
    end.witnesses = [...end.witnesses, found];
    for (const cell of found.cells) if (!this.pattern.has(cell)) this.pattern.withhold(cell);
    return found;
  }

  /** Moves the count to its end, circle by circle, none of them through the rows of those who look. */
  #find(end: RangeEnd, from: readonly number[]): EndWitness | undefined {
    const { cell, table } = end.number;
    const movement = this.#movement;
    const count = this.#ranges.countAt(end, from[0] ?? thePublic);
    movement.begin({ table, from });
    while (movement.values[cell] !== count) {
      movement.need = Math.abs(count - (movement.values[cell] ?? 0));
      if (this.#move({ cell, sign: end.rises ? 1 : -1 })) continue;
      movement.end();
      return undefined;
    }
    const moved = movement.end();
    return { ...moved, count, moves: this.#arrangement.ownersOf(moved.cells) };
  }

  /** Moves a count around one circle: of cells that are withheld already, if there is one. */
  #move(goal: Goal): boolean {
    const movement = this.#movement;
    for (const opens of this.#isOpen ? [false, true] : [false]) {
      movement.opens = opens;
      const steps = this.#circles.find(goal);
      if (steps !== undefined && movement.shift(steps) > 0) return true;
    }
    return false;
  }
}
