import { type Issue, isStewardOf } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { Page, PageArguments } from '../../shared/page.ts';
import type { Reader } from '../../shared/reader.ts';
import { childrenOf } from '../../shared/relation.ts';
import { isStewardOfRow, isUnrestricted } from '../../shared/visibility.ts';
import { type CalendarReleaseRow, calendarReleaseTable } from '../tables.ts';

/** Filters attempts to release by calendar. */
export interface CalendarReleaseFilter {
  /** Only attempts that were rejected (true), or only those that were not (false). */
  rejected?: boolean | null;
}

const ofEcosystem = childrenOf<CalendarReleaseRow, CalendarReleaseFilter>({
  table: calendarReleaseTable,
  by: 'ecosystemId',
  order: ['id'],
  descending: true,
  parts: true,
  // The reason for a rejection can disclose reports that only stewards may see.
  where: ({ rejected }, { eb, viewer }) => [
    !isUnrestricted(viewer) && isStewardOfRow(viewer),
    rejected != null && eb('t.issues', rejected ? '<>' : '=', sql<Issue[]>`'[]'`),
  ],
});

const itself = childrenOf({ table: calendarReleaseTable, by: 'id', order: ['id'], parts: true });
const ofVersion = childrenOf({ table: calendarReleaseTable, by: 'indicatorVersionId', order: ['id'], parts: true });

/** Reads the last attempts to release by calendar, for stewards. */
export class CalendarReleaseReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The attempts of an ecosystem, the latest due date first. */
  ofEcosystem(
    ecosystemId: string,
    list: { page: PageArguments; filter: CalendarReleaseFilter },
  ): Promise<Page<CalendarReleaseRow>> {
    return this.#reader.page(ofEcosystem, { parent: ecosystemId, ...list });
  }

  /** The attempt for a version and period. Null if it was not due yet. */
  async ofPeriod(indicatorVersionId: string, period: string): Promise<CalendarReleaseRow | null> {
    const found = await this.#reader.list(ofVersion, { parent: indicatorVersionId });
    return this.#visible(found.find((each) => each.period === period));
  }

  /** The attempt with this UUID. Null if the viewer is not a steward. */
  async byId(id: string): Promise<CalendarReleaseRow | null> {
    const [found] = await this.#reader.list(itself, { parent: id });
    return this.#visible(found);
  }

  #visible(row: CalendarReleaseRow | undefined): CalendarReleaseRow | null {
    return row && isStewardOf(this.#reader.viewer, row.ecosystemId) ? row : null;
  }
}
