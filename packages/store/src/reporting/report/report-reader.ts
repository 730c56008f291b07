import type { ReportStatus } from '@collective-impact/sdk/reporting';
import type { IndicatorRow } from '../../indicator/index.ts';
import { type DayWindow, dayWindow, liesWithin, type PeriodSpan } from '../../period/index.ts';
import type { Page, PageArguments } from '../../shared/page.ts';
import type { Reader } from '../../shared/reader.ts';
import type { Relation } from '../../shared/relation.ts';
import type { ReportingTables } from '../entities.ts';
import { type IndicatorReportRow, indicatorReportTable } from '../tables.ts';
import type { Reporter } from './reporter.ts';

/** Filters a list of reports. */
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
  of: ({ tables }) => {
    const eb = tables<ReportingTables>();
    const versions = eb.selectFrom('indicator_version as v').select('v.id').whereRef('v.indicator_id', '=', 'k.parent');
    return eb('t.indicator_version_id', 'in', versions);
  },
  order: ['periodStart', 'id'],
  where: ({ window, reporter, status }, { eb }) => [
    liesWithin(window),
    reporter != null && eb('t.reporter_id', '=', reporter.id),
    status != null && eb('t.status', '=', status),
  ],
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
