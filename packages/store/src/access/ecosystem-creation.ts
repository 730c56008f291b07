import { accepted, encodeTypeId, type Outcome } from '@collective-impact/sdk';
import { ecosystemDefinition } from '../ecosystem/index.ts';
import { createRecord } from '../shared/record-writing.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Command, Writer } from '../shared/writer.ts';
import { accessGrantDefinition } from './access-grant-writer.ts';

/**
 * Creates an ecosystem, and appoints the principal who creates it as its first BACKBONE. Returns the UUID of the ecosystem. A local
 * program appoints nobody, because it can change every ecosystem.
 */
export function createEcosystem(writer: Writer, command: Command): Promise<Outcome<string>> {
  return writer.run({
    name: 'createEcosystem',
    command,
    work: async (unit, values) => {
      const created = await createRecord(unit, { definition: ecosystemDefinition, values });
      if (!created.ok) return created;
      const appointed = await appointCreator(unit, created.value);
      return appointed.ok ? created : appointed;
    },
  });
}

/** Makes the creator the BACKBONE. Its grant is in effect in the same request, so that the creator sees the new ecosystem. */
async function appointCreator(unit: UnitOfWork, ecosystemId: string): Promise<Outcome<string | null>> {
  const { viewer } = unit;
  if (viewer.kind !== 'PRINCIPAL') return accepted(null);
  const { id } = viewer.principal;
  viewer.grants.push({ ecosystemId, role: 'BACKBONE', organizationIds: [], isOpenToMembers: true });
  const values = {
    ecosystemId: encodeTypeId('ecosystem', ecosystemId),
    principalId: encodeTypeId('principal', id),
    role: 'BACKBONE',
  };
  return await createRecord(unit, { definition: accessGrantDefinition, values });
}
