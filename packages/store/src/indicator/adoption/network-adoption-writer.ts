import { accepted, type Issue, refused } from '@collective-impact/sdk';
import type { EcosystemKind } from '@collective-impact/sdk/ecosystem';
import {
  type AdoptableVersion,
  type AdoptionRecord,
  judgeAdoptionRecord,
  judgeOverlap,
  networkAdoption,
} from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';
import type { RecordDefinition } from '../../shared/record-definition.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import type { IndicatorTables } from '../entities.ts';
import { NetworkAdoptionEntity } from './network-adoption.entity.ts';

type StoredRecord = AdoptionRecord & { id: string };
type LoadedVersion = AdoptableVersion & { kindOfEcosystem: EcosystemKind };

/** Stores network adoptions. Each side has at most one record of an adoption at a time. */
export const networkAdoptionDefinition: RecordDefinition<typeof networkAdoption, typeof NetworkAdoptionEntity> = {
  type: networkAdoption,
  entity: NetworkAdoptionEntity,
  onCreate: async (unit, record) => {
    const issues = [...(await judgeRecord(unit, record)), ...(await judgeOverlapWithOthers(unit, record))];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onUpdate: async (unit, { record, changes }) => {
    const updated = { ...record, ...changes };
    const startChanged = updated.startsOn !== record.startsOn;
    const issues = [
      // An adoption can be ended after the membership.
      ...(startChanged ? await judgeRecord(unit, updated) : []),
      ...(startChanged || 'endsOn' in changes ? await judgeOverlapWithOthers(unit, updated) : []),
    ];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onRestore: async (unit, record) => {
    const issues = await judgeOverlapWithOthers(unit, record);
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {
    network_adoption_open_once: {
      path: ['startsOn'],
      message: 'This side already has an adoption without an end date. Set its `endsOn` first, or update it.',
    },
  },
};

async function judgeRecord(unit: UnitOfWork, record: StoredRecord): Promise<Issue[]> {
  const networkVersion = await loadVersion(unit, record.networkVersionId);
  const localVersion = record.localVersionId === null ? null : await loadVersion(unit, record.localVersionId);
  const memberships = await unit.rows(
    unit
      .tables<IndicatorTables>()
      .selectFrom('network_membership')
      .select(['ecosystem_id as ecosystemId', 'network_id as networkId', 'member_id as memberId'])
      .select(['started_on as startedOn', 'ended_on as endedOn'])
      .where('network_id', '=', networkVersion.ecosystemId)
      .where('member_id', '=', record.adopterId),
  );
  return judgeAdoptionRecord(record, { networkVersion, localVersion, memberships });
}

/** Locks the adoption records of a version, so that concurrent writers see the other side's record. */
async function judgeOverlapWithOthers(unit: UnitOfWork, record: StoredRecord): Promise<Issue[]> {
  const { id, ecosystemId, networkVersionId, adopterId } = record;
  await unit.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`network_adoption/${networkVersionId}`}, 0))`);
  const others = await unit.rows(
    unit
      .tables<IndicatorTables>()
      .selectFrom('network_adoption')
      .select(['starts_on as startsOn', 'ends_on as endsOn'])
      .where('ecosystem_id', '=', ecosystemId)
      .where('network_version_id', '=', networkVersionId)
      .where('adopter_id', '=', adopterId)
      .where('id', '<>', id)
      .orderBy('starts_on'),
  );
  return judgeOverlap(record, others);
}

/** Reads without a lock, because a settled version does not change. */
async function loadVersion(unit: UnitOfWork, id: string): Promise<LoadedVersion> {
  const [version] = await unit.rows(
    unit
      .tables<IndicatorTables>()
      .selectFrom('indicator_version as v')
      .innerJoin('ecosystem as e', 'e.id', 'v.ecosystem_id')
      .select(['v.ecosystem_id as ecosystemId', 'e.kind as kindOfEcosystem'])
      .select(['v.status', 'v.kind', 'v.counting_unit as countingUnit', 'v.unit', 'v.multiplier'])
      .where('v.id', '=', id),
  );
  if (!version) throw new Error(`There is no indicator version ${id}, although its reference was accepted.`);
  return version;
}
