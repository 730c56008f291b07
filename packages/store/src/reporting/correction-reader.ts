import type { Viewer } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import { brokenDownBy, dimensionsVisibleTo } from '../indicator/index.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import { childrenOf, type Reader, type Relation } from '../shared/reader.ts';
import { type CellFilter, cellOf, type ReportedCell } from './cell-reader.ts';
import {
  indicatorReportTable,
  type ReplacedCellRow,
  type ReportCorrectionRow,
  replacedCellTable,
  reportCorrectionTable,
} from './tables.ts';

const correctionsOfReport = childrenOf({
  table: reportCorrectionTable,
  by: 'reportId',
  order: ['number'],
  descending: true,
  parts: true,
});

/** A correction is part of its report: whoever does not see that does not see this. */
const correctionsOfRelease = childrenOf<ReportCorrectionRow, object>({
  table: reportCorrectionTable,
  by: 'releaseId',
  order: ['id'],
  descending: true,
  parts: true,
  where: (_filter, viewer) => ofVisibleReport(viewer),
});

/** Reads what was corrected, and what it said before. */
export class CorrectionReader {
  readonly #reader: Reader;
  readonly #cells: Relation<ReplacedCellRow, CellFilter>;

  constructor(reader: Reader) {
    this.#reader = reader;
    this.#cells = childrenOf<ReplacedCellRow, CellFilter>({
      table: replacedCellTable,
      by: 'correctionId',
      order: ['breakdownId'],
      parts: true,
      where: ({ by }) => {
        const broken = by ? sql` and ${brokenDownBy(by)}` : sql``;
        return sql<boolean>`${dimensionsVisibleTo(reader.viewer)}${broken}`;
      },
    });
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
      this.#reader.page(this.#cells, { parent: correction.id, page, filter: { by } }),
    ]);
    const rows = report ? found.rows.map((row) => cellOf(row, report)) : [];
    return { ...found, rows, cursorOf: (cell) => found.cursorOf(cell as (typeof rows)[number]) };
  }

  /** The figure that was not broken down, or null. */
  async total(correction: ReportCorrectionRow): Promise<ReportedCell | null> {
    const [report, [total]] = await Promise.all([
      this.#reader.byId(indicatorReportTable, correction.reportId),
      this.#reader.list(this.#cells, { parent: correction.id, filter: { by: [] } }),
    ]);
    return report && total ? cellOf(total, report) : null;
  }
}

function ofVisibleReport(viewer: Viewer) {
  return sql<boolean>`exists (select from "indicator_report" as "r" where "r"."id" = "t"."report_id" and ${visibleTo(viewer, 'r')})`;
}
