import { sql } from 'kysely';
import type { IndicatorReportRow } from '../reporting/index.ts';
import { indicatorReportTable } from '../reporting/index.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import type { Relation } from '../shared/relation.ts';
import { isStewardOfRow } from '../shared/visibility.ts';

/** The reports of a release that its totals do not include. Data stewards see them. */
const outsideTotals: Relation<IndicatorReportRow> = {
  name: 'indicator_report.outside_totals',
  table: indicatorReportTable,
  of: ({ eb, viewer }) =>
    eb.and([
      sql<boolean>`exists (select from "released_row" as "w" join "release" as "l" on "l"."id" = "w"."release_id"
        where "l"."id" = "k"."parent" and "w"."outside_totals" and "l"."indicator_version_id" = "t"."indicator_version_id"
          and "l"."period" = "t"."period" and "w"."reporter_id" = "t"."reporter_id" and "w"."place_key" = "t"."place_key")`,
      isStewardOfRow(viewer),
    ]),
  order: ['periodStart', 'id'],
};

/** Reads which reports the totals of a release do not include, because not everyone who sees the release sees their organizations. */
export class OutsideTotalsReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The reports of a release that its totals do not include. Empty for viewers who are not data stewards. */
  reports(releaseId: string, page: PageArguments): Promise<Page<IndicatorReportRow>> {
    return this.#reader.page(outsideTotals, { parent: releaseId, page });
  }
}
