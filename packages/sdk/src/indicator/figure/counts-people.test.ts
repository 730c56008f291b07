import { describe, expect, it } from 'vitest';
import { countingUnits, indicatorKinds } from '../vocabulary.ts';
import { countsPeople, isNeverNegative } from './counts-people.ts';

describe('countsPeople', () => {
  it('is true of people, whether they are counted once or by each reporter', () => {
    expect(countingUnits.filter((countingUnit) => countsPeople({ countingUnit }))).toEqual([
      'PEOPLE_UNDUPLICATED',
      'PEOPLE',
    ]);
  });
});

describe('isNeverNegative', () => {
  it('is false only of an amount of something other than people', () => {
    const negative = indicatorKinds.flatMap((kind) =>
      countingUnits
        .filter((countingUnit) => !isNeverNegative({ kind, countingUnit }))
        .map((countingUnit) => [kind, countingUnit]),
    );
    expect(negative).toEqual([
      ['AMOUNT', 'EVENTS'],
      ['AMOUNT', 'OTHER'],
    ]);
  });
});
