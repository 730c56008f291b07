import type { CategoryReference, IndicatorKind } from '../indicator/index.ts';
import { breakdownKey } from '../indicator/index.ts';
import { describePeriodKinds, parsePeriod } from '../period/index.ts';
import { periodCode } from '../period/internal.ts';
import { parseDay } from '../shared/calendar-date.ts';
import type { Comparability } from '../shared/comparability.ts';
import { day, expecting, fields, judgeInput, list, number, optional, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import type { Compares } from './roll-up/roll-up-request.ts';
import { type CategorizedVersion, categorizedVersion, SeriesCategories, type TakenUp } from './series-categories.ts';

/** What decides whether a point of a series compares with the one before it. */
export interface ComparedPoint {
  /** The same for points of one reporter and place. */
  key: string;
  /** What it is broken down by; none for a total. */
  categories: readonly CategoryReference[];
  /** The number of the version that it is of. */
  number: number;
  period: string;
  periodStart: string;
  periodEnd: string;
}

/** Whether a point compares with the one before it; null for the first of its reporter, place and categories. */
export interface PointComparability {
  comparability: Comparability | null;
  /** Why it compares with a caveat only, or does not. */
  note: string | null;
}

/** How points of several versions compare. */
export interface SeriesRules {
  /** Whether figures of two versions, by number, compare. */
  compares: Compares;
  /** The versions with their categories and crosswalks; where they are left out, a category is itself in every version. */
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
  versions: optional(list(categorizedVersion)),
});

/**
 * Of each point of a series, in the order of time, whether it compares with the last one before it of the same reporter, place
 * and categories. It does not where the versions do not, or where one is for a year and the other for a quarter; with a caveat
 * where the versions do with one, or where two stretches of days are not equally long.
 *
 * Where categories differ between versions, it goes by their crosswalks: a category goes on in the one that it became. One that
 * takes up several compares with these together, which is a caveat, where all of them have a figure of one period and figures
 * of the kind add up; else the series breaks. So it does at a category that none of the version before became.
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

/** What a point is held against. */
interface Before {
  point: ComparedPoint & { at: number };
  /** What crosswalks add to how the two compare. */
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

  /** The last point of a version that goes on in this one, or where the series breaks. */
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
      : no(`${note} Not all of them are there for ${newest.period}.`);
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
    return { comparability: 'NO', note: `Figures for ${kinds.join(' and for ')} do not compare.` };
  }
  if (first !== 'INTERVAL' || daysOf(one) === daysOf(other)) return null;
  return { comparability: 'WITH_CAVEAT', note: `${one.period} and ${other.period} are not equally long.` };
}

function daysOf({ periodStart, periodEnd }: ComparedPoint): number {
  return (parseDay(periodEnd) ?? 0) - (parseDay(periodStart) ?? 0) + 1;
}
