import {
  type EntryBounds,
  type People,
  quotients,
  ratios,
  type Scenario,
  scores,
} from '../scenario/gateway-scenario.ts';
import type { Relation } from '../whole-numbers.ts';

/** A number of people that an attacker wants to infer: of a reporter, of a total, or of a residual. */
export interface Unknown {
  name: string;
  row: string;
  /** Whether it is the number of a cell, and not of a residual. */
  isCell: boolean;
  /** Key of the figure, and the table. */
  key: string;
  table: number;
  /** Contributor of the row. Null for totals and their residuals. */
  owner: string | null;
  truth: number;
  /** The number, if a release publishes it or a status implies it. Otherwise null. */
  shown: number | null;
  /** Lower bound that is public without any sums. */
  least: number;
  /** Whether it is public in any case. */
  settled: boolean;
  /** Whether a small number is sensitive. */
  secret: boolean;
}

/** Unknown numbers, and the public relations between them. */
export class UnknownNumbers {
  readonly list: Unknown[] = [];
  readonly relations: Relation[] = [];
  /** Relations that follow from published cells, beside the published numbers. */
  readonly shownRelations: Relation[] = [];
  readonly #scenario: Scenario;
  readonly #tables: number[];
  /** Whether all denominators are known to be large, so that only numerators of 0 are published in any case. */
  readonly #isLargeRatio: boolean;
  readonly #at = new Map<string, number>();

  constructor(scenario: Scenario, { isLargeRatio }: { isLargeRatio: boolean }) {
    this.#scenario = scenario;
    this.#isLargeRatio = isLargeRatio;
    this.#tables = tablesOf(scenario);
  }

  /** The index of an unknown number. Undefined if there is none. */
  find(row: string, key: string, table: number): number | undefined {
    return this.#at.get(JSON.stringify([row, key, table]));
  }

  /** The number itself. 0 if there is none. */
  truthOf(row: string, key: string, table: number): number {
    return this.list[this.find(row, key, table) ?? -1]?.truth ?? 0;
  }

  /** Adds the relation that a weighted sum of unknown numbers lies between two bounds. */
  relate(terms: readonly (readonly [number, number])[], { least, most }: { least: number; most: number }): void {
    this.#check(terms, { least, most });
    this.relations.push({ terms, least, most });
  }

  /** Adds a relation that follows from a published cell. */
  relateShown(terms: readonly (readonly [number, number])[], { least, most }: { least: number; most: number }): void {
    this.#check(terms, { least, most });
    this.shownRelations.push({ terms, least, most });
  }

