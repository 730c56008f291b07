import { cellRole, type IndexedSet } from './indexed-set.ts';

/** Lowest and highest possible value of each cell of a table. */
export interface Bounds {
  lower: Float64Array;
  upper: Float64Array;
}

const maximumRounds = 20;

/**
 * The widest feasibility interval of each cell: what an audience could infer even if every eligible cell were
 * suppressed, from published zeros, earlier releases, denominators, and a contributor's own rows. For example, a total
 * over three categories that are known to be nonzero is at least 3. No suppression pattern can widen these intervals.
 */
export class WidestBounds {
  readonly #set: IndexedSet;
  readonly #cache = new Map<string, Bounds>();

  readonly #knowledge: 'EVERYTHING' | 'WITHOUT_BOUNDS' | 'WITHOUT_PUBLISHED';

  /**
   * The knowledge can be restricted: without the bounds of counts that only their sources know, or without the counts above 0
   * that an earlier release published.
   */
  constructor(set: IndexedSet, knowledge: 'EVERYTHING' | 'WITHOUT_BOUNDS' | 'WITHOUT_PUBLISHED') {
    this.#set = set;
    this.#knowledge = knowledge;
  }

  /** The bounds of a table for the public (−1) or for the contributor with that index. */
  of({ table, audience }: { table: number; audience: number }): Bounds {
    const key = `${table} ${audience}`;
    const bounds = this.#cache.get(key) ?? this.#propagate(this.#initial({ table, audience }));
    this.#cache.set(key, bounds);
    return bounds;
  }

  /**
   * Bounds of each cell on its own: the true count if it is published or the audience's own, otherwise those of the
   * set.
   */
  #initial({ table, audience }: { table: number; audience: number }): Bounds {
    const { tables, roles, contributorOfRow, layout, bounded, denominators, lowestWithoutBounds } = this.#set;
    const lower = Float64Array.from(this.#set.lower[table] ?? []);
    const upper = Float64Array.from(this.#set.upper[table] ?? []);
    tables[table]?.forEach((count, cell) => {
      if (bounded[cell] === 1 && this.#knowledge === 'WITHOUT_BOUNDS') {
        lower[cell] = lowestWithoutBounds[cell] ?? 0;
        upper[cell] = denominators[cell] ?? Number.POSITIVE_INFINITY;
      }
      const isOwnCell = audience >= 0 && contributorOfRow[Math.floor(cell / layout.width)] === audience;
      const isPublished =
        roles[cell] === cellRole.published && (count === 0 || this.#knowledge !== 'WITHOUT_PUBLISHED');
      if (!isPublished && !isOwnCell) return;
      lower[cell] = count;
      upper[cell] = count;
    });
    return { lower, upper };
  }

  /** Tightens sums by their parts and parts by their sums until nothing changes. */
  #propagate(bounds: Bounds): Bounds {
    const { rowCount, hasTotalRow, layout } = this.#set;
    const { columns, width } = layout;
    for (let round = 0, changed = true; changed && round < maximumRounds; round++) {
      changed = false;
      for (let row = 0; row < (hasTotalRow ? rowCount + 1 : rowCount); row++) {
        for (const { offset, size } of columns) {
          const first = row * width + offset;
          if (tightenSum(bounds, { total: row * width, first, step: 1, count: size })) changed = true;
        }
      }
      for (let column = 0; hasTotalRow && column < width; column++) {
        const total = rowCount * width + column;
        if (tightenSum(bounds, { total, first: column, step: width, count: rowCount })) changed = true;
      }
    }
    return bounds;
  }
}

/** A total, and its `count` parts: every `step`-th cell beginning with `first`. */
interface Sum {
  total: number;
  first: number;
  step: number;
  count: number;
}

/** Tightens the bounds of one sum. Returns whether any bound changed. */
function tightenSum({ lower, upper }: Bounds, { total, first, step, count }: Sum): boolean {
  let lowerSum = 0;
  let finiteUpperSum = 0;
  let unboundedCount = 0;
  const end = first + count * step;
  for (let cell = first; cell < end; cell += step) {
    lowerSum += lower[cell] as number;
    if (upper[cell] === Number.POSITIVE_INFINITY) unboundedCount++;
    else finiteUpperSum += upper[cell] as number;
  }
  const totalLower = lower[total] as number;
  const totalUpper = upper[total] as number;
  let changed = false;
  if (lowerSum > totalLower) {
    lower[total] = lowerSum;
    changed = true;
  }
  if (unboundedCount === 0 && finiteUpperSum < totalUpper) {
    upper[total] = finiteUpperSum;
    changed = true;
  }
  for (let cell = first; cell < end; cell += step) {
    const partLower = lower[cell] as number;
    const partUpper = upper[cell] as number;
    const isUnbounded = partUpper === Number.POSITIVE_INFINITY;
    const atMost = totalUpper - (lowerSum - partLower);
    if (atMost < partUpper) {
      upper[cell] = atMost;
      changed = true;
    }
    const othersAreBounded = unboundedCount === (isUnbounded ? 1 : 0);
    const othersUpper = isUnbounded ? finiteUpperSum : finiteUpperSum - partUpper;
    const atLeast = othersAreBounded ? totalLower - othersUpper : 0;
    if (atLeast > partLower) {
      lower[cell] = atLeast;
      changed = true;
    }
  }
  return changed;
}
