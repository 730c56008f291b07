import { epochOfCopy } from '../../change/index.ts';
import { entities } from '../../entities.ts';
import { guards } from '../../guards.ts';
import { migrations } from '../../migrations/index.ts';
import { type ConnectOptions, connectDatabase } from './connect-database.ts';
import type { Database } from './database.ts';

/** The names of the migrations that this version knows, oldest first. */
export const knownMigrations: readonly string[] = migrations.map(({ name }) => name);

/**
 * Opens the store's database. `url` is `postgres://…`, `pglite:<folder>` (`pglite:` alone is `./data`) or
 * `pglite:memory`. Does not migrate it; see `migrate` and `schemaStatus`.
 *
 * Throws a `SetupError` if something outside the program prevents it. Its message is one line with the fault and the remedy.
 */
export function openDatabase(url: string, options: ConnectOptions = {}): Promise<Database> {
  return connectDatabase(url, { ...options, entities, migrations, guards, copied: epochOfCopy });
}
