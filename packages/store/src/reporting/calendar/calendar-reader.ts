import { InputError, isStewardOf, unwrap } from '@collective-impact/sdk';
import {
  type CalendarDays,
  calendarOf,
  judgeReporting,
  placeReportPeriod,
  type ReportingStanding,
  type ReportStatus,
  type RequestDays,
} from '@collective-impact/sdk/reporting';
import { sql } from 'kysely';
import { ecosystemTable, type OrganizationRow, organizationTable } from '../../ecosystem/index.ts';
import type { IndicatorVersionRow } from '../../indicator/index.ts';
import type { Page, PageArguments } from '../../shared/page.ts';
import { pageOfList } from '../../shared/page-of-list.ts';
import type { Reader } from '../../shared/reader.ts';
import { childrenOf } from '../../shared/relation.ts';
import { visibleTo } from '../../shared/visibility.ts';
import type { ReportingTables } from '../entities.ts';
import {
  type ReportingCalendarRow,
  type ReportRequestRow,
  reportingCalendarTable,
  reportRequestTable,
} from '../tables.ts';
import { adoptionsOf } from './expected-reporters.ts';

const calendarsOfVersion = childrenOf({
  table: reportingCalendarTable,
  by: 'indicatorVersionId',
  order: ['fromDay', 'id'],
});

/** The lists of {@link ReportingStanding}. */
export type ReportingList = Exclude<keyof ReportingStanding, 'days' | 'coverage'>;

/** The state of reporting for a period of a version on a day. Organizations are UUIDs. */
export interface VersionReporting extends ReportingStanding {
  /** The version's UUID. */
  indicatorVersionId: string;
  period: string;
  on: string;
  calendar: ReportingCalendarRow | null;
  request: ReportRequestRow | null;
}

type Report = { indicatorVersionId: string; period: string; organizationId: string | null; status: ReportStatus };

