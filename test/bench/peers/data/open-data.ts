import { existsSync, rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { knownMigrations, migrate, openDatabase } from '@collective-impact/store';
import { withoutTimeouts } from '../../../../packages/store/src/testing/postgresql-databases.ts';
import { createCallers, type Keys } from './callers.ts';
import { multiply } from './multiply.ts';
import { mutated } from './names.ts';
import { createPeerObjects } from './peer-objects.ts';
import { type Postgresql, startPostgresql } from './postgresql.ts';
import { writeSourceEcosystem } from './source-ecosystem.ts';
import { type Sql, withSql } from './sql.ts';

/** The database that every server serves. */
export interface Data {
  postgresql: Postgresql;
  url: string;
  keys: Keys;
}

const newest = knownMigrations.at(-1);

/** Opens the data in a folder. Generates it if the folder has none of this size and with the tables of this version. */
export async function openData(options: {
  folder: string;
  ecosystems: number;
  log: (line: string) => void;
}): Promise<Data> {
  const { folder, ecosystems, log } = options;
  await requireUnused(folder);
  const mark = join(folder, 'complete.json');
  const kept = await readMark(mark);
  const isUsable = kept?.ecosystems === ecosystems && kept.migration === newest;
  if (!isUsable) rmSync(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const postgresql = await startPostgresql(folder);
  try {
    const url = postgresql.url('postgres');
    if (isUsable) {
      log(`using the data in ${folder}`);
      await withSql(url, removeMutated);
      return { postgresql, url, keys: kept.keys };
    }
    const keys = await generate(url, { ecosystems, log });
    await writeFile(mark, JSON.stringify({ ecosystems, migration: newest, keys } satisfies Mark));
    return { postgresql, url, keys };
  } catch (error) {
    await postgresql.stop();
    throw error;
  }
}

/** Throws an error if a server runs on the data in the folder, such as that of another run. */
async function requireUnused(folder: string): Promise<void> {
  const lock = join(folder, 'data', 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number.parseInt(await readFile(lock, 'utf8'), 10);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
    throw error;
  }
  throw new Error(`PostgreSQL (process ${pid}) uses ${folder}. Wait for the other run, or end that process.`);
}

/** What the data was generated for. */
interface Mark {
  ecosystems: number;
  /** The newest migration of its tables. */
  migration: string | undefined;
  keys: Keys;
}

async function readMark(file: string): Promise<Mark | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Mark;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Removes what the mutations of earlier runs created. Without triggers, so that no change is recorded. */
async function removeMutated(sql: Sql): Promise<void> {
  await sql('set session_replication_role = replica');
  const ofEcosystem = '"ecosystem_id" = (select "id" from "ecosystem" where "slug" = $1)';
  for (const table of ['change', 'audit_entry', 'organization']) {
    const ofOrganization = table === 'organization' ? '' : `and "record_type" = 'organization'`;
    await sql(`delete from "${table}" where ${ofEcosystem} ${ofOrganization}`, [mutated]);
    await sql(`vacuum analyze "${table}"`);
  }
}

async function generate(
  url: string,
  { ecosystems, log }: { ecosystems: number; log: (line: string) => void },
): Promise<Keys> {
  const started = performance.now();
  const step = (name: string) => log(`${name} (after ${((performance.now() - started) / 1000).toFixed(0)} s)`);
  const database = await openDatabase(url, withoutTimeouts);
  try {
    step('creating the tables');
    await migrate(database);
    return await withSql(url, async (sql) => {
      step('writing one ecosystem through the product');
      await writeSourceEcosystem(database, sql);
      step(`copying it ${ecosystems - 1} times`);
      await multiply(sql, ecosystems - 1);
      step('creating what only the other servers need');
      await createPeerObjects(sql, url);
      const keys = await createCallers(database, { sql, ecosystems });
      step('collecting statistics');
      await sql('vacuum analyze');
      await sql('checkpoint');
      step('done');
      return keys;
    });
  } finally {
    await database.close();
  }
}
