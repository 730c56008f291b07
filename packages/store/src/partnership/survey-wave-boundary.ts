import { type Issue, unwrap } from '@collective-impact/sdk';
import { membershipsOn } from '@collective-impact/sdk/ecosystem';
import { judgeWaveBoundary } from '@collective-impact/sdk/partnership';
import { membershipRecordsAbove } from '../ecosystem/index.ts';
import { anyOf } from '../shared/conditions.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { PartnershipTables } from './entities.ts';

/** A survey wave, and the organizations that a command adds to it, with the paths of their fields. */
interface SurveyedOrganizations {
  /** UUID of the ecosystem of the wave. */
  ecosystemId: string;
  organizations: readonly { id: string; path: readonly string[] }[];
}

/** Returns an issue for each organization outside the boundary of a survey wave today, see `judgeWaveBoundary`. */
export async function judgeBoundary(unit: UnitOfWork, wave: SurveyedOrganizations): Promise<Issue[]> {
  const { ecosystemId } = wave;
  const rows = await unit.rows(
    unit
      .tables<PartnershipTables>()
      .selectFrom('organization')
      .select(['id', 'ecosystem_id as ecosystemId'])
      .where('id', '=', anyOf(wave.organizations.map(({ id }) => id)))
      .where('ecosystem_id', '<>', ecosystemId),
  );
  if (rows.length === 0) return [];
  const elsewhere = new Map(rows.map((row) => [row.id, row.ecosystemId]));
  const organizations = wave.organizations.flatMap(({ id, path }) => {
    const ofOrganization = elsewhere.get(id);
    return ofOrganization === undefined ? [] : [{ ecosystemId: ofOrganization, path }];
  });
  const records = await membershipRecordsAbove(unit, [...new Set(elsewhere.values())]);
  const memberships = unwrap(membershipsOn(await unit.today(ecosystemId), records));
  return judgeWaveBoundary({ ecosystemId, organizations }, memberships);
}
