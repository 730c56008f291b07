import type { Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import {
  type EcosystemRow,
  ecosystemTable,
  type OrganizationRow,
  organizationTable,
} from '../../../ecosystem/index.ts';
import { adoptionInForce } from '../../../indicator/index.ts';
import { categoriesVisibleTo, hasPartInSums } from '../../../release/index.ts';
import type { Page, PageArguments } from '../../../shared/page.ts';
import { pageOfList } from '../../../shared/page-of-list.ts';
import { placeKeyOf } from '../../../shared/place-key.ts';
import type { Reader } from '../../../shared/reader.ts';
import type { Table } from '../../../shared/table.ts';
import { visibleTo } from '../../../shared/visibility.ts';
import { idsOfKey, isOfPlaces, placesOfKey } from '../key-places.ts';
import { hasReported } from '../roll-up-releases.ts';
import { MissingOrganizations } from './missing-organizations.ts';
import type { OtherPeriodReader, OtherPeriods } from './other-period-reader.ts';
import type { MissingIn } from './reporters-without-figure.ts';

/** Where to look up the organizations and ecosystems that are missing in a figure. */
export interface MissingFrom extends OtherPeriods {
  missingIn: readonly MissingIn[];
  /** The day whose current releases the figure uses. Null for those of today. */
  asOf: string | null;
  /** UUIDs. */
  absentEcosystems: readonly string[];
}

/** What decides which organizations are missing in a figure of a release. */
type MissingKey = Pick<MissingIn, 'releaseId' | 'breakdownId' | 'places' | 'isOfCategories' | 'ofPlace'> &
  Pick<MissingFrom, 'asOf'>;

/** Reads the organizations and ecosystems that are missing in aggregated figures. */
export class MissingReporterReader {
  readonly #reader: Reader;
  readonly #otherPeriods: OtherPeriodReader;
  readonly #organizations: MissingOrganizations;

  constructor(reader: Reader, otherPeriods: OtherPeriodReader) {
    this.#reader = reader;
    this.#organizations = new MissingOrganizations(reader);
    this.#otherPeriods = otherPeriods;
  }

  /**
   * The missing organizations of a figure that the viewer sees, by name: those that agreed to report and are not in the
   * release, that reported `MISSING`, or that reported other categories or other periods only. Two statements for all figures,
   * and one more if figures are of several periods. Throws an
   * `InputError` beyond 50,000 organizations per request.
   */
  async organizations(
    { missingIn, otherPeriodsIn, asOf }: MissingFrom,
    page: PageArguments,
  ): Promise<Page<OrganizationRow>> {
    const ofOtherPeriods = this.#otherPeriods.organizations({ otherPeriodsIn });
    const missing = await Promise.all(
      missingIn.map(async ({ addedUp, suppressedTotals, notApplicableTotals, ...key }) => {
        const ids = await this.#missing({ ...key, asOf });
        const answered = new Set([...addedUp, ...suppressedTotals, ...notApplicableTotals]);
        return ids.filter((id) => !answered.has(id));
      }),
    );
    return this.#byName(organizationTable, {
      name: 'roll-up.missing',
      ids: [...missing.flat(), ...(await ofOtherPeriods)],
      page,
    });
  }

  /** The expected ecosystems without figures that the viewer sees, by name. */
  ecosystems({ absentEcosystems: ids }: MissingFrom, page: PageArguments): Promise<Page<EcosystemRow>> {
    return this.#byName(ecosystemTable, { name: 'roll-up.absent', ids, page });
  }

  async #byName<Row extends { id: string; name: string }>(
    table: Table<Row>,
    { name, ids, page }: { name: string; ids: readonly string[]; page: PageArguments },
  ): Promise<Page<Row>> {
    const visible = await Promise.all([...new Set(ids)].map((id) => this.#reader.byId(table, id)));
    const keyOf = (row: Row) => `${row.name} ${row.id}`;
    const rows = visible.filter((row) => row !== null).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    return pageOfList(rows, { name, page, keyOf });
  }

  #missing({ asOf, ...of }: MissingKey): Promise<string[]> {
    const { releaseId, breakdownId, places, isOfCategories, ofPlace } = of;
    return this.#organizations.ofKey({
      name: `roll-up#missing@${asOf}`,
      key: JSON.stringify({ releaseId, breakdownId, places, isOfCategories, ofPlace }),
      statement: (keys, most) => this.#statement(keys, { most, asOf }),
    });
  }

  #statement(
    keys: readonly string[],
    { most, asOf }: { most: number; asOf: string | null },
  ): RawBuilder<{ ordinal: number; id: string }> {
    const { viewer } = this.#reader;
    const releaseIds = [...new Set(keys.map((key) => String(JSON.parse(key).releaseId)))];
    // Materialized: otherwise it would be computed again for each organization.
    return sql`with "m" as materialized (select "k"."ordinal"::int as "ordinal", "m"."id" from (${keyRows(keys)}) as "k"
      cross join lateral (
        ${absentReporters(viewer, asOf)}
        union
        (${reportersOfKey(viewer)}
        except
        ${reportersWithFigure(releaseIds)})
      ) as "m")
      select "m"."ordinal", "m"."id" from "m" join "organization" as "o" on "o"."id" = "m"."id" and ${visibleTo(viewer, { table: 'organization', alias: 'o' })} limit ${most}`;
  }
}

