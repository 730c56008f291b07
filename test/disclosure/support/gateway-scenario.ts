import { Random } from './random.ts';

/** Numbers of people: of a count, how many; of a ratio, those who are counted and those who are not. */
export type People = readonly number[];

/** What a reporter says: by `''` for the total and `dimension/category` else. */
export type Figures = ReadonlyMap<string, People>;

/** A dimension whose categories exclude each other. */
export interface ScenarioDimension {
  code: string;
  exhaustive: boolean;
  categories: string[];
}

/** What reporters say for the first time or anew before a release is published; the ecosystem itself is `own`. */
type Round = ReadonlyMap<string, Figures>;

/** Made-up organizations, what they report of an indicator, and how that changes from release to release. */
export interface Scenario {
  seed: number;
  kind: 'COUNT' | 'RATIO';
  counts: 'PEOPLE' | 'PEOPLE_UNDUPLICATED';
  threshold: number;
  hidesZeros: boolean;
  dimensions: ScenarioDimension[];
  /** Names; of the closed ones the public sees nothing. */
  organizations: string[];
  closed: ReadonlySet<string>;
  rounds: Round[];
}

/** At most so many organizations report, and in such a share of scenarios the ecosystem itself. */
export interface ScenarioSizes {
  organizations: number;
  ownShare: number;
}

export const own = 'own';

/** The key of a category's figure. */
export function figureKey(dimension: string, category: string): string {
  return `${dimension}/${category}`;
}

export function randomScenario(seed: number, sizes: ScenarioSizes = { organizations: 12, ownShare: 0.4 }): Scenario {
  return new ScenarioMaker(seed, sizes).make();
}

class ScenarioMaker {
  readonly #seed: number;
  readonly #random: Random;
  readonly #organizations: string[];
  readonly #closed: Set<string>;
  readonly #dimensions: ScenarioDimension[];
  readonly #shares: number[][];
  readonly #kind: Scenario['kind'];
  readonly #counts: Scenario['counts'];
  /** How large organizations are: some scenarios have few small numbers, others almost nothing else. */
  readonly #largest: number;
  readonly #ownShare: number;
  readonly #said = new Map<string, Figures>();

