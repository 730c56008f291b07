import {
  type AdoptedDays,
  accepted,
  adoption,
  type Issue,
  judgeOverlap,
  judgeSettled,
  refused,
} from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Writing, WrittenRecord } from '../shared/writing.ts';
import { AdoptionEntity } from './adoption.entity.ts';
import { lockVersion } from './version-lock.ts';

type AdoptionRecord = WrittenRecord & AdoptedDays & { indicatorVersionId: string; organizationId: string };

/** How adoptions are written: of what no longer changes, and one at a time of each organization and version. */
export const adoptionWriting: Writing = {
  type: adoption,
  entity: AdoptionEntity,
  onCreate: async (unit, draft) => {
    const record = draft as AdoptionRecord;
    const version = await lockVersion(unit, { id: record.indicatorVersionId, strength: 'share' });
    const issues = [...judgeSettled(version, 'indicatorVersionId'), ...(await judgeBesideOthers(unit, record))];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onUpdate: async (unit, { record, changes }) => {
    if (!('startsOn' in changes || 'endsOn' in changes)) return accepted({});
    const issues = await judgeBesideOthers(unit, { ...record, ...changes } as AdoptionRecord);
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {
    adoption_open_once: {
      path: ['startsOn'],
      message: 'the organization has adopted this version already, and has named no end: end that adoption first',
    },
  },
};

/** Who writes an adoption of an organization waits for who writes another, so that the two are seen beside each other. */
async function judgeBesideOthers(unit: UnitOfWork, record: AdoptionRecord): Promise<Issue[]> {
  const { id, indicatorVersionId, organizationId } = record;
  await unit.rows(sql`select 1 from "organization" where "id" = ${organizationId}::uuid for no key update`);
  const others = await unit.rows<AdoptedDays>(
    sql`select "starts_on" as "startsOn", "ends_on" as "endsOn" from "adoption"
      where "indicator_version_id" = ${indicatorVersionId}::uuid and "organization_id" = ${organizationId}::uuid
        and "id" <> ${id}::uuid order by "starts_on"`,
  );
  return judgeOverlap(record, others);
}
