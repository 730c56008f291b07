import { entities } from '../../entities.ts';
import { guards } from '../../guards.ts';
import { migrations } from '../../migrations/index.ts';
import { type ConnectOptions, connectDatabase } from './connect-database.ts';
import type { Database } from './database.ts';

/** The names of the migrations that this version knows, oldest first. */
export const knownMigrations: readonly string[] = migrations.map(({ name }) => name);

/**
 * Opens the store's database. `url` is `postgres://…`, `pglite:<folder>` (`pglite:` alone is `./data`) or
 * `pglite:memory`. Its schema is left as it is: see `migrate` and `schemaStatus`.
 *
 * Whatever outside the program stands in the way is a `SetupError`: one line that says what is wrong and what to do.
 */
export function openDatabase(url: string, options: ConnectOptions = {}): Promise<Database> {
  return connectDatabase(url, { ...options, entities, migrations, guards });
}
