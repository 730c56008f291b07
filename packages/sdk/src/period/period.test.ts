import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frequencies } from './frequency.ts';
import { arbitraryPeriod, period } from './period.fixture.ts';
import {
  comparePeriods,
  describePeriodKinds,
  nextPeriod,
  parsePeriod,
  periodContains,
  periodFromRange,
  periodRange,
  periodsBetween,
} from './period.ts';

const malformed = [
  undefined,
  null,
  '2025',
  7,
  true,
  [],
  {},
  { kind: 'YEAR' },
  { kind: 'MONTH', year: 2025 },
] as never[];

describe('malformed input', () => {
  it.each([undefined, null, 7, true, [], {}, ['2025']] as never[])('is not a period: %j', (value) => {
    expect(parsePeriod(value)).toBeUndefined();
    expect(periodFromRange(value)).toBeUndefined();
    expect(periodFromRange({ start: value, end: '2025-12-31' })).toBeUndefined();
  });

  it.each(malformed)('is rejected with the remedy: %j', (value) => {
    const error = new TypeError(`${JSON.stringify(value)} is not a period. Use the result of \`parsePeriod\`.`);
    const year = period('2025');
    expect(() => periodRange(value)).toThrow(error);
    expect(() => nextPeriod(value)).toThrow(error);
    expect(() => comparePeriods(year, value)).toThrow(error);
    expect(() => periodContains({ outer: year, inner: value })).toThrow(error);
    expect(() => periodsBetween({ from: year, to: value })).toThrow(error);
  });
});

