import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Exact, exact, write } from './decimal.fixture.ts';
import {
  addDecimals,
  compareDecimals,
  decimalLimits,
  divideDecimals,
  expectedDecimal,
  multiplyDecimals,
  parseDecimal,
  subtractDecimals,
  sumDecimals,
} from './decimal.ts';

const figure = exact.map(write);

describe('parseDecimal', () => {
  it.each([
    ['0', '0'],
    ['-0', '0'],
    ['+0', '0'],
    ['-0.00', '0'],
    ['0e5', '0'],
    ['0e999999999', '0'],
    ['7', '7'],
    ['+7', '7'],
    ['007.50', '7.5'],
    ['-3.50', '-3.5'],
    ['.5', '0.5'],
    ['-.5', '-0.5'],
    ['5.', '5'],
    ['100', '100'],
    ['100.00', '100'],
    ['0.0100', '0.01'],
    ['1e3', '1000'],
    ['1.2E+05', '120000'],
    ['1.25e1', '12.5'],
    ['125e-2', '1.25'],
    ['120e-1', '12'],
    ['12345678901234567.12', '12345678901234567.12'],
  ])('converts %s to %s', (text, canonical) => {
    expect(parseDecimal(text)).toBe(canonical);
  });

  it.each(['', ' ', '-', '+', '.', '-.', 'e5', '.e5', '1e', '1e+', '1.2.3', '--1', '1 000', '1,5', '1_000', '0x10'])(
    'rejects %j',
    (text) => {
      expect(parseDecimal(text)).toBeUndefined();
    },
  );

  it.each([' 1', '1 ', '1\n', 'NaN', 'Infinity', '-Infinity', '١', '１', '½', '1n', '10%', '−1'])(
    'rejects %j',
    (text) => {
      expect(parseDecimal(text)).toBeUndefined();
    },
  );

  it('accepts the maximum number of digits, and rejects one more', () => {
    const nines = '9'.repeat(decimalLimits.digits);
    expect(parseDecimal(nines)).toBe(nines);
    expect(parseDecimal(`-${nines}`)).toBe(`-${nines}`);
    expect(parseDecimal(`${nines}9`)).toBeUndefined();
    expect(parseDecimal('1e37')).toBe(`1${'0'.repeat(37)}`);
    expect(parseDecimal('1e38')).toBeUndefined();
    expect(parseDecimal(`${'9'.repeat(18)}.${'9'.repeat(20)}`)).toBe(`${'9'.repeat(18)}.${'9'.repeat(20)}`);
    expect(parseDecimal(`${'9'.repeat(19)}.${'9'.repeat(20)}`)).toBeUndefined();
  });

  it('accepts the maximum number of decimal places, and rejects one more', () => {
    expect(parseDecimal('1e-20')).toBe(`0.${'0'.repeat(19)}1`);
    expect(parseDecimal('1e-21')).toBeUndefined();
    expect(parseDecimal(`0.${'0'.repeat(19)}10`)).toBe(`0.${'0'.repeat(19)}1`);
    expect(parseDecimal(`0.${'0'.repeat(20)}1`)).toBeUndefined();
  });

  it('rejects an exponent that exceeds the limits', () => {
    expect(parseDecimal('1e999999999')).toBeUndefined();
    expect(parseDecimal('1e-999999999')).toBeUndefined();
    expect(parseDecimal(`1e${'9'.repeat(90)}`)).toBeUndefined();
  });

  it('rejects a text of more than 100 characters, regardless of its value', () => {
    expect(parseDecimal(`${'0'.repeat(99)}1`)).toBe('1');
    expect(parseDecimal(`${'0'.repeat(100)}1`)).toBeUndefined();
  });

  it('preserves the value of a decimal in any accepted form', () => {
    const padded = fc.record({
      number: exact,
      zeros: fc.nat(3),
      sign: fc.boolean(),
      exponent: fc.integer({ min: -5, max: 5 }),
    });
    fc.assert(
      fc.property(padded, ({ number, zeros, sign, exponent }) => {
        const text = write(number);
        const [whole = '', fraction = ''] = text.replace('-', '').split('.');
        const head = text.startsWith('-') ? '-' : sign ? '+' : '';
        const loose = `${head}${'0'.repeat(zeros)}${whole}.${fraction}${'0'.repeat(zeros)}E${exponent}`;
        const expected = { units: number.units * 10n ** BigInt(exponent + 5), scale: number.scale + 5 };
        const parsed = parseDecimal(loose);
        if (fitsLimits(write(expected))) expect(parsed).toBe(write(expected));
        else expect(parsed).toBeUndefined();
      }),
    );
  });

  it('returns a canonical decimal unchanged', () => {
    fc.assert(fc.property(figure, (text) => parseDecimal(text) === (fitsLimits(text) ? text : undefined)));
  });

  it('returns undefined or the canonical form for any text', () => {
    const texts = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0159+-.eE') }));
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseDecimal(text);
        if (parsed !== undefined) expect(parsed).toMatch(/^(0|-?[1-9]\d*|-?(0|[1-9]\d*)\.\d*[1-9])$/);
      }),
    );
  });
});

