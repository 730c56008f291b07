import type { Issue } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { isSteward } from '../access/index.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf } from '../shared/relation.ts';
import { type CalendarReleaseRow, calendarReleaseTable } from './tables.ts';

/** Narrows down what came of the releases of calendars. */
export interface CalendarReleaseFilter {
  /** Those that were refused the last time, or those that were not. */
  refused?: boolean | null;
}

const ofEcosystem = childrenOf<CalendarReleaseRow, CalendarReleaseFilter>({
  table: calendarReleaseTable,
  by: 'ecosystemId',
  order: ['id'],
  descending: true,
  parts: true,
  // The reason for a refusal can disclose reports that only stewards may see.
  where: ({ refused }, { eb, viewer }) => [
    !isSteward(viewer) && eb.lit(false),
    refused != null && eb('t.issues', refused ? '<>' : '=', sql<Issue[]>`'[]'`),
  ],
});

const itself = childrenOf({ table: calendarReleaseTable, by: 'id', order: ['id'], parts: true });
const ofVersion = childrenOf({ table: calendarReleaseTable, by: 'indicatorVersionId', order: ['id'], parts: true });

/** Reads what came of it when calendars were to release something; for stewards. */
export class CalendarReleaseReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Of an ecosystem: the version and period that was due last first. */
  ofEcosystem(
    ecosystemId: string,
    list: { page: PageArguments; filter: CalendarReleaseFilter },
  ): Promise<Page<CalendarReleaseRow>> {
    return this.#reader.page(ofEcosystem, { parent: ecosystemId, ...list });
  }

  /** Of a version and period; null where it was not due yet. */
  async ofPeriod(indicatorVersionId: string, period: string): Promise<CalendarReleaseRow | null> {
    if (!isSteward(this.#reader.viewer)) return null;
    const found = await this.#reader.list(ofVersion, { parent: indicatorVersionId });
    return found.find((each) => each.period === period) ?? null;
  }

  /** The one with this UUID; null for who is no steward. */
  async byId(id: string): Promise<CalendarReleaseRow | null> {
    if (!isSteward(this.#reader.viewer)) return null;
    const [found] = await this.#reader.list(itself, { parent: id });
    return found ?? null;
  }
}
