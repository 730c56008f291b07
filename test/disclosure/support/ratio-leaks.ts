import { cellsByOrganization, hasBounds, hasCategories, isFigure } from './cells-of-figure.ts';
import type { SeenCell, SeenFigure } from './gateway-reader.ts';
import type { Scenario, ScenarioDimension, ScenarioKind } from './scenario/gateway-scenario.ts';

/** The numbers of people that a ratio can count, and its denominator. */
export interface CountedPeople {
  least: number;
  most: number;
  all: number;
  /** The percentage of a single cell. */
  value?: string | null;
}

/** Kinds whose figures are ratios of people in percent. */
const kinds: readonly ScenarioKind[] = ['RATIO', 'SHARED', 'SHARE', 'PERCENT'];

/** Ends of intervals and values are rounded to 6 decimals. */
const rounding = 1.1e-6;

/**
 * A ratio of a roll-up that does not follow from the cells that are shown: a value other than their quotient, or an interval that is
 * narrower than the numerators which these cells leave possible. `needed` are the cells that the figure aggregates, except for those
 * of organizations that were not visible at release time.
 */
export function leaksOfRatio(
  figure: SeenFigure,
  of: { needed: readonly SeenCell[]; cells: readonly SeenCell[]; scenario: Pick<Scenario, 'kind' | 'dimensions'> },
): string[] {
  const { value, interval } = figure;
  if (!kinds.includes(of.scenario.kind) || (value === null && interval === null)) return [];
  const [only, ...others] = of.needed;
  const isShown = only && others.length === 0 && !only.suppressed && value !== null;
  if ((isShown && value === only.value) || isShownOfWhole(figure, of.cells)) return [];
  const people =
    only && only.scope !== 'ORGANIZATION'
      ? peopleOfWhole(only, of).map((each) => [each])
      : subsetsOf(peopleOfOrganizations(figure, of));
  const possible = people.flatMap((some) => (some.includes(null) ? [] : [sumOf(some.flatMap((each) => each ?? []))]));
  return possible.some((sum) => isImplied(figure, sum))
    ? []
    : [`${JSON.stringify(figure)} over ${figure.over.join(' and ')} is none of ${JSON.stringify(possible)}`];
}

/**
 * Whether a figure is the published one of the ecosystem itself, which stays separate from those of its organizations, or the published
 * total over organizations: it is no new information, also where places stay separate and organizations report by place.
 */
function isShownOfWhole(
  { value, numerator, denominator, categories }: SeenFigure,
  cells: readonly SeenCell[],
): boolean {
  return cells.some(
    (cell) =>
      cell.scope !== 'ORGANIZATION' &&
      !cell.suppressed &&
      value !== null &&
      cell.value === value &&
      cell.numerator === numerator &&
      cell.denominator === denominator &&
      hasCategories(cell, categories),
  );
}

function isImplied({ value, interval }: SeenFigure, people: CountedPeople): boolean {
  if (value !== null && people.value === value) return true;
  const [low, high] = interval ? [Number(interval.low), Number(interval.high)] : [Number(value), Number(value)];
  const [least = 0, most = 0] = [people.least, people.most].map((each) => (100 * each) / people.all);
  return low <= least + rounding && high >= most - rounding;
}

/** The lists of some of these, without the empty one. */
function subsetsOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: 2 ** all.length - 1 }, (_, mask) => all.filter((_, at) => ((mask + 1) >> at) % 2 === 1));
}

/**
 * People of a suppressed total that shows its denominator: those of the shown organizations that are part of it, and none or all of the
 * others. An organization that was not visible at release time is no part of it, even if it is shown now: the parts are some of the shown
 * organizations whose denominators leave room for the others. Empty if the total shows no denominator.
 */
function peopleOfWhole(whole: SeenCell, { cells }: { cells: readonly SeenCell[] }): CountedPeople[] {
  const all = peopleOf(whole)?.all;
  if (all === undefined || whole.scope !== 'AGGREGATE') return [];
  const organizations = cells.filter(
    (cell) => cell.scope === 'ORGANIZATION' && cell.place === null && hasCategories(cell, whole.categories),
  );
  const people = organizations.flatMap((cell) => (isFigure(cell) ? (peopleOf(cell) ?? []) : []));
  return [[], ...subsetsOf(people)].map(sumOf).flatMap(({ least, most, all: shown }) => {
    return shown <= all ? { least, most: most + all - shown, all } : [];
  });
}

/** People of each organization that a figure aggregates. Null if a number is not known within bounds. */
function peopleOfOrganizations(
  figure: SeenFigure,
  { needed, cells, scenario }: Parameters<typeof leaksOfRatio>[1],
): (CountedPeople | null)[] {
  const added = figure.categories.length === 0 ? totalsFromCategories(figure, { cells, scenario }) : [];
  return [...needed.filter(isFigure).map(peopleOf), ...added];
}

