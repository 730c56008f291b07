import { type Arrangement, cellKind } from './arrangement.ts';

/** The least and the most that each cell of a table can be. */
export interface Bounds {
  lower: Float64Array;
  upper: Float64Array;
}

const mostRounds = 20;

/**
 * What each cell can be at all, were everything withheld that may be: what zeros, earlier releases, ceilings, and one
 * contributor's own rows say. A total over three categories that are known to have somebody is at least 3.
 */
export class KnownBounds {
  readonly #arrangement: Arrangement;
  readonly #known = new Map<string, Bounds>();

  constructor(arrangement: Arrangement) {
    this.#arrangement = arrangement;
  }

  /** As the public knows them (-1), or the contributor of that number. */
  of({ table, from }: { table: number; from: number }): Bounds {
    const key = `${table} ${from}`;
    const known = this.#known.get(key) ?? this.#narrow(this.#first({ table, from }));
    this.#known.set(key, known);
    return known;
  }

  /** Each by itself: the true number where it is shown or one's own, the bounds of withheld ones elsewhere. */
  #first({ table, from }: { table: number; from: number }): Bounds {
    const { tables, kinds, contributorOf, layout } = this.#arrangement;
    const lower = Float64Array.from(this.#arrangement.lower[table] ?? []);
    const upper = Float64Array.from(this.#arrangement.upper[table] ?? []);
    tables[table]?.forEach((count, cell) => {
      const own = from >= 0 && contributorOf[Math.floor(cell / layout.width)] === from;
      if (kinds[cell] !== cellKind.shown && !own) return;
      lower[cell] = count;
      upper[cell] = count;
    });
    return { lower, upper };
  }

  /** Sums bound their parts, and parts their sums, until nothing changes. */
  #narrow(bounds: Bounds): Bounds {
    const { rowCount, addsUp, layout } = this.#arrangement;
    const { columns, width } = layout;
    for (let round = 0, changed = true; changed && round < mostRounds; round++) {
      changed = false;
      for (let row = 0; row < (addsUp ? rowCount + 1 : rowCount); row++) {
        for (const { offset, size } of columns) {
          const first = row * width + offset;
          if (narrowSum(bounds, { whole: row * width, first, step: 1, count: size })) changed = true;
        }
      }
      for (let column = 0; addsUp && column < width; column++) {
        const whole = rowCount * width + column;
        if (narrowSum(bounds, { whole, first: column, step: width, count: rowCount })) changed = true;
      }
    }
    return bounds;
  }
}

interface Sum {
  whole: number;
  first: number;
  step: number;
  count: number;
}

/** Whether one sum says more than was known. */
function narrowSum({ lower, upper }: Bounds, { whole, first, step, count }: Sum): boolean {
  let least = 0;
  let most = 0;
  let endless = 0;
  const end = first + count * step;
  for (let cell = first; cell < end; cell += step) {
    least += lower[cell] as number;
    if (upper[cell] === Number.POSITIVE_INFINITY) endless++;
    else most += upper[cell] as number;
  }
  const wholeLeast = lower[whole] as number;
  const wholeMost = upper[whole] as number;
  let changed = false;
  if (least > wholeLeast) {
    lower[whole] = least;
    changed = true;
  }
  if (endless === 0 && most < wholeMost) {
    upper[whole] = most;
    changed = true;
  }
  for (let cell = first; cell < end; cell += step) {
    const partLeast = lower[cell] as number;
    const partMost = upper[cell] as number;
    const isEndless = partMost === Number.POSITIVE_INFINITY;
    const atMost = wholeMost - (least - partLeast);
    if (atMost < partMost) {
      upper[cell] = atMost;
      changed = true;
    }
    const othersEnd = endless === (isEndless ? 1 : 0);
    const atLeast = othersEnd ? wholeLeast - (isEndless ? most : most - partMost) : 0;
    if (atLeast > partLeast) {
      lower[cell] = atLeast;
      changed = true;
    }
  }
  return changed;
}
