import {
  type Entry,
  type EntryStatus,
  type Figures,
  figureKey,
  type People,
  quotients,
  ratios,
  type Scenario,
  type ScenarioCategory,
  type ScenarioDimension,
  says,
  scores,
} from './gateway-scenario.ts';
import type { Relation } from './whole-numbers.ts';

/** A number of people that is true of a reporter, of what organizations make together, or of those with none of them. */
export interface Unknown {
  name: string;
  row: string;
  /** Whether it is of a cell, and not of what cells leave. */
  isCell: boolean;
  /** What it is of, and in which table. */
  key: string;
  table: number;
  /** Whose row it is of; null for sums and what is left of them. */
  owner: string | null;
  truth: number;
  /** The number where some release shows it, or where its status says it. */
  shown: number | null;
  /** The least that the public knows it to be, by itself. */
  least: number;
  /** Whether it cannot be withheld. */
  settled: boolean;
  /** Whether a small one is a secret. */
  secret: boolean;
}

/** A row of numbers to be found out. */
export interface UnknownRow {
  row: string;
  figures: Figures;
  owner: string | null;
  /** Whether anybody is shown that there is such a row. */
  isSeen: boolean;
  /** Whether categories that are all there make up everything. */
  isWhole: boolean;
  /** Whether a cell of nobody would be shown, as far as anyone can see. */
  showsZero: (key: string) => boolean;
  /** Whether anything of a figure of two dimensions is shown. */
  showsCrossed: boolean;
}

type RowAndDimension = UnknownRow & { dimension: ScenarioDimension };

/** Unknown numbers, and what everyone knows to hold between them. */
export class UnknownNumbers {
  readonly list: Unknown[] = [];
  readonly relations: Relation[] = [];
  /** What follows from what is shown, beside the numbers that are shown. */
  readonly shownRelations: Relation[] = [];
  readonly #scenario: Scenario;
  readonly #tables: number[];
  /** Whether a ratio is known to have no small denominator, so that only numerators of nobody are shown for sure. */
  readonly #isLargeRatio: boolean;
  readonly #at = new Map<string, number>();

  constructor(scenario: Scenario, { isLargeRatio }: { isLargeRatio: boolean }) {
    this.#scenario = scenario;
    this.#isLargeRatio = isLargeRatio;
    this.#tables = tablesOf(scenario);
  }

  /** The number of an unknown, where there is one. */
  find(row: string, key: string, table: number): number | undefined {
    return this.#at.get(JSON.stringify([row, key, table]));
  }

  /** A weighted sum of unknowns that lies between two ends. */
  relate(terms: readonly (readonly [number, number])[], { least, most }: { least: number; most: number }): void {
    this.#check(terms, { least, most });
    this.relations.push({ terms, least, most });
  }

  /** What a shown cell says of its numbers without saying them. */
  relateShown(terms: readonly (readonly [number, number])[], { least, most }: { least: number; most: number }): void {
    this.#check(terms, { least, most });
    this.shownRelations.push({ terms, least, most });
  }

