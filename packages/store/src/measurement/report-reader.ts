import type { ReportStatus } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import type { Relation } from '../shared/relation.ts';
import type { Reporter } from './cell-condition.ts';
import { type DayWindow, dayWindow, liesWithin, type PeriodSpan } from './period-window.ts';
import { type IndicatorReportRow, type IndicatorRow, indicatorReportTable } from './tables.ts';
import { waitsForLaterRelease } from './waiting-condition.ts';

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

/** The verified reports that a release does not show as they are now. */
const waitingBeside: Relation<IndicatorReportRow> = {
  name: 'indicator_report.waiting',
  table: indicatorReportTable,
  of: sql<boolean>`"t"."status" = 'VERIFIED' and exists (
    select from "release" as "l"
    where "l"."id" = "k"."parent" and "l"."indicator_version_id" = "t"."indicator_version_id" and "l"."period" = "t"."period" and ${waitsForLaterRelease}
  )`,
  order: ['periodStart', 'id'],
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

  /** The verified reports of its version and period that a release does not show as they are now. */
  waiting(releaseId: string, page: PageArguments): Promise<Page<IndicatorReportRow>> {
    return this.#reader.page(waitingBeside, { parent: releaseId, page });
  }
}
