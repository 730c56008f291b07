import { isNeverNegative } from '../../../indicator/index.ts';
import { boundsOf, isReportedAsBounds } from '../../../indicator/internal.ts';
import type { Cell } from '../../../reporting/index.ts';
import { addExact, compareExact, divideExact, multiplyExact } from '../../../shared/numbers/exact.ts';
import type { RollUpRules } from './combine-figures.ts';
import { type AggregatedCell, boundsIn, greatestOf, leastOf, type PartialFigure, partialOf } from './partial-figure.ts';

/** The fields of a version that determine which figures bounds allow. */
export type BoundedRules = Pick<RollUpRules, 'kind' | 'countingUnit' | 'multiplier'>;

/** A partial figure with the lowest figures that bounds allow, and with the highest ones. `highest` is omitted without bounds. */
export interface PartialEnds {
  partial: PartialFigure;
  highest?: PartialFigure;
}

/** Sums of cells that are stated as bounds. Numbers are canonical decimals; null without any. */
export interface BoundedSums {
  /** Number of cells, and of those without a lower or an upper bound. */
  bounded: number;
  withoutLowest: number;
  withoutHighest: number;
  /** Sums of the bounds. */
  lowest: string | null;
  highest: string | null;
  /** The smallest and the largest of each. Without a lower bound, it is 0. */
  leastLowest: string | null;
  greatestLowest: string | null;
  leastHighest: string | null;
  greatestHighest: string | null;
  /** Number of cells with a base, the sum of their bases, and of the bases of cells without an upper bound. */
  boundedBases: number;
  boundedBase: string | null;
  baseWithoutHighest: string | null;
  /** The sums of bound × base. */
  weightedLowest: string | null;
  weightedHighest: string | null;
}

/** The partial figures of one cell. */
export function partialEndsOf(
  cell: AggregatedCell & Partial<Pick<Cell, 'lowerBound' | 'upperBound'>>,
  version: BoundedRules,
): PartialEnds {
  const { suppressed = false, base } = cell;
  if (suppressed || !isReportedAsBounds(cell)) return { partial: partialOf(cell, version) };
  const { lowest, highest } = boundsOf(cell, version) ?? { lowest: null, highest: null };
  const people = base === null ? null : String(base);
  const weighted = (bound: string | null) => (people === null || bound === null ? null : multiplyExact(bound, people));
  const sums: BoundedSums = {
    bounded: 1,
    withoutLowest: lowest === null ? 1 : 0,
    withoutHighest: highest === null ? 1 : 0,
    lowest,
    highest,
    leastLowest: lowest,
    greatestLowest: lowest,
    leastHighest: highest,
    greatestHighest: highest,
    boundedBases: people === null ? 0 : 1,
    boundedBase: people,
    baseWithoutHighest: highest === null ? people : null,
    weightedLowest: weighted(lowest),
    weightedHighest: weighted(highest),
  };
  return partialEndsOfSums(partialOf({ ...cell, value: null, numerator: null, denominator: null }), { sums, version });
}

/**
 * The partial figures of sums. `partial` counts all cells, with the numbers of those that are not stated as bounds. Without a
 * lower bound, a figure that is never negative is at least 0; without an upper one, a ratio of people is at most the multiplier.
 */
export function partialEndsOfSums(
  partial: PartialFigure,
  { sums, version }: { sums: BoundedSums; version: BoundedRules },
): PartialEnds {
  const { bounded, withoutHighest } = sums;
  if (bounded === 0) return { partial };
  const { kind, multiplier } = version;
  const withoutLowest = isNeverNegative(version) ? 0 : sums.withoutLowest;
  if (kind === 'RATIO' && sums.boundedBases === bounded) {
    const isOfPeople = version.countingUnit !== 'EVENTS' && version.countingUnit !== 'OTHER';
    const most = multiplyExact(sums.baseWithoutHighest ?? '0', multiplier);
    const highest = addExact(sums.weightedHighest ?? '0', isOfPeople ? most : '0');
    const at = (weighted: string, open: number): PartialFigure => ({
      ...partial,
      parts: partial.parts + bounded,
      numerator: addExact(partial.numerator, divideExact(weighted, multiplier) ?? '0'),
      denominator: addExact(partial.denominator, sums.boundedBase ?? '0'),
      ...boundsIn({ bounded, open }),
    });
    return {
      partial: at(sums.weightedLowest ?? '0', 0),
      highest: at(highest, isOfPeople ? 0 : withoutHighest),
    };
  }
  // Sums count a missing lower bound as 0, so that only a larger one is known to be of a figure that has one.
  const isKnown = withoutLowest === 0 || compareExact(sums.greatestLowest ?? '0', '0') > 0;
  const greatestLowest = isKnown ? sums.greatestLowest : null;
  const at = (
    { sum, least, greatest }: Record<'sum' | 'least' | 'greatest', string | null>,
    open: number,
  ): PartialFigure => ({
    ...partial,
    values: partial.values + bounded,
    sum: addExact(partial.sum, sum ?? '0'),
    least: leastOf(partial.least, least),
    greatest: greatestOf(partial.greatest, greatest),
    ...boundsIn({ bounded, open }),
  });
  return {
    partial: at({ sum: sums.lowest, least: sums.leastLowest, greatest: greatestLowest }, withoutLowest),
    highest: at({ sum: sums.highest, least: sums.leastHighest, greatest: sums.greatestHighest }, withoutHighest),
  };
}