  constructor(seed: number, sizes: ScenarioSizes) {
    const random = new Random(seed);
    this.#seed = seed;
    this.#ownShare = sizes.ownShare;
    this.#random = random;
    this.#kind = random.one(['COUNT', 'COUNT', 'RATIO']);
    this.#counts = random.one(['PEOPLE', 'PEOPLE', 'PEOPLE_UNDUPLICATED']);
    this.#largest = random.one([4, 5, 6]);
    this.#organizations = Array.from({ length: random.whole(3, sizes.organizations) }, (_, at) => `partner-${at}`);
    this.#closed = new Set(this.#organizations.filter(() => random.chance(0.05)));
    this.#dimensions = Array.from({ length: random.whole(1, 2) }, (_, at) => ({
      code: `d${at}`,
      exhaustive: random.chance(0.7),
      categories: Array.from({ length: random.whole(2, 5) }, (_each, category) => `c${category}`),
    }));
    // The last share is of those whom the categories leave out.
    this.#shares = this.#dimensions.map(({ categories, exhaustive }) => [
      ...categories.map(() => 0.05 + random.next() ** 2),
      exhaustive ? 0 : 0.1 * random.next(),
    ]);
  }

  make(): Scenario {
    const random = this.#random;
    const isLate = this.#organizations.map((_, at) => at > 0 && random.chance(0.25));
    const first = new Map(this.#organizations.filter((_, at) => !isLate[at]).map((name) => [name, this.#figures()]));
    for (const [name, figures] of first) this.#said.set(name, figures);
    if (random.chance(this.#ownShare)) {
      const figures = this.#ownFigures();
      first.set(own, figures);
      this.#said.set(own, figures);
    }
    let late = this.#organizations.filter((_, at) => isLate[at]);
    const rounds: Round[] = [first];
    for (let left = random.whole(0, 2); left > 0; left--) {
      const come = late.filter(() => left === 1 || random.chance(0.6));
      late = late.filter((name) => !come.includes(name));
      rounds.push(this.#laterRound(come));
    }
    return {
      seed: this.#seed,
      kind: this.#kind,
      counts: this.#counts,
      threshold: random.one([3, 5, 10, 10, 10]),
      hidesZeros: random.chance(0.12),
      dimensions: this.#dimensions,
      organizations: this.#organizations,
      closed: this.#closed,
      rounds,
    };
  }

  #laterRound(come: readonly string[]): Round {
    const random = this.#random;
    const share = random.one([0, 0.2, 0.5]);
    const corrected = [...this.#said.keys()].filter((name) => random.chance(name === own ? share / 3 : share));
    const figures = new Map(come.map((name) => [name, this.#figures()]));
    for (const name of corrected) {
      const before = this.#said.get(name);
      if (name === own) figures.set(name, this.#ownFigures());
      else figures.set(name, before && random.chance(0.5) ? this.#moved(before) : this.#figures());
    }
    for (const [name, each] of figures) this.#said.set(name, each);
    return figures;
  }

  #figures(): Figures {
    const random = this.#random;
    const people = Math.floor(Math.exp(random.next() * this.#largest)) + (random.chance(0.6) ? 15 : 0);
    const rate = random.one([random.next(), random.next(), random.next() ** 4, 0, 1]);
    const counted = Math.floor(people * rate);
    const tables = this.#kind === 'COUNT' ? [people] : [counted, people - counted];
    const found = new Map<string, People>([['', tables]]);
    this.#dimensions.forEach(({ code, categories }, at) => {
      if (random.chance(0.12)) return;
      const weights = (this.#shares[at] ?? []).map((share) =>
        random.chance(0.25) ? 0 : share * (0.3 + random.next()),
      );
      const split = tables.map((number) => this.#split(number, weights));
      categories.forEach((category, column) => {
        const cell = split.map((parts) => parts[column] ?? 0);
        const isNone = cell.every((number) => number === 0);
        if (!(isNone && (this.#kind === 'RATIO' || random.chance(0.3)))) found.set(figureKey(code, category), cell);
      });
    });
    return found;
  }

  /** Whole numbers about in proportion to weights, which make the total; where none has weight, the first has all. */
  #split(total: number, weights: readonly number[]): number[] {
    const sum = weights.reduce((left, right) => left + right, 0);
    const parts = weights.map((weight) => (sum > 0 ? Math.floor((total * weight) / sum) : 0));
    const heaviest = Math.max(0, weights.indexOf(Math.max(...weights)));
    const rest = total - parts.reduce((left, right) => left + right, 0);
    return parts.map((part, at) => (at === heaviest ? part + rest : part));
  }

  /** The same, but for some who were counted to another category, or not at all. */
  #moved(before: Figures): Figures {
    const random = this.#random;
    const more = random.whole(1, 4);
    const found = new Map(before);
    const add = (key: string) => {
      const cell = found.get(key);
      if (cell) found.set(key, [(cell[0] ?? 0) + more, ...cell.slice(1)]);
    };
    add('');
    for (const { code, categories, exhaustive } of this.#dimensions) {
      const said = categories.filter((category) => found.has(figureKey(code, category)));
      const [any, ...others] = said;
      if (any === undefined || (!exhaustive && random.chance(0.3))) continue;
      add(figureKey(code, random.one([any, ...others])));
    }
    return found;
  }

  /** What the ecosystem says of itself: all that its organizations say and some more, or less where people are with several. */
  #ownFigures(): Figures {
    const random = this.#random;
    const rows = [...this.#said].filter(([name]) => name !== own).map(([, figures]) => figures);
    const isOnce = this.#counts === 'PEOPLE_UNDUPLICATED' || random.chance(0.15);
    const closeness = random.next();
    const most = random.one([3, 12, 40]);
    const shared = (numbers: readonly number[]) => {
      const [largest, sum] = [Math.max(0, ...numbers), numbers.reduce((left, right) => left + right, 0)];
      return isOnce ? Math.round(largest + (sum - largest) * closeness * random.next()) : sum + this.#some(most);
    };
    const tables = this.#kind === 'COUNT' ? [0] : [0, 1];
    const whole = (key: string) => tables.map((at) => shared(rows.map((row) => row.get(key)?.[at] ?? 0)));
    const found = new Map<string, People>();
    let totals = whole('');
    const splits = this.#dimensions.filter(() => random.chance(0.6));
    const cells = splits.map(({ code, categories }) =>
      categories.map((category) => ({ key: figureKey(code, category), cell: whole(figureKey(code, category)) })),
    );
    const sums = cells.map((each) => tables.map((at) => each.reduce((sum, { cell }) => sum + (cell[at] ?? 0), 0)));
    totals = tables.map((at) => Math.max(totals[at] ?? 0, ...sums.map((sum) => sum[at] ?? 0)));
    found.set('', totals);
    splits.forEach(({ exhaustive }, at) => {
      const [last, ...others] = (cells[at] ?? []).toReversed();
      const rest = tables.map((table) => (exhaustive ? (totals[table] ?? 0) - (sums[at]?.[table] ?? 0) : 0));
      for (const { key, cell } of [
        ...others,
        ...(last ? [{ ...last, cell: last.cell.map((n, t) => n + (rest[t] ?? 0)) }] : []),
      ]) {
        if (this.#kind === 'COUNT' || cell.some((number) => number > 0)) found.set(key, cell);
      }
    });
    return found;
  }

  #some(most: number): number {
    return this.#random.chance(0.4) ? 0 : this.#random.whole(0, most);
  }
}
