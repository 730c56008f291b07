import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalMarks, digitsFault, groupMarks, numberFormAdvice, numberReader } from './number-form.ts';

const marks = { point: '.', comma: ',', space: '\u00a0', apostrophe: "'", none: '' } as const;

describe('numberReader', () => {
  it('reads numbers written in any form', () => {
    const form = fc.record({ decimal: fc.constantFrom(...decimalMarks), thousands: fc.constantFrom(...groupMarks) });
    fc.assert(
      fc.property(
        form.filter(({ decimal, thousands }) => decimal !== thousands),
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        fc.constantFrom('', '5', '25', '125'),
        ({ decimal, thousands }, whole, fraction) => {
          const digits = whole.toString().replace(/\B(?=(\d{3})+(?!\d))/g, marks[thousands]);
          const text = fraction === '' ? digits : `${digits}${marks[decimal]}${fraction}`;
          expect(numberReader({ decimal, thousands })(text)).toBe(`${whole}${fraction === '' ? '' : `.${fraction}`}`);
        },
      ),
    );
  });

  it('reads numbers without groups if groups are allowed', () => {
    expect(numberReader({ decimal: 'point', thousands: 'comma' })('1234.5')).toBe('1234.5');
  });

  it.each(['1,2345', '12,34', ',123', '1,234,5', '1.5,000'])(
    'rejects %s, whose groups do not have three digits',
    (text) => {
      expect(numberReader({ decimal: 'point', thousands: 'comma' })(text)).toBeUndefined();
    },
  );

  it.each(['', '-', ',', '1,2,3', '1O', 'NaN'])('rejects "%s" with a decimal comma', (text) => {
    expect(numberReader({ decimal: 'comma', thousands: 'none' })(text)).toBeUndefined();
  });
});

describe('digitsFault', () => {
  it.each([
    ['12345678901234567890123456789012345678901234', 'point', 'none'],
    ['0,123456789012345678901', 'comma', 'none'],
    ['1,234,567,890,123,456,789,012,345,678,901,234,567,890', 'point', 'comma'],
    ['1e99', 'point', 'none'],
  ] as const)('states the maximum number of digits for %s', (text, decimal, thousands) => {
    expect(digitsFault(text, { decimal, thousands })?.remedy).toMatch(
      /^Round the number to at most 38 digits in total, and at most 20/,
    );
  });

  it.each(['', '-', 'e5', '.', '[c]', '12,5'])('returns undefined for "%s", which is not a number', (text) => {
    expect(digitsFault(text, { decimal: 'point', thousands: 'none' })).toBeUndefined();
  });
});

describe('numberFormAdvice', () => {
  const plain = { decimal: 'point', thousands: 'none' } as const;

  it('names the form in which the text would be a number', () => {
    expect(numberFormAdvice('12,5', plain)).toContain('`decimal: comma` and `thousands: none`');
    expect(numberFormAdvice('1 234.5', plain)).toContain('`decimal: point` and `thousands: space`');
  });

  it('advises to remove a percent sign', () => {
    expect(numberFormAdvice('12.5%', plain)).toContain('percent sign');
  });

  it('advises to use markers if the text is not a number in any form', () => {
    expect(numberFormAdvice('[c]', plain)).toContain('`markers`');
  });
});
