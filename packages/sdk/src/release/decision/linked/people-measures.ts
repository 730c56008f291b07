import type { CountBounds } from '@collective-impact/disclosure';
import type { IndicatorVersion } from '../../../indicator/index.ts';
import { countsPeople, type FigureCell, figureStatuses } from '../../../indicator/index.ts';
import { boundsOf, isAboutSomebody, isReportedAsBounds, numeratorBounds } from '../../../indicator/internal.ts';
import { divideDecimals, multiplyDecimals } from '../../../shared/numbers/decimal.ts';

/** The fields of a version that determine where its cells contain numbers of people. */
export type CountingVersion = Pick<
  IndicatorVersion,
  'kind' | 'countingUnit' | 'multiplier' | 'denominatorOverCategories'
>;

/** Reads a number of people from a cell: null if the cell has none, NaN if it is not an integer of at least 0. */
export type Measure = (cell: FigureCell) => number | null;

/** The numbers of people that the cells of a version can contain. */
export interface PeopleMeasures {
  /** Independent numbers: a count, or the base of a mean. */
  counts: Measure[];
  /** Numerator and denominator of a ratio of people; null for other kinds. */
  ratio: { numerator: Measure; denominator: Measure } | null;
  /** Whether a cell is about at least one person, which everyone knows even if its numbers are suppressed. */
  isAboutSomebody: (cell: FigureCell) => boolean;
  /** Whether cells of the version can state bounds of a number of people. */
  canStateBounds: boolean;
  /**
   * The bounds of the count of a cell that states bounds, or of the numerator of a ratio. Everyone knows them. NaN if they are
   * not integers. Null for other cells.
   */
  boundsIn: (cell: FigureCell) => CountBounds | null;
}

/** The numbers of people in the cells of a version. */
export function peopleMeasures(version: CountingVersion): PeopleMeasures {
  const { kind, countingUnit } = version;
  const isOfPeople = countsPeople({ countingUnit });
  const base: Measure = (cell) => cell.base;
  const common = {
    ratio: null,
    isAboutSomebody: (cell: FigureCell) => isAboutSomebody(cell, kind),
    canStateBounds: isOfPeople && (kind === 'COUNT' || kind === 'AMOUNT' || kind === 'RATIO'),
    boundsIn: (cell: FigureCell) => (isOfPeople && isReportedAsBounds(cell) ? peopleWithin(cell, version) : null),
  };
  if (!isOfPeople) return { ...common, counts: [base] };
  if (kind === 'COUNT' || kind === 'AMOUNT') return { ...common, counts: [figure('value'), base] };
  if (kind === 'MEAN') return { ...common, counts: [figure('denominator'), base] };
  if (kind !== 'RATIO') return { ...common, counts: [base] };
  return {
    ...common,
    counts: [base],
    ratio: {
      numerator: (cell) => figure('numerator')(cell) ?? impliedNumerator(cell, version),
      denominator: (cell) =>
        figure('denominator')(cell) ?? (impliedNumerator(cell, version) === null ? null : cell.base),
    },
  };
}

function peopleWithin(cell: FigureCell, version: CountingVersion): CountBounds | null {
  const { lowerBound, upperBound, base } = cell;
  if (version.kind === 'RATIO') {
    const unknown = { lowest: Number.NaN, highest: null };
    return base === null ? unknown : (numeratorBounds({ lowerBound, upperBound, base }, version.multiplier) ?? unknown);
  }
  const { lowest, highest } = boundsOf(cell, version) ?? { lowest: null, highest: null };
  return { lowest: integerOf(lowest ?? '0'), highest: highest === null ? null : integerOf(highest) };
}

function figure(field: 'value' | 'numerator' | 'denominator'): Measure {
  return (cell) => {
    const number = cell[field];
    return number === null || !figureStatuses.includes(cell.status) ? null : integerOf(number);
  };
}

/** The numerator that follows from a ratio and its base, to the nearest integer. */
function impliedNumerator(cell: FigureCell, { multiplier }: CountingVersion): number | null {
  const { value, base, numerator, status } = cell;
  if (value === null || base === null || numerator !== null || !figureStatuses.includes(status)) return null;
  const people = divideDecimals(multiplyDecimals(value, String(base)), { by: multiplier, scale: 0 });
  return people === undefined ? null : integerOf(people);
}

/** Integers of up to 15 digits are exact as a number. Larger ones are not numbers of people. */
function integerOf(decimal: string): number {
  return /^\d{1,15}$/.test(decimal) ? Number(decimal) : Number.NaN;
}
