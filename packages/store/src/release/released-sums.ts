import { sql } from 'kysely';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { everySum, particularOf } from './cell-sums.ts';
import { hasPartInSums } from './released-cell-condition.ts';

/** A column is named like the sum in it. */
export const columnOf = (name: string) => sql.ref(name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));

/**
 * Brings the cells of releases together once, when they are made. Their cells never change; a roll-up over organizations
 * reads these few rows instead.
 */
export async function writeSums(unit: Pick<UnitOfWork, 'rows'>, releaseIds: readonly string[]): Promise<void> {
  const particular = particularOf({ closed: sql`not ${hasPartInSums(releaseIds)}`, place: sql`"t"."place"` });
  const columns = sql.join(everySum.map(({ name }) => columnOf(name)));
  await unit.rows(
    sql`insert into "released_sum" ("release_id", "ordinal", "breakdown_id", "particular", ${columns})
      select "s"."release_id", row_number() over (partition by "s"."release_id" order by "s"."breakdown_id", "s"."particular" nulls first),
        "s"."breakdown_id", "s"."particular", ${columns}
      from (
        select "t"."release_id", "t"."breakdown_id", ${particular} as "particular",
          ${sql.join(everySum.map(({ name, of }) => sql`${of} as ${columnOf(name)}`))}
        from "released_cell" as "t" where "t"."release_id" = any(${releaseIds}::uuid[]) group by 1, 2, 3
      ) as "s"`,
  );
}
