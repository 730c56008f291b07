import {
  type Entry,
  type EntryStatus,
  type Figures,
  figureKey,
  type People,
  type Scenario,
  type ScenarioCategory,
  type ScenarioDimension,
  says,
} from '../scenario/gateway-scenario.ts';
import { tablesOf, type UnknownNumbers } from './unknown-numbers.ts';

/** A row of unknown numbers. */
export interface UnknownRow {
  row: string;
  figures: Figures;
  owner: string | null;
  /** Whether the public sees that the row exists. */
  isSeen: boolean;
  /** Whether the categories of an exhaustive dimension add up to the total if all are reported. */
  isWhole: boolean;
  /** Whether the public can conclude that a zero would be published. */
  showsZero: (key: string) => boolean;
  /**
   * The keys of two dimensions that the row lists in a release. Null if it lists none of two dimensions. Otherwise everyone
   * concludes that nobody is in the others.
   */
  crossed: ReadonlySet<string> | null;
  /**
   * Of a sum: its rows without a figure of the whole. Their categories are in the sums of the categories, and they are not in the
   * sum of the whole.
   */
  rowsWithout?: (whole: string) => readonly Pick<UnknownRow, 'row' | 'figures'>[];
}

type RowAndDimension = UnknownRow & { dimension: ScenarioDimension };

/** Adds rows to unknown numbers: figures and residuals, and the relations between them that everyone knows. */
export class UnknownRows {
  readonly #numbers: UnknownNumbers;
  readonly #scenario: Scenario;
  readonly #tables: number[];

  constructor(numbers: UnknownNumbers, scenario: Scenario) {
    this.#numbers = numbers;
    this.#scenario = scenario;
    this.#tables = tablesOf(scenario);
  }

  /** Adds the figures of a reporter and the residuals of its categories. */
  add(row: UnknownRow): void {
    const { figures, isSeen } = row;
    const total = figures.get('')?.people ?? [];
    if (!says(figures, '')) {
      const isZero = figures.get('')?.status === 'NOT_APPLICABLE';
      this.#numbers.add({
        row: row.row,
        owner: row.owner,
        key: '',
        people: total,
        isCell: false,
        isSecret: isSeen && this.followsFromParts(row),
      });
      if (isZero && isSeen)
        for (const table of this.#tables) this.#numbers.know(this.#numbers.find(row.row, '', table));
    }
    for (const [key, { people, status, bounds }] of figures) {
      // A figure that the public does not know to exist discloses nothing.
      if (key.includes('+')) {
        this.#addCrossedNumber(row, key);
        continue;
      }
      const isCell = status === 'OBSERVED';
      const isZero = status === 'NOT_APPLICABLE' && key !== '';
      const { row: name, owner, showsZero } = row;
      // Nobody knows whether a figure within bounds is 0.
      const number = { row: name, owner, key, people, isSecret: isSeen, showsZero: showsZero(key) && !bounds };
      if (isCell || isZero) this.#numbers.add({ ...number, isCell: isCell && isSeen });
      if (bounds && isCell) this.#numbers.bound(row.row, key, bounds);
      if (isZero && isSeen)
        for (const table of this.#tables) this.#numbers.know(this.#numbers.find(row.row, key, table));
    }
    for (const dimension of this.#scenario.dimensions) {
      if (dimension.exclusive) this.#addTree({ ...row, dimension });
      else this.#addOverlapping({ ...row, dimension });
    }
    // Each category of a total is the sum of the rows that report it.
    if (!row.isWhole) return;
    this.#addCrossed(row);
    if (this.#scenario.kind === 'SHARED') this.#shareDenominator(row);
  }

  /**
   * Adds a figure of two dimensions. The rows of organizations list the same ones with the same status, so that nobody can tell
   * which of them an organization reports, and whether anyone is in them. That somebody is in each suppressed one of the
   * aggregate is known only if it is true of all.
   */
  #addCrossedNumber({ row, owner, isSeen, figures, crossed }: UnknownRow, key: string): void {
    // A crossing is of outermost categories.
    if (!crossed || !this.#isOfOutermost(key)) return;
    const isListed = crossed.has(key);
    const isSomebody = owner === null && [...crossed].every((each) => sumOf(figures.get(each)?.people) > 0);
    const isCell = isListed && owner === null;
    const people = figures.get(key)?.people ?? [];
    this.#numbers.add({ row, owner, key, people, isCell, isSecret: isListed && isSeen, showsZero: false, isSomebody });
    if (!isListed) for (const table of this.#tables) this.#numbers.know(this.#numbers.find(row, key, table));
  }

  /** Whether a figure of two dimensions is of outermost categories. */
  #isOfOutermost(key: string): boolean {
    return key
      .split('+')
      .every((each) =>
        this.#scenario.dimensions.some(({ code, categories }) =>
          categories.some((category) => category.parent === null && figureKey(code, category.code) === each),
        ),
      );
  }

