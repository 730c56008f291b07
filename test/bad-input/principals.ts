import { localProgram, unwrap } from '@collective-impact/sdk';
import { createApiKey, type Database } from '@collective-impact/store';

/** Creates a principal and returns its id. */
export async function newPrincipal(database: Database): Promise<string> {
  const principal = { name: 'Ann Example', kind: 'PERSON', isOperator: false } as const;
  return unwrap(await createApiKey(database, { viewer: localProgram, principal, expiresAt: null })).principalId;
}
