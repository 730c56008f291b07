import { breakdownKey, type CategoryReference } from '@collective-impact/sdk/indicator';
import type { RollUpArguments } from '../roll-up-arguments.ts';
import type { RolledUpVersion } from '../roll-up-definitions.ts';

/** A requested combination of categories that is the sum over an exclusive and exhaustive dimension. */
export interface SummableBreakdown {
  /** Number of the combination. Null if no report ever stated it. */
  id: number | null;
  categories: readonly CategoryReference[];
  /** Numbers of the combinations that it is the sum of. */
  finer: readonly number[];
}

/** The combinations of categories (breakdowns) that a roll-up reads, by number. */
export class RequestedBreakdowns {
  /** What the roll-up reads first. Null for all. */
  readonly first: readonly number[] | null;
  /** Combinations that have one exclusive dimension more than the requested ones. */
  readonly finer: readonly number[];
  readonly #first: ReadonlySet<number>;
  readonly #requested: ReadonlySet<number>;
  readonly #finer: ReadonlySet<number>;
  readonly #versionsWithFiner: ReadonlySet<string>;
  readonly #dimensions: ReadonlySet<string> | null;

  constructor(versions: readonly RolledUpVersion[], { by, over }: Pick<RollUpArguments, 'by' | 'over'>) {
    const requested: number[] = [];
    const finer: number[] = [];
    const bounds: number[] = [];
    const versionsWithFiner = new Set<string>();
    const dimensions = by == null ? null : new Set(by);
    const isAggregated = over.includes('ORGANIZATIONS') || over.includes('PLACES');
    for (const version of versions) {
      for (const { id, categories } of version.combinations) {
        const more = dimensions && dimensionsBeside(dimensions, categories);
        if (more?.length === 0) requested.push(id);
        if (more?.length !== 1 || !version.dimensions.some(({ code, exclusive }) => exclusive && code === more[0]))
          continue;
        finer.push(id);
        versionsWithFiner.add(version.id);
        // The figures of categories raise the lower bound of an unduplicated count.
        if (version.countingUnit === 'PEOPLE_UNDUPLICATED' && isAggregated) bounds.push(id);
      }
    }
    this.first = dimensions === null ? null : [...requested, ...bounds];
    this.finer = finer;
    this.#first = new Set(this.first);
    this.#requested = new Set(requested);
    this.#finer = new Set(finer);
    this.#versionsWithFiner = versionsWithFiner;
    this.#dimensions = dimensions;
  }

  /** The requested combinations of a version that are sums over an exclusive and exhaustive dimension. */
  summable({ dimensions, combinations }: RolledUpVersion): SummableBreakdown[] {
    const additive = new Set(dimensions.filter((each) => each.exclusive && each.exhaustive).map(({ code }) => code));
    if (additive.size === 0) return [];
    const idsByKey = new Map(combinations.map(({ id, categories }) => [breakdownKey(categories), id]));
    const summable = new Map<string, SummableBreakdown & { finer: number[] }>();
    for (const { id, categories } of combinations) {
      for (const { dimension } of categories) {
        const rest = categories.filter((each) => each.dimension !== dimension);
        if (!additive.has(dimension) || !this.#hasRequestedDimensions(rest)) continue;
        const key = breakdownKey(rest);
        const breakdown = summable.get(key) ?? { id: idsByKey.get(key) ?? null, categories: rest, finer: [] };
        breakdown.finer.push(id);
        summable.set(key, breakdown);
      }
    }
    return [...summable.values()];
  }

  #hasRequestedDimensions(categories: readonly CategoryReference[]): boolean {
    return this.#dimensions === null || dimensionsBeside(this.#dimensions, categories)?.length === 0;
  }

  isRequested(breakdownId: number): boolean {
    return this.first === null || this.#requested.has(breakdownId);
  }

  /** Whether sums of a combination are read: in an unanswered release, also those that sum to the requested ones. */
  isRead(breakdownId: number, isUnanswered: boolean): boolean {
    return this.first === null || this.#first.has(breakdownId) || (isUnanswered && this.#finer.has(breakdownId));
  }

  /** Whether a version has combinations with one exclusive dimension more than requested. */
  hasFiner(versionId: string): boolean {
    return this.#versionsWithFiner.has(versionId);
  }
}

/** The dimensions of a combination that are not requested. Null if a requested dimension is not among them. */
function dimensionsBeside(requested: ReadonlySet<string>, categories: readonly CategoryReference[]): string[] | null {
  const codes = categories.map(({ dimension }) => dimension);
  if ([...requested].some((code) => !codes.includes(code))) return null;
  return codes.filter((code) => !requested.has(code));
}
