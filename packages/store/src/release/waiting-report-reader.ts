import { sql } from 'kysely';
import type { IndicatorReportRow } from '../reporting/index.ts';
import { indicatorReportTable } from '../reporting/index.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader, Relation } from '../shared/reader.ts';
import { waitsForLaterRelease } from './waiting-condition.ts';

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

/** Reads the reports that wait for a later release. */
export class WaitingReportReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The verified reports of its version and period that a release does not show as they are now. */
  ofRelease(releaseId: string, page: PageArguments): Promise<Page<IndicatorReportRow>> {
    return this.#reader.page(waitingBeside, { parent: releaseId, page });
  }
}
