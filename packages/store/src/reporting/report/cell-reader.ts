import type { Viewer } from '@collective-impact/sdk';
import { brokenDownBy, dimensionsVisibleTo, isTotal } from '../../indicator/index.ts';
import type { Page, PageArguments } from '../../shared/page.ts';
import type { Reader } from '../../shared/reader.ts';
import { type Condition, childrenOf, type Relation } from '../../shared/relation.ts';
import { type IndicatorReportRow, type ReportedCellRow, reportedCellTable } from '../tables.ts';
import type { FigureRow } from './figure-row.ts';

/** A cell of a report, with the reporter and place of the report. It is never suppressed. */
export interface ReportedCell extends FigureRow {
  scope: 'ECOSYSTEM' | 'ORGANIZATION';
  /** UUID of the ecosystem of the report. */
  ecosystemId: string;
  suppressed: false;
  reason: null;
  releaseId: null;
}

/** Filters the cells of a report. */
export interface CellFilter {
  /** Codes of the dimensions that a cell is broken down by, exactly these; null for every cell. */
  by?: readonly string[] | null;
}

const totalOfReport: Relation<ReportedCellRow> = {
  name: 'cell.total',
  table: reportedCellTable,
  of: ({ eb }) => eb.and([eb('t.report_id', '=', eb.ref('k.parent')), isTotal]),
  order: ['breakdownId'],
  parts: true,
};

const cellsOfReport = childrenOf<ReportedCellRow, CellFilter>({
  table: reportedCellTable,
  by: 'reportId',
  order: ['breakdownId'],
  parts: true,
  where: cellConditions,
});

/** Reads the cells of reports. */
export class CellReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The cells of a report, in the order in which their breakdowns were first used. */
  async ofReport(
    report: IndicatorReportRow,
    list: { page: PageArguments; by: readonly string[] | null },
  ): Promise<Page<ReportedCell>> {
    const { page, by } = list;
    const found = await this.#reader.page(cellsOfReport, { parent: report.id, page, filter: { by } });
    const rows = found.rows.map((row) => cellOf(row, report));
    return { ...found, rows, cursorOf: (cell) => found.cursorOf(cell as (typeof rows)[number]) };
  }

  /** The figure of a report that is not broken down, or null. */
  async totalOfReport(report: IndicatorReportRow): Promise<ReportedCell | null> {
    const [total] = await this.#reader.list(totalOfReport, { parent: report.id });
    return total ? cellOf(total, report) : null;
  }
}

/** The conditions of a filter on cells, and that the viewer may see their dimensions. */
export function cellConditions({ by }: CellFilter, { viewer }: { viewer: Viewer }): (Condition | false)[] {
  return [dimensionsVisibleTo(viewer), by != null && brokenDownBy(by)];
}

/** A stored cell with the reporter and place of its report. */
export function cellOf<
  Row extends Omit<
    ReportedCell,
    'scope' | 'organizationId' | 'ecosystemId' | 'place' | 'suppressed' | 'reason' | 'releaseId'
  >,
>(row: Row, { organizationId, ecosystemId, place }: IndicatorReportRow): Row & ReportedCell {
  const scope = organizationId === null ? 'ECOSYSTEM' : 'ORGANIZATION';
  return { ...row, scope, organizationId, ecosystemId, place, suppressed: false, reason: null, releaseId: null };
}