describe('decimal arithmetic', () => {
  it('has no rounding errors of binary floating point', () => {
    expect(addDecimals('0.1', '0.2')).toBe('0.3');
    expect(subtractDecimals('0.3', '0.1')).toBe('0.2');
    expect(sumDecimals(Array.from({ length: 10 }, () => '0.1'))).toBe('1');
  });

  it('adds and subtracts exactly', () => {
    fc.assert(
      fc.property(exact, exact, (a, b) => {
        expect(addDecimals(write(a), write(b))).toBe(write(plus(a, b)));
        expect(subtractDecimals(write(a), write(b))).toBe(write(plus(a, { ...b, units: -b.units })));
      }),
    );
  });

  it('multiplies exactly', () => {
    fc.assert(
      fc.property(exact, exact, (a, b) => {
        const product = { units: a.units * b.units, scale: a.scale + b.scale };
        expect(multiplyDecimals(write(a), write(b))).toBe(write(product));
      }),
    );
    expect(multiplyDecimals('-1', '0')).toBe('0');
  });

  it('returns an exact sum with more digits than a figure may have', () => {
    const nines = '9'.repeat(decimalLimits.digits);
    expect(addDecimals(nines, `0.${'0'.repeat(19)}1`)).toBe(`${nines}.${'0'.repeat(19)}1`);
  });

  it('subtracts an added decimal exactly', () => {
    fc.assert(fc.property(figure, figure, (a, b) => subtractDecimals(addDecimals(a, b), b) === a));
  });

  it('returns the same sum in any order', () => {
    const shuffled = fc
      .array(figure, { maxLength: 20 })
      .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    fc.assert(fc.property(shuffled, ([list, other]) => sumDecimals(other) === sumDecimals(list)));
    expect(sumDecimals([])).toBe('0');
  });

  it('compares decimals by value', () => {
    fc.assert(
      fc.property(exact, exact, (a, b) => {
        const difference = plus(a, { ...b, units: -b.units }).units;
        expect(compareDecimals(write(a), write(b))).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0);
      }),
    );
    expect(compareDecimals('10', '9')).toBe(1);
    expect(compareDecimals('-10', '-9')).toBe(-1);
    expect(compareDecimals('0', '-0.0')).toBe(0);
  });

  it('throws for a text that is not a decimal', () => {
    expect(() => addDecimals('12', 'twelve')).toThrow();
    expect(() => sumDecimals([''])).toThrow();
    expect(() => divideDecimals('1', { by: 'x', scale: 2 })).toThrow();
    expect(() => divideDecimals('x', { by: '0', scale: 2 })).toThrow();
  });
});

describe('expectedDecimal', () => {
  it.each([
    ['12,5', 'a decimal number such as 13.1825'],
    ['', 'a decimal number such as 13.1825'],
    ['x'.repeat(200), 'a decimal number such as 13.1825'],
    ['1'.repeat(61), 'a number of at most 38 digits, at most 20 of them after the decimal point'],
    ['1'.repeat(200), 'a number of at most 38 digits, at most 20 of them after the decimal point'],
    [`0.${'1'.repeat(21)}`, 'a number of at most 38 digits, at most 20 of them after the decimal point'],
    ['1e39', 'a number of at most 38 digits, at most 20 of them after the decimal point'],
  ])('describes, for %j, %s', (text, expected) => {
    expect(parseDecimal(text)).toBeUndefined();
    expect(expectedDecimal(text)).toBe(expected);
  });
});

function plus(a: Exact, b: Exact): Exact {
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale };
}

function unitsAt({ units, scale }: Exact, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale);
}

function fitsLimits(text: string): boolean {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const digits = (whole + fraction).replace(/^0+/, '').length;
  return digits <= decimalLimits.digits && fraction.length <= decimalLimits.scale;
}