  #check(terms: readonly (readonly [number, number])[], { least, most }: { least: number; most: number }): void {
    const sum = terms.reduce((all, [at, weight]) => all + weight * (this.list[at]?.truth ?? 0), 0);
    if (sum < least || sum > most) {
      const names = terms.map(([at, weight]) => `${weight} × ${this.list[at]?.name} (${this.list[at]?.truth})`);
      throw new Error(`what is taken to be known is not true: ${names.join(', ')} is ${sum}, not ${least}..${most}`);
    }
  }

  /** That parts make a whole, in a table. */
  equate(whole: number | undefined, parts: readonly (number | undefined)[]): void {
    if (whole === undefined) return;
    const terms = parts.flatMap((part) => (part === undefined ? [] : [[part, 1] as const]));
    this.relate([...terms, [whole, -1]], { least: 0, most: 0 });
  }

  /** What a reporter says, and what its categories leave. */
  addRow(row: UnknownRow): void {
    const { figures, isSeen } = row;
    const total = figures.get('')?.people ?? [];
    if (!says(figures, '')) {
      const isZero = figures.get('')?.status === 'NOT_APPLICABLE';
      this.add({
        row: row.row,
        owner: row.owner,
        key: '',
        people: total,
        isCell: false,
        isSecret: isSeen && this.followsFromParts(row),
      });
      if (isZero && isSeen) for (const table of this.#tables) this.#know(this.find(row.row, '', table));
    }
    for (const [key, { people, status }] of figures) {
      // What nobody is shown to exist tells nothing.
      if (key.includes('+') && !row.showsCrossed) continue;
      const isCell = status === 'OBSERVED';
      const isZero = status === 'NOT_APPLICABLE' && key !== '';
      const { row: name, owner, showsZero } = row;
      const number = { row: name, owner, key, people, isSecret: isSeen, showsZero: showsZero(key) };
      if (isCell || isZero) this.add({ ...number, isCell: isCell && isSeen });
      if (isZero && isSeen) for (const table of this.#tables) this.#know(this.find(row.row, key, table));
    }
    for (const dimension of this.#scenario.dimensions) {
      if (dimension.exclusive) this.#addTree({ ...row, dimension });
      else this.#addOverlapping({ ...row, dimension });
    }
    // Of what rows make together each category is of those rows that say it.
    if (!row.isWhole) return;
    this.#addCrossed(row);
    if (this.#scenario.kind === 'SHARED') this.#shareDenominator(row);
  }

  add(number: {
    row: string;
    key: string;
    owner: string | null;
    people: People;
    /** Whether there is a cell, of which everyone knows that one of nobody would be shown. */
    isCell: boolean;
    isSecret: boolean;
    showsZero?: boolean;
  }): void {
    const { row, key, owner, people, isCell, isSecret, showsZero = true } = number;
    const { hidesZeros, kind } = this.#scenario;
    const isRatio = ratios.includes(kind);
    const sum = people.reduce((left, right) => left + right, 0);
    const isSomebody = isCell && quotients.includes(kind);
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

  /** Everyone has a score on the scale. */
  #scale(row: string, key: string): void {
    const term = (table: number, weight: number) => this.#term(row, key, { table, weight });
    const most = Number.POSITIVE_INFINITY;
    this.relate([...term(1, 1), ...term(0, -scores.lowest)], { least: 0, most });
    this.relate([...term(1, -1), ...term(0, scores.highest)], { least: 0, most });
  }

  /** Categories that exclude each other, with others within them, and what they leave. */
  #addTree(tree: RowAndDimension): void {
    const { figures, dimension } = tree;
    const outermost = dimension.categories.filter(({ parent }) => parent === null);
    const isKnown = ({ code }: ScenarioCategory) => isSaid(figures, figureKey(dimension.code, code));
    const isWhole = tree.isWhole && dimension.exhaustive && outermost.every(isKnown);
    this.#addLeft(tree, { whole: '', left: `${dimension.code}/`, parts: partsWithin(tree, null), isWhole });
    for (const { code } of dimension.categories) {
      const whole = figureKey(dimension.code, code);
      const parts = partsWithin(tree, code);
      if (says(figures, whole) && parts.length > 0)
        this.#addLeft(tree, { whole, left: `${whole}/`, parts, isWhole: false });
    }
  }

  #addLeft(
    { row, figures, owner, isSeen }: UnknownRow,
    sum: { whole: string; left: string; parts: readonly string[]; isWhole: boolean },
  ): void {
    const { whole, left, parts, isWhole } = sum;
    const tables = this.#scenario.kind === 'SHARED' ? [0] : this.#tables;
    const number = (key: string, table: number) => figures.get(key)?.people[table] ?? 0;
    const people = tables.map(
      (table) => number(whole, table) - parts.reduce((all, key) => all + number(key, table), 0),
    );
    // What is not split at all is left as a whole: that is the total again. Of a total that nobody says nothing is known.
    const isSecret = isSeen && parts.length > 0 && says(figures, whole);
    if (!isWhole) this.add({ row, key: left, owner, people, isCell: false, isSecret });
    for (const table of tables) {
      const keys = [...parts, ...(isWhole ? [] : [left])];
      this.equate(
        this.find(row, whole, table),
        keys.map((key) => this.find(row, key, table)),
      );
    }
  }

  /** Categories of which people can be in several: each leaves others, and all of them are everyone in an exhaustive dimension. */
  #addOverlapping({ dimension, ...whole }: RowAndDimension): void {
    const { row, figures, isWhole } = whole;
    const { code, categories, exhaustive } = dimension;
    const keys = categories.map((category) => figureKey(code, category.code)).filter((key) => isSaid(figures, key));
    // What a category leaves is a secret where it is all that is left: here others of them are in the other categories.
    const isSeen = whole.isSeen && !exhaustive;
    for (const key of keys) {
      this.#addLeft({ ...whole, isSeen }, { whole: '', left: `not ${key}`, parts: [key], isWhole: false });
    }
    if (!exhaustive || !isWhole || keys.length < categories.length || this.#scenario.kind === 'SHARED') return;
    for (const table of this.#scenario.kind === 'RATED' ? [0] : this.#tables) {
      const terms = keys.flatMap((key) => this.#term(row, key, { table, weight: 1 }));
      this.relate([...terms, ...this.#term(row, '', { table, weight: -1 })], {
        least: 0,
        most: Number.POSITIVE_INFINITY,
      });
    }
  }

  /**
   * Figures of two dimensions at once are parts of those of one, and make it up where all of them are said of a dimension
   * that has nobody else. Only someone who is shown one of them knows that.
   */
  #addCrossed({ row, figures, showsCrossed }: UnknownRow): void {
    if (!showsCrossed) return;
    const crossed = [...figures.keys()].filter((key) => key.includes('+'));
    const margins = [...new Set(crossed.flatMap((key) => key.split('+')))];
    for (const margin of margins) {
      const parts = crossed.filter((key) => key.split('+').includes(margin));
      const others = parts.flatMap((key) => key.split('+').filter((each) => each !== margin));
      const most = this.#isWhole(figures, others) ? 0 : Number.POSITIVE_INFINITY;
      for (const table of this.#tables) {
        const whole = this.#term(row, margin, { table, weight: 1 });
        if (whole.length === 0) continue;
        const terms = parts.flatMap((key) => this.#term(row, key, { table, weight: -1 }));
        this.relate([...terms, ...whole], { least: 0, most });
      }
    }
  }

  /** Whether categories are all the outermost ones of a dimension in which everyone is in one that is said. */
  #isWhole(figures: Figures, keys: readonly string[]): boolean {
    return this.#scenario.dimensions.some(({ code, exhaustive, categories }) => {
      const outermost = categories.filter(({ parent }) => parent === null).map((each) => figureKey(code, each.code));
      const hasAll = outermost.every((key) => keys.includes(key) && isSaid(figures, key));
      return exhaustive && hasAll && keys.every((key) => outermost.includes(key));
    });
  }

  /** Whoever knows one denominator of a row knows them all. */
  #shareDenominator({ row, figures }: UnknownRow): void {
    const [first, ...others] = [...figures.keys()].filter((key) => says(figures, key));
    for (const other of first === undefined ? [] : others) {
      const terms = this.#tables.flatMap((table) => [
        ...this.#term(row, first ?? '', { table, weight: 1 }),
        ...this.#term(row, other, { table, weight: -1 }),
      ]);
      this.relate(terms, { least: 0, most: 0 });
    }
  }

  #term(row: string, key: string, { table, weight }: { table: number; weight: number }): (readonly [number, number])[] {
    const at = this.find(row, key, table);
    return at === undefined ? [] : [[at, weight]];
  }

  #know(at: number | undefined): void {
    const unknown = at === undefined ? undefined : this.list[at];
    if (unknown) Object.assign(unknown, { shown: 0, secret: false, settled: true });
  }

  /** Whether a total that is not said can be added up from what is. */
  followsFromParts({ figures }: Pick<UnknownRow, 'figures'>): boolean {
    return this.#scenario.dimensions.some(
      ({ code, exclusive, exhaustive, categories }) =>
        exclusive &&
        exhaustive &&
        categories.every((category) => category.parent !== null || says(figures, figureKey(code, category.code))),
    );
  }
}

