import { accepted, refused } from '@collective-impact/sdk';
import { judgeEndorsedBeforeLeaving } from '@collective-impact/sdk/agenda';
import { organization } from '@collective-impact/sdk/ecosystem';
import { sql } from 'kysely';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { OrganizationEntity } from './organization.entity.ts';

/** How organizations are stored. An organization cannot leave before the date of its last endorsement. */
export const organizationDefinition: RecordDefinition<typeof organization, typeof OrganizationEntity> = {
  type: organization,
  entity: OrganizationEntity,
  onUpdate: async (unit, { record, changes }) => {
    const { leftOn } = changes;
    if (leftOn == null || leftOn === record.leftOn) return accepted({});
    const issues = judgeEndorsedBeforeLeaving(leftOn, await lastEndorsedOn(unit, record.id));
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {},
};

/**
 * The last date on which the organization endorsed an agenda. The organization must be locked, because endorsing locks it
 * too. The statement names the table, because the agenda domain imports this domain.
 */
async function lastEndorsedOn(unit: UnitOfWork, organizationId: string): Promise<string | null> {
  const [endorsement] = await unit.rows<{ latest: string | null }>(
    sql`select max("endorsed_on") as "latest" from "endorsement" where "organization_id" = ${organizationId}::uuid`,
  );
  return endorsement?.latest ?? null;
}
