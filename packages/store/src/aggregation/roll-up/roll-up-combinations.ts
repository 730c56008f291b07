import { breakdownKey, type CategoryReference } from '@collective-impact/sdk/indicator';
import type { RolledUpVersion } from './roll-up-definitions.ts';
import type { RollUpQuestion } from './roll-up-question.ts';

/** A combination that is asked for, and what it can be added up from: all categories of an exclusive and exhaustive dimension. */
export interface AddedUpCombination {
  /** Null where nobody ever stated it. */
  id: number | null;
  categories: readonly CategoryReference[];
  finer: readonly number[];
}

/** Which combinations of categories a roll-up reads. */
export class Combinations {
  /** Numbers of what is read at first; null for all. */
  readonly asked: readonly number[] | null;
  /** Numbers of what is broken down by one exclusive dimension more than what is asked for. */
  readonly finer: readonly number[];
  readonly #kept: ReadonlySet<number>;
  readonly #finer: ReadonlySet<number>;
  readonly #withFiner: ReadonlySet<string>;
  readonly #codes: ReadonlySet<string> | null;

  constructor(versions: readonly RolledUpVersion[], { by, over }: Pick<RollUpQuestion, 'by' | 'over'>) {
    const kept: number[] = [];
    const finer: number[] = [];
    const bounds: number[] = [];
    const withFiner = new Set<string>();
    const codes = by == null ? null : new Set(by);
    const isOver = over.includes('ORGANIZATIONS') || over.includes('PLACES');
    for (const version of codes === null ? [] : versions) {
      for (const { id, categories } of version.combinations) {
        const more = moreThan(codes, categories);
        if (more?.length === 0) kept.push(id);
        if (more?.length !== 1 || !version.dimensions.some(({ code, exclusive }) => exclusive && code === more[0]))
          continue;
        finer.push(id);
        withFiner.add(version.id);
        // The figures of categories say at least how many people there are.
        if (version.countingUnit === 'PEOPLE_UNDUPLICATED' && isOver) bounds.push(id);
      }
    }
    this.asked = codes === null ? null : [...kept, ...bounds];
    this.finer = finer;
    this.#kept = new Set(kept);
    this.#finer = new Set(finer);
    this.#withFiner = withFiner;
    this.#codes = codes;
  }

  /** What is asked for of a version that can be added up. */
  addedUp({ dimensions, combinations }: RolledUpVersion): AddedUpCombination[] {
    const whole = new Set(dimensions.filter((each) => each.exclusive && each.exhaustive).map(({ code }) => code));
    if (whole.size === 0) return [];
    const byKey = new Map(combinations.map(({ id, categories }) => [breakdownKey(categories), id]));
    const found = new Map<string, AddedUpCombination & { finer: number[] }>();
    for (const { id, categories } of combinations) {
      for (const { dimension } of categories) {
        const rest = categories.filter((each) => each.dimension !== dimension);
        if (!whole.has(dimension) || !this.#isAsked(rest)) continue;
        const key = breakdownKey(rest);
        const one = found.get(key) ?? { id: byKey.get(key) ?? null, categories: rest, finer: [] };
        one.finer.push(id);
        found.set(key, one);
      }
    }
    return [...found.values()];
  }

  #isAsked(categories: readonly CategoryReference[]): boolean {
    return this.#codes === null || moreThan(this.#codes, categories)?.length === 0;
  }

  isKept(breakdownId: number): boolean {
    return this.asked === null || this.#kept.has(breakdownId);
  }

  isFiner(breakdownId: number): boolean {
    return this.#finer.has(breakdownId);
  }

  /** Whether a version has figures that are broken down by one exclusive dimension more. */
  hasFiner(versionId: string): boolean {
    return this.#withFiner.has(versionId);
  }
}

/** The dimensions of a combination beside those that are kept; null where it lacks one of those. */
function moreThan(kept: ReadonlySet<string> | null, categories: readonly CategoryReference[]): string[] | null {
  const codes = categories.map(({ dimension }) => dimension);
  if (kept === null || [...kept].some((code) => !codes.includes(code))) return null;
  return codes.filter((code) => !kept.has(code));
}