/** Reads when reports are due, and which organizations have submitted them. */
export class CalendarReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The calendars of a version, the earliest first. */
  calendars(indicatorVersionId: string, page: PageArguments): Promise<Page<ReportingCalendarRow>> {
    return this.#reader.page(calendarsOfVersion, { parent: indicatorVersionId, page });
  }

  /**
   * The organizations that have reported for a period of a version, and those that are late on a day. Null for a viewer
   * who may not see reports. Throws an {@link InputError} for a period of another length.
   */
  async ofVersion(
    version: IndicatorVersionRow,
    asked: { period: string; on: string },
  ): Promise<VersionReporting | null> {
    return isStewardOf(this.#reader.viewer, version.ecosystemId) ? await this.standing(version, asked) : null;
  }

  /**
   * The state of reporting as far as the viewer can see adoptions and reports: complete for data stewards, and about its own
   * organizations for a CONTRIBUTOR or OBSERVER.
   */
  async standing(version: IndicatorVersionRow, asked: { period: string; on: string }): Promise<VersionReporting> {
    const { on } = asked;
    const ecosystem = await this.#reader.byId(ecosystemTable, version.ecosystemId);
    const placed = placeReportPeriod(asked.period, { ...ecosystem, frequency: version.frequency });
    if (!placed.ok) throw new InputError(`\`period\` is ${asked.period}. ${placed.issues[0]?.message}`);
    const { period, periodStart, periodEnd } = placed.value;
    const [calendars, adoptions, reports, request] = await Promise.all([
      this.#everyCalendar(version.id),
      this.#adoptions(version.id),
      this.#reports({ id: version.id, period }),
      this.#request({ id: version.id, period }),
    ]);
    const calendar = unwrap(calendarOf(calendars, periodStart));
    const days = { calendar: calendar && calendarDays(calendar), request: request && requestDays(request) };
    const standing = unwrap(judgeReporting({ adoptions, ...days, reports, periodEnd, on }));
    return { indicatorVersionId: version.id, period, on, calendar, request, ...standing };
  }

  /** The organizations of a list that the viewer may see, by name. */
  async organizations(
    reporting: VersionReporting,
    list: { name: ReportingList; page: PageArguments },
  ): Promise<Page<OrganizationRow>> {
    const { name, page } = list;
    const found = await Promise.all(reporting[name].map((id) => this.#reader.byId(organizationTable, id)));
    const keyOf = (row: OrganizationRow) => `${row.name} ${row.id}`;
    const rows = found.filter((row) => row !== null).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    return pageOfList(rows, { name: `reporting.${name}`, page, keyOf });
  }

  /** Every calendar that the viewer sees; a version has few. */
  #everyCalendar(id: string): Promise<ReportingCalendarRow[]> {
    return this.#reader.list(calendarsOfVersion, { parent: id });
  }

  #adoptions(id: string) {
    return this.#reader
      .loader<string, Awaited<ReturnType<typeof adoptionsOf>>>('indicator_version#adoptions', async (ids) => {
        const byVersion = Map.groupBy(await adoptionsOf(this.#reader, ids), (row) => row.indicatorVersionId);
        return ids.map((each) => byVersion.get(each) ?? []);
      })
      .load(id);
  }

  #reports({ id, period }: { id: string; period: string }): Promise<Report[]> {
    return this.#reader
      .loader<string, Report[]>('indicator_version#reports', async (keys) => {
        const rows = await this.#reader.rows(
          this.#reader
            .tables<ReportingTables>()
            .selectFrom(askedPeriods(keys))
            .innerJoin('indicator_report as t', (join) =>
              join
                .onRef('t.indicator_version_id', '=', 'k.version_id')
                .onRef('t.period', '=', 'k.period')
                .on(visibleTo(this.#reader.viewer, { table: 'indicator_report' })),
            )
            .select(['t.indicator_version_id as indicatorVersionId', 't.period'])
            .select(['t.organization_id as organizationId', 't.status'])
            .orderBy('t.id'),
        );
        const byKey = Map.groupBy(rows, (row) => `${row.indicatorVersionId} ${row.period}`);
        return keys.map((key) => byKey.get(key) ?? []);
      })
      .load(`${id} ${period}`);
  }

  /** The request for reports of a version and period. A RESTRICTED one is in preparation. The one that is due last, if older data has several. */
  #request({ id, period }: { id: string; period: string }): Promise<ReportRequestRow | null> {
    return this.#reader
      .loader<string, ReportRequestRow | null>('indicator_version#request', async (keys) => {
        const rows = await this.#reader.rows(
          this.#reader
            .tables<ReportingTables>()
            .selectFrom(askedPeriods(keys))
            .innerJoin('report_request as t', (join) =>
              join
                .onRef('t.period', '=', 'k.period')
                .on('k.version_id', '=', sql<string>`any("t"."indicator_version_ids")`)
                .on('t.visibility', '<>', sql.lit('RESTRICTED'))
                .on(visibleTo(this.#reader.viewer, { table: 'report_request' })),
            )
            .distinctOn(['k.version_id', 'k.period'])
            .select('k.version_id as versionId')
            .select(reportRequestTable.selection)
            .orderBy('k.version_id')
            .orderBy('k.period')
            .orderBy('t.due_on', 'desc')
            .orderBy('t.id'),
        );
        const byKey = new Map(rows.map(({ versionId, ...row }) => [`${versionId} ${row.period}`, row]));
        return keys.map((key) => byKey.get(key) ?? null);
      })
      .load(`${id} ${period}`);
  }
}

/** Versions and their periods, as the table `k`. A key is the UUID of a version, a space, and the code of a period. */
function askedPeriods(keys: readonly string[]) {
  return sql<{ version_id: string; period: string }>`(
    select distinct split_part("key", ' ', 1)::uuid as "version_id", split_part("key", ' ', 2) as "period"
    from unnest(${keys}::text[]) as "key")`.as<'k'>(sql`"k"`);
}

/** The fields of a calendar that rules read, each listed: a row omits a field that is null, which rules require. */
function calendarDays({ opensAfter, dueAfter, grace, reminder = null }: ReportingCalendarRow): CalendarDays {
  return { opensAfter, dueAfter, grace, reminder };
}

/** The fields of a request that rules read. */
function requestDays({ opensOn, dueOn }: ReportRequestRow): RequestDays {
  return { opensOn, dueOn };
}
