import { Migration } from '@mikro-orm/migrations';

/** The appointments without an end, those of one organization by place: its lead first, then the one that began last. */
const open = `"open" as (select "id", "organization_id", "started_on", "functions",
    row_number() over (partition by "organization_id" order by "role" = 'LEAD' desc, "started_on" desc, "id" desc) as "place"
  from "backbone_appointment" where "ended_on" is null)`;

/** The appointment that stays without an end carries what the others carried, each function once. */
const carriedByOne = `with ${open}, "more" as (select distinct on ("k"."id", "f"->>'scheme', "f"->>'code') "k"."id", "f"
    from "open" as "k" join "open" as "o" on "o"."organization_id" = "k"."organization_id" and "o"."place" > 1
    cross join lateral jsonb_array_elements("o"."functions") as "e"("f")
    where "k"."place" = 1 and not exists (select from jsonb_array_elements("k"."functions") as "h"("f")
      where "h"."f"->>'scheme' = "e"."f"->>'scheme' and "h"."f"->>'code' = "e"."f"->>'code')
    order by "k"."id", "f"->>'scheme', "f"->>'code', "o"."place")
  update "backbone_appointment" as "a" set "functions" = "a"."functions" || "m"."functions"
  from (select "id", jsonb_agg("f") as "functions" from "more" group by "id") as "m" where "m"."id" = "a"."id"`;

/** The others end today (UTC), or on the day before that one begins where it has yet to, or on their own first day. */
const othersEnded = `with ${open}
  update "backbone_appointment" as "a" set "ended_on" =
    greatest("a"."started_on", "k"."started_on" - 1, (now() at time zone 'UTC')::date)
  from "open" as "o" join "open" as "k" on "k"."organization_id" = "o"."organization_id" and "k"."place" = 1
  where "o"."id" = "a"."id" and "o"."place" > 1`;

/**
 * The database holds what rules held so far: what was decided has a day, an adopted term too, a meeting that somebody was at
 * was held, currencies have three capitals, and an organization serves as a backbone once at a time.
 *
 * Rows that say otherwise, which rules have let nobody write but for appointments, are brought to it first. An outcome
 * without a day is kept in the rationale of what is open then. A term that was adopted nobody knows when is proposed again.
 * A meeting was held on the day for which it was planned, or on that on which it was last changed where that was sooner. A
 * currency that is no code becomes \`XXX\`, no currency.
 */
export class StepsAndDays extends Migration {
  override up(): void {
    this.addSql(carriedByOne);
    this.addSql(othersEnded);
    this.addSql(
      `create unique index "backbone_appointment_serves_once" on "backbone_appointment" ("organization_id") where ended_on is null`,
    );
    this.addSql(
      `update "funding_commitment" set "currency" = case when trim("currency") ~* '^[A-Z]{3}$' then upper(trim("currency")) else 'XXX' end
        where "currency" !~ '^[A-Z]{3}$'`,
    );
    this.addSql(
      `alter table "funding_commitment" add constraint "funding_commitment_currency" check (currency ~ '^[A-Z]{3}$')`,
    );
    this.addSql(`update "term" set "status" = 'PROPOSED' where "status" = 'ADOPTED' and "adopted_on" is null`);
    this.addSql(
      `alter table "term" add constraint "term_adopted_on_a_day" check (adopted_on is not null or status <> 'ADOPTED')`,
    );
    this.addSql(
      `update "meeting" set "held_on" = least("planned_on", ("updated_at" at time zone 'UTC')::date)
        where "held_on" is null and "attendance" <> '[]'`,
    );
    this.addSql(
      `alter table "meeting" add constraint "meeting_attended_once_held" check (held_on is not null or attendance = '[]')`,
    );
    this.addSql(
      `update "decision" set "rationale" = concat_ws(E'\\n\\n', "rationale", "outcome"), "outcome" = null
        where "outcome" is not null and "decided_on" is null`,
    );
    this.addSql(
      `alter table "decision" add constraint "decision_says_when" check (outcome is null or decided_on is not null)`,
    );
  }
}
