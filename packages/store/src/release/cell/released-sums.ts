import { sql } from 'kysely';
import { columnName } from '../../shared/column-name.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { joinNumerators, releasesWithMultiplier } from './cell-numerators.ts';
import { everySum, scopeKeyOf, scopeOfKey } from './cell-sums.ts';
import { hasPartInSums } from './released-cell-condition.ts';

/** The column of `released_sum` that stores a sum: the name of the sum in snake case. */
export const columnOf = (name: string) => sql.ref(columnName(name));

/**
 * Computes and stores the sums of the cells of releases. Released cells never change, so that a roll-up over organizations
 * can read these few rows instead of the cells.
 */
export async function writeSums(unit: Pick<UnitOfWork, 'rows'>, releaseIds: readonly string[]): Promise<void> {
  const columns = sql.join(everySum.map(({ name }) => columnOf(name)));
  await unit.rows(
    sql`insert into "released_sum" ("release_id", "ordinal", "breakdown_id", "scope", "place", ${columns})
      select "s"."release_id", row_number() over (partition by "s"."release_id" order by "s"."breakdown_id", "s"."scopeKey" nulls first, "s"."place" nulls first),
        "s"."breakdown_id", ${scopeOfKey}, "s"."place", ${columns}
      from (${summedCells(releaseIds)}) as "s"`,
  );
}

/**
 * Returns those of the releases whose stored sums differ from the sums of their cells. Releases without stored sums are
 * excluded; their cells are read instead.
 */
export async function releasesWithWrongSums(
  unit: Pick<UnitOfWork, 'rows'>,
  releaseIds: readonly string[],
): Promise<string[]> {
  const columns = sql.join(everySum.map(({ name }) => columnOf(name)));
  const computed = sql`select "s"."release_id", "s"."breakdown_id", ${scopeOfKey} as "scope", "s"."place", ${columns} from (${summedCells(releaseIds)}) as "s"`;
  const stored = sql`select "release_id", "breakdown_id", "scope", "place", ${columns} from "released_sum" where "release_id" = any(${releaseIds}::uuid[])`;
  const rows = await unit.rows<{ id: string }>(
    sql`with "computed" as (${computed}), "stored" as (${stored}),
        "different" as ((table "computed" except all table "stored") union all (table "stored" except all table "computed"))
      select distinct "release_id" as "id" from "different" where "release_id" in (select "release_id" from "stored") order by 1`,
  );
  return rows.map(({ id }) => id);
}

/** The sums of the cells of releases, for each combination of categories, scope and place. */
function summedCells(releaseIds: readonly string[]) {
  const scopeKey = scopeKeyOf({ isExcluded: sql<boolean>`not ${hasPartInSums(releaseIds)}` });
  return sql`
    select "t"."release_id", "t"."breakdown_id", ${scopeKey} as "scopeKey", "t"."place",
      ${sql.join(everySum.map(({ name, of }) => sql`${of} as ${columnOf(name)}`))}
    from ${releasesWithMultiplier(releaseIds)} join "released_cell" as "t" on "t"."release_id" = "k"."id"
    ${joinNumerators(sql`"k"."multiplier"`)} group by 1, 2, 3, 4`;
}
