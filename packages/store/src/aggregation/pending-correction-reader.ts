import type { Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { type CellRow, waitsForLaterRelease } from '../release/index.ts';
import { placeKey } from '../shared/place-key.ts';
import type { Reader } from '../shared/reader.ts';
import { visibleTo } from '../shared/visibility.ts';
import type { FigureReports, ReportsIn } from './roll-up/figure-reports.ts';
import { isOfPlaces } from './roll-up/key-places.ts';

/** Counts the reports of released figures that were corrected and verified again, and whose corrections are not released yet. */
export class PendingCorrectionReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * The caveat that figures are of such reports. Empty if there are none, or the viewer cannot see the reports: anonymous callers never
   * can. One statement for all figures of a request.
   */
  async caveats(...figures: readonly FigureReports[]): Promise<string[]> {
    const reports = await this.#count(figures.flatMap(({ reportsIn }) => reportsIn));
    if (reports === 0) return [];
    return [
      reports === 1
        ? '1 report has a verified correction that is not released yet.'
        : `${reports} reports have verified corrections that are not released yet.`,
    ];
  }

  /** Like {@link caveats}, for a cell of a release. Empty for a cell of a report. */
  async ofCell({ releaseId, scope, organizationId = null, place }: CellRow): Promise<string[]> {
    if (releaseId === null) return [];
    const places = scope === 'AGGREGATE' ? null : [placeKey(place)];
    return this.caveats({
      reportsIn: [{ releaseId, isOfOrganizations: scope !== 'ECOSYSTEM', organizationId, places }],
    });
  }

  async #count(reportsIn: readonly ReportsIn[]): Promise<number> {
    const { viewer } = this.#reader;
    if (viewer.kind === 'ANONYMOUS' || reportsIn.length === 0) return 0;
    return this.#reader
      .loader<string, number>('figure#pendingCorrections', async (keys) => {
        const rows = await this.#reader.rows(pendingCorrections(keys, viewer));
        const counts = new Map(rows.map(({ ordinal, reports }) => [ordinal, reports]));
        return keys.map((_, at) => counts.get(at) ?? 0);
      })
      .load(JSON.stringify(reportsIn));
  }
}

/**
 * The number of reports with pending corrections for each key: the reports of a figure, as JSON. A correction is pending if the current
 * release of its version and period does not contain it, also for a figure of an earlier release.
 */
function pendingCorrections(keys: readonly string[], viewer: Viewer): RawBuilder<{ ordinal: number; reports: number }> {
  const rows = keys.flatMap((key, ordinal) =>
    (JSON.parse(key) as ReportsIn[]).map((reports) => ({
      ...reports,
      ordinal,
      placeKeys: reports.places && JSON.stringify(reports.places),
    })),
  );
  const column = <Key extends keyof (typeof rows)[number]>(key: Key) => rows.map((row) => row[key]);
  const releaseIds = [...new Set(column('releaseId'))];
  return sql`with "pending" as materialized (
      select "r"."id" as "release_id", "t"."id", "t"."ecosystem_id", "t"."reporter_id", "t"."place_key"
      from "release" as "r" join "release" as "l" on "l"."indicator_version_id" = "r"."indicator_version_id" and "l"."period" = "r"."period" and "l"."replaced_at" is null
      join "indicator_report" as "t" on "t"."indicator_version_id" = "l"."indicator_version_id" and "t"."period" = "l"."period" and "t"."status" = 'VERIFIED'
      where "r"."id" = any(${releaseIds}::uuid[]) and exists (select from "report_correction" as "c" where "c"."report_id" = "t"."id")
        and exists (select from "released_row" as "w" where "w"."release_id" = "l"."id" and "w"."reporter_id" = "t"."reporter_id" and "w"."place_key" = "t"."place_key")
        and ${waitsForLaterRelease} and ${visibleTo(viewer, { table: 'indicator_report' })}),
    "k" as (
      select "u".*, case when "u"."keys" is not null then array(select jsonb_array_elements_text("u"."keys")) end as "places"
      from unnest(${column('ordinal')}::int[], ${column('releaseId')}::uuid[], ${column('isOfOrganizations')}::boolean[], ${column('organizationId')}::uuid[], ${column('placeKeys')}::jsonb[])
        as "u"("ordinal", "release_id", "of_organizations", "organization_id", "keys"))
    select "k"."ordinal", count(distinct "p"."id")::int as "reports" from "k" join "pending" as "p" on "p"."release_id" = "k"."release_id"
      and "k"."of_organizations" = ("p"."reporter_id" <> "p"."ecosystem_id") and ("k"."organization_id" is null or "k"."organization_id" = "p"."reporter_id")
      and ${isOfPlaces(sql`"p"."place_key"`)}
    group by 1`;
}
