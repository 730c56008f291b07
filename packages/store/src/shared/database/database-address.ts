import { resolve } from 'node:path';
import { SetupError } from '@collective-impact/sdk';

/** The address of a database. `folder` is absolute, and undefined in memory. `label` contains no secrets. */
export type DatabaseAddress =
  | { engine: 'pglite'; folder: string | undefined; label: string }
  | { engine: 'postgresql'; url: URL; user: string; database: string; label: string };

const forms = 'postgres://user:password@host:5432/database, pglite:<folder> or pglite:memory';

/**
 * Parses a `DATABASE_URL`. Throws a {@link SetupError} if it is invalid. The message never contains the URL, because a mistyped
 * URL may contain the password anywhere.
 */
export function parseDatabaseUrl(text: string): DatabaseAddress {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === 'pglite') return embedded(text.slice('pglite:'.length));
  if (scheme === 'postgres' || scheme === 'postgresql') return server(text);
  const found =
    scheme === undefined ? 'does not name a kind of database' : `starts with "${scheme}:", which is not supported`;
  throw new SetupError(`DATABASE_URL ${found}. Use ${forms}.`);
}

function embedded(rest: string): DatabaseAddress {
  if (rest === 'memory') return { engine: 'pglite', folder: undefined, label: 'the database in memory' };
  if (rest.startsWith('//')) {
    throw new SetupError('DATABASE_URL has slashes before the folder. Use pglite:./data or pglite:/var/lib/data.');
  }
  const folder = resolve(rest === '' ? './data' : rest);
  return { engine: 'pglite', folder, label: `the embedded database in ${folder}` };
}

function server(text: string): DatabaseAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // An unescaped character of the password ends the host early, and the rest of the URL lands in one of these.
  if (url?.hash !== '' || url.pathname.includes('@') || url.search.includes('@')) {
    throw new SetupError(
      `DATABASE_URL is not a valid address. Use ${forms}, with characters such as @ / ? # % in the password percent-encoded.`,
    );
  }
  const user = decoded(url.username);
  const database = decoded(url.pathname.slice(1)) || decoded(url.searchParams.get('dbname') ?? '') || user;
  const host = decoded(url.searchParams.get('host') ?? url.hostname) || 'localhost';
  const port = url.searchParams.get('port') ?? (url.port || '5432');
  return { engine: 'postgresql', url, user, database, label: `PostgreSQL at ${host}:${port}` };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw new SetupError('DATABASE_URL contains a "%" that encodes nothing. Write %25 for a percent sign.', {
      cause: error,
    });
  }
}

/** Replaces the password of a URL in a text, both encoded and decoded, by `***`. */
export function withoutPassword(text: string, url: URL): string {
  const spellings = [url.password, decoded(url.password), url.searchParams.get('password') ?? ''];
  return spellings.filter((one) => one !== '').reduce((rest, one) => rest.replaceAll(one, '***'), text);
}
