import {
  compareDecimals,
  divideDecimals,
  multiplyDecimals,
  subtractDecimals,
  sumDecimals,
} from '../../shared/numbers/decimal.ts';
import type { Issue } from '../../shared/outcome.ts';
import { amount } from '../../shared/wording.ts';
import type { IndicatorVersion } from '../version/indicator-version.ts';
import { breakdownKey, type DimensionRules, type Split, splitsBy } from './breakdown.ts';
import { countsPeople } from './counts-people.ts';
import type { FigureCell } from './figure-cell.ts';

/**
 * The fields of a cell that are judged before it is published. `organizationId` is null or undefined for a figure of
 * the ecosystem itself. `place` is a place code, null or undefined for all places.
 */
export type ReleasableCell = FigureCell & {
  organizationId?: string | null;
  place?: string | null;
};

/** The fields of an indicator version that determine where its cells contain numbers of people. */
export type ReleasableVersion = Pick<
  IndicatorVersion,
  'kind' | 'countingUnit' | 'multiplier' | 'denominatorOverCategories'
>;

/** Numbers of people in a cell. */
type People = Partial<Record<'base' | 'value' | 'numerator' | 'denominator', string>>;

const minimumThreshold = 3;
const impliedScale = 20;
const allFields = ['base', 'value', 'numerator', 'denominator'] as const satisfies (keyof People)[];

/**
 * Returns a `SMALL_GROUP` issue if publishing all these cells to everyone would disclose a number of people `n` with 0
 * < n < `threshold`. The message contains the number of sensitive cells and differences, never their values. Returns an
 * empty list otherwise.
 *
 * Numbers of people are the base of any cell and, where people are counted, the value of a `COUNT` or `AMOUNT`, the
 * denominator of a `MEAN`, and the numerator, the denominator and their difference of a `RATIO`. The numerator of a
 * ratio with only a value and a base is computed from them. Zero is not a small group. Cells without a figure, and
 * figures that do not count people, are ignored.
 *
 * Residuals are judged as well. These are, for each reporter and place, a figure minus its published categories in an
 * exclusive dimension of `dimensions`, also within a parent category. For equal categories, they are the ecosystem's
 * own figure minus those of its organizations, and the figure of a reporter for all places minus its figures by place.
 * Small residuals are sensitive even if people can be counted by several organizations.
 *
 * Use this rule for figures that are published entirely or not at all, such as visible baselines. Releases suppress
 * single cells instead, see {@link decideRelease}. The rule does not consider earlier releases, visible baselines of
 * the period, combinations of several differences, differences of overlapping categories, places that contain each
 * other, organizations that some viewers cannot see, values of other kinds (a median, an index) without a base, or
 * ratios whose numbers of people are unknown.
 *
 * Throws a RangeError unless `threshold` is an integer of at least 3.
 *
 * @see https://nces.ed.gov/pubs2011/2011603.pdf Statistical methods for protecting personally identifiable information in
 * aggregate reporting (NCES 2011-603), on small groups, their complements, and subtraction
 * @example
 * judgeRelease({
 *   version: { kind: 'COUNT', countingUnit: 'PEOPLE', multiplier: '1', denominatorOverCategories: null },
 *   cells: [{ categories: [], value: '7', numerator: null, denominator: null, base: null, status: 'OBSERVED' }],
 *   threshold: 10,
 * }); // [{ code: 'SMALL_GROUP', path: ['cells'], message: '1 of 1 cell and … people. …' }]
 */
export function judgeRelease(release: {
  version: ReleasableVersion;
  cells: readonly ReleasableCell[];
  threshold: number;
  dimensions?: readonly DimensionRules[];
}): Issue[] {
  const { version, cells, threshold, dimensions = [] } = release;
  if (!Number.isInteger(threshold) || threshold < minimumThreshold) {
    throw new RangeError(`\`threshold\` must be an integer of at least ${minimumThreshold}, not ${threshold}.`);
  }
  const isSmall = (people: string) =>
    compareDecimals(people, '0') > 0 && compareDecimals(people, String(threshold)) < 0;
  const small = cells.filter((cell) => peopleIn(cell, version).some(isSmall)).length;
  const residuals = [
    ...residualsOfCategories({ cells, dimensions, version }),
    ...residualsOfReporters({ cells, version }),
  ];
  const smallResiduals = residuals.filter((people) => people.some(isSmall)).length;
  if (small === 0 && smallResiduals === 0) return [];
  const message = `${small} of ${amount(cells.length, 'cell')} and ${amount(smallResiduals, ['difference', 'differences'])} between cells describe at least 1 and fewer than ${threshold} people. Omit these cells, or combine categories.`;
  return [{ code: 'SMALL_GROUP', path: ['cells'], message }];
}

