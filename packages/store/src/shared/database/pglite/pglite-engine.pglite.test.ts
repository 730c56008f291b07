import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '@collective-impact/sdk';
import { defineEntity, p } from '@mikro-orm/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../../testing/open-test-database.ts';
import { sourceUrl, startProgram } from '../../../testing/program.ts';
import { folderOfDatabases } from '../../../testing/temporary-folders.ts';
import { connectDatabase } from '../connect-database.ts';
import type { Database } from '../database.ts';
import { folderNames } from './database-folder.ts';
import { type DatabaseDump, dumpDatabase } from './dump.ts';

const noSchema = { entities: [], migrations: [] };

let root: string;

function open(folder: string): Promise<Database> {
  return connectDatabase(`pglite:${folder}`, noSchema);
}

async function rejectionOf(opening: Promise<Database>): Promise<string> {
  const outcome = await opening.then(
    async (database) => {
      await database.close();
      return 'opened';
    },
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(SetupError);
  const { message } = outcome as SetupError;
  expect(message).not.toContain('\n');
  return message;
}

beforeAll(async () => {
  root = await mkdtemp(join(folderOfDatabases(), 'pglite-engine-'));
});

afterAll(async () => {
  await rm(root, { recursive: true });
});

describe('folder of an embedded database', () => {
  beforeAll(async () => {
    folder = join(root, 'not', 'yet', 'there');
    const database = await open(folder);
    await sql`create table kept ("n" int)`.execute(database.kysely());
    await database.close();
  });

  let folder: string;

  /** A program that opens the folder, prints the rows that the previous program wrote, and keeps the folder open. */
  function reader() {
    return startProgram(`
      import { connectDatabase } from ${JSON.stringify(sourceUrl('shared/database/connect-database.ts'))};
      import { sql } from 'kysely';
      try {
        const database = await connectDatabase(${JSON.stringify(`pglite:${folder}`)}, { entities: [], migrations: [] });
        console.log(JSON.stringify((await sql\`select "n" from hard\`.execute(database.kysely())).rows));
        process.stdin.resume();
      } catch (error) {
        console.log(error.name + ': ' + error.message);
      }
    `);
  }

  it('is created if it does not exist, and keeps the written rows', async () => {
    const database = await open(folder);
    try {
      expect(database.folder).toBe(folder);
      await sql`insert into kept values (1)`.execute(database.kysely());
      expect((await readdir(folder)).sort()).toEqual([folderNames.database, 'lock']);
    } finally {
      await database.close();
    }
    expect(await readdir(folder)).toEqual([folderNames.database]);
  });

  it('belongs to one process, and without data loss to exactly one other after a kill', async () => {
    const program = startProgram(`
      import { connectDatabase } from ${JSON.stringify(sourceUrl('shared/database/connect-database.ts'))};
      import { sql } from 'kysely';
      const database = await connectDatabase(${JSON.stringify(`pglite:${folder}`)}, { entities: [], migrations: [] });
      await database.announce('http://127.0.0.1:4321');
      await sql\`create table hard ("n" int)\`.execute(database.kysely());
      await sql\`insert into hard values (7)\`.execute(database.kysely());
      console.log('written');
      await new Promise((resolve) => process.stdin.once('data', resolve));
    `);
    try {
      expect(await program.line()).toBe('written');
      expect(await rejectionOf(open(folder))).toBe(
        `${folder} is in use by process ${program.process.pid} (http://127.0.0.1:4321). Stop that process, or set DATABASE_URL to another folder, such as pglite:${folder}-2.`,
      );
    } finally {
      await program.kill();
    }
    const rivals = [reader(), reader()];
    try {
      const outputs = await Promise.all(rivals.map((rival) => rival.line()));
      expect(outputs).toContain('[{"n":7}]');
      expect(outputs.filter((output) => output.startsWith(`SetupError: ${folder} is in use by process`))).toHaveLength(
        1,
      );
    } finally {
      await Promise.all(rivals.map((rival) => rival.kill()));
    }
  });

  it('is released if the entities cannot be mapped', async () => {
    const keyless = defineEntity({ name: 'Keyless', properties: { label: p.text() } });
    const broken = connectDatabase(`pglite:${folder}`, { entities: [keyless], migrations: [] });
    await expect(broken).rejects.toThrow('Keyless');
    expect(await readdir(folder)).toEqual([folderNames.database]);
  });

  it('is initialized again if the first start was interrupted', async () => {
    const interrupted = join(root, 'interrupted');
    await mkdir(join(interrupted, folderNames.database), { recursive: true });
    await writeFile(join(interrupted, folderNames.database, 'PG_VERSION'), '18\n');
    await writeFile(join(interrupted, folderNames.unfinished), '');
    const database = await open(interrupted);
    try {
      await database.ping();
      expect((await readdir(interrupted)).sort()).toEqual([folderNames.database, 'lock']);
    } finally {
      await database.close();
    }
  });

  it('is not created without the dump if the disk is full', async () => {
    const prepared = await connectDatabase('pglite:memory', noSchema);
    const files = new Blob([await dumpDatabase(prepared)]);
    await prepared.close();
    const failures: unknown[] = [];
    const dump: DatabaseDump = { read: () => Promise.resolve(files), onFailure: (error) => failures.push(error) };
    const copied = `do $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$`;
    const full = join(root, 'full');
    expect(await rejectionOf(connectDatabase(`pglite:${full}`, { ...noSchema, dump, copied }))).toBe(
      `${full} is on a disk that is full. Free some space, or set DATABASE_URL to a folder on another disk.`,
    );
    expect(failures).toEqual([]);
  });

  it('is loaded from a dump only until the first start has succeeded', async () => {
    const prepared = await openTestDatabase('pglite', { schema: noSchema });
    await sql`create table prepared ("n" int)`.execute(prepared.kysely());
    const files = new Blob([await dumpDatabase(prepared)]);
    await prepared.close();
    const fresh = join(root, 'fresh');
    let reads = 0;
    const dump: DatabaseDump = {
      async read() {
        reads += 1;
        return files;
      },
      onFailure: (error) => expect.unreachable(String(error)),
    };
    const openAndRead = async () => {
      const database = await connectDatabase(`pglite:${fresh}`, { ...noSchema, dump });
      try {
        const { rows } = await sql`select to_regclass('prepared')::text as "name"`.execute(database.kysely());
        return { rows, reads };
      } finally {
        await database.close();
      }
    };
    const rows = [{ name: 'prepared' }];
    expect(await openAndRead()).toEqual({ rows, reads: 1 });
    expect(await openAndRead()).toEqual({ rows, reads: 1 });
    await rm(join(fresh, folderNames.database, 'global'), { recursive: true });
    await writeFile(join(fresh, folderNames.unfinished), '');
    expect(await openAndRead()).toEqual({ rows, reads: 2 });
    expect(await openAndRead()).toEqual({ rows, reads: 2 });
  });

  it('is released if the database in it cannot be opened', async () => {
    const broken = join(root, 'broken');
    await mkdir(join(broken, folderNames.database), { recursive: true });
    await writeFile(join(broken, folderNames.database, 'PG_VERSION'), '9.6\n');
    const message = await rejectionOf(open(broken));
    expect(message).toMatch(
      /^The embedded database in .*broken does not open \(.*\)\. Restore the folder from a backup/,
    );
    expect(await readdir(broken)).toEqual([folderNames.database]);
  });
});

describe('folder that cannot be used for an embedded database', () => {
  beforeEach(async () => {
    await rm(join(root, 'file'), { force: true });
    await writeFile(join(root, 'file'), 'not a folder');
    await rm(join(root, 'link'), { force: true });
    await symlink(join(root, 'nowhere'), join(root, 'link'));
  });

  it.each([
    ['it is a file', 'file', 'is not a folder'],
    ['it is inside a file', 'file/below', 'is not a folder, or is inside a file'],
    ['it is a link to a path that does not exist', 'link', 'is not a folder'],
    ['its name is too long', 'n'.repeat(300), 'has a name that is too long'],
  ])('is rejected if %s', async (_, name, reason) => {
    const folder = join(root, name);
    expect(await rejectionOf(open(folder))).toBe(
      `${folder} ${reason}. Make it a folder that this user can write to, or set DATABASE_URL to another, such as pglite:./data.`,
    );
  });

  it('is rejected if the system does not allow folders in its parent', async () => {
    expect(await rejectionOf(open('/proc/nope/data'))).toMatch(
      /^\/proc\/nope\/data (is in a place where|cannot be written|is on a read-only).*\. Make it a/,
    );
  });

  it('is rejected and stays unchanged if it contains other files', async () => {
    const folder = join(root, 'documents');
    await mkdir(folder);
    const names = ['.hidden', 'a.txt', 'b.txt', 'c.txt', 'd.txt', 'lost+found'];
    await Promise.all(names.map((name) => writeFile(join(folder, name), '')));
    expect(await rejectionOf(open(folder))).toBe(
      `${folder} contains other files (a.txt, b.txt, c.txt and 1 more). Set DATABASE_URL to a new folder, such as pglite:${folder}/data.`,
    );
    expect((await readdir(folder)).sort()).toEqual(names);
  });

  it('is rejected and stays unchanged if its folder "database" is not from PGlite', async () => {
    const folder = join(root, 'other-database');
    await mkdir(join(folder, folderNames.database, 'tables'), { recursive: true });
    expect(await rejectionOf(open(folder))).toContain(`${folder} contains other files (database)`);
    expect(await readdir(folder)).toEqual([folderNames.database]);
  });
});

describe('embedded database in memory', () => {
  it('has no folder and rejects statements after it is closed', async () => {
    const database = await openTestDatabase('pglite', { schema: noSchema });
    await database.ping();
    expect(database.folder).toBeUndefined();
    await database.announce('http://127.0.0.1:1');
    await Promise.all([database.close(), database.close()]);
    await expect(database.ping()).rejects.toThrow('The database is closed.');
  });
});
