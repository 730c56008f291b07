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

/** The agreements with these UUIDs, also those that are not in force. */
export function agreementsStatement(ids: readonly string[]): RawBuilder<{ agreement: FoundAgreement }> {
  const networks = sql`select "a"."network_id" from "sharing_agreement" as "a" where "a"."id" = any(${ids}::uuid[])`;
  return sql`select "f"."agreement" from "agreements_of_networks"(array(${networks}), ${ids}::uuid[]) as "f"`;
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