/** Whether a reporter says something of every category of which another one does, or of every one within one. */
export function saysAsMuch(one: Figures, other: Figures, dimension: ScenarioDimension): boolean {
  const keys = dimension.categories.map(({ code }) => figureKey(dimension.code, code));
  return keys.every((key) => isSaid(one, key) || !isSaid(other, key));
}

/** By how many numbers a cell of a scenario says people. */
export function tablesOf({ kind }: Pick<Scenario, 'kind'>): number[] {
  return ratios.includes(kind) || kind === 'ASKED' || kind === 'RATED' ? [0, 1] : [0];
}

/** Whether a reporter says a number, or that there is nobody. */
function isSaid(figures: Figures, key: string): boolean {
  const known: readonly EntryStatus[] = ['OBSERVED', 'NOT_APPLICABLE'];
  return known.includes((figures.get(key) as Entry | undefined)?.status ?? 'UNSAID');
}

/** The categories within one that something is said of; of one that nothing is said of, those within it. */
function partsWithin(tree: RowAndDimension, parent: string | null): string[] {
  const { figures, dimension } = tree;
  return dimension.categories
    .filter((category) => category.parent === parent)
    .flatMap(({ code }) => {
      const key = figureKey(dimension.code, code);
      return isSaid(figures, key) ? [key] : partsWithin(tree, code);
    });
}

function nameOfTable(table: number, isRatio: boolean): string {
  if (!isRatio) return table === 0 ? 'counted' : 'asked';
  return table === 0 ? 'counted' : 'others';
}
