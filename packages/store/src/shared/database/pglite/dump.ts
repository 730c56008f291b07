import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** The files of an embedded database, from which a new embedded database starts. */
export interface DatabaseDump {
  /** Reads the files, an uncompressed tar archive. Undefined if there are none; the new database is then empty. */
  read(): Promise<Blob | undefined>;
  /** Called if the files do not load. The new database is then empty. */
  onFailure(error: unknown): void;
}

/**
 * Returns the files of an embedded database as an uncompressed tar archive. Only the same version of PGlite can read
 * them. The archive contains no write-ahead log of earlier changes, so deleted rows cannot be recovered from it.
 */
export async function dumpDatabase(database: Database): Promise<Uint8Array<ArrayBuffer>> {
  const pglite = (await database.orm.em.getConnection().getNativeClient()) as PGlite;
  // A segment that is used again keeps its old content, so every unused one goes before a new one is started.
  await removeUnusedSegments(database, pglite);
  await sql`select pg_switch_wal()`.execute(database.kysely());
  await removeUnusedSegments(database, pglite);
  return new Uint8Array(await (await pglite.dumpDataDir('none')).arrayBuffer());
}

/**
 * Drops the databases that only `create database` needs, which an embedded database never runs. They have two thirds of the
 * files that each copy of a dump writes.
 */
export async function dropTemplates(database: Database): Promise<void> {
  for (const name of ['template0', 'template1']) {
    await sql`update pg_database set "datistemplate" = false where "datname" = ${name}`.execute(database.kysely());
    await sql`drop database if exists ${sql.id(name)}`.execute(database.kysely());
  }
}

async function removeUnusedSegments(database: Database, pglite: PGlite): Promise<void> {
  await sql`checkpoint`.execute(database.kysely());
  const { rows } = await sql<{ name: string }>`
    select "name" from pg_ls_waldir() where "name" <> pg_walfile_name(pg_current_wal_insert_lsn())`.execute(
    database.kysely(),
  );
  for (const { name } of rows) pglite.Module.FS.unlink(`${PGlite.paths.PGDATA}/pg_wal/${name}`);
}

/** The version of PGlite that is installed. */
export function pgliteVersion(): string {
  const file = findPackageJSON('@electric-sql/pglite', import.meta.url);
  if (file === undefined) throw new Error('@electric-sql/pglite is not installed. Run npm install.');
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'));
  return version;
}
