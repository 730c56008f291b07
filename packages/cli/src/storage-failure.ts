import { databaseErrorCode } from '@collective-impact/store';

/** Failures of the operating system, with what to do about each. The path comes first. */
const systemFailures: Record<string, (path: string) => string> = {
  ENOSPC: (path) => `The disk is full${path && ` (${path})`}. ${freeSpace}`,
  EDQUOT: (path) => `The disk quota is used up${path && ` (${path})`}. ${freeSpace}`,
  EROFS: (path) =>
    `${path || 'The data folder'} is on a read-only file system. Use a writable folder, then run the command again.`,
  EACCES: (path) => `Permission denied${path && `: ${path}`}. ${permission}`,
  EPERM: (path) => `Permission denied${path && `: ${path}`}. ${permission}`,
  EMFILE: () => 'Too many files are open. Raise the limit of open files (ulimit -n), then run the command again.',
  EIO: (path) => `The disk reported an error${path && ` (${path})`}. Check the disk, then run the command again.`,
};

const freeSpace = 'Free some space, then run the command again.';
const permission = 'Give this user access, then run the command again.';
const damagedPage =
  'A page of the database is damaged. Run `collective-impact doctor`, which names the damaged tables and what to do.';
const startServer = 'Check that PostgreSQL is running, then run the command again.';

/**
 * Failures of the database server, by the code of PostgreSQL.
 *
 * @see https://www.postgresql.org/docs/15/errcodes-appendix.html
 */
const databaseFailures: Record<string, string> = {
  '53100': `The disk of the database is full. ${freeSpace}`,
  '53200': 'The database has no memory left. Give it more, then run the command again.',
  '53300': 'The database has no connection left. Raise its max_connections, or stop other programs that use it.',
  '57P01': `The database server is stopping. ${startServer}`,
  '57P02': `The database server failed. ${startServer}`,
  '57P03': `The database server is starting. ${startServer}`,
  '57014': 'The database canceled a statement that took too long. Raise its statement_timeout, or try again later.',
  '25006': 'The database is read-only. Set DATABASE_URL to a server that accepts changes.',
  XX001: damagedPage,
  XX002: damagedPage,
  '42501':
    'The database user has no permission for this. Use the address of the owner of the tables; a serving role can only serve and back up.',
};

const lostConnections = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT']);

/**
 * One line on a failure outside the program (disk, permissions, database server): what is wrong, and what to do.
 * Undefined if neither the error nor one of its causes is such a failure.
 */
export function describeStorageFailure(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path } = error as NodeJS.ErrnoException;
  const databaseCode = databaseErrorCode(error) ?? '';
  const known = databaseFailures[databaseCode] ?? systemFailures[code ?? '']?.(path ?? '');
  if (known !== undefined) return known;
  if (databaseCode.startsWith('08') || lostConnections.has(code ?? '')) {
    return `The connection to the database was lost. ${startServer}`;
  }
  const causes: unknown[] = error instanceof AggregateError ? error.errors : [];
  for (const cause of [...causes, error.cause]) {
    const described = describeStorageFailure(cause);
    if (described !== undefined) return described;
  }
  return undefined;
}
