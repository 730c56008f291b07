import { InputError } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../../access/index.ts';
import { type EcosystemRow, ecosystemTable, type OrganizationRow, organizationTable } from '../../ecosystem/index.ts';
import { dimensionsVisibleTo } from '../../indicator/index.ts';
import { hasPartInSums } from '../../release/index.ts';
import type { Page, PageArguments } from '../../shared/page.ts';
import { pageOfList } from '../../shared/page-of-list.ts';
import type { Reader } from '../../shared/reader.ts';
import type { Table } from '../../shared/table.ts';
import type { MissingIn } from './roll-up-lacking.ts';

/** What decides who is missing. */
export interface MissingFrom {
  missingIn: readonly MissingIn[];
  /** UUIDs. */
  absentEcosystems: readonly string[];
}

/** All names of a request are in memory at once. */
const mostTogether = 50_000;

/** Reads who is missing in figures that were added up; only where it is asked for. */
export class RollUpMissingReader {
  readonly #reader: Reader;
  #left = mostTogether;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * The organizations that the viewer sees and that are missing in a figure, by name: who had agreed to report and has nothing
   * in a release of it, who reported that there is no figure, and who reported other categories. Two statements, however many
   * figures are asked; more than 50,000 in one request are an {@link InputError}.
   */
  async organizations({ missingIn }: MissingFrom, page: PageArguments): Promise<Page<OrganizationRow>> {
    const found = await Promise.all(
      missingIn.map(async ({ addedUp, ...place }) => {
        const ids = await this.#missing(place);
        return ids.filter((id) => !addedUp.includes(id));
      }),
    );
    return this.#byName(organizationTable, { name: 'roll-up.missing', ids: found.flat(), page });
  }

  /** The ecosystems that are expected and have nothing, by name; those that are closed to the viewer are not among them. */
  ecosystems({ absentEcosystems: ids }: MissingFrom, page: PageArguments): Promise<Page<EcosystemRow>> {
    return this.#byName(ecosystemTable, { name: 'roll-up.absent', ids, page });
  }

  async #byName<Row extends { id: string; name: string }>(
    table: Table<Row>,
    { name, ids, page }: { name: string; ids: readonly string[]; page: PageArguments },
  ): Promise<Page<Row>> {
    const found = await Promise.all([...new Set(ids)].map((id) => this.#reader.byId(table, id)));
    const keyOf = (row: Row) => `${row.name} ${row.id}`;
    const rows = found.filter((row) => row !== null).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    return pageOfList(rows, { name, page, keyOf });
  }

  #missing(place: Omit<MissingIn, 'addedUp'>): Promise<string[]> {
    const { releaseId, breakdownId, place: code, isOfCategories } = place;
    const key = JSON.stringify([releaseId, breakdownId, code, isOfCategories]);
    return this.#reader
      .loader<string, string[]>('roll-up#missing', async (keys) => {
        const rows = await this.#reader.rows(this.#statement(keys));
        this.#left -= rows.length;
        if (this.#left < 0)
          throw new InputError(
            `more than ${mostTogether} organizations are missing in the figures of this request together: ask who is missing in fewer of them, by "periods" or by "by"`,
          );
        const byKey = Map.groupBy(rows, ({ ordinal }) => ordinal);
        return keys.map((_, at) => (byKey.get(at) ?? []).map(({ id }) => id));
      })
      .load(key);
  }

  #statement(keys: readonly string[]): RawBuilder<{ ordinal: number; id: string }> {
    const { viewer } = this.#reader;
    const releaseIds = [...new Set(keys.map((key) => String(JSON.parse(key)[0])))];
    const hasRow = (of: RawBuilder<unknown>) =>
      sql`exists (select from "released_row" as "w" where "w"."release_id" = "r"."id" and ${of})`;
    const at = (place: RawBuilder<unknown>) => sql`("k"."place" is null or "k"."place" = ${place})`;
    // Once for each release: joined to organizations before, it would be done for each of these.
    return sql`with "m" as materialized (select "k"."ordinal"::int as "ordinal", "m"."id" from (
        select "n" - 1 as "ordinal", ("j" ->> 0)::uuid as "release_id", ("j" ->> 1)::int as "breakdown_id", "j" ->> 2 as "place", ("j" ->> 3)::boolean as "of_categories"
        from unnest(${keys}::jsonb[]) with ordinality as "u"("j", "n")) as "k"
      cross join lateral (
        select "a"."organization_id" as "id" from "release" as "r"
        join "adoption" as "a" on "a"."indicator_version_id" = "r"."indicator_version_id" and "a"."starts_on" <= "r"."period_end"
          and ("a"."ends_on" is null or "a"."ends_on" >= "r"."period_end") and ${visibleTo(viewer, 'a')}
        where "r"."id" = "k"."release_id" and ${hasRow(sql`true`)} and not ${hasRow(sql`"w"."reporter_id" = "a"."organization_id"`)}
        union
        (select "w"."reporter_id" from "released_row" as "w" where "w"."release_id" = "k"."release_id" and not "k"."of_categories" and ${at(sql`"w"."place_key"`)}
          and "w"."reporter_id" in (select "t"."organization_id" from "released_cell" as "t" where "t"."release_id" = "k"."release_id" and ${dimensionsVisibleTo(viewer)})
        except
        select "t"."organization_id" from "released_cell" as "t" where "t"."release_id" = "k"."release_id" and "t"."breakdown_id" = "k"."breakdown_id"
          and ("t"."suppressed" or "t"."status" <> 'MISSING') and ${at(sql`coalesce("t"."place" ->> 'code', '')`)} and ${hasPartInSums(releaseIds)})
      ) as "m")
      select "m"."ordinal", "m"."id" from "m" join "organization" as "o" on "o"."id" = "m"."id" and ${visibleTo(viewer, 'o')} limit ${this.#left + 1}`;
  }
}