/** The keys as rows. */
function keyRows(keys: readonly string[]): RawBuilder<unknown> {
  return sql`
        select "n" - 1 as "ordinal", ("e" ->> 'releaseId')::uuid as "release_id", ("e" ->> 'breakdownId')::int as "breakdown_id",
        ${placesOfKey} as "places", ${idsOfKey('absent')} as "absent", ("e" ->> 'isOfCategories')::boolean as "of_categories"
        from unnest(${keys}::jsonb[]) with ordinality as "u"("e", "n")`;
}

/** The organizations that agreed to report by the end of the period and are not in the release of a key `k`. */
function absentReporters(viewer: Viewer, asOf: string | null): RawBuilder<unknown> {
  const hasRows = sql`exists (select from "released_row" as "w" where "w"."release_id" = "r"."id")`;
  return sql`select "a"."organization_id" as "id" from "release" as "r"
        join "adoption" as "a" on "a"."indicator_version_id" = "r"."indicator_version_id" and ${adoptionInForce({ adoption: 'a', day: 'r.period_end', viewer })}
        where "r"."id" = "k"."release_id" and ${hasRows} and case when "k"."absent" is null then not ${hasReported(viewer, asOf)} else "a"."organization_id" = any("k"."absent") end`;
}

/** The organizations in the release and place of a key `k`; none if its figure is the sum of categories. */
function reportersOfKey(viewer: Viewer): RawBuilder<unknown> {
  return sql`select "w"."reporter_id" from "released_row" as "w" where "w"."release_id" = "k"."release_id" and not "k"."of_categories" and ${isOfPlaces(sql`"w"."place_key"`)}
          and "w"."reporter_id" in (select "t"."organization_id" from "released_cell" as "t" where "t"."release_id" = "k"."release_id" and ${categoriesVisibleTo(viewer)})`;
}

/** The organizations that have a cell of the combination and place of a key `k` that is not `MISSING`. */
function reportersWithFigure(releaseIds: readonly string[]): RawBuilder<unknown> {
  return sql`select "t"."organization_id" from "released_cell" as "t" where "t"."release_id" = "k"."release_id" and "t"."breakdown_id" = "k"."breakdown_id"
          and ("t"."suppressed" or "t"."status" <> 'MISSING') and ${isOfPlaces(placeKeyOf(sql`"t"."place"`))} and ${hasPartInSums(releaseIds)}`;
}
