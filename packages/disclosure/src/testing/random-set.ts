import type {
  CellStatus,
  CountBounds,
  LinkedDimension,
  LinkedRow,
  LinkedSet,
  PerCell,
  RowCounts,
} from '../linked-set.ts';
import { protect } from '../protect.ts';
import type { Suppression } from '../result.ts';
import { Random } from './random.ts';

/** Maximum size of a random set. */
export interface SetSize {
  rows: number;
  dimensions: number;
  categories: number;
}

type Kind = 'COUNT' | 'NONZERO' | 'TWO_TABLES' | 'DENOMINATORS';

const maximumSize: SetSize = { rows: 30, dimensions: 3, categories: 8 };

/**
 * A random linked set, the same for the same seed, of the shapes that occur in practice: small counts in many cells;
 * dimensions with a residual that is never published, and rows that are not broken down by them; the residual of a
 * stated total; counts that are known not to be 0; ratios with small or with public denominators; rows that do not add up; two rows of one contributor;
 * and sets with cells that an earlier release published.
 */
export function randomSet(seed: number, size: SetSize = maximumSize): LinkedSet {
  const random = new Random(seed);
  const set = new SetGenerator(random, { size }).generate();
  return random.chance(0.2) ? releasedInPart(set, random) : set;
}

/**
 * A random set of counts with scores: means on a scale from 0 to 1 or to 4 are published with the counts. In most
 * rows, the people of some categories all have the highest score, and those of others the lowest one.
 */
export function randomScoreSet(seed: number, size: SetSize = maximumSize): LinkedSet {
  const random = new Random(seed);
  const set = new SetGenerator(random, { size, kind: 'COUNT' }).generate();
  const scale = random.one([1, 4, 4, 100]);
  const isExtreme = random.chance(0.7);
  const rows = set.rows.map((row): LinkedRow => {
    const [counts] = row.tables;
    if (counts === undefined) return row;
    const total = Math.floor(counts.total * scale * random.one([random.next(), random.next(), 0, 1]));
    const parts = counts.parts.map((list) => {
      const limits = list.map((count) => count * scale);
      return isExtreme && random.chance(0.8)
        ? fillInOrder(total, limits)
        : apportion(total, { weights: limits, limits });
    });
    return { ...row, scores: { total, parts } };
  });
  return { ...set, scale, rows };
}

/**
 * A random set in which everyone knows bounds of some counts, and only their source knows the counts: below a number,
 * above one, between two, or exactly around the count. In some rows most cells are of this form.
 */
export function randomBoundedSet(seed: number, size: SetSize = maximumSize): LinkedSet {
  const random = new Random(seed);
  const kind = random.one(['COUNT', 'COUNT', 'DENOMINATORS'] as const);
  const set = new SetGenerator(random, { size, kind }).generate();
  const share = random.one([0.1, 0.3]);
  const rows = set.rows.map((row): LinkedRow => {
    const [counts] = row.tables;
    if (counts === undefined || row.contributor === null) return row;
    const ofRow = random.chance(0.2) ? 0.8 : share;
    const boundsOf = (count: number, status: CellStatus | undefined) =>
      status === 'UNDECIDED' && random.chance(ofRow) ? boundsAround(count, { random, threshold: set.threshold }) : null;
    const total = random.chance(0.3) ? boundsOf(counts.total, row.status?.total) : null;
    const parts = counts.parts.map((list, dimension) =>
      list.map((count, category) => boundsOf(count, row.status?.parts[dimension]?.[category])),
    );
    return { ...row, bounds: { total, parts } };
  });
  const hasResidualRow = rows.some(({ contributor }) => contributor === null);
  return { ...set, rows, ...(hasResidualRow && { statesTotalRow: true }) };
}

/** Bounds as sources publish them, which contain a count. */
function boundsAround(count: number, { random, threshold }: { random: Random; threshold: number }): CountBounds {
  const width = random.one([5, threshold, 2 * threshold]);
  const lowest = Math.floor(count / width) * width;
  return random.one([
    { lowest, highest: lowest + width - 1 },
    { lowest: 0, highest: lowest + width - 1 },
    { lowest, highest: null },
    { lowest: Math.max(0, count - random.integer(0, 2)), highest: count + random.integer(1, 3) },
  ]);
}

