import type { IndicatorVersion, ObservationStatus } from '../../../indicator/index.ts';
import { breakdownKey, type FigureCell, figureStatuses } from '../../../indicator/index.ts';
import { boundsOf, isReportedAsBounds, withValue } from '../../../indicator/internal.ts';
import {
  compareDecimals,
  divideDecimals,
  multiplyDecimals,
  parseDecimal,
  sumDecimals,
} from '../../../shared/numbers/decimal.ts';

/** The fields of a version that determine whether figures of organizations add up. */
export type AddingVersion = Pick<
  IndicatorVersion,
  'kind' | 'countingUnit' | 'multiplier' | 'aggregationAcrossOrganizations'
>;

/** Number of decimals of a weighted mean. */
const meanScale = 6;

/** Largest base of a cell. */
const largestBase = 2_147_483_647;

/**
 * Whether figures of organizations add up: counts and amounts whose version declares `SUM`, ratios, and means weighted
 * by their base. Unduplicated counts do not, because one person can be counted by several organizations.
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
 * The aggregate of rows, with a cell for each combination of categories in which a row has a figure. Figures of other
 * rows are not imputed. There is no cell if the aggregate cannot be computed, because a ratio or mean has no
 * denominator or base.
 */
export function aggregateCells(rows: readonly (readonly FigureCell[])[], version: AddingVersion): FigureCell[] {
  const groups = Map.groupBy(rows.flat(), ({ categories }) => breakdownKey(categories));
  return [...groups.values()].flatMap((cells) => {
    const figures = cells.filter(({ status }) => figureStatuses.includes(status));
    return figures.length === 0 ? [] : (aggregateOf(figures, version) ?? []);
  });
}

function aggregateOf(cells: readonly FigureCell[], version: AddingVersion): FigureCell | undefined {
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
  if (cells.some(isReportedAsBounds)) return boundedAggregate(cells, { version, common });
  if (version.kind === 'COUNT' || version.kind === 'AMOUNT') {
    const value = sum('value');
    return value === null ? undefined : { ...common, value, numerator: null, denominator: null };
  }
  const [numerator, denominator] = [sum('numerator'), sum('denominator')];
  if (numerator !== null && denominator !== null && compareDecimals(denominator, '0') > 0) {
    return withValue({ ...common, value: null, numerator, denominator }, version);
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

/**
 * The bounds of a sum that includes a cell with bounds: a count or amount. Its value is the sum of the values that the decision
 * assumes. There are none for ratios, and if neither end is known.
 */
function boundedAggregate(
  cells: readonly FigureCell[],
  { version, common }: { version: AddingVersion; common: Pick<FigureCell, 'categories' | 'status' | 'base'> },
): FigureCell | undefined {
  if (version.kind !== 'COUNT' && version.kind !== 'AMOUNT') return undefined;
  const ranges = cells.map((cell) => boundsOf(cell, version) ?? { lowest: cell.value, highest: cell.value });
  const sum = (numbers: readonly (string | null)[]) => {
    const known = numbers.flatMap((number) => number ?? []);
    return known.length < numbers.length ? null : (parseDecimal(sumDecimals(known)) ?? null);
  };
  const [lowerBound, upperBound] = [sum(ranges.map(({ lowest }) => lowest)), sum(ranges.map(({ highest }) => highest))];
  if (lowerBound === null && upperBound === null) return undefined;
  const value = sum(cells.map((cell) => cell.value));
  return { ...common, standardError: null, value, numerator: null, denominator: null, lowerBound, upperBound };
}

/** Status of an aggregate: that of its least certain part. */
function statusOf(cells: readonly FigureCell[]): ObservationStatus {
  const statuses = new Set(cells.map(({ status }) => status));
  return statuses.has('PROVISIONAL') ? 'PROVISIONAL' : statuses.has('ESTIMATED') ? 'ESTIMATED' : 'OBSERVED';
}
