import { compareDecimals, divideDecimals, multiplyDecimals, subtractDecimals, sumDecimals } from '../shared/decimal.ts';
import type { Issue } from '../shared/outcome.ts';
import { breakdownKey, type DimensionRules, type Split, splitsBy } from './breakdown.ts';
import type { FigureCell } from './figure-rules.ts';
import type { IndicatorVersion } from './indicator-version.ts';

/**
 * What the rule for releases looks at in a cell: its figure, whose it is, and of which place (a code). Without an
 * organization it is the ecosystem's own, without a place of no place in particular.
 */
export type ReleasableCell = FigureCell & {
  organizationId?: string | null;
  place?: string | null;
};

/** What the rule for releases looks at in an indicator version. */
export type ReleasableVersion = Pick<
  IndicatorVersion,
  'kind' | 'countingUnit' | 'multiplier' | 'denominatorOverCategories'
>;

/** Numbers of people that one place of a table gives away. */
type People = Partial<Record<'base' | 'value' | 'numerator' | 'denominator', string>>;

const leastThreshold = 3;
const impliedScale = 20;
const allFields = ['base', 'value', 'numerator', 'denominator'] as const satisfies (keyof People)[];

/**
 * What stands in the way of showing all these cells to everyone: one issue `SMALL_GROUP` where any of them is about a
 * number of people `n` with 0 < n < `threshold`, which could be recognized. It says how many cells, never which number.
 * Nothing, where the list is empty.
 *
 * Numbers of people are: the base of any cell; where people are counted, the value of a `COUNT` or `AMOUNT`, the
 * denominator of a `MEAN`, and of a `RATIO` the numerator, the denominator and their difference. Of a ratio that only has
 * a value and a base, numerator and difference are what the two imply. Zero is no group, a cell without a figure is shown
 * as what it is, and what is not counted in people is no matter of this rule.
 *
 * So is what is left of a cell after parts of it that are shown beside it are taken from it: where `dimensions` are given,
 * the categories of an exclusive one, or those within a category, for each reporter and place by itself; and, categories
 * being equal, the organizations' figures taken from the ecosystem's own, and the figures of places from the same
 * reporter's figure of no place. That people can be with several organizations does not excuse a small difference.
 *
 * It judges figures that are shown all or not at all, such as open baselines; what a release withholds of its cells is
 * decided one by one, see {@link decideRelease}. It does not look at earlier releases, at open baselines of the period, at
 * what several subtractions together give away, at categories that overlap (of a dimension that is not exclusive each is
 * judged by itself only), at places that lie within each other, at
 * organizations that some viewers do not see, at values of another kind (a median, an index) without a base, or at ratios
 * whose numbers of people are not known. Throws a RangeError unless `threshold` is a whole number from 3.
 *
 * @see https://nces.ed.gov/pubs2011/2011603.pdf Statistical methods for protecting personally identifiable information in
 * aggregate reporting (NCES 2011-603), on small groups, their complements, and subtraction
 * @example
 * judgeRelease({
 *   version: { kind: 'COUNT', countingUnit: 'PEOPLE', multiplier: '1', denominatorOverCategories: null },
 *   cells: [{ categories: [], value: '7', numerator: null, denominator: null, base: null, status: 'OBSERVED' }],
 *   threshold: 10,
 * }); // [{ code: 'SMALL_GROUP', path: ['cells'], message: 'cells that stand for … people: 1 of 1; …' }]
 */
export function judgeRelease(release: {
  version: ReleasableVersion;
  cells: readonly ReleasableCell[];
  threshold: number;
  dimensions?: readonly DimensionRules[];
}): Issue[] {
  const { version, cells, threshold, dimensions = [] } = release;
  if (!Number.isInteger(threshold) || threshold < leastThreshold) {
    throw new RangeError(`a threshold from ${leastThreshold} is expected, not ${threshold}`);
  }
  const isSmall = (people: string) =>
    compareDecimals(people, '0') > 0 && compareDecimals(people, String(threshold)) < 0;
  const small = cells.filter((cell) => peopleIn(cell, version).some(isSmall)).length;
  const left = [...remaindersOf({ cells, dimensions, version }), ...differencesIn({ cells, version })];
  const remainders = left.filter((people) => people.some(isSmall)).length;
  if (small === 0 && remainders === 0) return [];
  const found = [
    `cells that stand for more than 0 and fewer than ${threshold} people: ${small} of ${cells.length}`,
    `groups of that size that follow from cells by subtraction: ${remainders}`,
  ];
  return [{ code: 'SMALL_GROUP', path: ['cells'], message: `${found.join('; ')}; nothing is released` }];
}

/** Every number of people that a cell states or implies; that people became fewer by 3 is about 3 people. */
function peopleIn(cell: ReleasableCell, version: ReleasableVersion): string[] {
  const counted = peopleCounted(cell, version);
  const stated = Object.values(counted).map((people) => people.replace('-', ''));
  return [...stated, ...differenceIn(counted), ...impliedBy(cell, version)];
}

