import type { IndexedQuantity } from '../threshold-rule.ts';
import type { AttackProgram, Objective } from './attack-program.ts';
import type { SetCells } from './set-cells.ts';

/** Lowest and highest count of a cell. */
interface Interval {
  lowest: number;
  highest: number;
}

/** A sensitive quantity whose feasibility interval is narrower than required, and a description for messages. */
interface NarrowedQuantity {
  sensitive: IndexedQuantity;
  description: string;
}

/** Computes the feasibility intervals of an audience, and compares them with the required ones. */
export class IntervalAttack {
  readonly #cells: SetCells;
  /** Knowledge of the audience. */
  readonly #known: AttackProgram;
  /** Knowledge of the audience if every eligible cell were suppressed. */
  readonly #widest: AttackProgram;
  #audience: string | null = null;

  constructor(options: { cells: SetCells; known: AttackProgram; widest: AttackProgram }) {
    this.#cells = options.cells;
    this.#known = options.known;
    this.#widest = options.widest;
  }

  /** Attacks as one contributor, or with null as the public, a set in which these cells are suppressed. */
  attackAs(audience: string | null, suppressed: readonly boolean[]): void {
    this.#audience = audience;
    this.#known.setKnowledge({ suppressed, audience, otherTable: 'ANY' });
    this.#widest.setKnowledge({ suppressed: this.#cells.maximumSuppression(), audience, otherTable: 'TRUE' });
  }

  /** The quantities that the audience can narrow to less than the required interval. */
  narrowed(quantities: readonly IndexedQuantity[]): NarrowedQuantity[] {
    const intervals = quantities.map((sensitive) => {
      const count = this.#trueCount(sensitive);
      return { sensitive, lowest: count, highest: count };
    });
    const widen = (solution: Float64Array) => {
      for (const interval of intervals) {
        const value = this.#known.valueIn(solution, interval.sensitive);
        interval.lowest = Math.min(interval.lowest, value);
        interval.highest = Math.max(interval.highest, value);
      }
    };
    // A table in which many quantities are low or high at once spares one program for each of them.
    for (const sense of ['LOWEST', 'HIGHEST', 'LOWEST', 'HIGHEST'] as const) {
      const open = intervals.filter((each) => !this.#isSurelyWide(each.sensitive, { ...each, sense }));
      const cells = open.map(({ sensitive }) => sensitive);
      const table = cells.length > 1 ? this.#known.extremeTable(cells, sense) : undefined;
      if (table !== undefined) widen(table);
    }
    return intervals.flatMap((interval) => {
      const { sensitive } = interval;
      for (const sense of ['LOWEST', 'HIGHEST'] as const) {
        if (!this.#isSurelyWide(sensitive, { ...interval, sense })) {
          widen(this.#known.intervalEnd({ ...sensitive, sense }).solution);
        }
      }
      const { lowest, highest } = interval;
      const isWide = (['LOWEST', 'HIGHEST'] as const).every((sense) =>
        this.#isSurelyWide(sensitive, { lowest, highest, sense }),
      );
      if (isWide) return [];
      const required = this.#required(sensitive);
      if (lowest <= required.lowest && highest >= required.highest) return [];
      const audience = this.#audience ?? 'the public';
      const name = `${this.#cells.nameOf(sensitive.cell)} (${sensitive.quantity} of table ${sensitive.table})`;
      const intervalText = `${lowest}..${highest}, not ${required.lowest}..${required.highest}`;
      return [{ sensitive, description: `${name}: ${audience} infers ${intervalText}` }];
    });
  }

  /** Whether a quantity would be protected if every eligible cell were suppressed. */
  canBeProtected(sensitive: IndexedQuantity): boolean {
    const required = this.#required(sensitive);
    const lowest = this.#widest.intervalEnd({ ...sensitive, sense: 'LOWEST' }).value;
    const highest = this.#widest.intervalEnd({ ...sensitive, sense: 'HIGHEST' }).value;
    return lowest <= required.lowest && highest >= required.highest;
  }

  /** Whether one end is wide enough, judged without solving a program for the required end. */
  #isSurelyWide(
    sensitive: IndexedQuantity,
    { lowest, highest, sense }: Interval & { sense: Objective['sense'] },
  ): boolean {
    const byThreshold = this.#endByThreshold(sensitive);
    if (sense === 'LOWEST') {
      return lowest <= Math.max(byThreshold.lowest ?? 0, this.#widest.lowerBoundOf(sensitive));
    }
    return highest >= (byThreshold.highest ?? this.#highestBelowDenominator(sensitive));
  }

  /** The end at which the quantity is threshold − 1: the upper one of a count, the lower one for a difference. */
  #endByThreshold({ cell, quantity }: IndexedQuantity): Partial<Interval> {
    const largestSmall = (this.#cells.thresholds[cell] ?? 0) - 1;
    const denominator = this.#cells.denominators[cell] ?? 0;
    return quantity === 'COUNT'
      ? { highest: Math.min(largestSmall, denominator, this.#cells.bounds[cell]?.highest ?? denominator) }
      : { lowest: denominator - largestSmall };
  }

  #required(sensitive: IndexedQuantity): Interval {
    const { lowest, highest } = this.#endByThreshold(sensitive);
    const lowerBound = this.#widest.lowerBoundOf(sensitive);
    const widestEnd = (sense: Objective['sense']) => this.#widest.intervalEnd({ ...sensitive, sense }).value;
    // Everyone knows the bounds of some counts. What they exclude is not required, whatever is suppressed.
    const hasBounds = this.#cells.bounds.some((each) => each !== null);
    const known = { lowest: hasBounds ? widestEnd('LOWEST') : lowerBound, highest: Number.POSITIVE_INFINITY };
    if (hasBounds) known.highest = widestEnd('HIGHEST');
    // Bounds can allow 0, which is sensitive only if zeros are hidden.
    const leastSensitive = this.#cells.bounds[sensitive.cell] === null || this.#cells.set.hideZeros ? 0 : 1;
    return {
      lowest: lowest === undefined ? Math.max(leastSensitive, widestEnd('LOWEST')) : Math.max(known.lowest, lowest),
      highest:
        highest === undefined
          ? Math.min(this.#highestBelowDenominator(sensitive), widestEnd('HIGHEST'))
          : Math.min(known.highest, highest),
    };
  }

  #highestBelowDenominator({ cell }: IndexedQuantity): number {
    return (this.#cells.denominators[cell] ?? 0) - (this.#cells.set.hideZeros ? 0 : 1);
  }

  #trueCount({ table, cell }: IndexedQuantity): number {
    return this.#cells.tables[table]?.[cell] ?? 0;
  }
}
