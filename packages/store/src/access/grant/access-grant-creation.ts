import { decodeTypeId, type Grant, grantIn, isOperator, type Outcome, type Viewer } from '@collective-impact/sdk';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import type { Command, Writer } from '../../shared/writer.ts';
import { createRecord } from '../../shared/writing/record-writing.ts';
import type { AccessTables } from '../entities.ts';
import { accessGrantDefinition, countBackbones } from './access-grant-writer.ts';

/**
 * Grants a role. An operator appoints a BACKBONE if there is none, even in an ecosystem that it does not see. If it appoints itself, the
 * grant is in effect in the same request.
 */
export async function createAccessGrant(writer: Writer, command: Command): Promise<Outcome<string>> {
  let appointed: Grant | null = null;
  const done = await writer.run({
    name: 'createAccessGrant',
    command,
    work: async (unit, values) => {
      const grant = await firstBackbone(unit, values);
      appointed = grant;
      const appointer = grant ? unit.as(withGrant(unit.viewer, grant)) : unit;
      return await createRecord(appointer, { definition: accessGrantDefinition, values });
    },
  });
  if (done.ok && appointed) addOwn(writer.viewer, { grant: appointed, principalId: command.principalId });
  return done;
}

/** The grant of the first BACKBONE of an ecosystem, if the viewer is an operator who may make it. Null for any other command. */
async function firstBackbone(
  unit: UnitOfWork,
  { ecosystemId, role, organizationIds }: { ecosystemId?: unknown; role?: unknown; organizationIds?: unknown },
): Promise<Grant | null> {
  const { viewer } = unit;
  const id = typeof ecosystemId === 'string' ? decodeTypeId('ecosystem', ecosystemId) : undefined;
  if (viewer.kind !== 'PRINCIPAL' || !isOperator(viewer) || id === undefined || grantIn(viewer, id)) return null;
  const namesOrganizations = Array.isArray(organizationIds) && organizationIds.length > 0;
  if (role !== 'BACKBONE' || namesOrganizations) return null;
  const ecosystems = unit.tables<AccessTables>().selectFrom('ecosystem').select('id');
  const [ecosystem] = await unit.rows(ecosystems.where('id', '=', id));
  if (!ecosystem || (await countBackbones(unit, { ecosystemId: id, id: null })) > 0) return null;
  return { ecosystemId: id, role, organizationIds: [], isOpenToMembers: true };
}

function withGrant(viewer: Viewer, grant: Grant): Viewer {
  return viewer.kind === 'PRINCIPAL' ? { ...viewer, grants: [...viewer.grants, grant] } : viewer;
}

/** Adds the grant to the viewer if it is of its own principal, unless a repeated command added it before. */
function addOwn(viewer: Viewer, { grant, principalId }: { grant: Grant; principalId: unknown }): void {
  if (viewer.kind !== 'PRINCIPAL' || grantIn(viewer, grant.ecosystemId)) return;
  if (decodeTypeId('principal', String(principalId)) === viewer.principal.id) viewer.grants.push(grant);
}
