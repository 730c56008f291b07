import { sql } from 'kysely';
import type { IndicatorReportRow } from '../../reporting/index.ts';
import { indicatorReportTable } from '../../reporting/index.ts';
import type { Page, PageArguments } from '../../shared/page.ts';
import type { Reader } from '../../shared/reader.ts';
import type { Relation } from '../../shared/relation.ts';
import type { ReleaseTables } from '../entities.ts';
import { waitsForLaterRelease } from './waiting-condition.ts';

/** The verified reports that a release does not show as they are now. */
const waitingBeside: Relation<IndicatorReportRow> = {
  name: 'indicator_report.waiting',
  table: indicatorReportTable,
  of: ({ tables }) => {
    const eb = tables<ReleaseTables>();
    const release = eb
      .selectFrom('release as l')
      .select(eb.lit(1).as('one'))
      .whereRef('l.id', '=', 'k.parent')
      .whereRef('l.indicator_version_id', '=', 't.indicator_version_id')
      .whereRef('l.period', '=', 't.period')
      .where(waitsForLaterRelease);
    return eb.and([eb('t.status', '=', sql.lit('VERIFIED')), eb.exists(release)]);
  },
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
