import { Random } from '../../../../packages/disclosure/src/testing/index.ts';
import { withBounds } from '../bounded-figures.ts';
import { withVoidedReports } from '../voided-reports.ts';
import { FigureMaker } from './figure-maker.ts';
import {
  type Figures,
  own,
  type Round,
  reporterOf,
  type Scenario,
  type ScenarioDimension,
  type ScenarioKind,
} from './gateway-scenario.ts';

/** One kind of figures at least. */
export type ScenarioKinds = readonly [ScenarioKind, ...ScenarioKind[]];

/** At most so many organizations report, and in such a share of scenarios the ecosystem itself. */
export interface ScenarioSizes {
  organizations: number;
  ownShare: number;
  /** Kinds of figures. All of them if it is omitted; a kind that is listed several times is as much more likely. */
  kinds?: ScenarioKinds;
  /** How often organizations report by place. Drawn if it is omitted; in most scenarios, none does. */
  placeShare?: number;
  /** Probability that an organization reports places and all places at different times. 0 if it is omitted. */
  lateShare?: number;
  /** Probability that a figure is reported as bounds. 0 if it is omitted. */
  boundedShare?: number;
  /** Probability that a report is voided after a release, and that a voided one is restored. 0 if it is omitted. */
  voidedShare?: number;
  /** Probabilities that an organization is closed, and that a closed one is opened, before each later release. */
  doors?: { closes: number; opens: number };
  /** Number of later releases at most. 2 if it is omitted. */
  laterReleases?: number;
  /** Whether almost all denominators of ratios are large. */
  isLargeRatio?: boolean;
  /** Whether the version declares a crossing, which reports contain. By chance if it is omitted. */
  isCrossed?: boolean;
}

/** Kinds of figures, counts and ratios more often than others. */
const allKinds: ScenarioKinds = [
  'COUNT',
  'COUNT',
  'COUNT',
  'COUNT',
  'RATIO',
  'RATIO',
  'RATIO',
  'ASKED',
  'SHARED',
  'SHARE',
  'PERCENT',
  'BINARY',
  'MEAN',
  'RATED',
  'WEIGHTED',
  'AMOUNT',
];

/** A scenario by chance, the same for the same seed. */
export function randomScenario(seed: number, sizes: ScenarioSizes = { organizations: 12, ownShare: 0.4 }): Scenario {
  return new ScenarioMaker(seed, sizes).make();
}

class ScenarioMaker {
  readonly #seed: number;
  readonly #random: Random;
  readonly #organizations: string[];
  readonly #dimensions: ScenarioDimension[];
  readonly #kind: ScenarioKind;
  readonly #countingUnit: Scenario['countingUnit'];
  readonly #figures: FigureMaker;
  readonly #ownShare: number;
  /** How often organizations report by place; in most scenarios none does. */
  readonly #placeShare: number;
  readonly #lateShare: number;
  readonly #late: Random;
  /** Bounds are drawn separately, so that everything else in the scenario is the same without them. */
  readonly #bounds: Random;
  readonly #boundedShare: number;
  readonly #voidedShare: number;
  readonly #doorShares: NonNullable<ScenarioSizes['doors']>;
  readonly #laterReleases: number;
  readonly #latest = new Map<string, Figures>();