  #check(terms: readonly (readonly [number, number])[], { least, most }: { least: number; most: number }): void {
    const impossible = terms.flatMap(([at]) => this.list[at] ?? []).find(({ truth, least }) => truth < least);
    if (impossible) throw new Error(`${impossible.name} is ${impossible.truth}, below its bound ${impossible.least}.`);
    const sum = terms.reduce((all, [at, weight]) => all + weight * (this.list[at]?.truth ?? 0), 0);
    if (sum < least || sum > most) {
      const names = terms.map(([at, weight]) => `${weight} × ${this.list[at]?.name} (${this.list[at]?.truth})`);
      throw new Error(`A relation does not hold: ${names.join(', ')} is ${sum}, not ${least}..${most}.`);
    }
  }

  /** Adds the relation that parts add up to a total, and to numbers outside of it that the parts include. */
  equate(whole: number | undefined, parts: readonly (number | undefined)[], outside: readonly number[] = []): void {
    if (whole === undefined) return;
    const terms = parts.flatMap((part) => (part === undefined ? [] : [[part, 1] as const]));
    const sum = [whole, ...outside].map((at) => [at, -1] as const);
    this.relate([...terms, ...sum], { least: 0, most: 0 });
  }

  add(number: {
    row: string;
    key: string;
    owner: string | null;
    people: People;
    /** Whether there is a cell whose zero would be published. */
    isCell: boolean;
    isSecret: boolean;
    showsZero?: boolean;
    /** Whether everyone knows that a suppressed cell of a quotient is about somebody. */
    isSomebody?: boolean;
  }): void {
    const { row, key, owner, people, isCell, isSecret, showsZero = true } = number;
    const { hidesZeros, kind } = this.#scenario;
    const isRatio = ratios.includes(kind);
    const sum = people.reduce((left, right) => left + right, 0);
    const isSomebody = (number.isSomebody ?? true) && isCell && quotients.includes(kind);
    const showsZeros = isCell && !hidesZeros && showsZero;
    const isShownIfNone = isSomebody || showsZeros;
    const isRated = kind === 'RATED';
    people.forEach((truth, table) => {
      const isNumerator = isRatio && table === 0;
      const isOne = people.length === 1 || (isRated && table === 0);
      const isSure = isOne ? isShownIfNone : showsZeros && isNumerator && this.#isLargeRatio;
      this.#at.set(JSON.stringify([row, key, table]), this.list.length);
      this.list.push({
        name: `${row} ${key || 'total'}${people.length > 1 ? ` (${nameOfTable(table, isRatio)})` : ''}`,
        row,
        isCell,
        key,
        table,
        owner,
        truth,
        shown: null,
        least: isSure ? Math.min(1, truth) : 0,
        settled: isShownIfNone && sum === 0,
        secret: isSecret && (isCell || truth > 0) && !(isRated && table === 1),
      });
    });
    if (isRated && (people[0] ?? 0) >= 0) this.#scale(row, key);
    if (!isRated && people.length > 1 && isShownIfNone) {
      const terms = people.map((_, table) => [this.find(row, key, table) ?? 0, 1] as const);
      this.relate(terms, { least: Math.min(1, sum), most: Number.POSITIVE_INFINITY });
    }
  }

  /** Adds the bounds of a count, or of a percentage with its base. Everyone knows them, whether they are shown or not. */
  bound(row: string, key: string, { lowest, highest }: EntryBounds): void {
    const most = Number.POSITIVE_INFINITY;
    const counted = this.term(row, key, { table: 0, weight: 1 });
    const isRatio = this.#tables.length > 1;
    if (!isRatio) {
      this.relate(counted, { least: lowest ?? 0, most: highest ?? most });
      return;
    }
    // A percentage within bounds is published with its base. Whole numbers as ends make the programs easier to solve.
    const base = this.#tables.reduce(
      (sum, table) => sum + (this.list[this.find(row, key, table) ?? -1]?.truth ?? 0),
      0,
    );
    const all = this.#tables.flatMap((table) => this.term(row, key, { table, weight: 1 }));
    this.relate(all, { least: base, most: base });
    this.relate(counted, {
      least: Math.ceil(((lowest ?? 0) * base) / 100),
      most: Math.floor(((highest ?? 100) * base) / 100),
    });
  }

  /** Adds the bounds of the scale: everyone has a score on it. */
  #scale(row: string, key: string): void {
    const term = (table: number, weight: number) => this.term(row, key, { table, weight });
    const most = Number.POSITIVE_INFINITY;
    this.relate([...term(1, 1), ...term(0, -scores.lowest)], { least: 0, most });
    this.relate([...term(1, -1), ...term(0, scores.highest)], { least: 0, most });
  }

  /** The term of a relation for a number. Empty if there is none. */
  term(row: string, key: string, { table, weight }: { table: number; weight: number }): (readonly [number, number])[] {
    const at = this.find(row, key, table);
    return at === undefined ? [] : [[at, weight]];
  }

  /** States that a number is known to be 0. */
  know(at: number | undefined): void {
    const unknown = at === undefined ? undefined : this.list[at];
    if (unknown) Object.assign(unknown, { shown: 0, secret: false, settled: true });
  }
}

/** The indexes of the numbers of people in a cell of a scenario. */
export function tablesOf({ kind }: Pick<Scenario, 'kind'>): number[] {
  return ratios.includes(kind) || kind === 'ASKED' || kind === 'RATED' ? [0, 1] : [0];
}

function nameOfTable(table: number, isRatio: boolean): string {
  if (!isRatio) return table === 0 ? 'counted' : 'asked';
  return table === 0 ? 'counted' : 'others';
}
