import type { Random } from '../../../../packages/disclosure/src/testing/index.ts';
import { tablesOf } from '../view/unknown-numbers.ts';
import { CrossedFigures } from './crossed-figures.ts';
import type { Entry, EntryStatus, Figures, People, ScenarioDimension, ScenarioKind } from './gateway-scenario.ts';
import { figureKey, ratios, scores } from './gateway-scenario.ts';
import { isNobody, partsOf, sumOf } from './innermost-parts.ts';

type Truth = Map<string, People>;

/** Creates random figures of people that reporters have: complete tables, of which reports omit some cells. */
export class FigureMaker {
  readonly #random: Random;
  readonly #kind: ScenarioKind;
  readonly #dimensions: readonly ScenarioDimension[];
  /** The distribution of people over the innermost parts of each dimension. */
  readonly #shares: Map<string, number>[];
  /** Logarithm of the largest organization. Some scenarios have few small numbers, and others almost only small ones. */
  readonly #largest: number;
  /** Probability that a figure is missing. 0 in most scenarios. */
  readonly #gaps: number;
  readonly #crosses: boolean;
  /** Whether the scores of the first categories are as high as they can be. */
  readonly #isExtreme: boolean;
  /** Whether people of every category of one dimension are in most categories of the other, and every report states it. */
  readonly #isSpread: boolean;
  /** Fewest people of an organization. */
  readonly #fewest: number;
  readonly #crossed: CrossedFigures;
  /** Whether almost all denominators are large, and many numerators are small. */
  readonly #isLargeRatio: boolean;

