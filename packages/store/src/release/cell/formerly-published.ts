import { type RawBuilder, sql } from 'kysely';
import { placeKeyOf } from '../../shared/place-key.ts';

/**
 * The condition that a suppressed cell `t` has a figure in an earlier release `e` of the same version and period: also in one that is
 * withdrawn, and of an organization that is voided, because others know these figures. `isVisible` is a further condition on `e`.
 */
export function wasPublished(isVisible?: RawBuilder<boolean>): RawBuilder<boolean> {
  // No key is null, so that the database can compare them by a hash.
  const organization = (alias: string) => sql`coalesce(${sql.ref(`${alias}.organization_id`)}::text, '')`;
  return sql<boolean>`("t"."suppressed" and exists (
      select from "release" as "tr" join "release" as "e" on "e"."indicator_version_id" = "tr"."indicator_version_id" and "e"."period" = "tr"."period"
        and ("e"."released_at", "e"."id") < ("tr"."released_at", "tr"."id")${isVisible ? sql` and ${isVisible}` : sql``}
      join "released_cell_with_voided" as "c" on "c"."release_id" = "e"."id"
      where "tr"."id" = "t"."release_id" and "c"."breakdown_id" = "t"."breakdown_id" and "c"."scope" = "t"."scope"
        and ${organization('c')} = ${organization('t')} and ${placeKeyOf(sql`"c"."place"`)} = ${placeKeyOf(sql`"t"."place"`)}
        and not "c"."suppressed" and coalesce("c"."value", "c"."denominator", "c"."lower_bound", "c"."upper_bound") is not null))`;
}
