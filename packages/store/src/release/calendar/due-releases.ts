import { today, type Visibility } from '@collective-impact/sdk';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { ReleaseTables } from '../entities.ts';

/** A version and period whose release is due by a calendar. */
export interface DueRelease {
  calendarId: string;
  ecosystemId: string;
  /** The slug of the ecosystem. */
  ecosystem: string;
  /** The code of the indicator. */
  indicator: string;
  indicatorVersionId: string;
  period: string;
  periodEnd: string;
  /** A hash of the verified reports and their states. It changes if a report is verified or corrected. */
  basis: string;
  /** Visibility of the release: that of the release that it replaces, or else the one that the calendar sets. */
  visibility: Visibility;
}

/** Filters due releases. */
export interface DueWithin {
  ecosystemId?: string;
  /** Only this version and period. */
  set?: { indicatorVersionId: string; period: string };
  limit: number;
}

/** The time zones of all ecosystems: what is due depends on the current day in each. */
export function timeZonesInUse(tables: Kysely<ReleaseTables>) {
  return tables.selectFrom('ecosystem').distinct().select('time_zone as timeZone');
}

/**
 * The releases that calendars have to publish at a point in time, the longest due first. A version and period is due if it has
 * reports, the grace period of its calendar is over, no open request for its reports has a later due day, and its verified
 * reports have changed since the last attempt. Days are those of the ecosystem's time zone.
 */
export function dueReleases(
  at: { now: Date; timeZones: readonly string[] },
  within: DueWithin,
): RawBuilder<DueRelease> {
  const { timeZones } = at;
  const days = timeZones.map((timeZone) => today(timeZone, at.now));
  return sql<DueRelease>`select "c"."id" as "calendarId", "s"."ecosystem_id" as "ecosystemId", "e"."slug" as "ecosystem",
      "i"."code" as "indicator", "s"."indicator_version_id" as "indicatorVersionId",
      "s"."period", "s"."period_end" as "periodEnd", "s"."basis", coalesce("l"."visibility", "c"."releases_to") as "visibility"
    from (${reportedPeriods(within)}) as "s" cross join lateral (${calendarInForce}) as "c"
    join "indicator_version" as "v" on "v"."id" = "s"."indicator_version_id" join "indicator" as "i" on "i"."id" = "v"."indicator_id"
    join "ecosystem" as "e" on "e"."id" = "s"."ecosystem_id"
    join unnest(${timeZones}::text[], ${days}::date[]) as "z" ("time_zone", "today") on "z"."time_zone" = "e"."time_zone"
    left join "release" as "l" on "l"."indicator_version_id" = "s"."indicator_version_id" and "l"."period" = "s"."period" and "l"."replaced_at" is null
    left join "calendar_release" as "t" on "t"."indicator_version_id" = "s"."indicator_version_id" and "t"."period" = "s"."period"
    where "c"."releases_to" is not null and "s"."period_end" + "c"."due_after" + "c"."grace" < "z"."today" and "t"."basis" is distinct from "s"."basis"
      and not exists (${awaitedReports})
    order by "s"."period_end", "s"."indicator_version_id", "s"."period" limit ${within.limit}`;
}

/**
 * Every version and period with reports and a publishing calendar, with the hash of its verified reports. If the last of these
 * reports is voided, a release without it is due.
 */
function reportedPeriods({ ecosystemId, set }: DueWithin): RawBuilder<unknown> {
  const ofEcosystem = ecosystemId === undefined ? sql`` : sql` and "r"."ecosystem_id" = ${ecosystemId}::uuid`;
  const ofSet = set
    ? sql` and "r"."indicator_version_id" = ${set.indicatorVersionId}::uuid and "r"."period" = ${set.period}`
    : sql``;
  const verified = sql`string_agg("r"."id" || ':' || "r"."version", ',' order by "r"."id") filter (where "r"."status" = 'VERIFIED' and not "r"."is_voided")`;
  return sql`
      select "r"."ecosystem_id", "r"."indicator_version_id", "r"."period", "r"."period_start", "r"."period_end",
        encode(sha256(convert_to(coalesce(${verified}, ''), 'UTF8')), 'hex') as "basis"
      from "indicator_report_with_voided" as "r"
      where "r"."indicator_version_id" in (select "indicator_version_id" from "reporting_calendar" where "releases_to" is not null)${ofEcosystem}${ofSet}
      group by 1, 2, 3, 4, 5`;
}

/** The newest calendar that applies to the start of a period `s`. */
const calendarInForce = sql`
      select "h".* from "reporting_calendar" as "h"
      where "h"."indicator_version_id" = "s"."indicator_version_id" and "h"."from_day" <= "s"."period_start"
      order by "h"."from_day" desc limit 1`;

/** The open request that asks for the reports of `s` until today or later. One that is RESTRICTED is in preparation. */
const awaitedReports = sql`select from "report_request" as "q" where "q"."period" = "s"."period" and "s"."indicator_version_id" = any("q"."indicator_version_ids")
        and "q"."visibility" <> 'RESTRICTED' and "q"."closed_on" is null and "q"."due_on" >= "z"."today"`;
