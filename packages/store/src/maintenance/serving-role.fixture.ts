import type { Database } from '../shared/database/database.ts';
import { openDatabase } from '../shared/database/open-database.ts';
import { openTestDatabase, type TestDatabase, type TestDatabaseOptions } from '../testing/open-test-database.ts';
import { withoutTimeouts } from '../testing/postgresql-databases.ts';
import { createRole, type TestRole } from '../testing/serving-role.ts';

/** A database that is open twice: as its owner, and as a role without rights. */
export interface DatabaseOfRole {
  owner: TestDatabase;
  role: TestRole;
  serving: Database;
  close(): Promise<void>;
}

/** Opens a database as its owner and as a role without rights. */
export async function openAsRole(options?: TestDatabaseOptions): Promise<DatabaseOfRole> {
  const owner = await openTestDatabase('postgresql', options);
  const role = await createRole(owner.url);
  const serving = await openDatabase(role.url, withoutTimeouts);
  const close = async () => {
    await serving.close();
    await owner.close();
    await role.drop();
  };
  return { owner, role, serving, close };
}

/** The message with which a promise is rejected; `accepted` if it is not. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Error ? error.message : 'accepted';
}
