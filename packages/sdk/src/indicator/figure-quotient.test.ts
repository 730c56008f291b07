import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeCell, judgeQuotient } from './figure-quotient.ts';
import { indicatorKinds } from './vocabulary.ts';

const percent = { kind: 'RATIO', multiplier: '100' } as const;

describe('a cell that only has its parts', () => {
  it.each([
    ['23', '26', '100', '88.461538'],
    ['1', '2', '1', '0.5'],
    ['2', '3', '1000', '666.666667'],
    ['-1', '3', '1', '-0.333333'],
    ['0', '7', '100', '0'],
    ['90', '80', '100', '112.5'],
  ])('%s in %s, per %s, gets the value %s', (numerator, denominator, multiplier, value) => {
    const cell = { value: null, numerator, denominator };
    expect(completeCell(cell, { kind: 'RATIO', multiplier })).toEqual({ ...cell, value });
    expect(completeCell(cell, { kind: 'MEAN', multiplier })).toEqual({ ...cell, value });
  });

  it.each([
    ['its value', { value: '88', numerator: '23', denominator: '26' }],
    ['a denominator of 0', { value: null, numerator: '0', denominator: '0' }],
    ['no numerator', { value: null, numerator: null, denominator: '26' }],
    ['no denominator', { value: null, numerator: '23', denominator: null }],
    ['a quotient that no figure can hold', { value: null, numerator: '1'.padEnd(38, '0'), denominator: '0.1' }],
  ])('stays as it is with %s', (_case, cell) => {
    expect(completeCell(cell, percent)).toEqual(cell);
  });

  it.each(indicatorKinds.filter((kind) => kind !== 'RATIO' && kind !== 'MEAN'))('stays as it is in a %s', (kind) => {
    const cell = { value: null, numerator: '23', denominator: '26' };
    expect(completeCell(cell, { kind, multiplier: '1' })).toEqual(cell);
  });
});

describe('a value beside its parts', () => {
  // 23 ÷ 26 × 100 is 88.461538…
  it.each([
    ['88.461538', true],
    ['88.46', true],
    ['88.5', true],
    ['88.4', true],
    ['88', true],
    ['89', true],
    ['87', false],
    ['90', false],
    ['88.6', false],
    ['88.3', false],
    ['88.4616', true],
    ['88.4617', false],
    ['0.8846', false],
    ['-88', false],
  ])('of %s is as good as 23 in 26, in percent: %s', (value, fits) => {
    expect(judgeQuotient({ value, numerator: '23', denominator: '26' }, percent).length === 0).toBe(fits);
  });

  it.each(['12', '13', '12.5'])('of 1 in 8 percent is rounded to %s either way', (value) => {
    expect(judgeQuotient({ value, numerator: '1', denominator: '8' }, percent)).toEqual([]);
  });

  it('is no unit away from an exact quotient', () => {
    const exactly = (value: string) => judgeQuotient({ value, numerator: '1', denominator: '2' }, percent).length;
    expect(['49', '50', '51', '50.1'].map(exactly)).toEqual([1, 0, 1, 1]);
  });

  it('says what it should be', () => {
    expect(judgeQuotient({ value: '90', numerator: '23', denominator: '26' }, percent)).toEqual([
      {
        code: 'INVALID',
        path: ['value'],
        message: '23 ÷ 26 × 100 is 88.461538, not 90. Correct the numbers, or omit `value`.',
      },
    ]);
  });

  it('is not asked for where one of the three is missing, or nothing can be divided', () => {
    const whole = { value: '90', numerator: '23', denominator: '26' };
    for (const missing of ['value', 'numerator', 'denominator']) {
      expect(judgeQuotient({ ...whole, [missing]: null }, percent)).toEqual([]);
    }
    expect(judgeQuotient({ ...whole, denominator: '0' }, percent)).toEqual([]);
  });

  it('that was computed fits', () => {
    const number = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(number, number, (numerator, denominator) => {
        const cell = { value: null, numerator: String(numerator), denominator: String(denominator) };
        expect(judgeQuotient(completeCell(cell, percent), percent)).toEqual([]);
      }),
    );
  });
});
