import { judgeEndorsedBeforeLeaving } from '@collective-impact/sdk/agenda';
import { organizationDefinition } from '../ecosystem/index.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { guard } from '../shared/writing/guard.ts';
import type { AgendaTables } from './entities.ts';

/** Rejects a day on which an organization leaves that is before its last endorsement. */
export const guardLeaving = guard(organizationDefinition, async (unit, { before, after: { id, leftOn } }) => {
  if (before === null || leftOn == null || leftOn === before.leftOn) return [];
  return judgeEndorsedBeforeLeaving(leftOn, await lastEndorsedOn(unit, id));
});

/** The last date on which the organization endorsed an agenda. The organization must be locked, because endorsing locks it too. */
async function lastEndorsedOn(unit: UnitOfWork, organizationId: string): Promise<string | null> {
  const endorsements = unit.tables<AgendaTables>().selectFrom('endorsement');
  const [endorsement] = await unit.rows(
    endorsements.select(({ fn }) => fn.max('endorsed_on').as('latest')).where('organization_id', '=', organizationId),
  );
  return endorsement?.latest ?? null;
}
