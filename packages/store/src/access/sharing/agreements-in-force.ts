import { type AgreementInForce, type SharingDetail, today, unwrap } from '@collective-impact/sdk';
import { type SharingState, type SharingStatus, sharingStatus } from '@collective-impact/sdk/access';
import { type RawBuilder, sql } from 'kysely';

/** A sharing agreement as a statement reads it, with what its status depends on. Ids are UUIDs. */
export interface FoundAgreement extends SharingState {
  id: string;
  ecosystemId: string;
  /** Null for all. */
  indicatorIds: string[] | null;
  detail: SharingDetail;
  minimumThreshold: number;
  timeZone: string;
}

/** Whether a half of an agreement, an offer or an acceptance, has ended. */
const isEnded = (half: string) => sql`${sql.ref(`${half}.ended_at`)} is not null`;

/** The network's half `c` of an agreement `a`. */
const acceptance = (c: string, a: string) =>
  sql`${sql.ref(`${c}.agreement_id`)} = ${sql.ref(`${a}.id`)} and ${sql.ref(`${c}.ecosystem_id`)} = ${sql.ref(`${a}.network_id`)}`;

/**
 * {@link FoundAgreement}s, in the column `agreement`, of the networks that `networks` selects. `chosen` is a condition on an
 * agreement `a`. The later agreements come from one pass over all of them, because a network can have a thousand. The values are
 * `json` because building `jsonb` takes twice as long.
 */
function foundAgreements(
  networks: RawBuilder<unknown>,
  chosen: RawBuilder<boolean>,
): RawBuilder<{ agreement: FoundAgreement }> {
  return sql`select json_build_object('id', "a"."id", 'ecosystemId', "a"."ecosystem_id", 'detail', "a"."detail", 'minimumThreshold', "a"."minimum_threshold",
      'indicatorIds', case "a"."indicator_scope" when 'NAMED' then to_json("a"."indicator_ids") end, 'startsOn', "a"."starts_on", 'endsOn', "a"."ends_on",
      'isAccepted', "a"."is_accepted", 'isEnded', "a"."is_ended", 'later', coalesce("a"."later", '[]'), 'memberships', ${memberships},
      'isOpen', "e"."visibility" in ('PUBLIC', 'NETWORK'), 'timeZone', "e"."time_zone") as "agreement", "a"."id"
    from (
      select "a".*, "c"."id" is not null as "is_accepted", ${isEnded('a')} or ${isEnded('c')} as "is_ended", ${laterAgreements} as "later"
      from "sharing_agreement" as "a" left join "sharing_acceptance" as "c" on ${acceptance('c', 'a')}
      where "a"."network_id" in (${networks})
    ) as "a" join "ecosystem" as "e" on "e"."id" = "a"."ecosystem_id"
    where ${chosen}`;
}

/** The accepted agreements of the same two ecosystems with a higher number than `a`, whose acceptance is `c`, as JSON. */
const laterAgreements = sql`json_agg(json_build_object('startsOn', "a"."starts_on", 'isEnded', ${isEnded('a')} or ${isEnded('c')})) filter (where "c"."id" is not null)
        over (partition by "a"."network_id", "a"."ecosystem_id" order by "a"."number" desc rows between unbounded preceding and 1 preceding)`;

/** The days on which both sides have recorded the membership of an agreement `a`, as JSON. */
const memberships = sql`(select coalesce(json_agg(json_build_object('from', greatest("m"."started_on", "n"."started_on"), 'until', least("m"."ended_on", "n"."ended_on"))), '[]')
      from "network_membership" as "m" join "network_membership" as "n" on "n"."network_id" = "m"."network_id" and "n"."member_id" = "m"."member_id"
        and "n"."ecosystem_id" = "n"."network_id"
      where "m"."network_id" = "a"."network_id" and "m"."member_id" = "a"."ecosystem_id" and "m"."ecosystem_id" = "m"."member_id")`;

/**
 * The agreements that networks have accepted in which a principal `p` has a grant, as a JSON array of {@link FoundAgreement}. Those
 * that have ended are left out.
 */
export const agreementsOfPrincipal = sql`(select coalesce(json_agg("found"."agreement" order by "found"."id"), '[]')
    from (${foundAgreements(
      sql`select "g"."ecosystem_id" from "access_grant" as "g" where "g"."principal_id" = "p"."id" and "g"."revoked_at" is null`,
      sql<boolean>`"a"."is_accepted" and not "a"."is_ended"`,
    )}) as "found")`;

/** The agreements with these UUIDs, also those that are not in force. */
export function agreementsStatement(ids: readonly string[]): RawBuilder<{ agreement: FoundAgreement }> {
  const chosen = sql<boolean>`"a"."id" = any(${ids}::uuid[])`;
  return foundAgreements(sql`select "a"."network_id" from "sharing_agreement" as "a" where ${chosen}`, chosen);
}

/** The status of an agreement at a moment. */
export function statusOfAgreement(agreement: FoundAgreement, now: Date): SharingStatus {
  return unwrap(sharingStatus(agreement, today(agreement.timeZone, now)));
}

/** The agreements that are in force at a moment, as visibility uses them. */
export function agreementsInForce(found: readonly FoundAgreement[], now: Date): AgreementInForce[] {
  const days = new Map(found.map(({ timeZone }) => [timeZone, '']));
  for (const timeZone of days.keys()) days.set(timeZone, today(timeZone, now));
  return found
    .filter((agreement) => unwrap(sharingStatus(agreement, days.get(agreement.timeZone) ?? '')) === 'IN_FORCE')
    .map(({ ecosystemId, indicatorIds, detail, minimumThreshold }) => ({
      ecosystemId,
      indicatorIds,
      detail,
      minimumThreshold,
    }));
}
