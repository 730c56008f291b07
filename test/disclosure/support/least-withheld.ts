import type { LinkedSet } from '@collective-impact/disclosure';
import type { Highs } from 'highs';
import { PublicProgram } from './program.ts';
import { LinkedNumbers, type Secret } from './public-view.ts';
import { SecretRanges } from './secret-ranges.ts';

/** A secret, and who must not find it out. */
interface Danger {
  secret: Secret;
  from: string | null;
}

/**
 * How many cells have to be withheld beyond those with secrets and those settled, at the very least, so that nobody can
 * narrow more than is granted. Exact, and slow: whatever choice gives a secret away is made as large as it can be while it
 * does so, and of the cells that are left every choice has to have one; an integer program finds the smallest that has.
 */
export function leastWithheld(highs: Highs, set: LinkedSet): number {
  const numbers = new LinkedNumbers(set);
  using seen = new PublicProgram(highs, numbers);
  using possible = new PublicProgram(highs, numbers);
  const search = new LeastSearch(numbers, new SecretRanges({ numbers, seen, possible }));
  for (;;) {
    const choice = search.smallest(highs);
    if (!search.learnFrom(choice)) return choice.size;
  }
}

class LeastSearch {
  readonly #numbers: LinkedNumbers;
  readonly #ranges: SecretRanges;
  readonly #dangers: Danger[];
  /** Cells that are withheld anyway, and those of which one can choose. */
  readonly #always: Set<number>;
  readonly #free: number[];
  /** Of each of these lists one cell has to be withheld. */
  readonly #needed: number[][] = [];

  constructor(numbers: LinkedNumbers, ranges: SecretRanges) {
    this.#numbers = numbers;
    this.#ranges = ranges;
    const secrets = numbers.secrets();
    const settled = numbers.cells.filter((cell) => ['WITHHELD', 'HIDDEN'].includes(numbers.states[cell] ?? ''));
    this.#always = new Set([...secrets.map(({ cell }) => cell), ...settled]);
    this.#free = numbers.cells.filter((cell) => numbers.canBeWithheld(cell) && !this.#always.has(cell));
    const lookers = [null, ...numbers.contributors];
    this.#dangers = lookers.flatMap((from) =>
      secrets
        .filter(({ cell }) => from === null || numbers.ownerOf(cell) !== from)
        .map((secret) => ({ secret, from }))
        .filter((danger) => !this.#tells(danger, new Set(this.#free))),
    );
  }

  /** The fewest cells of which every list has one. */
  smallest(highs: Highs): Set<number> {
    if (this.#needed.length === 0) return new Set();
    using model = highs.createModel();
    model.options.set({ output_flag: false });
    const { free, ones } = { free: this.#free, ones: this.#free.map(() => 1) };
    model.addVars(
      free.map(() => 0),
      ones,
    );
    const all = { kind: 'range', from: 0, to: free.length - 1 } as const;
    model.changeColsCost(all, ones);
    model.changeColsIntegrality(all, new Array(free.length).fill(highs.constants.variableType.integer));
    for (const cells of this.#needed) {
      const indices = cells.map((cell) => free.indexOf(cell)).sort((left, right) => left - right);
      model.addRow(1, highs.infinity, { indices, values: indices.map(() => 1) });
    }
    model.run();
    const { colValue } = model.getSolution();
    return new Set(free.filter((_, at) => (colValue[at] ?? 0) > 0.5));
  }

  /** Adds a list for what a choice gives away, for each secret to the first who finds it; `false`, if for none. */
  learnFrom(choice: ReadonlySet<number>): boolean {
    const told = new Set<Secret>();
    for (const danger of this.#dangers) {
      if (told.has(danger.secret) || !this.#tells(danger, choice)) continue;
      told.add(danger.secret);
      const large = new Set(choice);
      for (const cell of this.#free) {
        if (!large.has(cell) && this.#tells(danger, new Set([...large, cell]))) large.add(cell);
      }
      this.#needed.push(this.#free.filter((cell) => !large.has(cell)));
    }
    return told.size > 0;
  }

  #tells({ secret, from }: Danger, choice: ReadonlySet<number>): boolean {
    this.#ranges.lookAs(
      from,
      this.#numbers.cells.map((cell) => this.#always.has(cell) || choice.has(cell)),
    );
    return this.#ranges.narrowed([secret]).length > 0;
  }
}
