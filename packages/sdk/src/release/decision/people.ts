import type { IndicatorVersion } from '../../indicator/index.ts';
import { type FigureCell, figureStatuses } from '../../indicator/index.ts';
import { divideDecimals, multiplyDecimals } from '../../shared/decimal.ts';

/** What is looked at in a version to know where its figures are numbers of people. */
export type CountingVersion = Pick<
  IndicatorVersion,
  'kind' | 'countingUnit' | 'multiplier' | 'denominatorOverCategories'
>;

/** A number of people that a cell says; null where it says none, NaN where it is no whole number from 0. */
export type Measure = (cell: FigureCell) => number | null;

/** The numbers of people that the cells of a version can say. */
export interface PeopleMeasures {
  /** Numbers that stand by themselves: a count, those behind a mean. */
  counts: Measure[];
  /** Of a ratio: those who are counted, and those among whom. */
  ratio: { numerator: Measure; denominator: Measure } | null;
}

/** Of which cells of a version it is known how many people they stand for, and where in the cell that is said. */
export function peopleMeasures(version: CountingVersion): PeopleMeasures {
  const { kind, countingUnit } = version;
  const ofPeople = countingUnit === 'PEOPLE' || countingUnit === 'PEOPLE_UNDUPLICATED';
  const base: Measure = (cell) => cell.base;
  if (!ofPeople) return { counts: [base], ratio: null };
  if (kind === 'COUNT' || kind === 'AMOUNT') return { counts: [figure('value'), base], ratio: null };
  if (kind === 'MEAN') return { counts: [figure('denominator'), base], ratio: null };
  if (kind !== 'RATIO') return { counts: [base], ratio: null };
  return {
    counts: [base],
    ratio: {
      numerator: (cell) => figure('numerator')(cell) ?? implied(cell, version),
      denominator: (cell) => figure('denominator')(cell) ?? (implied(cell, version) === null ? null : cell.base),
    },
  };
}

function figure(field: 'value' | 'numerator' | 'denominator'): Measure {
  return (cell) => {
    const number = cell[field];
    return number === null || !figureStatuses.includes(cell.status) ? null : wholeNumber(number);
  };
}

/** Who knows a share and how many it is of knows how many have it, but for rounding. */
function implied({ value, base, numerator, status }: FigureCell, { multiplier }: CountingVersion): number | null {
  if (value === null || base === null || numerator !== null || !figureStatuses.includes(status)) return null;
  const people = divideDecimals(multiplyDecimals(value, String(base)), { by: multiplier, scale: 0 });
  return people === undefined ? null : wholeNumber(people);
}

/** Fifteen digits are exact as a number, and more people than there are. */
function wholeNumber(decimal: string): number {
  return /^\d{1,15}$/.test(decimal) ? Number(decimal) : Number.NaN;
}
