import {
  accepted,
  type Issue,
  judgePartnerEcosystem,
  membershipsOn,
  partnership,
  refused,
  unwrap,
} from '@collective-impact/sdk';
import { sql } from 'kysely';
import { halvesAbove } from '../ecosystem/index.ts';
import { today } from '../shared/today.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Writing, WrittenRecord } from '../shared/writing.ts';
import { PartnershipEntity } from './partnership.entity.ts';

/** How partnerships are written; that a membership ends later takes nothing from a partnership that was made under it. */
export const partnershipWriting: Writing = {
  type: partnership,
  entity: PartnershipEntity,
  onCreate: async (unit, draft) => {
    const issues = await judgePartner(unit, draft);
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {},
};

async function judgePartner(unit: UnitOfWork, { ecosystemId, partnerId }: WrittenRecord): Promise<Issue[]> {
  const [partner] = await unit.rows<{ ecosystemId: string }>(
    sql`select "ecosystem_id" as "ecosystemId" from "organization" where "id" = ${partnerId}::uuid`,
  );
  if (!partner) throw new Error(`the organization ${partnerId} was there a moment ago`);
  const two = { ecosystemId, partnerEcosystemId: partner.ecosystemId };
  if (two.ecosystemId === two.partnerEcosystemId) return [];
  const halves = await halvesAbove(unit, [two.ecosystemId, two.partnerEcosystemId]);
  return judgePartnerEcosystem(two, unwrap(membershipsOn(today(), halves)));
}
