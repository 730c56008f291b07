import { accepted, type Issue, refused } from '@collective-impact/sdk';
import { type AdoptedDays, adoption, judgeOverlap, judgeSettled } from '@collective-impact/sdk/indicator';
import type { RecordDefinition } from '../../shared/record-definition.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import type { IndicatorTables } from '../entities.ts';
import { lockVersion } from '../version/version-lock.ts';
import { AdoptionEntity } from './adoption.entity.ts';

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
  const tables = unit.tables<IndicatorTables>();
  await unit.rows(tables.selectFrom('organization').select('id').where('id', '=', organizationId).forNoKeyUpdate());
  const others = await unit.rows(
    tables
      .selectFrom('adoption')
      .select(['starts_on as startsOn', 'ends_on as endsOn'])
      .where('indicator_version_id', '=', indicatorVersionId)
      .where('organization_id', '=', organizationId)
      .where('id', '<>', id)
      .orderBy('starts_on'),
  );
  return judgeOverlap(record, others);
}
