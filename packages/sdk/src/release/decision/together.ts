import type { IndicatorVersion, ObservationStatus } from '../../indicator/index.ts';
import { breakdownKey, completeCell, type FigureCell, figureStatuses } from '../../indicator/index.ts';
import { compareDecimals, divideDecimals, multiplyDecimals, parseDecimal, sumDecimals } from '../../shared/decimal.ts';

/** What is looked at in a version to know whether the figures of organizations make one together. */
export type AddingVersion = Pick<
  IndicatorVersion,
  'kind' | 'countingUnit' | 'multiplier' | 'aggregationAcrossOrganizations'
>;

/** How many decimals a weighted mean has. */
const meanScale = 6;

/** The largest base that a cell can have. */
const largestBase = 2_147_483_647;

/**
 * Whether figures of organizations add up: counts and amounts whose version says `SUM`, ratios, means weighted by how many
 * they are of. People who are counted once are in no sum, since some are with several organizations.
 */
export function addsOverOrganizations({ kind, countingUnit, aggregationAcrossOrganizations }: AddingVersion): boolean {
  if (countingUnit === 'PEOPLE_UNDUPLICATED') return false;
  if (kind === 'COUNT' || kind === 'AMOUNT') return aggregationAcrossOrganizations === 'SUM';
  return (
    (kind === 'RATIO' && aggregationAcrossOrganizations === 'RATIO') ||
    (kind === 'MEAN' && aggregationAcrossOrganizations === 'WEIGHTED_MEAN')
  );
}

/**
 * The figures that rows make together, one for each combination of categories in which any of them has one: nothing is
 * imputed for a row that has none. There is none where it cannot be had: for shares and means without what they are of.
 */
export function cellsTogether(rows: readonly (readonly FigureCell[])[], version: AddingVersion): FigureCell[] {
  const groups = Map.groupBy(rows.flat(), ({ categories }) => breakdownKey(categories));
  return [...groups.values()].flatMap((cells) => {
    const figures = cells.filter(({ status }) => figureStatuses.includes(status));
    return figures.length === 0 ? [] : (together(figures, version) ?? []);
  });
}

function together(cells: readonly FigureCell[], version: AddingVersion): FigureCell | undefined {
  const [first] = cells;
  if (!first) return undefined;
  const sum = (field: 'value' | 'numerator' | 'denominator') => {
    const numbers = cells.flatMap((cell) => cell[field] ?? []);
    return numbers.length < cells.length ? null : (parseDecimal(sumDecimals(numbers)) ?? null);
  };
  const bases = cells.flatMap(({ base }) => base ?? []);
  const all = bases.reduce((sum, each) => sum + each, 0);
  const base = bases.length < cells.length || all > largestBase ? null : all;
  const common = { categories: first.categories, status: statusOf(cells), base, standardError: null };
  if (version.kind === 'COUNT' || version.kind === 'AMOUNT') {
    const value = sum('value');
    return value === null ? undefined : { ...common, value, numerator: null, denominator: null };
  }
  const [numerator, denominator] = [sum('numerator'), sum('denominator')];
  if (numerator !== null && denominator !== null && compareDecimals(denominator, '0') > 0) {
    return completeCell({ ...common, value: null, numerator, denominator }, version);
  }
  if (version.kind !== 'MEAN' || base === null || base === 0) return undefined;
  const weighted = cells.map(({ value, base: weight }) =>
    value === null ? null : multiplyDecimals(value, String(weight)),
  );
  if (weighted.includes(null)) return undefined;
  const total = sumDecimals(weighted.flatMap((each) => each ?? []));
  const mean = divideDecimals(total, { by: String(base), scale: meanScale });
  return mean === undefined ? undefined : { ...common, value: mean, numerator: null, denominator: null };
}

/** A sum is as certain as the least certain of its parts. */
function statusOf(cells: readonly FigureCell[]): ObservationStatus {
  const statuses = new Set(cells.map(({ status }) => status));
  return statuses.has('PROVISIONAL') ? 'PROVISIONAL' : statuses.has('ESTIMATED') ? 'ESTIMATED' : 'OBSERVED';
}
