import { SetupError } from '@collective-impact/sdk';
import { ConnectionError } from './connection-error.ts';
import { type DatabaseAddress, withoutPassword } from './database-address.ts';

type ServerAddress = Extract<DatabaseAddress, { engine: 'postgresql' }>;

/** Explains in one line why a PostgreSQL server cannot be used, with the remedy and without the password. */
export function connectionFailure(address: ServerAddress, error: unknown): SetupError {
  const { label, user, database } = address;
  const known: Record<string, string> = {
    '28P01': `${label} does not accept the password of user "${user}". Correct it in DATABASE_URL.`,
    '28000': `${label} rejects user "${user}". Create the user, allow it in pg_hba.conf, or correct DATABASE_URL.`,
    '3D000': `${label} has no database "${database}". Create it with "createdb ${database}", or correct DATABASE_URL.`,
    '42501': `${label} does not let user "${user}" connect to "${database}". Grant it CONNECT on that database.`,
    '53300': `${label} has no connection left. Raise its max_connections, or stop other programs that use it.`,
    '57P03': `${label} is starting or stopping. Try again in a moment.`,
    ENOTFOUND: `${label} cannot be found by that name. Correct the host in DATABASE_URL.`,
  };
  const explained = known[codeOf(error)];
  if (explained) return new SetupError(explained, { cause: error });
  const reason = withoutPassword(reasonOf(error), address.url);
  if (/client password must be a string/.test(reason)) {
    return new SetupError(`${label} requires the password of user "${user}". Add it to DATABASE_URL.`, {
      cause: error,
    });
  }
  return new SetupError(
    `${label} cannot be reached (${reason}). Start it, or correct the host, the port and the options in DATABASE_URL.`,
    { cause: error },
  );
}

/** The error that `pg` threw. The first one, if a host with several addresses failed with one error for each. */
function first(error: unknown): unknown {
  if (error instanceof ConnectionError && error.cause !== undefined) return first(error.cause);
  return error instanceof AggregateError ? (error.errors[0] ?? error) : error;
}

function codeOf(error: unknown): string {
  return String((first(error) as { code?: unknown } | null)?.code ?? '');
}

function reasonOf(error: unknown): string {
  const cause = first(error);
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.split('\n')[0]?.trim() || codeOf(error) || 'no reason given';
}
