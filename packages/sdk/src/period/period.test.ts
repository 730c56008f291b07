import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay, lastDayNumber, parseDay } from '../shared/calendar-date.ts';
import { frequencies } from './frequency.ts';
import {
  comparePeriods,
  describePeriodKinds,
  nextPeriod,
  type Period,
  parsePeriod,
  periodContains,
  periodFromRange,
  periodOrder,
  periodRange,
  periodsBetween,
  type YearStarts,
} from './period.ts';

const day = fc.integer({ min: 1, max: lastDayNumber }).map(formatDay);
/** Days of a few years, so that periods overlap often. */
const nearDay = fc.integer({ min: dayOf('2023-06-01'), max: dayOf('2026-03-01') }).map(formatDay);
const yearStart = fc
  .integer({ min: dayOf('2001-01-01'), max: dayOf('2001-12-31') })
  .map((number) => formatDay(number).slice(5));
const yearStarts = fc.record({ schoolYearStart: yearStart, fiscalYearStart: yearStart });
const twoDigits = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((n) => String(n).padStart(2, '0'));

/** Periods of every kind with these years and days. */
function periods(years: fc.Arbitrary<number>, days: fc.Arbitrary<string>): fc.Arbitrary<Period> {
  const year = years.map((n) => String(n).padStart(4, '0'));
  const codes = fc.oneof(
    year,
    fc.tuple(year, fc.constantFrom('-H1', '-H2', '-Q1', '-Q2', '-Q3', '-Q4')).map((parts) => parts.join('')),
    fc.tuple(year, twoDigits(1, 12)).map((parts) => parts.join('-')),
    fc.tuple(year, twoDigits(1, 52)).map((parts) => parts.join('-W')),
    days,
    years.map((n) => `SY${String(n).padStart(4, '0')}-${String((n + 1) % 100).padStart(2, '0')}`),
    year.map((text) => `FY${text}`),
    fc.tuple(days, days).map((ends) => ends.toSorted().join('/')),
  );
  return codes.map(period);
}
const arbitraryPeriod = periods(fc.integer({ min: 2, max: 9998 }), day);
const nearPeriod = periods(fc.integer({ min: 2023, max: 2025 }), nearDay);

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

