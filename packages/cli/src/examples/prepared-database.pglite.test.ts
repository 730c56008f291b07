import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Database,
  knownMigrations,
  migrate,
  openDatabase,
  pgliteVersion,
  schemaStatus,
} from '@collective-impact/store';
import { contentOf, folderOfDatabases, migratedDump, openTestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DumpMark, preparedDatabase, preparedFiles, readDumpFile, writeDumpFile } from '../prepared/index.ts';
import { loadExamples } from './load-examples.ts';
import { prepareDatabases } from './prepare-databases.ts';

const data = join(import.meta.dirname, '../../../../examples/data');
/** The smallest example with records of the writers, and a study. The other examples are loaded by the same functions. */
const examples = ['example-stem-delta', 'stem-partnerships-study'];

/** Databases are created and filled here, which takes its time on a busy machine. */
const patience = 600_000;

let place: string;
let examplesFolder: string;
let folder: string;
let lines: string[];

beforeAll(async () => {
  place = await mkdtemp(join(folderOfDatabases(), 'prepared-'));
  examplesFolder = join(place, 'examples');
  folder = join(place, 'prepared');
  for (const name of examples) await cp(join(data, name), join(examplesFolder, name), { recursive: true });
  // It has the migrations already, which take most of the time of the build.
  await prepareDatabases({ folder, examplesFolder, open: () => openTestDatabase('pglite') });
}, patience);

afterAll(() => rm(place, { recursive: true }));

beforeEach(() => {
  lines = [];
});

const report = (line: string) => void lines.push(line);
const prepared = (options: { examples: boolean }, from = folder) =>
  preparedDatabase(options, { folder: from, examplesFolder, report });

async function using<T>(opening: Promise<Database>, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await opening;
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

describe('a prepared database', { timeout: patience }, () => {
  it('has the same content as a database that the writers filled', async () => {
    const loaded = await using(
      openDatabase(`pglite:${join(place, 'data')}`, { dump: prepared({ examples: true }) }),
      async (database) => {
        expect(await migrate(database)).toEqual({ applied: [] });
        expect(await loadExamples(database, { from: examplesFolder })).toEqual([]);
        return contentOf(database);
      },
    );
    const written = await using(openTestDatabase('pglite'), async (database) => {
      expect(await loadExamples(database, { from: examplesFolder })).toEqual(examples);
      return contentOf(database);
    });
    expect(written.idempotency).toHaveLength(1);
    expect(loaded).toEqual({ ...written, idempotency: [] });
    expect(lines).toEqual([]);
  });

  it('has no records without the examples', async () => {
    const opening = openDatabase('pglite:memory', { dump: prepared({ examples: false }) });
    await using(opening, async (database) => {
      expect(await migrate(database)).toEqual({ applied: [] });
      const { schema_migration: migrations, feed_epoch: epochs, ...tables } = await contentOf(database);
      expect(migrations).toHaveLength(knownMigrations.length);
      expect(epochs).toHaveLength(1);
      expect(Object.values(tables).flat()).toEqual([]);
    });
  });

  it.each(Object.values(preparedFiles))('contains no key and no password (%s)', async (name) => {
    const blob = await readDumpFile(join(folder, name), () => undefined);
    const archive = Buffer.from(await blob.arrayBuffer()).toString('latin1');
    expect(archive).toContain('PG_VERSION');
    // An idempotency key, an operator key, the hash of a password in PostgreSQL, and a private key.
    for (const secret of [
      /story:example-stem-/,
      /ci_[A-Za-z0-9_-]{32}/,
      /SCRAM-SHA-256\$|md5[0-9a-f]{32}/,
      /-----BEGIN/,
    ]) {
      expect(archive.match(secret)).toBeNull();
    }
  });

  it('is not read if the folder already contains a database', async () => {
    const url = `pglite:${join(place, 'existing')}`;
    await using(openDatabase(url, { dump: migratedDump() }), migrate);
    const reads: string[] = [];
    const dump = {
      read: async () => {
        reads.push('read');
        return await migratedDump().read();
      },
      onFailure: () => undefined,
    };
    await using(openDatabase(url, { dump }), migrate);
    expect(reads).toEqual([]);
  });
});

describe('a prepared database that cannot be used', { timeout: patience }, () => {
  const line = (reason: string) => `The prepared database is not used, because ${reason}. This start takes longer.`;
  let other: string;
  let file: string;

  beforeEach(async () => {
    other = await mkdtemp(join(place, 'other-'));
    file = join(other, preparedFiles.examples);
    await cp(folder, other, { recursive: true });
  });

  const mark = async (): Promise<DumpMark> => {
    const header = (await readFile(file, 'latin1')).split('\n')[0] ?? '';
    const { pglite, migration, examples: digest } = JSON.parse(header);
    return { pglite, migration, examples: digest };
  };

  it.each([
    [{ pglite: '0.0.1' }, `it was made by PGlite 0.0.1, and PGlite ${pgliteVersion()} is installed`],
    [{ migration: '29991231-later' }, 'its schema is of another version of this program (29991231-later)'],
    [{ examples: 'other' }, 'it contains other examples than this version has'],
  ])('because it was made for something else is reported: %o', async (change, reason) => {
    await writeDumpFile(file, { mark: { ...(await mark()), ...change }, tar: new Uint8Array(512) });
    expect(await prepared({ examples: true }, other).read()).toBeUndefined();
    expect(lines).toEqual([line(reason)]);
  });

  it.each([
    ['one byte differs', (content: Buffer) => Buffer.concat([content.subarray(0, -1), Buffer.from('?')])],
    ['it is cut short', (content: Buffer) => content.subarray(0, content.length / 2)],
    ['it is empty', () => Buffer.alloc(0)],
    ['it has no header', (content: Buffer) => content.subarray(content.indexOf('\n') + 1)],
  ])('because %s is reported as damaged', async (_, damage) => {
    await writeFile(file, damage(await readFile(file)));
    expect(await prepared({ examples: true }, other).read()).toBeUndefined();
    expect(lines).toEqual([line(`${file} is damaged`)]);
  });

  it('because it is missing is reported', async () => {
    await rm(file);
    expect(await prepared({ examples: true }, other).read()).toBeUndefined();
    expect(lines).toEqual([line(`${file} cannot be read`)]);
  });

  it('because PGlite cannot load it is reported, and the new database is empty', async () => {
    const tar = Buffer.from(await (await readDumpFile(file, () => undefined)).arrayBuffer());
    // The content of a file begins 512 bytes after its header does.
    for (let at = tar.indexOf('PG_VERSION\0'); at >= 0; at = tar.indexOf('PG_VERSION\0', at + 1)) {
      tar.write('09', at - (at % 512) + 512);
    }
    await writeDumpFile(file, { mark: await mark(), tar });
    const opening = openDatabase(`pglite:${join(other, 'data')}`, { dump: prepared({ examples: true }, other) });
    await using(opening, async (database) => {
      expect(lines).toEqual([line('it does not load')]);
      expect(await schemaStatus(database)).toBe('EMPTY');
    });
  });
});
