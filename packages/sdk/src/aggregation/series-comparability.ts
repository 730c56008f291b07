import type { CategoryReference, IndicatorKind } from '../indicator/index.ts';
import { breakdownKey } from '../indicator/index.ts';
import { describePeriodKinds, parsePeriod } from '../period/index.ts';
import { periodCode } from '../period/internal.ts';
import type { Comparability } from '../shared/comparability.ts';
import { parseDay } from '../shared/dates/calendar-date.ts';
import { day, expecting, fields, judgeInput, list, number, omissible, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import type { Compares } from './roll-up/roll-up-request.ts';
import { type CategorizedVersion, categorizedVersion, SeriesCategories, type TakenUp } from './series-categories.ts';

/** The properties that decide whether a point of a series is comparable with the previous one. */
export interface ComparedPoint {
  /** The same for points of one reporter and place. */
  key: string;
  /** The categories of the figure. Empty for a total. */
  categories: readonly CategoryReference[];
  /** Number of the version of the figure. */
  number: number;
  period: string;
  periodStart: string;
  periodEnd: string;
}

/** Whether a point is comparable with the previous one. Null for the first of its reporter, place and categories. */
export interface PointComparability {
  comparability: Comparability | null;
  /** Why the points are comparable only with a caveat, or not at all. */
  note: string | null;
}

/** Rules for comparing points of several versions. */
export interface SeriesRules {
  /** Returns whether figures of two versions, by number, are comparable. */
  compares: Compares;
  /** The versions with their categories and crosswalks. If omitted, a category is the same in every version. */
  versions?: readonly CategorizedVersion[];
}

const comparedPoint = fields<ComparedPoint>({
  key: text,
  categories: list(fields<CategoryReference>({ dimension: text, category: text })),
  number,
  period: periodCode,
  periodStart: day,
  periodEnd: day,
});
const seriesRules = fields<SeriesRules>({
  compares: expecting('a function', (value) => typeof value === 'function'),
  versions: omissible(list(categorizedVersion)),
});

/**
 * Returns for each point of a series, in the order of time, whether it is comparable with the previous point of the same
 * reporter, place and categories. Points are not comparable if their versions are not, or if their kinds of period differ, for
 * example a year and a quarter. They are comparable with a caveat if their versions are, or if two intervals differ in length.
 *
 * If categories differ between versions, crosswalks connect them. A category that combines several earlier ones is comparable
 * with their sum, with a caveat, if all of them have a figure of one period and figures of the kind add up. Otherwise the series
 * breaks. It also breaks at a category that corresponds to none of the earlier version.
 *
 * @example
 * const point = { key: 'all', categories: [], number: 1, period: '2024', periodStart: '2024-01-01', periodEnd: '2024-12-31' };
 * const next = { ...point, number: 2, period: '2025', periodStart: '2025-01-01', periodEnd: '2025-12-31' };
 * const compares = () => ({ comparability: 'NO', notes: ['Shorter visits count too.'] });
 * unwrap(comparabilityInSeries([point, next], { compares }))[1]; // { comparability: 'NO', note: 'Shorter visits count too.' }
 */
export function comparabilityInSeries(
  points: readonly ComparedPoint[],
  rules: SeriesRules,
): Outcome<PointComparability[]> {
  const malformed = judgeInput({ points, rules }, { points: list(comparedPoint), rules: seriesRules });
  if (malformed.length > 0) return refused(...malformed);
  const reporters = new Map<string, PointsOfReporter>();
  const categories = rules.versions ? new SeriesCategories(rules.versions) : null;
  const compared = points.map((point, at) => {
    const reporter = reporters.get(point.key) ?? new PointsOfReporter(rules, categories);
    reporters.set(point.key, reporter);
    return reporter.next({ ...point, at });
  });
  return accepted(compared);
}

/** The previous point, with which a point is compared. */
interface Before {
  point: ComparedPoint & { at: number };
  /** The comparability that follows from crosswalks. */
  crossing: { comparability: Comparability; note: string } | null;
}

const addingKinds: readonly IndicatorKind[] = ['COUNT', 'AMOUNT', 'RATIO', 'MEAN'];

/** The last points of one reporter and place, by version and categories. */
class PointsOfReporter {
  readonly #rules: SeriesRules;
  readonly #categories: SeriesCategories | null;
  readonly #last = new Map<number, Map<string, ComparedPoint & { at: number }>>();

  constructor(rules: SeriesRules, categories: SeriesCategories | null) {
    this.#rules = rules;
    this.#categories = categories;
  }

  next(point: ComparedPoint & { at: number }): PointComparability {
    const all = [...this.#last.keys()].flatMap((number) => this.#before(point, number) ?? []);
    const last = this.#last.get(point.number) ?? new Map<string, ComparedPoint & { at: number }>();
    this.#last.set(point.number, last.set(breakdownKey(point.categories), point));
    const [first, ...others] = all;
    if (!first) return { comparability: null, note: null };
    const before = others.reduce((one, other) => (other.point.at > one.point.at ? other : one), first);
    return between(before, { point, compares: this.#rules.compares });
  }

  /** The last point of a version that continues in this point, or at which the series breaks. */
  #before(point: ComparedPoint, number: number): Before | null {
    const points = this.#last.get(number);
    const same = points?.get(breakdownKey(point.categories));
    const isKnown = number === point.number || this.#categories === null || point.categories.length === 0;
    if (isKnown) return same ? { point: same, crossing: null } : null;
    const taken = this.#categories?.takenUp(point.categories, { of: point.number, from: number });
    if (!points || !taken) return null;
    const found = taken.combinations.flatMap((combination) => points.get(breakdownKey(combination)) ?? []);
    const isBroken = taken.combinations.length === 0;
    const newest = latest(isBroken ? [...points.values()].filter(isBrokenDownBy(taken.dimensions)) : found);
    if (!newest) return null;
    return { point: newest, crossing: this.#crossing(taken, { found, newest }) };
  }

  #crossing(
    { combinations, note }: TakenUp,
    { found, newest }: { found: readonly ComparedPoint[]; newest: ComparedPoint },
  ): Before['crossing'] {
    if (note === null) return null;
    const no = (why: string) => ({ comparability: 'NO' as const, note: why });
    if (combinations.length === 0) return no(note);
    const kind = this.#rules.versions?.find(({ number }) => number === newest.number)?.kind;
    if (kind && !addingKinds.includes(kind)) return no(`${note} Figures of the kind ${kind} do not add up.`);
    const isWhole = found.length === combinations.length && found.every(({ period }) => period === newest.period);
    return isWhole
      ? { comparability: 'WITH_CAVEAT', note }
      : no(`${note} Not all of them have a figure for ${newest.period}.`);
  }
}

function latest<P extends { at: number }>(points: readonly P[]): P | undefined {
  return points.reduce<P | undefined>((one, other) => (one && one.at >= other.at ? one : other), undefined);
}

function isBrokenDownBy(dimensions: readonly string[]) {
  const asked = [...dimensions].sort().join(' ');
  return ({ categories }: ComparedPoint) =>
    categories
      .map(({ dimension }) => dimension)
      .sort()
      .join(' ') === asked;
}

function between(
  { point: before, crossing }: Before,
  { point, compares }: { point: ComparedPoint; compares: Compares },
): PointComparability {
  const versions = before.number === point.number ? null : compares({ from: before.number, to: point.number });
  const length = unlikeLength(before, point);
  const found = [
    ...(versions ? [{ ...versions, note: versions.notes.join(' ') || null }] : []),
    ...(length ? [length] : []),
    ...(crossing ? [crossing] : []),
  ];
  const worst =
    found.find(({ comparability }) => comparability === 'NO') ??
    found.find(({ comparability }) => comparability === 'WITH_CAVEAT');
  if (worst?.comparability !== 'WITH_CAVEAT')
    return worst ? { comparability: 'NO', note: worst.note } : { comparability: 'YES', note: null };
  const notes = found.filter(({ comparability }) => comparability === 'WITH_CAVEAT').flatMap(({ note }) => note ?? []);
  return { comparability: 'WITH_CAVEAT', note: notes.join(' ') || null };
}

function unlikeLength(one: ComparedPoint, other: ComparedPoint): { comparability: Comparability; note: string } | null {
  const [first, second] = [parsePeriod(one.period)?.kind, parsePeriod(other.period)?.kind];
  if (first && second && first !== second) {
    const kinds = [first, second].map((kind) => describePeriodKinds([kind]));
    return { comparability: 'NO', note: `Figures for ${kinds.join(' and for ')} are not comparable.` };
  }
  if (first !== 'INTERVAL' || daysOf(one) === daysOf(other)) return null;
  return { comparability: 'WITH_CAVEAT', note: `${one.period} and ${other.period} differ in length.` };
}

function daysOf({ periodStart, periodEnd }: ComparedPoint): number {
  return (parseDay(periodEnd) ?? 0) - (parseDay(periodStart) ?? 0) + 1;
}