describe('periodRange', () => {
  it.each([
    ['2025', '2025-01-01', '2025-12-31'],
    ['2025-H1', '2025-01-01', '2025-06-30'],
    ['2025-H2', '2025-07-01', '2025-12-31'],
    ['2025-Q1', '2025-01-01', '2025-03-31'],
    ['2025-Q2', '2025-04-01', '2025-06-30'],
    ['2025-Q3', '2025-07-01', '2025-09-30'],
    ['2025-Q4', '2025-10-01', '2025-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['1900-02', '1900-02-01', '1900-02-28'],
    ['2000-02', '2000-02-01', '2000-02-29'],
    ['2025-12', '2025-12-01', '2025-12-31'],
    ['2025-W01', '2024-12-30', '2025-01-05'],
    ['2020-W53', '2020-12-28', '2021-01-03'],
    ['2021-W01', '2021-01-04', '2021-01-10'],
    ['2004-W53', '2004-12-27', '2005-01-02'],
    ['2008-W01', '2007-12-31', '2008-01-06'],
    ['2025-09-30', '2025-09-30', '2025-09-30'],
    ['SY2025-26', '2025-09-01', '2026-08-31'],
    ['FY2025', '2025-01-01', '2025-12-31'],
    ['2025-01-15/2025-06-30', '2025-01-15', '2025-06-30'],
    ['0001', '0001-01-01', '0001-12-31'],
    ['0001-W01', '0001-01-01', '0001-01-07'],
    ['9999-12', '9999-12-01', '9999-12-31'],
    ['9999-W51', '9999-12-20', '9999-12-26'],
  ])('of %s is %s to %s', (code, start, end) => {
    expect(periodRange(period(code))).toEqual({ start, end });
  });

  it('uses the year starts of the ecosystem for school and fiscal years', () => {
    const years = { schoolYearStart: '08-15', fiscalYearStart: '07-01' };
    expect(periodRange(period('SY2025-26'), years)).toEqual({ start: '2025-08-15', end: '2026-08-14' });
    expect(periodRange(period('FY2025'), years)).toEqual({ start: '2024-07-01', end: '2025-06-30' });
    expect(periodRange(period('SY2023-24'), { schoolYearStart: '03-01' })).toEqual({
      start: '2023-03-01',
      end: '2024-02-29',
    });
    expect(periodRange(period('SY2025-26'), { schoolYearStart: '01-01' })).toEqual({
      start: '2025-01-01',
      end: '2025-12-31',
    });
    expect(periodRange(period('FY2025'), { schoolYearStart: '07-01', fiscalYearStart: null })).toEqual(
      periodRange(period('FY2025')),
    );
  });

  it.each(['02-29', '13-01', '00-01', '9-1', '09-31', '', '09-01-01', 'September'])(
    'throws a RangeError for the year start %j',
    (text) => {
      expect(() => periodRange(period('SY2025-26'), { schoolYearStart: text })).toThrow(RangeError);
      expect(() => periodRange(period('FY2025'), { fiscalYearStart: text })).toThrow(RangeError);
      expect(() => periodFromRange({ start: '2025-01-01', end: '2025-01-02' }, { schoolYearStart: text })).toThrow(
        RangeError,
      );
      expect(() => periodFromRange({ start: '2025-01-01', end: '2025-01-02' }, { fiscalYearStart: text })).toThrow(
        RangeError,
      );
    },
  );

  it('is converted back to the same period', () => {
    const calendarPeriods = arbitraryPeriod.filter(({ kind }) => kind !== 'SCHOOL_YEAR' && kind !== 'FISCAL_YEAR');
    fc.assert(fc.property(calendarPeriods, (each) => periodFromRange(periodRange(each))?.code === each.code));
  });

  it('is converted back to the same school or fiscal year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9997 }), yearStart, (year, start) => {
        fc.pre(start !== '01-01');
        const fiscal = period(`FY${String(year).padStart(4, '0')}`);
        const school = period(`SY${String(year).padStart(4, '0')}-${String((year + 1) % 100).padStart(2, '0')}`);
        const [fiscalYears, schoolYears] = [{ fiscalYearStart: start }, { schoolYearStart: start }];
        expect(periodFromRange(periodRange(fiscal, fiscalYears), fiscalYears)).toEqual(fiscal);
        expect(periodFromRange(periodRange(school, schoolYears), schoolYears)).toEqual(school);
      }),
    );
  });
});

describe('periodFromRange', () => {
  it('returns the same period for two dates as parsePeriod', () => {
    fc.assert(
      fc.property(fc.tuple(nearDay, nearDay), yearStarts, (ends, years) => {
        const [start = '', end = ''] = ends.toSorted();
        const parsed = periodFromRange({ start, end }, years);
        expect(parsed && periodRange(parsed, years)).toEqual({ start, end });
        expect(parsePeriod(`${start}/${end}`, years)).toEqual(parsed);
      }),
    );
  });

  it('returns undefined for an end before the start and for dates that do not exist', () => {
    expect(periodFromRange({ start: '2025-06-30', end: '2025-06-29' })).toBeUndefined();
    expect(periodFromRange({ start: '2025-02-30', end: '2025-06-29' })).toBeUndefined();
    expect(periodFromRange({ start: '2025-02-03', end: '2025-06-31' })).toBeUndefined();
  });
});

