import type { Page, PageArguments } from '../../shared/page.ts';
import type { Reader } from '../../shared/reader.ts';
import { childrenOf } from '../../shared/relation.ts';
import type { ReportingTables } from '../entities.ts';
import { type CellFilter, cellConditions, cellOf, type ReportedCell } from '../report/cell-reader.ts';
import {
  indicatorReportTable,
  type ReplacedCellRow,
  type ReportCorrectionRow,
  replacedCellTable,
  reportCorrectionTable,
} from '../tables.ts';

const correctionsOfReport = childrenOf({
  table: reportCorrectionTable,
  by: 'reportId',
  order: ['number'],
  descending: true,
  parts: true,
});

/** A correction is part of its report: a viewer who may not see the report does not see the correction. */
const correctionsOfRelease = childrenOf<ReportCorrectionRow, object>({
  table: reportCorrectionTable,
  by: 'releaseId',
  order: ['id'],
  descending: true,
  parts: true,
  where: (_filter, { tables, visible }) => {
    const eb = tables<ReportingTables>();
    const reports = eb
      .selectFrom('indicator_report as r')
      .select(eb.lit(1).as('one'))
      .whereRef('r.id', '=', 't.report_id');
    return [eb.exists(reports.where(visible('indicator_report', 'r')))];
  },
});

const replacedCells = childrenOf<ReplacedCellRow, CellFilter>({
  table: replacedCellTable,
  by: 'correctionId',
  order: ['breakdownId'],
  parts: true,
  where: cellConditions,
});

/** Reads corrections of reports, and the figures before them. */
export class CorrectionReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The corrections of a report that the viewer sees, the newest first. */
  ofReport(reportId: string, page: PageArguments): Promise<Page<ReportCorrectionRow>> {
    return this.#reader.page(correctionsOfReport, { parent: reportId, page });
  }

  /** The corrections of reports that were made while a release was in force, the newest first. */
  ofRelease(releaseId: string, page: PageArguments): Promise<Page<ReportCorrectionRow>> {
    return this.#reader.page(correctionsOfRelease, { parent: releaseId, page, filter: {} });
  }

  /** The figures that a report had until a correction, in the order of its cells. */
  async cells(
    correction: ReportCorrectionRow,
    list: { page: PageArguments; by: readonly string[] | null },
  ): Promise<Page<ReportedCell>> {
    const { page, by } = list;
    const [report, found] = await Promise.all([
      this.#reader.byId(indicatorReportTable, correction.reportId),
      this.#reader.page(replacedCells, { parent: correction.id, page, filter: { by } }),
    ]);
    const rows = report ? found.rows.map((row) => cellOf(row, report)) : [];
    return { ...found, rows, cursorOf: (cell) => found.cursorOf(cell as (typeof rows)[number]) };
  }

  /** The figure that was not broken down, or null. */
  async total(correction: ReportCorrectionRow): Promise<ReportedCell | null> {
    const [report, [total]] = await Promise.all([
      this.#reader.byId(indicatorReportTable, correction.reportId),
      this.#reader.list(replacedCells, { parent: correction.id, filter: { by: [] } }),
    ]);
    return report && total ? cellOf(total, report) : null;
  }
}
