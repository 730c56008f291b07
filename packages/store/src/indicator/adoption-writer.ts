import { accepted, type Issue, refused } from '@collective-impact/sdk';
import { type AdoptedDays, adoption, judgeOverlap, judgeSettled } from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { AdoptionEntity } from './adoption.entity.ts';
import { lockVersion } from './version-lock.ts';

/** Storage of adoptions. The version must be settled, and adoptions of it by one organization must not overlap. */
export const adoptionDefinition: RecordDefinition<typeof adoption, typeof AdoptionEntity> = {
  type: adoption,
  entity: AdoptionEntity,
  onCreate: async (unit, draft) => {
    const version = await lockVersion(unit, { id: draft.indicatorVersionId, strength: 'share' });
    const issues = [...judgeSettled(version, 'indicatorVersionId'), ...(await judgeOverlapWithOthers(unit, draft))];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onUpdate: async (unit, { record, changes }) => {
    if (!('startsOn' in changes || 'endsOn' in changes)) return accepted({});
    const issues = await judgeOverlapWithOthers(unit, { ...record, ...changes });
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onRestore: async (unit, record) => {
    const issues = await judgeOverlapWithOthers(unit, record);
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {
    adoption_open_once: {
      path: ['startsOn'],
      message: 'The organization already has an adoption of this version without an end date. Set its `endsOn` first.',
    },
  },
};

type Adoption = AdoptedDays & { id: string; indicatorVersionId: string; organizationId: string };

/** Rejects an adoption that overlaps another one. Locks the organization, so that concurrent adoptions are compared too. */
async function judgeOverlapWithOthers(unit: UnitOfWork, record: Adoption): Promise<Issue[]> {
  const { id, indicatorVersionId, organizationId } = record;
  await unit.rows(sql`select 1 from "organization" where "id" = ${organizationId}::uuid for no key update`);
  const others = await unit.rows<AdoptedDays>(
    sql`select "starts_on" as "startsOn", "ends_on" as "endsOn" from "adoption"
      where "indicator_version_id" = ${indicatorVersionId}::uuid and "organization_id" = ${organizationId}::uuid
        and "id" <> ${id}::uuid order by "starts_on"`,
  );
  return judgeOverlap(record, others);
}