  constructor(seed: number, sizes: ScenarioSizes) {
    const random = new Random(seed);
    this.#seed = seed;
    this.#ownShare = sizes.ownShare;
    this.#lateShare = sizes.lateShare ?? 0;
    this.#late = new Random(seed + 1_000_003);
    this.#bounds = new Random(seed + 2_000_003);
    this.#boundedShare = sizes.boundedShare ?? 0;
    this.#voidedShare = sizes.voidedShare ?? 0;
    this.#doorShares = sizes.doors ?? { closes: 0.04, opens: 0.4 };
    this.#laterReleases = sizes.laterReleases ?? 2;
    this.#random = random;
    this.#kind = random.one(sizes.kinds ?? allKinds);
    const { isLargeRatio = false, isCrossed = false } = sizes;
    const countingUnit = random.one(['PEOPLE', 'PEOPLE', 'PEOPLE_UNDUPLICATED'] as const);
    this.#countingUnit = isCrossed ? 'PEOPLE' : countingUnit;
    this.#organizations = Array.from({ length: random.integer(3, sizes.organizations) }, (_, at) => `partner-${at}`);
    this.#dimensions = Array.from({ length: isCrossed ? 2 : random.integer(1, 2) }, (_, at) =>
      this.#dimension(`d${at}`, { isCrossed }),
    );
    const placeShare = random.one([0, 0, 0, 0.2, 0.6]);
    this.#placeShare = sizes.placeShare ?? placeShare;
    const of = { kind: this.#kind, dimensions: this.#dimensions, isLargeRatio, isCrossed };
    this.#figures = new FigureMaker(random, of);
  }