/** Integers that add up to the total: each is its limit, until nothing is left. */
function fillInOrder(total: number, limits: readonly number[]): number[] {
  let remainder = total;
  return limits.map((limit) => {
    const part = Math.min(limit, remainder);
    remainder -= part;
    return part;
  });
}

class SetGenerator {
  readonly #random: Random;
  readonly #kind: Kind;
  readonly #threshold: number;
  readonly #dimensions: LinkedDimension[];
  /** Distribution of counts over the categories of each dimension. A residual comes last. */
  readonly #shares: number[][];
  readonly #hasResidual: boolean[];
  readonly #rowCount: number;

  constructor(random: Random, { size, kind }: { size: SetSize; kind?: Kind }) {
    this.#random = random;
    this.#kind = kind ?? random.one(['COUNT', 'COUNT', 'NONZERO', 'TWO_TABLES', 'DENOMINATORS']);
    this.#threshold = random.one([3, 5, 10, 10, 10, 20]);
    this.#rowCount = Math.floor(2 * (size.rows / 2 + 0.49) ** random.next());
    this.#hasResidual = Array.from({ length: random.integer(1, size.dimensions) }, () => random.chance(0.3));
    this.#dimensions = this.#hasResidual.map((hasResidual, dimension) => {
      const categories = Array.from({ length: random.integer(2, size.categories) }, (_, at) => `category ${at}`);
      return { key: `dimension ${dimension}`, categories: hasResidual ? [...categories, 'residual'] : categories };
    });
    this.#shares = this.#dimensions.map(({ categories }) => categories.map(() => 0.05 + random.next() ** 2));
  }

  generate(): LinkedSet {
    const hasTotalRow = this.#random.chance(0.85);
    const hasResidualRow = hasTotalRow && this.#random.chance(0.15);
    const rows = Array.from({ length: this.#rowCount }, (_, index) =>
      this.#row(index, { isResidual: hasResidualRow && index === 0 }),
    );
    return {
      threshold: this.#threshold,
      hideZeros: this.#random.chance(0.15),
      dimensions: this.#dimensions,
      rows,
      hasTotalRow,
      ...(hasTotalRow && { totalRowStatus: { total: 'UNDECIDED', parts: this.#partStatus('UNDECIDED') } }),
    };
  }

  #row(index: number, { isResidual }: { isResidual: boolean }): LinkedRow {
    const random = this.#random;
    const rowStatus: CellStatus = isResidual ? 'NEVER_PUBLISHED' : 'UNDECIDED';
    const contributor = random.chance(0.1) ? Math.floor(index / 2) : index;
    const status: PerCell<CellStatus> = { total: rowStatus, parts: this.#partStatus(rowStatus) };
    const weights = this.#shares.map((shares, dimension) => {
      const isNotBrokenDown = this.#hasResidual[dimension] === true && !isResidual && random.chance(0.2);
      if (!isNotBrokenDown) return shares.map((share) => (random.chance(0.2) ? 0 : share * (0.3 + random.next())));
      const last = shares.length - 1;
      status.parts[dimension] = shares.map((_, category) => (category === last ? 'NEVER_PUBLISHED' : 'PUBLISHED'));
      return shares.map((_, category) => (category === last ? 1 : 0));
    });
    const tables = this.#tables(weights);
    return {
      key: `row ${index}`,
      contributor: isResidual ? null : `organization ${contributor}`,
      ...tables,
      status,
    };
  }

  /** The same status for each part, except for residuals, which are never published. */
  #partStatus(status: CellStatus): CellStatus[][] {
    return this.#shares.map((shares, dimension) =>
      shares.map((_, category) =>
        this.#hasResidual[dimension] && category === shares.length - 1 ? 'NEVER_PUBLISHED' : status,
      ),
    );
  }

  #tables(weights: number[][]): Pick<LinkedRow, 'tables' | 'publicDenominators' | 'lowest'> {
    const random = this.#random;
    const people = Math.floor(Math.exp(random.next() * 5.5));
    const distribute = (total: number): RowCounts => ({
      total,
      parts: weights.map((each) => apportion(total, { weights: each })),
    });
    if (this.#kind === 'COUNT') return { tables: [distribute(people)] };
    if (this.#kind === 'NONZERO') return { tables: [distribute(people)], lowest: [nonzero(distribute(people))] };
    const rate = random.one([random.next(), random.next(), 0, 1]);
    const numerator = Math.floor(people * rate);
    if (this.#kind === 'TWO_TABLES') return { tables: [distribute(numerator), distribute(people - numerator)] };
    const total = people * this.#threshold;
    const denominators = weights.map((each) => withoutSmall(apportion(total, { weights: each }), this.#threshold));
    const count = Math.floor(total * (random.chance(0.5) ? rate ** 4 : rate));
    const parts = denominators.map((limits) => apportion(count, { weights: limits, limits }));
    return { tables: [{ total: count, parts }], publicDenominators: { total, parts: denominators } };
  }
}

/** Integers that add up to the total, roughly in proportion to the weights, none above its limit. */
function apportion(
  total: number,
  { weights, limits }: { weights: readonly number[]; limits?: readonly number[] },
): number[] {
  const positive = weights.some((weight) => weight > 0) ? weights : weights.map(() => 1);
  const sum = positive.reduce((left, right) => left + right, 0);
  const parts = positive.map((weight) => Math.floor((total * weight) / sum));
  let remainder = total - parts.reduce((left, right) => left + right, 0);
  for (let index = 0; remainder > 0; index = (index + 1) % parts.length) {
    const canGrow = (positive[index] ?? 0) > 0 && (parts[index] ?? 0) < (limits?.[index] ?? total);
    if (!canGrow) continue;
    parts[index] = (parts[index] ?? 0) + 1;
    remainder--;
  }
  return parts;
}

/** Lowest counts of cells that are known not to be 0. */
function nonzero({ total, parts }: RowCounts): RowCounts {
  return { total: Math.min(1, total), parts: parts.map((list) => list.map((count) => Math.min(1, count))) };
}

/** Moves every part below the threshold to the largest part. */
function withoutSmall(parts: readonly number[], threshold: number): number[] {
  const small = parts.map((part) => (part < threshold ? part : 0));
  const largest = parts.indexOf(Math.max(...parts));
  const moved = small.reduce((left, right) => left + right, 0) - (small[largest] ?? 0);
  return parts.map((part, index) => (index === largest ? part + moved : part - (small[index] ?? 0)));
}

/** Gives some rows the status from an earlier release of these rows or of all rows. The total row is new. */
function releasedInPart(set: LinkedSet, random: Random): LinkedSet {
  const isReleased = set.rows.map(() => random.chance(0.7));
  const released = set.rows.filter((_, index) => isReleased[index]);
  const earlier = protect(random.chance(0.3) ? set : { ...set, rows: released });
  if (!earlier.safe) return set;
  const earlierRows = earlier.suppressions.rows.length === released.length ? released : set.rows;
  const rows = set.rows.map((row, index): LinkedRow => {
    const suppressions = earlier.suppressions.rows[earlierRows.indexOf(row)];
    return isReleased[index] && suppressions !== undefined ? withStatus(row, suppressions) : row;
  });
  return { ...set, rows };
}

/** A row whose cells have the status that an earlier decision gave them. */
function withStatus(row: LinkedRow, suppressions: PerCell<Suppression | null>): LinkedRow {
  const statusOf = (status: CellStatus | undefined, suppression: Suppression | null): CellStatus => {
    if (status === 'NEVER_PUBLISHED' || status === 'PUBLISHED') return status;
    return suppression === null ? 'PUBLISHED' : 'SUPPRESSED';
  };
  const parts = suppressions.parts.map((list, dimension) =>
    list.map((suppression, category) => statusOf(row.status?.parts[dimension]?.[category], suppression)),
  );
  return { ...row, status: { total: statusOf(row.status?.total, suppressions.total), parts } };
}
