import { localProgram, type Role, unwrap, type Viewer } from '@collective-impact/sdk';
import { accessGrantDefinition, createApiKey, type NewPrincipal, viewerOfKey } from '../access/index.ts';
import type { Database } from '../shared/database/database.ts';
import { Writer } from '../shared/writer.ts';

/** A principal that signs in with its key for each request. */
export class TestPrincipal {
  readonly #database: Database;
  readonly key: string;
  /** TypeID. */
  readonly id: string;

  constructor(database: Database, { key, principalId }: { key: string; principalId: string }) {
    this.#database = database;
    this.key = key;
    this.id = principalId;
  }

  /** Gives the principal a role, and returns the UUID of the grant. */
  async grant(ecosystemId: string, role: Role, organizationIds: readonly string[] = []): Promise<string> {
    const values = { ecosystemId, principalId: this.id, role, organizationIds };
    return unwrap(await new Writer(this.#database, localProgram).create(accessGrantDefinition, values));
  }

  /** The viewer of a new request. Throws an error if the key is not valid. */
  async viewer(): Promise<Viewer> {
    const owner = await viewerOfKey(this.#database, this.key);
    if (owner.status !== 'ACTIVE') throw new Error(`The key is ${owner.status}.`);
    return owner.viewer;
  }

  /** The writer of a new request. */
  async writer(): Promise<Writer> {
    return new Writer(this.#database, await this.viewer());
  }
}

/** Creates a principal without grants. */
export async function newPrincipal(database: Database, more: Partial<NewPrincipal> = {}): Promise<TestPrincipal> {
  const principal = { name: 'Ann Example', kind: 'PERSON', isOperator: false, ...more } as const;
  const created = await createApiKey(database, { viewer: localProgram, principal, expiresAt: null });
  return new TestPrincipal(database, unwrap(created));
}