describe('parsePeriod', () => {
  it.each([
    ['2025', { kind: 'YEAR', year: 2025 }],
    ['0001', { kind: 'YEAR', year: 1 }],
    ['9999', { kind: 'YEAR', year: 9999 }],
    ['2025-H2', { kind: 'HALF', year: 2025, part: 2 }],
    ['2025-Q3', { kind: 'QUARTER', year: 2025, part: 3 }],
    ['2025-09', { kind: 'MONTH', year: 2025, part: 9 }],
    ['2025-W07', { kind: 'WEEK', year: 2025, part: 7 }],
    ['2020-W53', { kind: 'WEEK', year: 2020, part: 53 }],
    ['2025-09-30', { kind: 'DAY', start: '2025-09-30', end: '2025-09-30' }],
    ['2024-02-29', { kind: 'DAY', start: '2024-02-29', end: '2024-02-29' }],
    ['SY2025-26', { kind: 'SCHOOL_YEAR', year: 2025 }],
    ['SY1999-00', { kind: 'SCHOOL_YEAR', year: 1999 }],
    ['SY2008-09', { kind: 'SCHOOL_YEAR', year: 2008 }],
    ['FY2025', { kind: 'FISCAL_YEAR', year: 2025 }],
    ['2025-01-15/2025-06-30', { kind: 'INTERVAL', start: '2025-01-15', end: '2025-06-30' }],
  ])('parses %s', (code, fields) => {
    expect(parsePeriod(code)).toEqual({ code, ...fields });
  });

  it.each([
    ['2025-01-01/2025-12-31', '2025'],
    ['2025-07-01/2025-12-31', '2025-H2'],
    ['2025-04-01/2025-06-30', '2025-Q2'],
    ['2024-02-01/2024-02-29', '2024-02'],
    ['2025-12-29/2026-01-04', '2026-W01'],
    ['2025-09-30/2025-09-30', '2025-09-30'],
    ['2025-09-01/2026-08-31', '2025-09-01/2026-08-31'],
    ['2025-02-01/2025-07-31', '2025-02-01/2025-07-31'],
    ['2025-02-01/2025-04-30', '2025-02-01/2025-04-30'],
    ['2025-02-04/2025-02-10', '2025-02-04/2025-02-10'],
    ['2025-01-15/2025-12-31', '2025-01-15/2025-12-31'],
    ['2025-01-15/2025-03-31', '2025-01-15/2025-03-31'],
    ['2025-02-01/2025-03-31', '2025-02-01/2025-03-31'],
    ['2025-02-04/2025-02-28', '2025-02-04/2025-02-28'],
    ['2025-02-04/2025-02-09', '2025-02-04/2025-02-09'],
  ])('converts %s to %s', (text, code) => {
    expect(parsePeriod(text)?.code).toBe(code);
  });

  it('converts two dates to a school or fiscal year only if it knows the year start', () => {
    const text = '2024-07-01/2025-06-30';
    expect(parsePeriod(text)?.code).toBe(text);
    expect(parsePeriod(text, { schoolYearStart: '07-01' })?.code).toBe('SY2024-25');
    expect(parsePeriod(text, { fiscalYearStart: '07-01' })?.code).toBe('FY2025');
    expect(parsePeriod(text, { fiscalYearStart: '07-01', schoolYearStart: null })?.code).toBe('FY2025');
    expect(parsePeriod(text, { schoolYearStart: '07-01', fiscalYearStart: '07-01' })?.code).toBe('SY2024-25');
    expect(parsePeriod(text, { schoolYearStart: '07-02', fiscalYearStart: '06-30' })?.code).toBe(text);
  });

  it('returns the calendar year for a school or fiscal year with the same days', () => {
    const years = { schoolYearStart: '01-01', fiscalYearStart: '01-01' };
    expect(parsePeriod('2025-01-01/2025-12-31', years)?.code).toBe('2025');
  });

  it.each([
    '',
    '25',
    '2025-',
    '20255',
    '2025-H',
    '2025-H0',
    '2025-H3',
    '2025-Q0',
    '2025-Q5',
    '2025-00',
    '2025-13',
    '2025-9',
  ])('rejects %j', (text) => {
    expect(parsePeriod(text)).toBeUndefined();
  });

  it.each([
    '2025-W00',
    '2025-W53',
    '2021-W53',
    '2025-W54',
    '2025-W99',
    '2025-W7',
    '2025-02-29',
    '2025-04-31',
    '2025-9-30',
  ])('rejects %j', (text) => {
    expect(parsePeriod(text)).toBeUndefined();
  });

  it.each([
    'SY2025',
    'SY2025-27',
    'SY2025-25',
    'SY2025-2026',
    'SY25-26',
    'FY25',
    'FY2025-26',
    'sy2025-26',
    'fy2025',
    '2025-q3',
  ])('rejects %j', (text) => {
    expect(parsePeriod(text)).toBeUndefined();
  });

  it.each([
    ' 2025',
    '2025 ',
    '2025\n',
    '+2025',
    '-2025',
    '２０２５',
    '2025/2026',
    '2025-01/2025-06',
    '2025-06-30/2025-01-15',
  ])('rejects %j', (text) => {
    expect(parsePeriod(text)).toBeUndefined();
  });

  it.each([
    '2025-01-15/2025-02-30',
    '2025-02-30/2025-03-15',
    '2025-01-15/2025-06-30/2025-07-01',
    '2025-01-15/',
    '/2025-01-15',
    '2025-01-15--2025-06-30',
    '2025-01-15 2025-06-30',
  ])('rejects %j', (text) => {
    expect(parsePeriod(text)).toBeUndefined();
  });

  it.each([
    '0000',
    '0000-H1',
    '0000-12',
    '0000-W52',
    '0000-12-31',
    'SY0000-01',
    'SY9999-00',
    'FY0000',
    'FY0001',
    '9999-W52',
  ])('rejects %s, which extends beyond the years 1 to 9999', (text) => {
    expect(parsePeriod(text)).toBeUndefined();
  });

  it('returns a canonical code unchanged', () => {
    fc.assert(fc.property(arbitraryPeriod, (each) => parsePeriod(each.code)?.code === each.code));
  });

  it('returns a period with a canonical code, or undefined, for any text', () => {
    const texts = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0129-/HQWSYF') }));
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parsePeriod(text);
        if (parsed) expect(parsePeriod(parsed.code)).toEqual(parsed);
      }),
    );
  });
});

describe('describePeriodKinds', () => {
  it('describes every kind with an example of that kind', () => {
    const named = frequencies.map((kind) => describePeriodKinds([kind]));
    const examples = named.map((text) => /\(([^,)]+)/.exec(text)?.[1] ?? '');
    expect(examples.map((code) => parsePeriod(code)?.kind)).toEqual([...frequencies]);
    for (const text of named) expect(describePeriodKinds()).toContain(text);
  });

  it('joins the kinds with commas and "or"', () => {
    expect(describePeriodKinds(['YEAR', 'QUARTER', 'SCHOOL_YEAR'])).toBe(
      'a year (2025), a quarter (2025-Q3) or a school year (SY2025-26)',
    );
  });
});
