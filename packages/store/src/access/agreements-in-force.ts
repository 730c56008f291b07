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

/** The accepted agreements of the same two ecosystems with a higher number than `a`, as JSON. */
const laterAgreements = sql`(select coalesce(jsonb_agg(jsonb_build_object('startsOn', "l"."starts_on", 'isEnded', ${isEnded('l')} or ${isEnded('d')})), '[]')
      from "sharing_agreement" as "l" join "sharing_acceptance" as "d" on ${acceptance('d', 'l')}
      where "l"."ecosystem_id" = "a"."ecosystem_id" and "l"."network_id" = "a"."network_id" and "l"."number" > "a"."number")`;

/** The days on which both sides have recorded the membership of an agreement `a`, as JSON. */
const memberships = sql`(select coalesce(jsonb_agg(jsonb_build_object('from', greatest("m"."started_on", "n"."started_on"), 'until', least("m"."ended_on", "n"."ended_on"))), '[]')
      from "network_membership" as "m" join "network_membership" as "n" on "n"."network_id" = "m"."network_id" and "n"."member_id" = "m"."member_id"
        and "n"."ecosystem_id" = "n"."network_id"
      where "m"."network_id" = "a"."network_id" and "m"."member_id" = "a"."ecosystem_id" and "m"."ecosystem_id" = "m"."member_id")`;

/** A {@link FoundAgreement} as JSON, of an agreement `a`, its acceptance `c`, which may be absent, and its ecosystem `e`. */
const agreementAsJson = sql`jsonb_build_object('id', "a"."id", 'ecosystemId', "a"."ecosystem_id", 'detail', "a"."detail", 'minimumThreshold', "a"."minimum_threshold",
      'indicatorIds', case "a"."indicator_scope" when 'NAMED' then to_jsonb("a"."indicator_ids") end, 'startsOn', "a"."starts_on", 'endsOn', "a"."ends_on",
      'isAccepted', "c"."id" is not null, 'isEnded', ${isEnded('a')} or ${isEnded('c')}, 'later', ${laterAgreements}, 'memberships', ${memberships},
      'isOpen', "e"."visibility" in ('PUBLIC', 'NETWORK'), 'timeZone', "e"."time_zone")`;

/**
 * The agreements that networks have accepted in which a principal `p` has a grant, as a JSON array of {@link FoundAgreement}. Those
 * that have ended are left out.
 */
export const agreementsOfPrincipal = sql`(select coalesce(jsonb_agg(${agreementAsJson} order by "a"."id"), '[]')
    from "access_grant" as "g" join "sharing_agreement" as "a" on "a"."network_id" = "g"."ecosystem_id" and not (${isEnded('a')})
    join "sharing_acceptance" as "c" on ${acceptance('c', 'a')} and not (${isEnded('c')})
    join "ecosystem" as "e" on "e"."id" = "a"."ecosystem_id"
    where "g"."principal_id" = "p"."id" and "g"."revoked_at" is null)`;

/** The agreements with these UUIDs, also those that are not in force. */
export function agreementsStatement(ids: readonly string[]): RawBuilder<{ agreement: FoundAgreement }> {
  return sql`select ${agreementAsJson} as "agreement" from "sharing_agreement" as "a"
    left join "sharing_acceptance" as "c" on ${acceptance('c', 'a')} join "ecosystem" as "e" on "e"."id" = "a"."ecosystem_id"
    where "a"."id" = any(${ids}::uuid[])`;
}

/** The status of an agreement at a moment. */
export function statusOfAgreement(agreement: FoundAgreement, now: Date): SharingStatus {
  return unwrap(sharingStatus(agreement, today(agreement.timeZone, now)));
}

/** The agreements that are in force at a moment, as visibility uses them. */
export function agreementsInForce(found: readonly FoundAgreement[], now: Date): AgreementInForce[] {
  return found
    .filter((agreement) => statusOfAgreement(agreement, now) === 'IN_FORCE')
    .map(({ ecosystemId, indicatorIds, detail, minimumThreshold }) => ({
      ecosystemId,
      indicatorIds,
      detail,
      minimumThreshold,
    }));
}