  constructor(
    random: Random,
    of: { kind: ScenarioKind; dimensions: readonly ScenarioDimension[]; isLargeRatio: boolean; isCrossed: boolean },
  ) {
    this.#random = random;
    this.#isLargeRatio = of.isLargeRatio;
    this.#kind = of.kind;
    this.#dimensions = of.dimensions;
    this.#shares = of.dimensions.map(
      (dimension) => new Map(partsOf(dimension).map((key) => [key, this.#shareOf(key, dimension)])),
    );
    this.#largest = random.one(of.isCrossed ? [5, 6, 7] : [4, 5, 6]);
    this.#gaps = random.one([0, 0, 0.05, 0.15]);
    this.#isExtreme = random.chance(0.5);
    const canCross = of.dimensions.length === 2 && of.dimensions.every(({ exclusive }) => exclusive);
    this.#crosses = canCross && of.kind !== 'SHARED' && of.kind !== 'RATED' && (of.isCrossed || random.chance(0.25));
    const crossedShare = random.one([1, 1, 0.8]);
    this.#isSpread = this.#crosses && random.chance(of.isCrossed ? 0.85 : 0.6);
    const { isCrossed: isMixed, kind, dimensions } = of;
    this.#crossed = new CrossedFigures(random, { kind, dimensions, isSpread: this.#isSpread, isMixed, crossedShare });
    this.#fewest = of.isCrossed ? random.one([0, 50, 200]) : 0;
  }

  /** The figures of an organization. */
  make(): Figures {
    const random = this.#random;
    const least = this.#isLargeRatio ? 300 : this.#fewest;
    const people = Math.floor(Math.exp(random.next() * this.#largest)) + (random.chance(0.6) ? 15 : 0) + least;
    const rate = this.#isLargeRatio
      ? random.one([0.005, 0.02, 0.05, 0.3, 0.98, random.next()])
      : random.one([random.next(), random.next(), random.next() ** 4, 0, 1]);
    const counted = Math.floor(people * rate);
    const asked = people + (random.chance(0.5) ? 0 : random.integer(0, 30));
    const total = ratios.includes(this.#kind)
      ? [counted, people - counted]
      : this.#kind === 'ASKED'
        ? [people, asked]
        : this.#kind === 'RATED'
          ? [people, this.#scores(people)]
          : [people];
    const truth: Truth = new Map([['', total]]);
    for (const [at, dimension] of this.#dimensions.entries()) {
      if (!dimension.exclusive) {
        this.#overlap(truth, dimension);
        continue;
      }
      const weights = partsOf(dimension).map((key) =>
        random.chance(0.25) && !this.#isLargeRatio ? 0 : (this.#shares[at]?.get(key) ?? 0) * (0.3 + random.next()),
      );
      const split = total.map((number) => this.#split(number, weights));
      if (this.#kind === 'RATED') split[1] = this.#spread(total[1] ?? 0, split[0] ?? []);
      for (const [part, key] of partsOf(dimension).entries())
        truth.set(
          key,
          split.map((numbers) => numbers[part] ?? 0),
        );
    }
    return this.#reported(this.#added(truth));
  }

  /** The same figures after a correction that adds a few people. */
  moved(before: Figures): Figures {
    const random = this.#random;
    const more = random.integer(1, 4);
    const truth: Truth = new Map([...before].map(([key, { people }]) => [key, people]));
    const add = (key: string) =>
      truth.set(
        key,
        (truth.get(key) ?? []).map((number, at) => {
          if (at === 0) return number + more;
          return this.#kind === 'RATED' ? number + 3 * more : number;
        }),
      );
    add('');
    for (const dimension of this.#dimensions) {
      const hasOthers = dimension.exclusive && !dimension.exhaustive;
      const parts = partsOf(dimension).filter((key) => hasOthers || key !== `${dimension.code}/`);
      const [any, ...others] = parts;
      if (any !== undefined) add(random.one([any, ...others]));
    }
    const added = this.#added(truth);
    const status = (key: string): EntryStatus => {
      const was = before.get(key)?.status ?? 'UNSAID';
      return was === 'NOT_APPLICABLE' && !isNobody(added.get(key)) ? 'OBSERVED' : was;
    };
    return new Map(
      [...added].map(([key, people]) => [key, { people, status: key.includes('+') ? 'UNSAID' : status(key) }]),
    );
  }

  /** The sum of rows. */
  sumOf(rows: readonly Figures[]): Figures {
    return this.whole(rows, { isOnce: false, most: 0 });
  }

  /** The ecosystem's figure: the sum of the rows and other people, or less if people are counted once (`isOnce`). */
  whole(rows: readonly Figures[], { isOnce, most }: { isOnce: boolean; most?: number }): Figures {
    const random = this.#random;
    const closeness = random.next();
    const others = most ?? random.one([3, 12, 40]);
    const shared = (numbers: readonly number[]) => {
      const [largest, sum] = [Math.max(0, ...numbers), numbers.reduce((left, right) => left + right, 0)];
      if (!isOnce) return sum + (random.chance(0.4) ? 0 : random.integer(0, others));
      return Math.round(largest + (sum - largest) * closeness * random.next());
    };
    const tables = tablesOf({ kind: this.#kind });
    const together = (key: string) => tables.map((at) => shared(rows.map((row) => row.get(key)?.people[at] ?? 0)));
    const truth: Truth = new Map();
    const exclusive = this.#dimensions.filter((dimension) => dimension.exclusive);
    for (const { code, exhaustive, ...dimension } of exclusive) {
      for (const key of partsOf({ code, exhaustive, ...dimension })) {
        truth.set(key, exhaustive && key === `${code}/` ? tables.map(() => 0) : together(key));
      }
    }
    const sums = exclusive.map((dimension) => tables.map((at) => sumAt(truth, { keys: partsOf(dimension), at })));
    const total = together('').map((number, at) => Math.max(number, ...sums.map((sum) => sum[at] ?? 0)));
    truth.set('', total);
    exclusive.forEach((dimension, at) => {
      const keys = partsOf(dimension).filter((key) => !dimension.exhaustive || key !== `${dimension.code}/`);
      const last = keys.at(-1) ?? '';
      truth.set(
        last,
        (truth.get(last) ?? []).map((number, table) => number + (total[table] ?? 0) - (sums[at]?.[table] ?? 0)),
      );
    });
    for (const dimension of this.#dimensions) if (!dimension.exclusive) this.#overlap(truth, dimension);
    return this.#reported(this.#added(truth));
  }

  /** The sum of the scores of people. Often all have the lowest or the highest score. */
  #scores(people: number): number {
    const random = this.#random;
    const share = random.one([random.next(), random.next(), random.next(), 0, 1]);
    return scores.lowest * people + Math.floor((scores.highest - scores.lowest) * people * share);
  }

  /** Distributes a sum of scores over parts. Often everyone in the first parts has the highest score. */
  #spread(total: number, counts: readonly number[]): number[] {
    const sum = counts.reduce((left, right) => left + right, 0);
    const mean = sum > 0 ? total / sum : 0;
    let rest = total - scores.lowest * sum;
    const lowest = counts.map((count) =>
      this.#isExtreme ? 0 : Math.max(0, Math.floor((mean - scores.lowest) * count * 0.9)),
    );
    rest -= lowest.reduce((left, right) => left + right, 0);
    return counts.map((count, part) => {
      const more = Math.min(rest, (scores.highest - scores.lowest) * count - (lowest[part] ?? 0));
      rest -= more;
      return scores.lowest * count + (lowest[part] ?? 0) + more;
    });
  }

  #shareOf(key: string, { exhaustive, code }: ScenarioDimension): number {
    const random = this.#random;
    if (key === `${code}/`) return exhaustive ? 0 : 0.1 * random.next();
    return key.endsWith('/') && random.chance(0.5) ? 0 : 0.05 + random.next() ** 2;
  }

  /** Adds categories that overlap. In an exhaustive dimension, everyone is in at least one. */
  #overlap(truth: Truth, { code, exhaustive, categories }: ScenarioDimension): void {
    const total = truth.get('') ?? [];
    const keys = categories.map((category) => figureKey(code, category.code));
    for (const key of keys)
      truth.set(
        key,
        total.map((number) => Math.floor(number * this.#overlappingShare())),
      );
    const [first = ''] = keys;
    const lacking = total.map((number, at) => (exhaustive ? Math.max(0, number - sumAt(truth, { keys, at })) : 0));
    truth.set(
      first,
      (truth.get(first) ?? []).map((number, at) => number + (lacking[at] ?? 0)),
    );
    if (this.#kind === 'RATED') this.#rate(truth, { keys, total });
  }

  #overlappingShare(): number {
    const share = this.#random.next() ** 2;
    return this.#isLargeRatio ? 0.2 + 0.6 * share : share;
  }

  /** Assigns scores on the scale to the people of overlapping categories, and to the others. */
  #rate(truth: Truth, { keys, total }: { keys: readonly string[]; total: People }): void {
    const [all = 0, sum = 0] = total;
    for (const key of keys) {
      const [count = 0] = truth.get(key) ?? [];
      const least = Math.max(scores.lowest * count, sum - scores.highest * (all - count));
      const most = Math.min(scores.highest * count, sum - scores.lowest * (all - count));
      truth.set(key, [count, least + Math.floor((most - least) * this.#random.next())]);
    }
  }

  /** Integers that add up to the total, approximately in proportion to weights. Without weights, the first has the total. */
  #split(total: number, weights: readonly number[]): number[] {
    const sum = weights.reduce((left, right) => left + right, 0);
    const parts = weights.map((weight) => (sum > 0 ? Math.floor((total * weight) / sum) : 0));
    const heaviest = Math.max(0, weights.indexOf(Math.max(...weights)));
    const rest = total - parts.reduce((left, right) => left + right, 0);
    return parts.map((part, at) => (at === heaviest ? part + rest : part));
  }

  /** Adds the numbers of parent categories. If the denominator is shared, every category has all of it. */
  #added(truth: Truth): Truth {
    const added = new Map(truth);
    for (const { code, categories } of this.#dimensions) {
      for (const { code: parent } of categories) {
        const inner = categories
          .filter((category) => category.parent === parent)
          .map((each) => figureKey(code, each.code));
        if (inner.length === 0) continue;
        const keys = [...inner, `${figureKey(code, parent)}/`];
        added.set(
          figureKey(code, parent),
          (truth.get('') ?? []).map((_, at) => sumAt(added, { keys, at })),
        );
      }
    }
    if (this.#kind !== 'SHARED') return added;
    const all = sumOf(truth.get(''));
    return new Map([...added].map(([key, [counted = 0]]) => [key, [counted, all - counted]]));
  }

  #reported(truth: Truth): Figures {
    const random = this.#random;
    const entries = new Map<string, Entry>();
    const totalStatus = isNobody(truth.get(''))
      ? this.#statusOf(truth.get(''))
      : random.chance(0.06)
        ? 'UNSAID'
        : 'OBSERVED';
    entries.set('', { people: truth.get('') ?? [], status: totalStatus });
    for (const dimension of this.#dimensions) {
      const isSplit = !random.chance(0.12) || this.#isSpread;
      for (const category of dimension.categories) {
        const key = figureKey(dimension.code, category.code);
        const people = truth.get(key) ?? [];
        entries.set(key, { people, status: isSplit ? this.#statusOf(people) : 'UNSAID' });
      }
    }
    for (const [key, people] of truth) if (!entries.has(key)) entries.set(key, { people, status: 'UNSAID' });
    if (this.#crosses && (this.#isSpread || random.chance(0.7))) this.#crossed.addTo(entries);
    // A report has at least one cell.
    const isEmpty = [...entries.values()].every(({ status }) => status === 'UNSAID');
    if (isEmpty)
      entries.set('', { people: truth.get('') ?? [], status: isNobody(truth.get('')) ? 'NOT_APPLICABLE' : 'MISSING' });
    return entries;
  }

  #statusOf(people: People | undefined): EntryStatus {
    const random = this.#random;
    if (random.chance(this.#isSpread ? 0 : this.#gaps))
      return random.one(['MISSING', 'MISSING', 'SUPPRESSED_AT_SOURCE', 'UNSAID']);
    if (!isNobody(people)) return 'OBSERVED';
    const hasFigure = this.#kind === 'COUNT' || this.#kind === 'ASKED' || this.#kind === 'AMOUNT';
    return hasFigure && random.chance(0.7) ? 'OBSERVED' : random.one(['NOT_APPLICABLE', 'UNSAID']);
  }
}

function sumAt(truth: Truth, { keys, at }: { keys: readonly string[]; at: number }): number {
  return keys.reduce((sum, key) => sum + (truth.get(key)?.[at] ?? 0), 0);
}
