import { SetupError } from '@collective-impact/sdk';
import type { ListedErasure } from '@collective-impact/sdk/access';
import { sql } from 'kysely';
import { type AccessTables, repeatErasures } from '../access/index.ts';
import { type ChangeTables, startFeedEpoch } from '../change/index.ts';
import type { Database } from '../shared/database/index.ts';
import { migrating } from '../shared/database/schema/migrate.ts';
import type { BackupPart } from './backup-part.ts';
import { fill } from './fill.ts';
import { type Removal, requireRestorable, rowsIn } from './restore-target.ts';
import { type RestoredAccess, restoredAccess } from './restored-access.ts';
import { storedTables } from './stored-tables.ts';

/** The result of a restore. */
export interface Restored {
  /** Number of tables that have rows. */
  tables: number;
  rows: number;
  /** The rows that were deleted first. Null if there were none. */
  removed: Removal | null;
  /** The migrations that updated a backup of an earlier version. */
  migrated: string[];
  /** Number of erasures that were repeated, because they are later than the backup. */
  erased: number;
  access: RestoredAccess;
}

/**
 * Restores a backup in one transaction: completely or not at all. The database must be empty; with `replace`, all its rows are
 * deleted first. Records keep their ids, versions, timestamps and audit. The change feed keeps its order, in a new epoch. A backup
 * of an earlier version is updated to this one. The erasures that it does not contain are repeated; the audit log names `actor`. With
 * `revokeKeys`, all API keys and open invitations of the backup are revoked.
 *
 * Throws a `SetupError` if the backup or the database cannot be used.
 */
export async function restore(
  database: Database,
  {
    backup,
    replace = false,
    erasures = [],
    revokeKeys = false,
    actor = 'restore',
  }: {
    backup: AsyncIterable<BackupPart>;
    replace?: boolean;
    erasures?: readonly ListedErasure[];
    revokeKeys?: boolean;
    actor?: string;
  },
): Promise<Restored> {
  const parts = backup[Symbol.asyncIterator]();
  try {
    const { value: first } = await parts.next();
    if (first?.kind !== 'header') throw new SetupError('The backup has no header. Use another backup.');
    const { header } = first;
    return await migrating({ database }, async (migration) => {
      const { kysely } = migration;
      const removed = await requireRestorable(migration, { header, replace });
      if (migration.applied.length === 0) await migration.apply(header.migrations);
      await fill(kysely, { header, parts });
      const migrated = await migration.apply();
      const erased = await repeatErasures(kysely.withTables<AccessTables & ChangeTables>(), { erasures, actor });
      const access = await restoredAccess(kysely.withTables<AccessTables>(), {
        at: header.createdAt,
        revoke: revokeKeys,
        actor,
      });
      await startFeedEpoch(kysely);
      const tables = await storedTables(kysely);
      await sql`analyze ${sql.join(tables.map(({ name }) => sql.table(name)))}`.execute(kysely);
      return { ...(await rowsIn(kysely, tables)), removed, migrated, erased, access };
    });
  } finally {
    await parts.return?.();
  }
}