/** The numbers of people that a cell states. */
function peopleCounted(cell: ReleasableCell, { kind, countingUnit }: ReleasableVersion): People {
  const { base, value, numerator, denominator } = cell;
  const behind = base === null ? {} : { base: String(base) };
  if (countingUnit !== 'PEOPLE' && countingUnit !== 'PEOPLE_UNDUPLICATED') return behind;
  return {
    ...behind,
    ...((kind === 'COUNT' || kind === 'AMOUNT') && value !== null && { value }),
    ...(kind === 'RATIO' && numerator !== null && { numerator }),
    ...((kind === 'RATIO' || kind === 'MEAN') && denominator !== null && { denominator }),
  };
}

function differenceIn({ numerator, denominator }: People): string[] {
  return numerator === undefined || denominator === undefined ? [] : [subtractDecimals(denominator, numerator)];
}

function impliedBy(cell: ReleasableCell, { kind, countingUnit, multiplier }: ReleasableVersion): string[] {
  const { value, base, numerator } = cell;
  const ofPeople = countingUnit === 'PEOPLE' || countingUnit === 'PEOPLE_UNDUPLICATED';
  if (kind !== 'RATIO' || !ofPeople || value === null || base === null || numerator !== null) return [];
  const implied = divideDecimals(multiplyDecimals(value, String(base)), { by: multiplier, scale: impliedScale });
  return implied === undefined ? [] : [implied, subtractDecimals(String(base), implied)];
}

/** For each cell or category that is split by an exclusive dimension: what is left of it beside the parts shown. */
function remaindersOf(release: {
  cells: readonly ReleasableCell[];
  dimensions: readonly DimensionRules[];
  version: ReleasableVersion;
}): string[][] {
  const rows = Map.groupBy(release.cells, ({ organizationId, place }) => JSON.stringify([organizationId, place]));
  return release.dimensions
    .filter(({ exclusive }) => exclusive)
    .flatMap((dimension) =>
      [...rows.values()].flatMap((row) => splitsBy(dimension.code, row).map((split) => ({ dimension, split }))),
    )
    .flatMap((each) => remaindersIn({ ...each, version: release.version }));
}

function remaindersIn(options: {
  dimension: DimensionRules;
  split: Split<ReleasableCell>;
  version: ReleasableVersion;
}): string[][] {
  const { dimension, split, version } = options;
  const within = Map.groupBy(dimension.categories, ({ parent }) => parent);
  const isSplitUp = version.kind !== 'RATIO' || version.denominatorOverCategories === 'SPLIT';
  const fields: readonly (keyof People)[] = isSplitUp ? allFields : ['numerator'];
  const wholes = [null, ...dimension.categories.map(({ code }) => code)];
  return wholes.map((whole) =>
    leftOf(stated(whole), Object.fromEntries(fields.map((field) => [field, shownWithin(whole, field)]))),
  );

  function stated(place: string | null): People {
    const cell = place === null ? split.whole : split.parts.get(place);
    return cell ? peopleCounted(cell, version) : {};
  }

  /** What is shown of the categories within one; of a category that is not shown, what is shown within it. */
  function shownWithin(place: string | null, field: keyof People): string[] {
    const categories = within.get(place) ?? [];
    return categories.flatMap(({ code }) => stated(code)[field] ?? shownWithin(code, field));
  }
}

/** What is left of the ecosystem's own figures beside those of organizations, and of a reporter's beside those of places. */
function differencesIn(release: { cells: readonly ReleasableCell[]; version: ReleasableVersion }): string[][] {
  const { cells, version } = release;
  const own = ({ organizationId }: ReleasableCell) => (organizationId ?? null) === null;
  const everywhere = ({ place }: ReleasableCell) => (place ?? null) === null;
  return [...Map.groupBy(cells, ({ categories }) => breakdownKey(categories)).values()].flatMap((equal) => {
    const byPlace = Map.groupBy(equal, ({ place }) => place ?? null);
    const byReporter = Map.groupBy(equal, ({ organizationId }) => organizationId ?? null);
    // An organization that says nothing of all places together is what it says of each.
    const everyOrganization = [...byReporter.values()].flatMap((those) => {
      const overall = those.filter(everywhere);
      return overall.length > 0 ? overall : those;
    });
    return equal.flatMap((whole) => {
      const atPlace = everywhere(whole) ? everyOrganization : (byPlace.get(whole.place ?? null) ?? []);
      const ofReporter = byReporter.get(whole.organizationId ?? null) ?? [];
      return [
        own(whole) ? atPlace.filter((part) => !own(part)) : [],
        everywhere(whole) ? ofReporter.filter((part) => !everywhere(part)) : [],
      ].map((parts) => {
        const people = parts.map((part) => peopleCounted(part, version));
        const shown = allFields.map((field) => [field, people.flatMap((each) => each[field] ?? [])]);
        return leftOf(peopleCounted(whole, version), Object.fromEntries(shown));
      });
    });
  });
}

/** What is left of each number after what is shown of it is taken away, and the difference of what is left of a ratio. */
function leftOf(whole: People, shown: Partial<Record<keyof People, string[]>>): string[] {
  const left: People = {};
  for (const field of allFields) {
    const parts = shown[field] ?? [];
    if (whole[field] !== undefined && parts.length > 0)
      left[field] = subtractDecimals(whole[field], sumDecimals(parts));
  }
  return [...Object.values(left), ...differenceIn(left)];
}
