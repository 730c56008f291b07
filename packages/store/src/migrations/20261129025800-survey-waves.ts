import { Migration } from '@mikro-orm/migrations';
import { recordTriggers } from '../change/index.ts';

/** From the most open to the most restricted. */
const visibilities = `array['PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED']`;

/** The milliseconds since 1970 as 12 hexadecimal digits: the time of a UUID of version 7. */
const time = `lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0')`;
const newUuid = `overlay(overlay(gen_random_uuid()::text placing left(${time}, 8) || '-' || right(${time}, 4) from 1 for 13) placing '7' from 15 for 1)::uuid`;

/**
 * Survey waves become records. Each wave of the existing ratings becomes one, with the organizations that rated as its
 * responses. The day of a response is that of the ratings, if these have one day only. It is not known which organizations were
 * invited, with which instrument, and when the wave opened and closed. A wave is as restricted as its most restricted rating,
 * because it lists the organizations that rated.
 */
export class SurveyWaves extends Migration {
  override up(): void {
    this.addSql(
      `create table "survey_wave" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "number" int not null, "instrument" text null, "instrument_url" text null, "instrument_citation" text null, "opens_on" date null, "closes_on" date null, "invited_organization_ids" uuid[] null, "responses" jsonb not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "survey_wave" add constraint "survey_wave_number_once" unique ("ecosystem_id", "number"),
        add constraint "survey_wave_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action,
        add constraint "survey_wave_closes_after_opening" check (closes_on >= opens_on),
        add constraint "survey_wave_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    for (const trigger of recordTriggers('survey_wave')) this.addSql(trigger);
    this.addSql(
      `insert into "survey_wave" ("id", "ecosystem_id", "number", "visibility", "responses")
        select ${newUuid}, "ecosystem_id", "wave", (${visibilities})[max("restriction")],
          jsonb_agg(jsonb_build_object('organizationId', "rater_id", 'respondedOn', "responded_on") order by "rater_id")
        from (
          select "ecosystem_id", "wave", "rater_id", max(array_position(${visibilities}, "visibility")) as "restriction",
            case when min("rated_on") = max("rated_on") then min("rated_on") end as "responded_on"
          from "relationship_rating" group by 1, 2, 3
        ) as "r" group by "ecosystem_id", "wave" order by "ecosystem_id", "wave"`,
    );
    this.addSql(`alter table "relationship_rating" add "survey_wave_id" uuid null`);
    this.addSql(
      `update "relationship_rating" as "r" set "survey_wave_id" = "w"."id" from "survey_wave" as "w"
        where "w"."ecosystem_id" = "r"."ecosystem_id" and "w"."number" = "r"."wave"`,
    );
    this.addSql(
      `alter table "relationship_rating" alter column "survey_wave_id" set not null,
        drop constraint "relationship_rating_once",
        add constraint "relationship_rating_once" unique ("rater_id", "rated_id", "survey_wave_id"),
        add constraint "relationship_rating_survey_wave_id_foreign" foreign key ("survey_wave_id") references "survey_wave" ("id") on update no action on delete no action`,
    );
    this.addSql(`create index "relationship_rating_by_survey_wave" on "relationship_rating" ("survey_wave_id", "id")`);
  }
}