  make(): Scenario {
    const random = this.#random;
    const closed = new Set(this.#organizations.filter(() => random.chance(0.05)));
    const isLate = this.#organizations.map((_, at) => at > 0 && random.chance(0.25));
    const first = this.#reportsOf(this.#organizations.filter((_, at) => !isLate[at]));
    const latePlaces = this.#takeLatePlaces(first);
    for (const [name, figures] of first) this.#latest.set(name, figures);
    if (random.chance(this.#ownShare) && this.#kind !== 'RATED') this.#addOwn(first);
    let late = this.#organizations.filter((_, at) => isLate[at]);
    const rounds: Round[] = [{ reports: first, closes: [], opens: [] }];
    const now = new Set(closed);
    for (let left = random.integer(0, this.#laterReleases); left > 0; left--) {
      const come = late.filter(() => left === 1 || random.chance(0.6));
      late = late.filter((name) => !come.includes(name));
      rounds.push({ reports: this.#laterReports(come), ...this.#doors(now) });
    }
    this.#addLatePlaces(latePlaces, rounds);
    const reporters = [...new Set([...this.#latest.keys()].map((name) => reporterOf(name).who))];
    const earlier = this.#reportsOf(reporters.filter((who) => who !== own && random.chance(0.8)));
    const threshold = random.one([3, 5, 10, 10, 10]);
    const withBoundsIn = (reports: ReadonlyMap<string, Figures>) => {
      const of = { random: this.#bounds, kind: this.#kind, share: this.#boundedShare, threshold };
      return new Map([...reports].map(([name, figures]): [string, Figures] => [name, withBounds(figures, of)]));
    };
    return {
      seed: this.#seed,
      kind: this.#kind,
      countingUnit: this.#countingUnit,
      threshold,
      hidesZeros: random.chance(0.12),
      dimensions: this.#dimensions,
      organizations: this.#organizations,
      closed,
      earlier: withBoundsIn(earlier),
      rounds: withVoidedReports(
        rounds.map((round) => ({ ...round, reports: withBoundsIn(round.reports) })),
        { seed: this.#seed, share: this.#voidedShare },
      ),
    };
  }

  #dimension(code: string, { isCrossed }: { isCrossed: boolean }): ScenarioDimension {
    const random = this.#random;
    const exclusive = random.chance(0.9) || isCrossed;
    const outer = Array.from({ length: random.integer(2, isCrossed ? 4 : 5) }, (_, at) => ({
      code: `c${at}`,
      parent: null,
    }));
    const hasInner = exclusive && random.chance(0.25);
    const inner = Array.from({ length: hasInner ? random.integer(1, 3) : 0 }, (_, at) => ({
      code: `i${at}`,
      parent: 'c0',
    }));
    return { code, exclusive, exhaustive: random.chance(0.7), categories: [...outer, ...inner] };
  }

  /** What organizations say: most of all places, some of each of a few, and some of both. */
  #reportsOf(names: readonly string[]): Map<string, Figures> {
    const random = this.#random;
    return new Map(
      names.flatMap((name): [string, Figures][] => {
        if (!random.chance(this.#placeShare)) return [[name, this.#figures.make()]];
        const places = ['N', 'S', 'W'].slice(0, random.integer(1, 3));
        const byPlace = places.map((place): [string, Figures] => [`${name}|${place}`, this.#figures.make()]);
        if (random.chance(0.5)) return byPlace;
        return [[name, this.#figures.sumOf(byPlace.map(([, figures]) => figures))], ...byPlace];
      }),
    );
  }

  /**
   * Changes some reports of all places to sums over places. Either the places or all places are reported later: these reports
   * are returned. They are drawn separately, so that everything else in the scenario is the same without them.
   */
  #takeLatePlaces(first: Map<string, Figures>): [name: string, figures: Figures][] {
    if (this.#lateShare === 0) return [];
    const random = this.#late;
    const of = { kind: this.#kind, dimensions: this.#dimensions, isLargeRatio: false, isCrossed: false };
    const figures = new FigureMaker(random, of);
    const names = [...first.keys()].filter((name) => reporterOf(name).place === null && !first.has(`${name}|N`));
    return names.flatMap((name): [string, Figures][] => {
      if (!random.chance(this.#lateShare)) return [];
      const places = ['N', 'S', 'W'].slice(0, random.integer(1, 3));
      const byPlace = places.map((place): [string, Figures] => [`${name}|${place}`, figures.make()]);
      const all: [string, Figures] = [name, figures.sumOf(byPlace.map(([, each]) => each))];
      const [now, later] = random.chance(0.5) ? [[all], byPlace] : [byPlace, [all]];
      first.delete(name);
      for (const [each, reported] of now) first.set(each, reported);
      return later;
    });
  }

  #addLatePlaces(late: readonly [name: string, figures: Figures][], rounds: Round[]): void {
    if (late.length > 0 && rounds.length === 1) rounds.push({ reports: new Map(), closes: [], opens: [] });
    for (const [name, figures] of late) {
      const at = this.#late.integer(1, rounds.length - 1);
      const round = rounds[at];
      if (round) rounds[at] = { ...round, reports: new Map([...round.reports, [name, figures]]) };
    }
  }

  #laterReports(come: readonly string[]): Map<string, Figures> {
    const random = this.#random;
    const share = random.one([0, 0.2, 0.5]);
    const corrected = [...this.#latest.keys()].filter((name) =>
      random.chance(name.startsWith(own) ? share / 3 : share),
    );
    const reports = this.#reportsOf(come);
    for (const name of corrected) {
      const before = this.#latest.get(name);
      if (name === own) this.#addOwn(reports);
      else reports.set(name, before && random.chance(0.5) ? this.#figures.moved(before) : this.#figures.make());
    }
    for (const [name, figures] of reports) this.#latest.set(name, figures);
    return reports;
  }

  /** What the ecosystem says of itself: all that its organizations say and some more, or less where people are with several. */
  #addOwn(reports: Map<string, Figures>): void {
    const names = [...this.#latest.keys()];
    const rows = [...this.#latest].filter(([name]) => {
      const { who, place } = reporterOf(name);
      return who !== own && (place === null || !names.includes(who));
    });
    const isOnce = this.#countingUnit === 'PEOPLE_UNDUPLICATED' || this.#random.chance(0.15);
    const figures = this.#figures.whole(
      rows.map(([, each]) => each),
      { isOnce },
    );
    reports.set(own, figures);
    if (this.#placeShare > 0 && this.#random.chance(0.3)) reports.set(`${own}|N`, this.#figures.make());
    for (const [name, each] of reports) this.#latest.set(name, each);
  }

  /** Who is closed to the public from now on, and who no longer is. */
  #doors(closed: Set<string>): Pick<Round, 'closes' | 'opens'> {
    const random = this.#random;
    const opens = [...closed].filter(() => random.chance(this.#doorShares.opens));
    const closes = this.#organizations.filter((name) => !closed.has(name) && random.chance(this.#doorShares.closes));
    for (const name of opens) closed.delete(name);
    for (const name of closes) closed.add(name);
    return { closes, opens };
  }
}
