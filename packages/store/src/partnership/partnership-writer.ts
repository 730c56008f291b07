import { accepted, type Issue, refused, unwrap } from '@collective-impact/sdk';
import { membershipsOn } from '@collective-impact/sdk/ecosystem';
import { judgePartnerEcosystem, type Partnership, partnership } from '@collective-impact/sdk/partnership';
import { membershipRecordsAbove } from '../ecosystem/index.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { PartnershipTables } from './entities.ts';
import { PartnershipEntity } from './partnership.entity.ts';

/** How partnerships are stored. A partnership that a network membership allowed stays valid after the membership ends. */
export const partnershipDefinition: RecordDefinition<typeof partnership, typeof PartnershipEntity> = {
  type: partnership,
  entity: PartnershipEntity,
  onCreate: async (unit, draft) => {
    const issues = await judgePartner(unit, draft);
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {},
};

async function judgePartner(
  unit: UnitOfWork,
  { ecosystemId, partnerId }: Pick<Partnership, 'ecosystemId' | 'partnerId'>,
): Promise<Issue[]> {
  const organizations = unit.tables<PartnershipTables>().selectFrom('organization');
  const [partner] = await unit.rows(organizations.select('ecosystem_id as ecosystemId').where('id', '=', partnerId));
  if (!partner) throw new Error(`Organization ${partnerId} does not exist, although its reference was accepted.`);
  const two = { ecosystemId, partnerEcosystemId: partner.ecosystemId };
  if (two.ecosystemId === two.partnerEcosystemId) return [];
  const records = await membershipRecordsAbove(unit, [two.ecosystemId, two.partnerEcosystemId]);
  return judgePartnerEcosystem(two, unwrap(membershipsOn(await unit.today(ecosystemId), records)));
}
