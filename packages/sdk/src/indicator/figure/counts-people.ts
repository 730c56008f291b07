import type { IndicatorVersion } from '../version/indicator-version.ts';

/** Whether figures of a version are numbers of people: counted once (`PEOPLE_UNDUPLICATED`), or by each reporter (`PEOPLE`). */
export function countsPeople({ countingUnit }: Pick<IndicatorVersion, 'countingUnit'>): boolean {
  return countingUnit === 'PEOPLE' || countingUnit === 'PEOPLE_UNDUPLICATED';
}

/** Whether figures of a version, and their bounds, are at least 0: a count, a ratio or a number of people. Another amount can be negative. */
export function isNeverNegative({ kind, countingUnit }: Pick<IndicatorVersion, 'kind' | 'countingUnit'>): boolean {
  return kind !== 'AMOUNT' || countsPeople({ countingUnit });
}
