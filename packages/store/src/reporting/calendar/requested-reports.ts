import { type Grant, today, unwrap } from '@collective-impact/sdk';
import { type RequestedReportStatus, requestedReportStatus } from '@collective-impact/sdk/reporting';
import { sql } from 'kysely';
import { ecosystemTable } from '../../ecosystem/index.ts';
import { indicatorVersionTable } from '../../indicator/index.ts';
import type { Page, PageArguments } from '../../shared/page.ts';
import { pageOfList } from '../../shared/page-of-list.ts';
import type { Reader } from '../../shared/reader.ts';
import { visibleTo } from '../../shared/visibility.ts';
import type { ReportingTables } from '../entities.ts';
import { type IndicatorReportRow, indicatorReportTable, type ReportRequestRow } from '../tables.ts';
import type { CalendarReader } from './calendar-reader.ts';
import type { ReportRequestReader } from './report-request-reader.ts';

/** A report that an organization is asked for. Ids are UUIDs. */
export interface RequestedReport {
  request: ReportRequestRow;
  indicatorVersionId: string;
  organizationId: string;
  status: RequestedReportStatus;
}

/** Reads the reports that the organizations of the viewer are asked for. */
export class RequestedReportReader {
  readonly #reader: Reader;
  readonly #readers: { calendars: CalendarReader; requests: ReportRequestReader };

  constructor(reader: Reader, readers: { calendars: CalendarReader; requests: ReportRequestReader }) {
    this.#reader = reader;
    this.#readers = readers;
  }

  /** The reports of open requests at a moment that are expected from organizations for which the viewer acts. */
  async ofViewer(
    page: PageArguments,
    { now, status }: { now: Date; status: RequestedReportStatus | null },
  ): Promise<Page<RequestedReport>> {
    const { viewer } = this.#reader;
    const grants = viewer.kind === 'PRINCIPAL' ? viewer.grants : [];
    const all = (await Promise.all(grants.map((grant) => this.#ofGrant(grant, now)))).flat();
    const keyOf = (one: RequestedReport) =>
      [one.request.dueOn, one.request.id, one.organizationId, one.indicatorVersionId].join(' ');
    const rows = all
      .filter((each) => status === null || each.status === status)
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    return pageOfList(rows, { name: `viewer.requestedReports ${status ?? ''}`, page, keyOf });
  }

  async #ofGrant({ ecosystemId, organizationIds, isOpenToMembers }: Grant, now: Date): Promise<RequestedReport[]> {
    if (organizationIds.length === 0 || !isOpenToMembers) return [];
    const ecosystem = await this.#reader.byId(ecosystemTable, ecosystemId);
    if (!ecosystem) return [];
    const on = today(ecosystem.timeZone, now);
    const requests = await this.#readers.requests.open(ecosystemId, on);
    const asked = await Promise.all(requests.map((request) => this.#ofRequest(request, { organizationIds, on })));
    return asked.flat();
  }

  async #ofRequest(
    request: ReportRequestRow,
    { organizationIds, on }: { organizationIds: readonly string[]; on: string },
  ): Promise<RequestedReport[]> {
    const { period, indicatorVersionIds: ids } = request;
    const asked = ids.map(async (indicatorVersionId) => {
      const version = await this.#reader.byId(indicatorVersionTable, indicatorVersionId);
      if (!version) return [];
      const standing = await this.#readers.calendars.standing(version, { period, on });
      return organizationIds.flatMap((organizationId): RequestedReport[] => {
        if (!standing.expected.includes(organizationId)) return [];
        const status = unwrap(requestedReportStatus(standing, organizationId));
        return status === null ? [] : [{ request, indicatorVersionId, organizationId, status }];
      });
    });
    return (await Promise.all(asked)).flat();
  }

  /** The reports of an organization for a requested version and period, in any status. */
  async reports(requested: RequestedReport, page: PageArguments): Promise<Page<IndicatorReportRow>> {
    const { request, indicatorVersionId, organizationId } = requested;
    const key = `${indicatorVersionId} ${request.period} ${organizationId}`;
    const rows = await this.#reader
      .loader<string, IndicatorReportRow[]>('requested_report#reports', async (keys) => {
        const found = await this.#reader.rows(
          this.#reader
            .tables<ReportingTables>()
            .selectFrom(askedReports(keys))
            .innerJoin('indicator_report as t', (join) =>
              join
                .onRef('t.indicator_version_id', '=', 'k.version_id')
                .onRef('t.period', '=', 'k.period')
                .onRef('t.organization_id', '=', 'k.organization_id')
                .on(visibleTo(this.#reader.viewer, { table: 'indicator_report' })),
            )
            .select(indicatorReportTable.selection),
        );
        const byKey = Map.groupBy(found, (row) => `${row.indicatorVersionId} ${row.period} ${row.organizationId}`);
        return keys.map((each) => byKey.get(each) ?? []);
      })
      .load(key);
    const sorted = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return pageOfList(sorted, { name: 'requestedReport.reports', page, keyOf: ({ id }) => id });
  }
}

/** Versions, periods and organizations, as the table `k`. A key has the UUID of a version, the code of a period, and the UUID of an organization. */
function askedReports(keys: readonly string[]) {
  return sql<{ version_id: string; period: string; organization_id: string }>`(
    select distinct split_part("key", ' ', 1)::uuid as "version_id", split_part("key", ' ', 2) as "period",
      split_part("key", ' ', 3)::uuid as "organization_id" from unnest(${keys}::text[]) as "key")`.as<'k'>(sql`"k"`);
}
