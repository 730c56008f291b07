import { accepted, ForbiddenError, isOperator, refused } from '@collective-impact/sdk';
import { judgeEndorsedBeforeLeaving } from '@collective-impact/sdk/agenda';
import { ecosystem, organization } from '@collective-impact/sdk/ecosystem';
import { sql } from 'kysely';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { authorize } from '../shared/writing/authorize.ts';
import { EcosystemEntity } from './ecosystem.entity.ts';
import { OrganizationEntity } from './organization.entity.ts';

/** How ecosystems are stored. */
export const ecosystemDefinition: RecordDefinition<typeof ecosystem, typeof EcosystemEntity> = {
  type: ecosystem,
  entity: EcosystemEntity,
  authorize: async (unit, { ecosystemId, before }) => {
    const { viewer } = unit;
    if (before !== null) return authorize(viewer, { type: ecosystem, ecosystemId, states: [before], byOwner: false });
    if (!isOperator(viewer)) throw new ForbiddenError('Only an operator of this gateway can create ecosystems.');
    await unit.allow(ecosystemId);
  },
  constraints: {
    ecosystem_slug_unique: { path: ['slug'], message: 'Another ecosystem has this slug. Choose a different `slug`.' },
  },
};

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
