import { accepted, encodeTypeId, type Grant, type Outcome, parseCommand, refused } from '@collective-impact/sdk';
import { backboneAppointmentValues } from '@collective-impact/sdk/access';
import { ecosystemDefinition } from '../ecosystem/index.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Command, Writer } from '../shared/writer.ts';
import { createRecord } from '../shared/writing/record-writing.ts';
import { accessGrantDefinition } from './grant/access-grant-writer.ts';

/**
 * Creates an ecosystem, and appoints its first BACKBONE: the principal in `backbonePrincipalId`, or else the principal who creates
 * it. Returns the UUID of the ecosystem. A local program that names no principal appoints nobody, because it can change every
 * ecosystem.
 */
export function createEcosystem(writer: Writer, command: Command): Promise<Outcome<string>> {
  return writer.run({
    name: 'createEcosystem',
    command,
    work: async (unit, values) => {
      const { backbonePrincipalId = null, ...ecosystem }: { backbonePrincipalId?: unknown } = { ...values };
      const created = await createRecord(unit, { definition: ecosystemDefinition, values: ecosystem });
      const appointment = parseCommand(backboneAppointmentValues, { backbonePrincipalId });
      if (!created.ok || !appointment.ok) {
        return refused(...(created.ok ? [] : created.issues), ...(appointment.ok ? [] : appointment.issues));
      }
      const appointed = await appointBackbone(unit, { ecosystemId: created.value, ...appointment.value });
      return appointed.ok ? created : appointed;
    },
  });
}

/** Appoints a principal (a TypeID), by default the creator, whose grant is in effect in the same request. */
async function appointBackbone(
  unit: UnitOfWork,
  appointment: { ecosystemId: string; backbonePrincipalId: string | null },
): Promise<Outcome<string | null>> {
  const { viewer } = unit;
  const { ecosystemId, backbonePrincipalId } = appointment;
  const creatorId = viewer.kind === 'PRINCIPAL' ? encodeTypeId('principal', viewer.principal.id) : null;
  const principalId = backbonePrincipalId ?? creatorId;
  if (principalId === null) return accepted(null);
  const grant: Grant = { ecosystemId, role: 'BACKBONE', organizationIds: [], isOpenToMembers: true };
  // Only a viewer with a role sees the new ecosystem, to which the grant refers.
  const appointer = viewer.kind === 'PRINCIPAL' ? { ...viewer, grants: [...viewer.grants, grant] } : viewer;
  const values = { ecosystemId: encodeTypeId('ecosystem', ecosystemId), principalId, role: 'BACKBONE' };
  const created = await createRecord(unit.as(appointer), { definition: accessGrantDefinition, values });
  if (!created.ok) return refused(...created.issues.map((issue) => ({ ...issue, ...backbonePrincipal(issue) })));
  if (viewer.kind === 'PRINCIPAL' && principalId === creatorId) viewer.grants.push(grant);
  return created;
}

/** The position and the message of an issue of the grant, for the caller who creates an ecosystem. */
function backbonePrincipal({ path, message }: { path: string[]; message: string }) {
  const name = 'backbonePrincipalId';
  return {
    path: path.map((field) => (field === 'principalId' ? name : field)),
    message: message.replace('`principalId`', `\`${name}\``),
  };
}
