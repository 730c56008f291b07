import { accepted, refused } from '@collective-impact/sdk';
import {
  type EcosystemKind,
  judgeMembershipCycle,
  judgeMembershipSides,
  type MembershipRecord,
  networkMembership,
} from '@collective-impact/sdk/ecosystem';
import { sql } from 'kysely';
import { uuids } from '../shared/conditions.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { EcosystemTables } from './entities.ts';
import { NetworkMembershipEntity } from './network-membership.entity.ts';

/** How membership records are stored. Writers are serialized, so that concurrent records cannot form a cycle. */
export const networkMembershipDefinition: RecordDefinition<typeof networkMembership, typeof NetworkMembershipEntity> = {
  type: networkMembership,
  entity: NetworkMembershipEntity,
  onCreate: async (unit, draft) => {
    const sides = judgeMembershipSides(draft, { kind: await kindOf(unit, draft.networkId) });
    const issues = sides.length > 0 ? sides : await judgeCycle(unit, draft);
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onUpdate: async (unit, { record, changes }) => {
    if (!('startedOn' in changes || 'endedOn' in changes)) return accepted({});
    const issues = await judgeCycle(unit, { ...record, ...changes });
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onRestore: async (unit, record) => {
    const issues = await judgeCycle(unit, record);
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {
    network_membership_once: {
      path: ['memberId'],
      message:
        'This side already has a record of this membership without an end date. Set its `endedOn` first, or update it.',
    },
  },
};

/** All records, of either side and any period, of the memberships of these ecosystems and of their networks, recursively. */
export function membershipRecordsAbove(
  unit: UnitOfWork,
  ecosystemIds: readonly string[],
): Promise<(MembershipRecord & { id: string })[]> {
  return unit.rows(
    unit
      .tables<EcosystemTables>()
      .withRecursive('above', (tables) =>
        tables
          .selectFrom(sql<{ id: string }>`unnest(${uuids(ecosystemIds)})`.as<'k'>(sql`"k"("id")`))
          .select('k.id')
          .union(
            tables
              .selectFrom('network_membership as m')
              .innerJoin('above', 'above.id', 'm.member_id')
              .select('m.network_id as id'),
          ),
      )
      .selectFrom('network_membership as m')
      .select(['m.id', 'm.ecosystem_id as ecosystemId', 'm.network_id as networkId', 'm.member_id as memberId'])
      .select(['m.started_on as startedOn', 'm.ended_on as endedOn'])
      .where('m.member_id', 'in', ({ selectFrom }) => selectFrom('above').select('above.id')),
  );
}

async function judgeCycle(unit: UnitOfWork, record: MembershipRecord & { id: string }) {
  await unit.rows(sql`select pg_advisory_xact_lock(hashtextextended('network_membership', 0))`);
  const records = await membershipRecordsAbove(unit, [record.networkId]);
  return judgeMembershipCycle(
    record,
    records.filter((other) => other.id !== record.id),
  );
}

async function kindOf(unit: UnitOfWork, ecosystemId: string): Promise<EcosystemKind> {
  const ecosystems = unit.tables<EcosystemTables>().selectFrom('ecosystem').select('kind');
  const [ecosystem] = await unit.rows(ecosystems.where('id', '=', ecosystemId));
  if (!ecosystem) throw new Error(`The ecosystem ${ecosystemId} no longer exists.`);
  return ecosystem.kind;
}