/** Every number of people that a cell states or implies. A decrease by 3 people is about 3 people. */
function peopleIn(cell: ReleasableCell, version: ReleasableVersion): string[] {
  const counted = peopleCounted(cell, version);
  const stated = Object.values(counted).map((people) => people.replace('-', ''));
  return [...stated, ...differenceIn(counted), ...impliedBy(cell, version)];
}

/** The numbers of people that a cell states. */
function peopleCounted(cell: ReleasableCell, { kind, countingUnit }: ReleasableVersion): People {
  const { base, value, numerator, denominator } = cell;
  const baseOnly = base === null ? {} : { base: String(base) };
  if (!countsPeople({ countingUnit })) return baseOnly;
  return {
    ...baseOnly,
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
  if (kind !== 'RATIO' || !countsPeople({ countingUnit }) || value === null || base === null || numerator !== null)
    return [];
  const implied = divideDecimals(multiplyDecimals(value, String(base)), { by: multiplier, scale: impliedScale });
  return implied === undefined ? [] : [implied, subtractDecimals(String(base), implied)];
}

/** The residual of each cell or category that an exclusive dimension splits, after its published parts. */
function residualsOfCategories(release: {
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
    .flatMap((each) => residualsOfSplit({ ...each, version: release.version }));
}

function residualsOfSplit(options: {
  dimension: DimensionRules;
  split: Split<ReleasableCell>;
  version: ReleasableVersion;
}): string[][] {
  const { dimension, split, version } = options;
  const within = Map.groupBy(dimension.categories, ({ parent }) => parent);
  const splitsDenominator = version.kind !== 'RATIO' || version.denominatorOverCategories === 'SPLIT';
  const fields: readonly (keyof People)[] = splitsDenominator ? allFields : ['numerator'];
  const wholes = [null, ...dimension.categories.map(({ code }) => code)];
  return wholes.map((whole) =>
    residualOf(stated(whole), Object.fromEntries(fields.map((field) => [field, shownWithin(whole, field)]))),
  );

  function stated(place: string | null): People {
    const cell = place === null ? split.whole : split.parts.get(place);
    return cell ? peopleCounted(cell, version) : {};
  }

  /**
   * The published numbers of the child categories. A category without a figure is represented by its own child
   * categories.
   */
  function shownWithin(place: string | null, field: keyof People): string[] {
    const categories = within.get(place) ?? [];
    return categories.flatMap(({ code }) => stated(code)[field] ?? shownWithin(code, field));
  }
}

/**
 * Residuals of the ecosystem's own figures after those of organizations, and of figures for all places after those by
 * place.
 */
function residualsOfReporters(release: { cells: readonly ReleasableCell[]; version: ReleasableVersion }): string[][] {
  const { cells, version } = release;
  const isOwn = ({ organizationId }: ReleasableCell) => (organizationId ?? null) === null;
  const isForAllPlaces = ({ place }: ReleasableCell) => (place ?? null) === null;
  return [...Map.groupBy(cells, ({ categories }) => breakdownKey(categories)).values()].flatMap((equal) => {
    const byPlace = Map.groupBy(equal, ({ place }) => place ?? null);
    const byReporter = Map.groupBy(equal, ({ organizationId }) => organizationId ?? null);
    // An organization without a figure for all places is represented by its figures by place.
    const everyOrganization = [...byReporter.values()].flatMap((figures) => {
      const overall = figures.filter(isForAllPlaces);
      return overall.length > 0 ? overall : figures;
    });
    return equal.flatMap((whole) => {
      const atPlace = isForAllPlaces(whole) ? everyOrganization : (byPlace.get(whole.place ?? null) ?? []);
      const ofReporter = byReporter.get(whole.organizationId ?? null) ?? [];
      return [
        isOwn(whole) ? atPlace.filter((part) => !isOwn(part)) : [],
        isForAllPlaces(whole) ? ofReporter.filter((part) => !isForAllPlaces(part)) : [],
      ].map((parts) => {
        const people = parts.map((part) => peopleCounted(part, version));
        const shown = allFields.map((field) => [field, people.flatMap((each) => each[field] ?? [])]);
        return residualOf(peopleCounted(whole, version), Object.fromEntries(shown));
      });
    });
  });
}

/** The residual of each number after its published parts, and the difference of the residuals of a ratio. */
function residualOf(whole: People, shown: Partial<Record<keyof People, string[]>>): string[] {
  const residual: People = {};
  for (const field of allFields) {
    const parts = shown[field] ?? [];
    if (whole[field] !== undefined && parts.length > 0)
      residual[field] = subtractDecimals(whole[field], sumDecimals(parts));
  }
  return [...Object.values(residual), ...differenceIn(residual)];
}