describe('ISO week', () => {
  it('begins seven days after the previous one, with 53 weeks in long years', () => {
    // A year has 53 weeks if it begins on a Thursday, or on a Wednesday in a leap year.
    let monday = 1;
    const wrong: string[] = [];
    for (let year = 1; year <= 9998; year++) {
      const text = String(year).padStart(4, '0');
      const weekday = (dayOf(`${text}-01-01`) - 1) % 7;
      const long = weekday === 3 || (weekday === 2 && parsePeriod(`${text}-02-29`) !== undefined);
      const last = long ? 53 : 52;
      for (const week of [1, last]) {
        const read = parsePeriod(`${text}-W${String(week).padStart(2, '0')}`);
        const start = formatDay(monday + (week - 1) * 7);
        if (!read || periodRange(read).start !== start) wrong.push(`${text}-W${week}`);
      }
      if (parsePeriod(`${text}-W${last + 1}`)) wrong.push(`${text}-W${last + 1}`);
      monday += last * 7;
    }
    expect(wrong).toEqual([]);
  });
});

describe('comparePeriods', () => {
  it('sorts by start, then the longer period first, then by code', () => {
    const sorted = [
      '2024-Q4',
      '2025',
      'FY2025',
      '2025-H1',
      '2025-Q1',
      '2025-01',
      '2025-01-01',
      '2025-W02',
      '2025-02',
      'SY2025-26',
    ];
    for (const codes of [sorted.toReversed(), sorted.toSorted()]) {
      expect(
        codes
          .map(period)
          .sort(comparePeriods)
          .map(({ code }) => code),
      ).toEqual(sorted);
    }
  });

  it('is a total order that agrees with the dates', () => {
    fc.assert(
      fc.property(nearPeriod, nearPeriod, nearPeriod, (a, b, c) => {
        const sign = comparePeriods(a, b);
        expect(sign === 0).toBe(a.code === b.code);
        expect(comparePeriods(b, a)).toBe(sign === 0 ? 0 : -sign);
        const [rangeOfA, rangeOfB] = [periodRange(a), periodRange(b)];
        if (dayOf(rangeOfA.start) < dayOf(rangeOfB.start)) expect(sign).toBe(-1);
        if (rangeOfA.start === rangeOfB.start && dayOf(rangeOfA.end) > dayOf(rangeOfB.end)) expect(sign).toBe(-1);
        if (sign <= 0 && comparePeriods(b, c) <= 0) expect(comparePeriods(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('uses the year starts of the ecosystem', () => {
    const [school, month] = [period('SY2025-26'), period('2025-08')];
    expect(comparePeriods(school, month)).toBe(1);
    expect(periodOrder({ schoolYearStart: '08-01' })(school, month)).toBe(-1);
  });
});

describe('periodContains', () => {
  it.each([
    ['2025', '2025-Q3', true],
    ['2025', '2025', true],
    ['2025', 'FY2025', true],
    ['2025', '2025-W01', false],
    ['2025', '2026-01', false],
    ['2025-Q3', '2025', false],
    ['2025-Q1', '2025-W14', false],
    ['SY2025-26', '2026-H1', true],
    ['SY2025-26', '2025', false],
  ])('of %s and %s is %s', (outer, inner, contains) => {
    expect(periodContains({ outer: period(outer), inner: period(inner) })).toBe(contains);
  });

  it('uses the year starts of the ecosystem', () => {
    const options = { outer: period('SY2025-26'), inner: period('2025-08') };
    expect(periodContains(options)).toBe(false);
    expect(periodContains({ ...options, years: { schoolYearStart: '08-01' } })).toBe(true);
  });

  it('is transitive, and mutual only for the same days', () => {
    fc.assert(
      fc.property(nearPeriod, nearPeriod, nearPeriod, yearStarts, (a, b, c, years) => {
        const contains = (outer: Period, inner: Period) => periodContains({ outer, inner, years });
        expect(contains(a, a)).toBe(true);
        if (contains(a, b) && contains(b, c)) expect(contains(a, c)).toBe(true);
        const same = JSON.stringify(periodRange(a, years)) === JSON.stringify(periodRange(b, years));
        expect(contains(a, b) && contains(b, a)).toBe(same);
      }),
    );
  });
});

describe('nextPeriod', () => {
  it.each([
    ['2025', '2026'],
    ['2025-H1', '2025-H2'],
    ['2025-H2', '2026-H1'],
    ['2025-Q4', '2026-Q1'],
    ['2025-11', '2025-12'],
    ['2025-12', '2026-01'],
    ['2020-W52', '2020-W53'],
    ['2020-W53', '2021-W01'],
    ['2021-W52', '2022-W01'],
    ['2024-02-28', '2024-02-29'],
    ['2025-12-31', '2026-01-01'],
    ['SY1998-99', 'SY1999-00'],
    ['SY1999-00', 'SY2000-01'],
    ['FY2025', 'FY2026'],
  ])('of %s is %s', (code, next) => {
    expect(nextPeriod(period(code))?.code).toBe(next);
  });

  it.each(['9999', '9999-H2', '9999-Q4', '9999-12', '9999-W51', '9999-12-31', 'SY9998-99', 'FY9999'])(
    'of %s is undefined',
    (code) => {
      expect(nextPeriod(period(code))).toBeUndefined();
    },
  );

  it('of an interval is undefined', () => {
    expect(nextPeriod(period('2025-01-15/2025-06-30'))).toBeUndefined();
  });

  it('is of the same kind and begins on the next day', () => {
    const series = arbitraryPeriod.filter(({ kind }) => kind !== 'INTERVAL');
    fc.assert(
      fc.property(series, yearStarts, (each, years: YearStarts) => {
        const next = nextPeriod(each);
        fc.pre(next !== undefined);
        expect(next?.kind).toBe(each.kind);
        const after = dayOf(periodRange(each, years).end) + 1;
        expect(next && dayOf(periodRange(next, years).start)).toBe(after);
      }),
    );
  });
});

describe('periodsBetween', () => {
  it('returns both ends and the periods between them', () => {
    expect(codesBetween('2024-Q3', '2025-Q2')).toEqual(['2024-Q3', '2024-Q4', '2025-Q1', '2025-Q2']);
    expect(codesBetween('2020-W52', '2021-W01')).toEqual(['2020-W52', '2020-W53', '2021-W01']);
    expect(codesBetween('2024-02-28', '2024-03-01')).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
    expect(codesBetween('SY1998-99', 'SY2000-01')).toEqual(['SY1998-99', 'SY1999-00', 'SY2000-01']);
    expect(codesBetween('2025-H1', '2025-H1')).toEqual(['2025-H1']);
    expect(codesBetween('2025', '2024')).toEqual([]);
  });

  it('returns undefined for different kinds and for intervals', () => {
    expect(codesBetween('2025', '2025-Q2')).toBeUndefined();
    expect(codesBetween('2025', 'FY2025')).toBeUndefined();
    expect(codesBetween('2025-01-15/2025-06-30', '2025-01-15/2025-06-30')).toBeUndefined();
  });

  it('returns undefined for more periods than `atMost`', () => {
    const [from, to] = [period('2025-01-01'), period('2025-01-31')];
    expect(periodsBetween({ from, to, atMost: 31 })).toHaveLength(31);
    expect(periodsBetween({ from, to, atMost: 30 })).toBeUndefined();
    expect(codesBetween('0001-01-01', '9999-12-31')).toBeUndefined();
    expect(codesBetween('0001', '9999')).toHaveLength(9999);
  });

  it('returns the sequence of next periods', () => {
    const series = nearPeriod.filter(({ kind }) => kind !== 'INTERVAL');
    fc.assert(
      fc.property(series, fc.nat(20), (from, steps) => {
        const chain = [from];
        for (let step = 0; step < steps; step++) chain.push(nextPeriod(chain.at(-1) ?? from) ?? from);
        expect(periodsBetween({ from, to: chain.at(-1) ?? from })).toEqual(chain);
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

function period(code: string): Period {
  const parsed = parsePeriod(code);
  if (!parsed) throw new Error(`"${code}" is not a period.`);
  return parsed;
}

function codesBetween(from: string, to: string): string[] | undefined {
  return periodsBetween({ from: period(from), to: period(to) })?.map(({ code }) => code);
}

function dayOf(date: string): number {
  const number = parseDay(date);
  if (number === undefined) throw new Error(`"${date}" is not a date.`);
  return number;
}
