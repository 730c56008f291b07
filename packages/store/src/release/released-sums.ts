import { sql } from 'kysely';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { joinNumerators, releasesWithMultiplier } from './cell-numerators.ts';
import { everySum, scopeKeyOf, scopeOfKey } from './cell-sums.ts';
import { hasPartInSums } from './released-cell-condition.ts';

/** The column of `released_sum` that stores a sum: the name of the sum in snake case. */
export const columnOf = (name: string) => sql.ref(name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));

/**
 * Computes and stores the sums of the cells of releases. Released cells never change, so that a roll-up over organizations
 * can read these few rows instead of the cells.
 */
export async function writeSums(unit: Pick<UnitOfWork, 'rows'>, releaseIds: readonly string[]): Promise<void> {
  const scopeKey = scopeKeyOf({ isExcluded: sql<boolean>`not ${hasPartInSums(releaseIds)}` });
  const columns = sql.join(everySum.map(({ name }) => columnOf(name)));
  await unit.rows(
    sql`insert into "released_sum" ("release_id", "ordinal", "breakdown_id", "scope", "place", ${columns})
      select "s"."release_id", row_number() over (partition by "s"."release_id" order by "s"."breakdown_id", "s"."scopeKey" nulls first, "s"."place" nulls first),
        "s"."breakdown_id", ${scopeOfKey}, "s"."place", ${columns}
      from (
        select "t"."release_id", "t"."breakdown_id", ${scopeKey} as "scopeKey", "t"."place",
          ${sql.join(everySum.map(({ name, of }) => sql`${of} as ${columnOf(name)}`))}
        from ${releasesWithMultiplier(releaseIds)} join "released_cell" as "t" on "t"."release_id" = "k"."id"
        ${joinNumerators(sql`"k"."multiplier"`)} group by 1, 2, 3, 4
      ) as "s"`,
  );
}
