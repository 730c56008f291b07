import type { PublicProgram, Question } from './program.ts';
import type { LinkedNumbers, Secret } from './public-view.ts';

/** How low and how high a count is, or has to be. */
interface Range {
  least: number;
  most: number;
}

/** What somebody can find out about the secrets of a set, beside what is granted. */
export class SecretRanges {
  readonly #numbers: LinkedNumbers;
  readonly #seen: PublicProgram;
  readonly #possible: PublicProgram;
  #from: string | null = null;

  constructor(options: { numbers: LinkedNumbers; seen: PublicProgram; possible: PublicProgram }) {
    this.#numbers = options.numbers;
    this.#seen = options.seen;
    this.#possible = options.possible;
  }

  /** From now on it is one contributor that looks, or the public, at a set of which these cells are withheld. */
  lookAs(from: string | null, withheld: readonly boolean[]): void {
    this.#from = from;
    this.#seen.know({ withheld, from, other: 'ANY' });
    this.#possible.know({ withheld: this.#numbers.mostWithheld(), from, other: 'TRUE' });
  }

  /** The secrets that are narrowed further than is granted, and how far. */
  narrowed(secrets: readonly Secret[]): { secret: Secret; told: string }[] {
    const found = secrets.map((secret) => ({ secret, least: this.#count(secret), most: this.#count(secret) }));
    const learn = (table: Float64Array) => {
      for (const each of found) {
        const value = this.#seen.valueIn(table, each.secret);
        each.least = Math.min(each.least, value);
        each.most = Math.max(each.most, value);
      }
    };
    // Tables in which many are low or high at once spare a program for each.
    for (const sense of ['LEAST', 'MOST', 'LEAST', 'MOST'] as const) {
      const open = found.filter((each) => !this.#surely(each.secret, { ...each, sense })).map(({ secret }) => secret);
      const table = open.length > 1 ? this.#seen.extreme(open, sense) : undefined;
      if (table !== undefined) learn(table);
    }
    return found.flatMap((each) => {
      for (const sense of ['LEAST', 'MOST'] as const) {
        if (!this.#surely(each.secret, { ...each, sense })) learn(this.#seen.answer({ ...each.secret, sense }).found);
      }
      const { secret, least, most } = each;
      const isWide = (['LEAST', 'MOST'] as const).every((sense) => this.#surely(secret, { least, most, sense }));
      if (isWide) return [];
      const granted = this.#granted(secret);
      if (least <= granted.least && most >= granted.most) return [];
      const who = this.#from ?? 'the public';
      const what = `${this.#numbers.nameOf(secret.cell)} (${secret.of} of table ${secret.table})`;
      return [{ secret, told: `${what}: ${who} finds ${least}..${most}, not ${granted.least}..${granted.most}` }];
    });
  }

  /** Whether a secret could be protected, were everything withheld. */
  couldBe(secret: Secret): boolean {
    const granted = this.#granted(secret);
    const least = this.#possible.answer({ ...secret, sense: 'LEAST' }).value;
    const most = this.#possible.answer({ ...secret, sense: 'MOST' }).value;
    return least <= granted.least && most >= granted.most;
  }

  /** Whether what was found is wide enough, without asking what is granted. */
  #surely(secret: Secret, { least, most, sense }: Range & { sense: Question['sense'] }): boolean {
    const fixed = this.#fixedEnds(secret);
    if (sense === 'LEAST') return least <= Math.max(fixed.least ?? 0, this.#possible.lowerOf(secret));
    return most >= (fixed.most ?? this.#mostBelowCeiling(secret));
  }

  /** The ends that are as the threshold has them: for a count the upper, for what is left of it the lower. */
  #fixedEnds({ cell, of }: Secret): Partial<Range> {
    const small = this.#numbers.set.threshold - 1;
    const ceiling = this.#numbers.ceilings[cell] ?? 0;
    return of === 'COUNT' ? { most: Math.min(small, ceiling) } : { least: ceiling - small };
  }

  #granted(secret: Secret): Range {
    const { least, most } = this.#fixedEnds(secret);
    const lower = this.#possible.lowerOf(secret);
    const answer = (sense: Question['sense']) => this.#possible.answer({ ...secret, sense }).value;
    return {
      least: least === undefined ? answer('LEAST') : Math.max(lower, least),
      most: most ?? Math.min(this.#mostBelowCeiling(secret), answer('MOST')),
    };
  }

  #mostBelowCeiling({ cell }: Secret): number {
    return (this.#numbers.ceilings[cell] ?? 0) - (this.#numbers.set.hideZeros ? 0 : 1);
  }

  #count({ table, cell }: Secret): number {
    return this.#numbers.tables[table]?.[cell] ?? 0;
  }
}
