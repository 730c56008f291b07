import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../shared/outcome.ts';
import { indicatorKinds } from '../vocabulary.ts';
import { completeCell, judgeQuotient } from './figure-quotient.ts';

const percent = { kind: 'RATIO', multiplier: '100' } as const;

describe('completeCell', () => {
  it.each([
    ['23', '26', '100', '88.461538'],
    ['1', '2', '1', '0.5'],
    ['2', '3', '1000', '666.666667'],
    ['-1', '3', '1', '-0.333333'],
    ['0', '7', '100', '0'],
    ['90', '80', '100', '112.5'],
  ])('computes %s ÷ %s × %s as %s', (numerator, denominator, multiplier, value) => {
    const cell = { value: null, numerator, denominator };
    expect(unwrap(completeCell(cell, { kind: 'RATIO', multiplier }))).toEqual({ ...cell, value });
    expect(unwrap(completeCell(cell, { kind: 'MEAN', multiplier }))).toEqual({ ...cell, value });
  });

  it.each([
    ['a value', { value: '88', numerator: '23', denominator: '26' }],
    ['a denominator of 0', { value: null, numerator: '0', denominator: '0' }],
    ['no numerator', { value: null, numerator: null, denominator: '26' }],
    ['no denominator', { value: null, numerator: '23', denominator: null }],
    [
      'a quotient that exceeds the range of a figure',
      { value: null, numerator: '1'.padEnd(38, '0'), denominator: '0.1' },
    ],
  ])('does not change a cell with %s', (_case, cell) => {
    expect(unwrap(completeCell(cell, percent))).toEqual(cell);
  });

  it.each(indicatorKinds.filter((kind) => kind !== 'RATIO' && kind !== 'MEAN'))(
    'does not change a cell of a %s',
    (kind) => {
      const cell = { value: null, numerator: '23', denominator: '26' };
      expect(unwrap(completeCell(cell, { kind, multiplier: '1' }))).toEqual(cell);
    },
  );
});

describe('judgeQuotient', () => {
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
  ])('accepts the value %s for 23 of 26 in percent: %s', (value, isAccepted) => {
    expect(judgeQuotient({ value, numerator: '23', denominator: '26' }, percent).length === 0).toBe(isAccepted);
  });

  it.each(['12', '13', '12.5'])('accepts %s for 1 of 8 in percent, rounded down, rounded up or exact', (value) => {
    expect(judgeQuotient({ value, numerator: '1', denominator: '8' }, percent)).toEqual([]);
  });

  it('accepts no deviation from a quotient that is a whole number', () => {
    const issueCount = (value: string) => judgeQuotient({ value, numerator: '1', denominator: '2' }, percent).length;
    expect(['49', '50', '51', '50.1'].map(issueCount)).toEqual([1, 0, 1, 1]);
  });

  it('reports the expected value', () => {
    expect(judgeQuotient({ value: '90', numerator: '23', denominator: '26' }, percent)).toEqual([
      {
        code: 'INVALID',
        path: ['value'],
        message: '23 ÷ 26 × 100 is 88.461538, not 90. Correct the numbers, or omit `value`.',
      },
    ]);
  });

  it('accepts a cell without value, numerator or denominator, or with a denominator of 0', () => {
    const whole = { value: '90', numerator: '23', denominator: '26' };
    for (const missing of ['value', 'numerator', 'denominator']) {
      expect(judgeQuotient({ ...whole, [missing]: null }, percent)).toEqual([]);
    }
    expect(judgeQuotient({ ...whole, denominator: '0' }, percent)).toEqual([]);
  });

  it('accepts every value that completeCell computes', () => {
    const number = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(number, number, (numerator, denominator) => {
        const cell = { value: null, numerator: String(numerator), denominator: String(denominator) };
        expect(judgeQuotient(unwrap(completeCell(cell, percent)), percent)).toEqual([]);
      }),
    );
  });
});
