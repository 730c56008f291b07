import { isStewardOf } from '@collective-impact/sdk';
import type { ReportRequestStatus } from '@collective-impact/sdk/reporting';
import { type RawBuilder, sql } from 'kysely';
import { indicatorVersionTable } from '../../indicator/index.ts';
import type { Page, PageArguments } from '../../shared/page.ts';
import type { Reader } from '../../shared/reader.ts';
import { childrenOf } from '../../shared/relation.ts';
import { type ReportRequestRow, reportRequestTable } from '../tables.ts';
import type { CalendarReader, VersionReporting } from './calendar-reader.ts';

/** The requests with a status on a day. */
interface RequestFilter {
  status: ReportRequestStatus;
  today: string;
}

const requestsOfEcosystem = childrenOf<ReportRequestRow, RequestFilter>({
  table: reportRequestTable,
  by: 'ecosystemId',
  order: ['dueOn', 'id'],
  where: hasStatus,
});

/** The condition for the status that `reportRequestStatus` determines. */
function hasStatus({ status, today }: RequestFilter): RawBuilder<boolean> {
  if (status === 'CLOSED') return sql<boolean>`"t"."closed_on" is not null`;
  const day = sql`${today}::date`;
  const begun = status === 'OPEN' ? sql`"t"."opens_on" <= ${day}` : sql`"t"."opens_on" > ${day}`;
  return sql<boolean>`("t"."closed_on" is null and ${begun})`;
}

/** Reads requests for reports, and which organizations have reported. */
export class ReportRequestReader {
  readonly #reader: Reader;
  readonly #calendars: CalendarReader;

  constructor(reader: Reader, calendars: CalendarReader) {
    this.#reader = reader;
    this.#calendars = calendars;
  }

  /** The requests of an ecosystem, those that are due first. */
  requests(
    ecosystemId: string,
    list: { page: PageArguments; filter: RequestFilter | undefined },
  ): Promise<Page<ReportRequestRow>> {
    const { page, filter } = list;
    return this.#reader.page(requestsOfEcosystem, { parent: ecosystemId, page, ...(filter && { filter }) });
  }

  /** The requests of an ecosystem that are open on a day. */
  open(ecosystemId: string, today: string): Promise<ReportRequestRow[]> {
    return this.#reader.list(requestsOfEcosystem, { parent: ecosystemId, filter: { status: 'OPEN', today } });
  }

  /** The state of reporting of each version of a request that the viewer can see. Null for viewers who are not data stewards. */
  async reporting(request: ReportRequestRow, on: string): Promise<VersionReporting[] | null> {
    if (!isStewardOf(this.#reader.viewer, request.ecosystemId)) return null;
    const { period, indicatorVersionIds: ids } = request;
    const versions = await Promise.all(ids.map((id) => this.#reader.byId(indicatorVersionTable, id)));
    const found = versions.filter((version) => version !== null);
    return await Promise.all(found.map((version) => this.#calendars.standing(version, { period, on })));
  }
}