  /** Adds exclusive categories, their subcategories and the residuals. */
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

  /** Adds the people of a whole who are in none of its parts. */
  #addLeft(
    { row, figures, owner, isSeen, rowsWithout }: UnknownRow,
    sum: { whole: string; left: string; parts: readonly string[]; isWhole: boolean },
  ): void {
    const { whole, left, parts, isWhole } = sum;
    const tables = this.#scenario.kind === 'SHARED' ? [0] : this.#tables;
    const number = (key: string, table: number) => figures.get(key)?.people[table] ?? 0;
    const outside = (table: number) =>
      (rowsWithout?.(whole) ?? []).flatMap((each) =>
        parts.filter((key) => says(each.figures, key)).flatMap((key) => this.#numbers.find(each.row, key, table) ?? []),
      );
    const people = tables.map(
      (table) =>
        number(whole, table) -
        parts.reduce((all, key) => all + number(key, table), 0) +
        outside(table).reduce((all, at) => all + (this.#numbers.list[at]?.truth ?? 0), 0),
    );
    // Without reported parts, the residual is the total itself. A total that is not reported is not sensitive here.
    const isSecret = isSeen && parts.length > 0 && says(figures, whole);
    if (!isWhole) this.#numbers.add({ row, key: left, owner, people, isCell: false, isSecret });
    for (const table of tables) {
      const keys = [...parts, ...(isWhole ? [] : [left])];
      this.#numbers.equate(
        this.#numbers.find(row, whole, table),
        keys.map((key) => this.#numbers.find(row, key, table)),
        outside(table),
      );
    }
  }

  /** Adds overlapping categories and the people outside each of them. An exhaustive dimension covers everyone. */
  #addOverlapping({ dimension, ...whole }: RowAndDimension): void {
    const { row, figures, isWhole } = whole;
    const { code, categories, exhaustive } = dimension;
    const keys = categories.map((category) => figureKey(code, category.code)).filter((key) => isSaid(figures, key));
    // The people outside a category are sensitive only if the dimension is not exhaustive. Otherwise they are in other categories.
    const isSeen = whole.isSeen && !exhaustive;
    for (const key of keys) {
      this.#addLeft({ ...whole, isSeen }, { whole: '', left: `not ${key}`, parts: [key], isWhole: false });
    }
    if (!exhaustive || !isWhole || keys.length < categories.length || this.#scenario.kind === 'SHARED') return;
    for (const table of this.#scenario.kind === 'RATED' ? [0] : this.#tables) {
      const terms = keys.flatMap((key) => this.#numbers.term(row, key, { table, weight: 1 }));
      this.#numbers.relate([...terms, ...this.#numbers.term(row, '', { table, weight: -1 })], {
        least: 0,
        most: Number.POSITIVE_INFINITY,
      });
    }
  }

  /**
   * Adds figures of two dimensions. They are parts of the figures of one dimension, and add up to them if all categories of an
   * exhaustive dimension are reported.
   */
  #addCrossed({ row, figures, crossed: listed }: UnknownRow): void {
    if (!listed) return;
    const crossed = [...figures.keys()].filter((key) => key.includes('+') && this.#isOfOutermost(key));
    const margins = [...new Set(crossed.flatMap((key) => key.split('+')))];
    for (const margin of margins) {
      const parts = crossed.filter((key) => key.split('+').includes(margin));
      const others = parts.flatMap((key) => key.split('+').filter((each) => each !== margin));
      const most = this.#isWhole(figures, others) ? 0 : Number.POSITIVE_INFINITY;
      for (const table of this.#tables) {
        const whole = this.#numbers.term(row, margin, { table, weight: 1 });
        if (whole.length === 0) continue;
        const terms = parts.flatMap((key) => this.#numbers.term(row, key, { table, weight: -1 }));
        this.#numbers.relate([...terms, ...whole], { least: 0, most });
      }
    }
  }

  /** Whether categories are exactly the outermost ones of an exhaustive dimension, and all are reported. */
  #isWhole(figures: Figures, keys: readonly string[]): boolean {
    return this.#scenario.dimensions.some(({ code, exhaustive, categories }) => {
      const outermost = categories.filter(({ parent }) => parent === null).map((each) => figureKey(code, each.code));
      const hasAll = outermost.every((key) => keys.includes(key) && isSaid(figures, key));
      return exhaustive && hasAll && keys.every((key) => outermost.includes(key));
    });
  }

  /** Adds the relation that all cells of a row share one denominator. */
  #shareDenominator({ row, figures }: UnknownRow): void {
    const [first, ...others] = [...figures.keys()].filter((key) => says(figures, key));
    for (const other of first === undefined ? [] : others) {
      const terms = this.#tables.flatMap((table) => [
        ...this.#numbers.term(row, first ?? '', { table, weight: 1 }),
        ...this.#numbers.term(row, other, { table, weight: -1 }),
      ]);
      this.#numbers.relate(terms, { least: 0, most: 0 });
    }
  }

  /** Whether a total that is not reported follows from its categories. */
  followsFromParts({ figures }: Pick<UnknownRow, 'figures'>): boolean {
    return this.#scenario.dimensions.some(({ code, exclusive, exhaustive, categories }) => {
      const outermost = categories.filter(({ parent }) => parent === null).map((each) => figureKey(code, each.code));
      const isKnown = (key: string) => says(figures, key) || figures.get(key)?.status === 'NOT_APPLICABLE';
      return exclusive && exhaustive && outermost.every(isKnown) && outermost.some((key) => says(figures, key));
    });
  }
}

/** Whether one report has every category of a dimension that another report has. */
export function saysAsMuch(one: Figures, other: Figures, dimension: ScenarioDimension): boolean {
  const keys = dimension.categories.map(({ code }) => figureKey(dimension.code, code));
  return keys.every((key) => isSaid(one, key) || !isSaid(other, key));
}

/** Whether a report has a figure, or states that it is not applicable. */
function isSaid(figures: Figures, key: string): boolean {
  const known: readonly EntryStatus[] = ['OBSERVED', 'NOT_APPLICABLE'];
  return known.includes((figures.get(key) as Entry | undefined)?.status ?? 'UNSAID');
}

/** The reported subcategories of a category. A subcategory that is not reported is replaced by its own subcategories. */
function partsWithin(tree: RowAndDimension, parent: string | null): string[] {
  const { figures, dimension } = tree;
  return dimension.categories
    .filter((category) => category.parent === parent)
    .flatMap(({ code }) => {
      const key = figureKey(dimension.code, code);
      return isSaid(figures, key) ? [key] : partsWithin(tree, code);
    });
}

function sumOf(people: People | undefined): number {
  return (people ?? []).reduce((left, right) => left + right, 0);
}
