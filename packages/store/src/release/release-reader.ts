import type { IndicatorRow } from '../indicator/index.ts';
import { type DayWindow, dayWindow, liesWithin, type PeriodSpan } from '../period/index.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import type { Relation } from '../shared/relation.ts';
import type { ReleaseTables } from './entities.ts';
import { type ReleaseRow, releaseTable } from './tables.ts';

const currentOfIndicator: Relation<ReleaseRow, DayWindow> = {
  name: 'release.indicator',
  table: releaseTable,
  of: ({ tables }) => {
    const eb = tables<ReleaseTables>();
    const versions = eb.selectFrom('indicator_version as v').select('v.id').whereRef('v.indicator_id', '=', 'k.parent');
    return eb.and([eb('t.indicator_version_id', 'in', versions), eb('t.replaced_at', 'is', null)]);
  },
  order: ['periodStart', 'id'],
  where: (window) => [liesWithin(window)],
};

/** Reads releases. */
export class ReleaseReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The current releases of all versions of an indicator, by period. */
  async ofIndicator(
    indicator: IndicatorRow,
    list: { page: PageArguments; span: PeriodSpan },
  ): Promise<Page<ReleaseRow>> {
    const filter = await dayWindow(this.#reader, { span: list.span, ecosystemId: indicator.ecosystemId });
    return this.#reader.page(currentOfIndicator, { parent: indicator.id, page: list.page, filter });
  }
}
