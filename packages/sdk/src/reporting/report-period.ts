import {
  describePeriodKinds,
  frequencies,
  type Period,
  type PeriodKind,
  parsePeriod,
  periodRange,
  type YearStarts,
} from '../period/index.ts';
import { periodCode, yearStarts, yearStartsFields } from '../period/internal.ts';
import { fields, judgeInput, oneOf } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';

/** A period as records store it: its canonical code, and its first and last day. */
export interface PeriodColumns {
  period: string;
  periodStart: string;
  periodEnd: string;
}

/** The frequency of a version, and the year starts of its ecosystem. */
export type ReportedVersion = { frequency: PeriodKind } & YearStarts;

const reportedVersion = fields<ReportedVersion>({ ...yearStartsFields, frequency: oneOf(frequencies) });

/** The columns of a period code. `years` determines when years of the ecosystem begin. */
export function placePeriod(code: string, years: YearStarts): Outcome<PeriodColumns> {
  const malformed = judgeInput({ code, years }, { code: periodCode, years: yearStarts });
  if (malformed.length > 0) return refused(...malformed);
  return accepted(columnsOf(readPeriod(code, years), years));
}

/**
 * The columns of the period of a report. Returns an `INVALID` issue if the length of the period is not the frequency of
 * the indicator version.
 */
export function placeReportPeriod(code: string, version: ReportedVersion): Outcome<PeriodColumns> {
  const malformed = judgeInput({ code, version }, { code: periodCode, version: reportedVersion });
  if (malformed.length > 0) return refused(...malformed);
  const period = readPeriod(code, version);
  if (period.kind === version.frequency) return accepted(columnsOf(period, version));
  return refused({
    code: 'INVALID',
    path: ['period'],
    message: `This indicator version is reported for ${describePeriodKinds([version.frequency])}. Use a period of this length.`,
  });
}

function columnsOf(period: Period, years: YearStarts): PeriodColumns {
  const { start, end } = periodRange(period, years);
  return { period: period.code, periodStart: start, periodEnd: end };
}

function readPeriod(code: string, years: YearStarts): Period {
  const period = parsePeriod(code, years);
  if (!period) throw new Error(`"${code}" is not a period, although it was checked.`);
  return period;
}