/** The totals of organizations that report categories only. */
function totalsFromCategories(
  { over, organization, place }: SeenFigure,
  { cells, scenario }: { cells: readonly SeenCell[]; scenario: Pick<Scenario, 'kind' | 'dimensions'> },
): CountedPeople[] {
  const isOverPlaces = over.includes('PLACES');
  const ofUnit = cells.filter(
    (cell) =>
      (over.includes('ORGANIZATIONS') || cell.organization?.id === organization?.id) &&
      (isOverPlaces || cell.place?.code === place?.code),
  );
  return [...cellsByOrganization(ofUnit, { isOverPlaces: false }).values()].flatMap((ofOrganization) => {
    if (ofOrganization.some(({ categories }) => categories.length === 0)) return [];
    return [...Map.groupBy(ofOrganization, (cell) => cell.place?.code).values()].flatMap((ofPlace) =>
      tightest(scenario.dimensions.flatMap((dimension) => totalOf(ofPlace, { dimension, kind: scenario.kind }) ?? [])),
    );
  });
}

/** The total of the outermost categories of a dimension, if all of them are reported and known within bounds. */
function totalOf(
  cells: readonly SeenCell[],
  { dimension, kind }: { dimension: ScenarioDimension; kind: ScenarioKind },
): CountedPeople | null {
  if (!dimension.exclusive || !dimension.exhaustive) return null;
  const outermost = dimension.categories.filter(({ parent }) => parent === null);
  const found = outermost.map(({ code }) =>
    cells.find(
      ({ categories: [first, ...crossed] }) =>
        crossed.length === 0 && first?.dimension.code === dimension.code && first.code === code,
    ),
  );
  const applicable = found.filter((cell) => cell?.status !== 'NOT_APPLICABLE');
  const people = applicable.map((cell) => (cell && isFigure(cell) ? peopleOf(cell) : null));
  if (people.length === 0 || people.includes(null)) return null;
  const sum = sumOf(people.flatMap((each) => each ?? []));
  return kind === 'SHARED' ? { ...sum, all: sum.all / people.length } : sum;
}

/** The bounds that all of several totals of the same people allow. */
function tightest(totals: readonly CountedPeople[]): CountedPeople[] {
  const [first, ...others] = totals;
  if (!first) return [];
  return [
    others.reduce(
      (one, other) => ({
        least: Math.max(one.least, other.least),
        most: Math.min(one.most, other.most),
        all: one.all,
      }),
      first,
    ),
  ];
}

/**
 * Whether a figure is the sum of the published cells among these. Cells that are not part of totals are excluded. The numerator of a
 * percentage follows from its base, if only one whole number rounds to it.
 */
export function isSumOfShown(figure: SeenFigure, cells: readonly SeenCell[]): boolean {
  const shown = cells.filter((cell) => isFigure(cell) && !cell.suppressed);
  if (shown.length === 0) return false;
  if (figure.denominator === null)
    return shown.reduce((sum, { value }) => sum + Number(value), 0) === Number(figure.value);
  const people = shown.map(peopleOf);
  const sum = (number: (each: CountedPeople) => number) =>
    people.reduce((all, each) => all + (each ? number(each) : Number.NaN), 0);
  const isCounted = [sum(({ least }) => least), sum(({ most }) => most)].every(
    (all) => all === Number(figure.numerator),
  );
  return isCounted && sum(({ all }) => all) === Number(figure.denominator);
}

/** The people whom a cell shows. Null if it shows no denominator, or its value is the percentage of no whole number. */
export function peopleOf(cell: SeenCell): CountedPeople | null {
  const { suppressed, value, numerator, denominator, base } = cell;
  const all = denominator === null ? base : Number(denominator);
  if (all === null) return null;
  if (suppressed) return { least: 0, most: all, all };
  if (hasBounds(cell)) {
    const { lowerBound, upperBound } = cell;
    const most = upperBound == null ? all : (Number(upperBound) * all) / 100;
    return { least: (Number(lowerBound ?? 0) * all) / 100, most, all };
  }
  if (numerator !== null) return { least: Number(numerator), most: Number(numerator), all, value };
  const unit = 10 ** -(String(value).split('.')[1]?.length ?? 0);
  for (const deviation of [unit / 2, unit]) {
    const possible = Array.from({ length: all + 1 }, (_, people) => people).filter(
      (people) => Math.abs((100 * people) / all - Number(value)) <= deviation + 1e-9,
    );
    const [least, most] = [possible[0], possible.at(-1)];
    if (least !== undefined && most !== undefined) return { least, most, all, value };
  }
  return null;
}

function sumOf(people: readonly CountedPeople[]): CountedPeople {
  const [only, ...others] = people;
  if (only && others.length === 0) return only;
  const sum = (of: (each: CountedPeople) => number) => people.reduce((all, each) => all + of(each), 0);
  return { least: sum(({ least }) => least), most: sum(({ most }) => most), all: sum(({ all }) => all) };
}
