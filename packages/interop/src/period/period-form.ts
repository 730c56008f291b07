import { type Frequency, type Period, parsePeriod } from '@collective-impact/sdk/period';

/** The forms of periods that a mapping can name. */
export const periodForms = [
  'year',
  'half',
  'quarter',
  'month',
  'week',
  'day',
  'day-month-year',
  'month-day-year',
  'school-year',
  'fiscal-year',
  'interval',
  'code',
] as const;
/** One of {@link periodForms}. */
export type PeriodForm = (typeof periodForms)[number];

/** The length of the periods of each form. Undefined for `code` and `interval`, which allow any length. */
export const formFrequency: Record<PeriodForm, Frequency | undefined> = {
  year: 'YEAR',
  half: 'HALF',
  quarter: 'QUARTER',
  month: 'MONTH',
  week: 'WEEK',
  day: 'DAY',
  'day-month-year': 'DAY',
  'month-day-year': 'DAY',
  'school-year': 'SCHOOL_YEAR',
  'fiscal-year': 'FISCAL_YEAR',
  interval: undefined,
  code: undefined,
};

/** An example of each form, for messages and the guide. */
export const formExample: Record<PeriodForm, string> = {
  year: '2002',
  half: '2002 H1',
  quarter: '2002 Q1',
  month: '2002-09 or Sep 2002',
  week: '2002-W07',
  day: '2002-09-30',
  'day-month-year': '30/09/2002',
  'month-day-year': '09/30/2002',
  'school-year': '2002/03',
  'fiscal-year': '2002/03 or FY2003',
  interval: '2002-01-15/2002-06-30',
  code: '2002-Q1',
};

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** Returns the canonical code of a text, or undefined if the text has another form. */
type Reading = (text: string) => string | undefined;

const codeReading: Record<PeriodForm, Reading> = {
  year: by(/^(\d{4})$/, (year) => year),
  half: partOfYear('H'),
  quarter: partOfYear('Q'),
  month: first(
    by(/^(\d{4})[-/](\d{1,2})$/, (year, month) => `${year}-${two(month)}`),
    by(/^(\d{1,2})[-/](\d{4})$/, (month, year) => `${year}-${two(month)}`),
    by(/^([a-z]+)\.?[ -](\d{4})$/i, (name, year) => namedMonth(name, year)),
    by(/^(\d{4})[ -]([a-z]+)\.?$/i, (year, name) => namedMonth(name, year)),
  ),
  week: by(/^(\d{4})[ -]?W(\d{1,2})$/i, (year, week) => `${year}-W${two(week)}`),
  day: by(/^(\d{4}-\d{2}-\d{2})$/, (day) => day),
  'day-month-year': dayOf(({ first: day, second: month, year }) => `${year}-${month}-${day}`),
  'month-day-year': dayOf(({ first: month, second: day, year }) => `${year}-${month}-${day}`),
  'school-year': twoYears(/^(?:SY ?)?/i, (year) => `SY${year}-${two(String((year + 1) % 100))}`),
  'fiscal-year': first(
    by(/^FY ?(\d{4})$/i, (year) => `FY${year}`),
    twoYears(/^(?:FY ?)?/i, (year) => `FY${year + 1}`),
  ),
  interval: by(/^(\d{4}-\d{2}-\d{2}) ?(?:\/|to|–) ?(\d{4}-\d{2}-\d{2})$/, (start, end) => `${start}/${end}`),
  code: (text) => text,
};

/** Reads a period in one form. Undefined if the text has another form, or if there is no such period. */
export function readPeriod(text: string, form: PeriodForm): Period | undefined {
  const code = codeReading[form](text);
  return code === undefined ? undefined : parsePeriod(code);
}

function by(pattern: RegExp, code: (first: string, second: string) => string | undefined): Reading {
  return (text) => {
    const parts = pattern.exec(text);
    return parts ? code(parts[1] ?? '', parts[2] ?? '') : undefined;
  };
}

function first(...readings: Reading[]): Reading {
  return (text) => {
    for (const reading of readings) {
      const code = reading(text);
      if (code !== undefined) return code;
    }
    return undefined;
  };
}

function partOfYear(letter: 'H' | 'Q'): Reading {
  return first(
    by(new RegExp(`^(\\d{4})[ -]?${letter}(\\d)$`, 'i'), (year, part) => `${year}-${letter}${part}`),
    by(new RegExp(`^${letter}(\\d)[ -]?(\\d{4})$`, 'i'), (part, year) => `${year}-${letter}${part}`),
  );
}

function namedMonth(name: string, year: string): string | undefined {
  const lower = name.toLowerCase();
  const index = lower.length < 3 ? -1 : months.findIndex((month) => month.startsWith(lower));
  return index < 0 ? undefined : `${year}-${two(String(index + 1))}`;
}

function dayOf(code: (parts: { first: string; second: string; year: string }) => string): Reading {
  return (text) => {
    const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
    return parts ? code({ first: two(parts[1] ?? ''), second: two(parts[2] ?? ''), year: parts[3] ?? '' }) : undefined;
  };
}

/** Two consecutive years, such as `2002/03`, `2002-03`, `2002/2003` or `2002 to 2003`. */
function twoYears(prefix: RegExp, code: (first: number) => string): Reading {
  return (text) => {
    const parts = /^(\d{4}) ?(?:\/|-|–|to) ?(\d{2}|\d{4})$/.exec(text.replace(prefix, ''));
    if (!parts) return undefined;
    const year = Number(parts[1]);
    const next = parts[2]?.length === 2 ? (year + 1) % 100 : year + 1;
    return Number(parts[2]) === next ? code(year) : undefined;
  };
}

function two(number: string): string {
  return number.padStart(2, '0');
}
