import { type RawBuilder, sql } from 'kysely';

/**
 * The multiplier of a version `v` of ratios of people, whose base is their denominator. Null for other versions: their figures
 * have a numerator and a denominator or none.
 */
export const ratioMultiplier = sql`case when "v"."kind" = 'RATIO' and "v"."counting_unit" in ('PEOPLE', 'PEOPLE_UNDUPLICATED') then "v"."multiplier" end`;

/** Releases `k`, each with its {@link ratioMultiplier}, and with a further column of its version `v`. */
export function releasesWithMultiplier(ids: readonly string[], more?: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select "r"."id", ${ratioMultiplier} as "multiplier"${more ? sql`, ${more}` : sql``} from "release" as "r" join "indicator_version" as "v" on "v"."id" = "r"."indicator_version_id"
    where "r"."id" = any(${ids}::uuid[])) as "k"`;
}

/**
 * A join of released cells `t` with the numerators `n` that they can have, from `lowest` to `highest`, and their `denominator`. A
 * ratio that was reported with its base has the whole numbers that round to its value (`numeratorRange` of the SDK), a suppressed
 * one with a denominator those from 0 to it. All are null for other cells. `multiplier` is the {@link ratioMultiplier} of the cell.
 */
export function joinNumerators(multiplier: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`left join lateral (
      select 0 as "lowest", coalesce("t"."denominator", "t"."base") as "highest", coalesce("t"."denominator", "t"."base") as "denominator"
      where "t"."suppressed" and ${multiplier} > 0 and coalesce("t"."denominator", "t"."base") is not null
      union all (
        select "w"."lowest", "w"."highest", "t"."base" from (values (0.5), (1)) as "u"("units")
        cross join lateral (select ("t"."value" - "d"."deviation") * "t"."base" as "from", ("t"."value" + "d"."deviation") * "t"."base" as "to"
          from (select "u"."units" * ('1e-' || scale(trim_scale("t"."value")))::numeric as "deviation") as "d") as "p"
        cross join lateral (select greatest(0, div("p"."from", ${multiplier}) + (mod("p"."from", ${multiplier}) > 0)::int) as "lowest",
          least("t"."base", div("p"."to", ${multiplier}) - (mod("p"."to", ${multiplier}) < 0)::int) as "highest") as "w"
        where not "t"."suppressed" and ${multiplier} > 0 and "t"."value" is not null and "t"."base" is not null and "t"."numerator" is null
          and "w"."lowest" <= "w"."highest"
        order by "u"."units" limit 1)
    ) as "n" on true`;
}
