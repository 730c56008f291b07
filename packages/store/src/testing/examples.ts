import { encodeTypeId, localProgram, type Outcome } from '@collective-impact/sdk';
import { ecosystemDefinition, organizationDefinition } from '../ecosystem/index.ts';
import type { Database } from '../shared/database/database.ts';
import { type Command, Writer } from '../shared/writer.ts';

/** Returns the UUID of an accepted command. Throws an error with the issues of a rejected one. */
export function acceptedId(outcome: Outcome<string>): string {
  if (outcome.ok) return outcome.value;
  throw new Error(`The command was rejected: ${JSON.stringify(outcome.issues)}`);
}

/** Creates a public ecosystem. Returns its UUID and its TypeID. */
export async function createEcosystem(database: Database, values: Command = {}): Promise<{ uuid: string; id: string }> {
  const command = { slug: 'made-up-town', name: 'Made-up Town', visibility: 'PUBLIC', ...values };
  const uuid = acceptedId(await new Writer(database, localProgram).create(ecosystemDefinition, command));
  return { uuid, id: encodeTypeId('ecosystem', uuid) };
}

/** Creates a public organization in an ecosystem. Returns its UUID and its TypeID. */
export async function createOrganization(database: Database, values: Command): Promise<{ uuid: string; id: string }> {
  const command = { name: 'Made-up Library', visibility: 'PUBLIC', ...values };
  const uuid = acceptedId(await new Writer(database, localProgram).create(organizationDefinition, command));
  return { uuid, id: encodeTypeId('organization', uuid) };
}
