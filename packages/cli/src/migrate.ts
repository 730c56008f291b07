import { SetupError } from '@collective-impact/sdk';
import { grantServing, migrate, requireRole } from '@collective-impact/store';
import { withOpenDatabase } from './open.ts';
import { print } from './terminal.ts';

/** Options of `migrate`. */
export interface MigrateOptions {
  /** The role to which everything is granted that `serve` needs. */
  servingRole?: string;
  /** How long to wait for gateways that run, in seconds. */
  wait: string;
}

/** Updates the database schema to the version of this program. */
export async function migrateCommand({ servingRole, wait }: MigrateOptions): Promise<void> {
  const seconds = secondsOf(wait);
  await withOpenDatabase(async (database) => {
    if (servingRole !== undefined) await requireRole(database, servingRole);
    const { applied } = await migrate(database, { wait: seconds * 1_000 });
    print(applied.length === 0 ? 'The database schema is up to date.' : `Applied migrations: ${applied.join(', ')}.`);
    if (servingRole === undefined) return;
    await grantServing(database, servingRole);
    print(
      `The role "${servingRole}" can serve. It cannot change the schema or the change feed. It changes the audit log only by erasing personal data.`,
    );
  });
}

function secondsOf(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new SetupError(`"${text}" is not a number of seconds. Set --wait to a whole number, such as 60.`);
}
