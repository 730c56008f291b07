import type { ReportStatus } from '@collective-impact/sdk/reporting';
import { sql } from 'kysely';
import type { IndicatorRow } from '../indicator/index.ts';
import { type DayWindow, dayWindow, liesWithin, type PeriodSpan } from '../period/index.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader, Relation } from '../shared/reader.ts';
import type { Reporter } from './reporter.ts';
import { type IndicatorReportRow, indicatorReportTable } from './tables.ts';

/** Narrows a list of reports. */
export interface ReportFilter {
  span: PeriodSpan;
  reporter?: Reporter | null;
  status?: ReportStatus | null;
}

interface ReportCondition extends Omit<ReportFilter, 'span'> {
  window: DayWindow;
}

const reportsOfIndicator: Relation<IndicatorReportRow, ReportCondition> = {
  name: 'indicator_report.indicator',
  table: indicatorReportTable,
  of: sql<boolean>`"t"."indicator_version_id" in (select "v"."id" from "indicator_version" as "v" where "v"."indicator_id" = "k"."parent")`,
  order: ['periodStart', 'id'],
  where: ({ window, reporter, status }) => {
    const by = reporter ? sql` and "t"."reporter_id" = ${reporter.id}::uuid` : sql``;
    const being = status ? sql` and "t"."status" = ${status}` : sql``;
    return sql<boolean>`${liesWithin(window)}${by}${being}`;
  },
};

/** Reads reports. */
export class ReportReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The reports of all versions of an indicator, by period. */
  async ofIndicator(
    indicator: IndicatorRow,
    list: { page: PageArguments; filter: ReportFilter },
  ): Promise<Page<IndicatorReportRow>> {
    const { page, filter } = list;
    const { span, ...rest } = filter;
    const window = await dayWindow(this.#reader, { span, ecosystemId: indicator.ecosystemId });
    return this.#reader.page(reportsOfIndicator, { parent: indicator.id, page, filter: { ...rest, window } });
  }
}
