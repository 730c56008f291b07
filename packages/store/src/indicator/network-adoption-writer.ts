import { accepted, type Issue, refused } from '@collective-impact/sdk';
import type { EcosystemKind, MembershipRecord } from '@collective-impact/sdk/ecosystem';
import {
  type AdoptableVersion,
  type AdoptedDays,
  type AdoptionHalf,
  judgeAdoptionHalf,
  judgeOverlap,
  networkAdoption,
} from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { NetworkAdoptionEntity } from './network-adoption.entity.ts';

type Half = AdoptionHalf & { id: string };
type LoadedVersion = AdoptableVersion & { kindOfEcosystem: EcosystemKind };

/** How the two sides of a network adoption are stored: each side has one at a time. */
export const networkAdoptionDefinition: RecordDefinition<typeof networkAdoption, typeof NetworkAdoptionEntity> = {
  type: networkAdoption,
  entity: NetworkAdoptionEntity,
  onCreate: async (unit, half) => {
    const issues = [...(await judgeHalf(unit, half)), ...(await judgeBesideOthers(unit, half))];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onUpdate: async (unit, { record, changes }) => {
    const half = { ...record, ...changes };
    const moved = half.startsOn !== record.startsOn;
    const issues = [
      // An adoption can be ended after the membership.
      ...(moved ? await judgeHalf(unit, half) : []),
      ...(moved || 'endsOn' in changes ? await judgeBesideOthers(unit, half) : []),
    ];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {
    network_adoption_open_once: {
      path: ['startsOn'],
      message: 'This side already has an adoption without an end date. Set its `endsOn` first, or update it.',
    },
  },
};

async function judgeHalf(unit: UnitOfWork, half: Half): Promise<Issue[]> {
  const networkVersion = await loadVersion(unit, half.networkVersionId);
  const localVersion = half.localVersionId === null ? null : await loadVersion(unit, half.localVersionId);
  const memberships = await unit.rows<MembershipRecord>(
    sql`select "ecosystem_id" as "ecosystemId", "network_id" as "networkId", "member_id" as "memberId",
        "started_on" as "startedOn", "ended_on" as "endedOn" from "network_membership"
      where "network_id" = ${networkVersion.ecosystemId}::uuid and "member_id" = ${half.adopterId}::uuid`,
  );
  return judgeAdoptionHalf(half, { networkVersion, localVersion, memberships });
}

/** Locks the statements about a version, so that concurrent writers see the statement of the other side. */
async function judgeBesideOthers(unit: UnitOfWork, half: Half): Promise<Issue[]> {
  const { id, ecosystemId, networkVersionId, adopterId } = half;
  await unit.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`network_adoption/${networkVersionId}`}, 0))`);
  const others = await unit.rows<AdoptedDays>(
    sql`select "starts_on" as "startsOn", "ends_on" as "endsOn" from "network_adoption"
      where "ecosystem_id" = ${ecosystemId}::uuid and "network_version_id" = ${networkVersionId}::uuid
        and "adopter_id" = ${adopterId}::uuid and "id" <> ${id}::uuid order by "starts_on"`,
  );
  return judgeOverlap(half, others);
}

/** Reads without a lock, because a settled version does not change. */
async function loadVersion(unit: UnitOfWork, id: string): Promise<LoadedVersion> {
  const [version] = await unit.rows<LoadedVersion>(
    sql`select "v"."ecosystem_id" as "ecosystemId", "v"."status", "v"."kind", "v"."counting_unit" as "countingUnit", "v"."unit", "v"."multiplier",
        "e"."kind" as "kindOfEcosystem"
      from "indicator_version" as "v" join "ecosystem" as "e" on "e"."id" = "v"."ecosystem_id" where "v"."id" = ${id}::uuid`,
  );
  if (!version) throw new Error(`There is no indicator version ${id}, although its reference was accepted.`);
  return version;
}
