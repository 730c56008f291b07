import { encodeTypeId, type Outcome, operator } from '@collective-impact/sdk';
import { ecosystemDefinition, organizationDefinition } from '../ecosystem/index.ts';
import type { Database } from '../shared/database/database.ts';
import { type Command, Writer } from '../shared/writer.ts';

/** The UUID that a command answered; a refusal fails the test with its issues. */
export function accomplished(outcome: Outcome<string>): string {
  if (outcome.ok) return outcome.value;
  throw new Error(`the command was refused: ${JSON.stringify(outcome.issues)}`);
}

/** Creates a public ecosystem; answers its UUID and its TypeID. */
export async function anEcosystem(database: Database, values: Command = {}): Promise<{ uuid: string; id: string }> {
  const command = { slug: 'made-up-town', name: 'Made-up Town', visibility: 'PUBLIC', ...values };
  const uuid = accomplished(await new Writer(database, operator).create(ecosystemDefinition, command));
  return { uuid, id: encodeTypeId('ecosystem', uuid) };
}

/** Creates a public organization in an ecosystem; answers its UUID and its TypeID. */
export async function anOrganization(database: Database, values: Command): Promise<{ uuid: string; id: string }> {
  const command = { name: 'Made-up Library', visibility: 'PUBLIC', ...values };
  const uuid = accomplished(await new Writer(database, operator).create(organizationDefinition, command));
  return { uuid, id: encodeTypeId('organization', uuid) };
}
