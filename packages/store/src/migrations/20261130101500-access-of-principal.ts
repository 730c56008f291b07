import { Migration } from '@mikro-orm/migrations';

/** The days on which both sides have recorded the membership of an agreement `a`, as JSON. */
const memberships = `(select coalesce(json_agg(json_build_object('from', greatest("m"."started_on", "n"."started_on"), 'until', least("m"."ended_on", "n"."ended_on"))), '[]')
        from "network_membership" as "m" join "network_membership" as "n" on "n"."network_id" = "m"."network_id" and "n"."member_id" = "m"."member_id"
          and "n"."ecosystem_id" = "n"."network_id"
        where "m"."network_id" = "a"."network_id" and "m"."member_id" = "a"."ecosystem_id" and "m"."ecosystem_id" = "m"."member_id")`;

/** Whether the offer `a` or the acceptance `c` of an agreement has ended. */
const isEnded = `("a"."ended_at" is not null or "c"."ended_at" is not null)`;

/** The accepted agreements of the same two ecosystems with a higher number than `a`, whose acceptance is `c`, as JSON. */
const later = `json_agg(json_build_object('startsOn', "a"."starts_on", 'isEnded', ${isEnded})) filter (where "c"."id" is not null)
          over (partition by "a"."network_id", "a"."ecosystem_id" order by "a"."number" desc rows between unbounded preceding and 1 preceding)`;

/**
 * Every request with a key or a token reads what its principal may do. To plan these statements takes longer than to run them, so
 * each connection plans them once, in functions. The plans use indexes also if the tables were empty then.
 */
const planOnce = `stable set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off`;

/** Adds the functions by which a sign-in reads the grants of a principal and the sharing agreements of its networks. */
export class AccessOfPrincipal extends Migration {
  override up(): void {
    // The later agreements come from one pass over all of them, because a network can have a thousand. The values are `json`
    // because building `jsonb` takes twice as long.
    this.addSql(`create function "agreements_of_networks"("networks" uuid[], "named" uuid[]) returns table ("id" uuid, "agreement" json) language plpgsql ${planOnce} as $$
    begin
      return query select "a"."id", json_build_object('id', "a"."id", 'ecosystemId', "a"."ecosystem_id", 'detail', "a"."detail", 'minimumThreshold', "a"."minimum_threshold",
        'indicatorIds', case "a"."indicator_scope" when 'NAMED' then to_json("a"."indicator_ids") end, 'startsOn', "a"."starts_on", 'endsOn', "a"."ends_on",
        'isAccepted', "a"."is_accepted", 'isEnded', "a"."is_ended", 'later', coalesce("a"."later", '[]'), 'memberships', ${memberships},
        'isOpen', "e"."visibility" in ('PUBLIC', 'NETWORK'), 'timeZone', "e"."time_zone")
      from (
        select "a".*, "c"."id" is not null as "is_accepted", ${isEnded} as "is_ended", ${later} as "later"
        from "sharing_agreement" as "a" left join "sharing_acceptance" as "c" on "c"."agreement_id" = "a"."id" and "c"."ecosystem_id" = "a"."network_id"
        where "a"."network_id" = any("networks")
      ) as "a" join "ecosystem" as "e" on "e"."id" = "a"."ecosystem_id"
      where case when "named" is null then "a"."is_accepted" and not "a"."is_ended" else "a"."id" = any("named") end;
    end $$`);
    this.addSql(`create function "access_of_principal"("person" uuid, out "grants" jsonb, out "agreements" json) language plpgsql ${planOnce} as $$
    declare "networks" uuid[];
    begin
      select coalesce(jsonb_agg(jsonb_build_object('ecosystemId', "g"."ecosystem_id", 'role', "g"."role", 'organizationIds', to_jsonb("g"."organization_ids"),
          'isOpenToMembers', "e"."visibility" <> 'RESTRICTED') order by "g"."id"), '[]'), array_agg("g"."ecosystem_id")
        into "grants", "networks" from "access_grant" as "g" join "ecosystem" as "e" on "e"."id" = "g"."ecosystem_id"
        where "g"."principal_id" = "person" and "g"."revoked_at" is null;
      "agreements" := '[]';
      if "networks" is not null and exists (select from "sharing_agreement" as "a" where "a"."network_id" = any("networks")) then
        select coalesce(json_agg("f"."agreement" order by "f"."id"), '[]') into "agreements" from "agreements_of_networks"("networks", null) as "f";
      end if;
    end $$`);
  }
}
