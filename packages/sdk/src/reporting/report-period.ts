import {
  describePeriodKinds,
  type Period,
  type PeriodKind,
  parsePeriod,
  periodRange,
  type YearStarts,
} from '../period/index.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';

/** A period as records keep it: its canonical code, its first and its last day. */
export interface PeriodColumns {
  period: string;
  periodStart: string;
  periodEnd: string;
}

/** A period code of an ecosystem, whose years begin when `years` says, in canonical form and with its days. */
export function placePeriod(code: string, years: YearStarts): PeriodColumns {
  return columnsOf(readPeriod(code, years), years);
}

/** The period of a report: `INVALID` unless it has the length that its indicator version is reported for. */
export function placeReportPeriod(
  code: string,
  version: { frequency: PeriodKind } & YearStarts,
): Outcome<PeriodColumns> {
  const period = readPeriod(code, version);
  if (period.kind === version.frequency) return accepted(columnsOf(period, version));
  return refused({
    code: 'INVALID',
    path: ['period'],
    message: `the reporting period of this indicator version is ${describePeriodKinds([version.frequency])}: use a period of this length`,
  });
}

function columnsOf(period: Period, years: YearStarts): PeriodColumns {
  const { start, end } = periodRange(period, years);
  return { period: period.code, periodStart: start, periodEnd: end };
}

function readPeriod(code: string, years: YearStarts): Period {
  const period = parsePeriod(code, years);
  if (!period) throw new Error(`"${code}" is no period: its schema should have refused it`);
  return period;
}
