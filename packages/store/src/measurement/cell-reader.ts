import { type RawBuilder, sql } from 'kysely';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf, type Relation } from '../shared/relation.ts';
import { brokenDownBy, dimensionsVisibleTo, type Reporter, reportedBy, reporterVisibleTo } from './cell-condition.ts';
import {
  type IndicatorReportRow,
  type ReleasedCellRow,
  type ReportedCellRow,
  releasedCellTable,
  reportedCellTable,
} from './tables.ts';

/** A cell of a report or of a release; `scope` says whose figure it is. */
export type CellRow = Pick<
  ReleasedCellRow,
  | 'breakdownId'
  | 'organizationId'
  | 'place'
  | 'scope'
  | 'value'
  | 'numerator'
  | 'denominator'
  | 'base'
  | 'standardError'
  | 'status'
  | 'suppressed'
  | 'reason'
>;

/** Narrows a list of cells. */
export interface CellFilter {
  /** Codes of the dimensions by which a cell is broken down, exactly these; null is any. */
  by?: readonly string[] | null;
  reporter?: Reporter | null;
}

const isTotal = sql<boolean>`exists (select from "breakdown" as "b" where "b"."id" = "t"."breakdown_id" and "b"."category_ids" = '{}')`;

const totalOfReport: Relation<ReportedCellRow> = {
  name: 'cell.total',
  table: reportedCellTable,
  of: sql<boolean>`"t"."report_id" = "k"."parent" and ${isTotal}`,
  order: ['breakdownId'],
  parts: true,
};

const totalOfRelease: Relation<ReleasedCellRow> = {
  name: 'released_cell.total',
  table: releasedCellTable,
  of: sql<boolean>`"t"."release_id" = "k"."parent" and "t"."scope" <> 'ORGANIZATION' and "t"."place" is null and ${isTotal}`,
  order: ['ordinal'],
  parts: true,
};

/**
 * Reads the cells of reports and of releases. They are seen by whoever sees what they are part of, every dimension that
 * they are broken down by, and the organization that reported them.
 */
export class CellReader {
  readonly #reader: Reader;
  readonly #ofReport: Relation<ReportedCellRow, CellFilter>;
  readonly #ofRelease: Relation<ReleasedCellRow, CellFilter>;

  constructor(reader: Reader) {
    this.#reader = reader;
    this.#ofReport = childrenOf<ReportedCellRow, CellFilter>({
      table: reportedCellTable,
      by: 'reportId',
      order: ['breakdownId'],
      parts: true,
      where: (filter) => this.#condition(filter),
    });
    this.#ofRelease = childrenOf<ReleasedCellRow, CellFilter>({
      table: releasedCellTable,
      by: 'releaseId',
      order: ['ordinal'],
      parts: true,
      where: (filter) => this.#releasedCondition(filter),
    });
  }

  /** The cells of a report, in the order in which their breakdowns were first used. */
  async ofReport(
    report: IndicatorReportRow,
    list: { page: PageArguments; by: readonly string[] | null },
  ): Promise<Page<CellRow>> {
    const { page, by } = list;
    const found = await this.#reader.page(this.#ofReport, { parent: report.id, page, filter: { by } });
    const rows = found.rows.map((row) => cellOf(row, report));
    return { ...found, rows, cursorOf: (cell) => found.cursorOf(cell as (typeof rows)[number]) };
  }

  /** The cells of a release, in its order: the ecosystem's own first, of each reporter the total first. */
  ofRelease(releaseId: string, list: { page: PageArguments; filter: CellFilter }): Promise<Page<CellRow>> {
    return this.#reader.page(this.#ofRelease, { parent: releaseId, ...list });
  }

  /** The figure of a report that is not broken down, or null. */
  async totalOfReport(report: IndicatorReportRow): Promise<CellRow | null> {
    const [total] = await this.#reader.list(totalOfReport, { parent: report.id });
    return total ? cellOf(total, report) : null;
  }

  /** The figure in a release that is not broken down: the ecosystem's own, else what its organizations make together; or null. */
  async totalOfRelease(releaseId: string): Promise<CellRow | null> {
    const [total] = await this.#reader.list(totalOfRelease, { parent: releaseId });
    return total ?? null;
  }

  #condition({ by }: CellFilter): RawBuilder<boolean> {
    const broken = by ? sql` and ${brokenDownBy(by)}` : sql``;
    return sql<boolean>`${dimensionsVisibleTo(this.#reader.viewer)}${broken}`;
  }

  #releasedCondition(filter: CellFilter): RawBuilder<boolean> {
    const from = filter.reporter ? sql` and ${reportedBy(filter.reporter)}` : sql``;
    return sql<boolean>`${this.#condition(filter)} and ${reporterVisibleTo(this.#reader.viewer)}${from}`;
  }
}

/** A cell of a report as that of a release looks like. */
export function cellOf<Row extends Omit<CellRow, 'suppressed' | 'reason' | 'scope' | 'organizationId' | 'place'>>(
  row: Row,
  { organizationId, place }: IndicatorReportRow,
): Row & CellRow {
  const scope = organizationId === null ? 'ECOSYSTEM' : 'ORGANIZATION';
  return { ...row, suppressed: false, reason: null, scope, organizationId, place };
}
