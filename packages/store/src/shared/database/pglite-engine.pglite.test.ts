import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '@collective-impact/sdk';
import { defineEntity, p } from '@mikro-orm/core';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fastClock, heartbeatClock, nextHeartbeat } from '../../testing/lock-clocks.ts';
import { openTestDatabase } from '../../testing/open-test-database.ts';
import { type Program, sourceUrl, startProgram } from '../../testing/program.ts';
import { folderOfDatabases } from '../../testing/temporary-folders.ts';
import { connectDatabase } from './connect-database.ts';
import type { Database } from './database.ts';
import { folderNames } from './database-folder.ts';
import { type DatabaseDump, dumpDatabase } from './dump.ts';
import { type FolderLock, lockFolder } from './folder-lock/folder-lock.ts';

const noSchema = { entities: [], migrations: [] };

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(folderOfDatabases(), 'pglite-engine-'));
});

afterAll(async () => {
  await rm(root, { recursive: true });
});

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

describe('folder of an embedded database', () => {
  let folder: string;

  beforeAll(async () => {
    folder = join(root, 'not', 'yet', 'there');
    const database = await open(folder);
    await sql`create table kept ("n" int)`.execute(database.kysely());
    await database.close();
  });

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

describe('folder of an embedded database in use in another container', () => {
  // The holder waits for its own heartbeat as long as a busy machine may need.
  const timing = { interval: 1, lease: 0, stale: 300_000 };
  const staleBeats = 100;
  let folder: string;
  let holder: Program;

  beforeAll(async () => {
    folder = join(root, 'contended');
    const database = await open(folder);
    await sql`create table kept ("n" int)`.execute(database.kysely());
    await database.close();
  });

  beforeEach(async () => {
    holder = startProgram(`
      import { createInterface } from 'node:readline';
      import { connectDatabase } from ${JSON.stringify(sourceUrl('shared/database/connect-database.ts'))};
      import { sql } from 'kysely';
      const database = await connectDatabase(${JSON.stringify(`pglite:${folder}`)}, {
        entities: [],
        migrations: [],
        folderLock: { identity: { namespace: 'pid:[1]' }, timing: ${JSON.stringify(timing)} },
      });
      console.log('open');
      for await (const statement of createInterface(process.stdin)) {
        console.log('begins');
        try {
          await sql.raw(statement).execute(database.kysely());
          console.log('done');
        } catch (error) {
          console.log(error.name + ': ' + error.message);
          await database.close();
          console.log('closed');
        }
      }
    `);
    expect(await holder.line()).toBe('open');
  });

  afterEach(() => holder.kill());

  async function begin(statement: string): Promise<void> {
    holder.process.stdin?.write(`${statement}\n`);
    expect(await holder.line()).toBe('begins');
  }

  function takeOver(): Promise<FolderLock> {
    return lockFolder(folder, { clock: fastClock() });
  }

  const takenOverPattern = () => new RegExp(`^SetupError: ${folder} was taken over by process ${process.pid} on `);

  it('stays with its process while a statement runs longer than a heartbeat may be stale', async () => {
    await begin('do $$ begin loop end loop; end $$');
    for (let beat = 0; beat <= staleBeats; beat += 1) await nextHeartbeat(folder);
    const clock = heartbeatClock(folder);
    const opening = connectDatabase(`pglite:${folder}`, { ...noSchema, folderLock: { clock } });
    expect(await rejectionOf(opening)).toContain(`${folder} is in use by process ${holder.process.pid} on `);
  });

  it('is not written to by a resumed process after another process has taken it over', async () => {
    await begin('insert into kept values (1)');
    expect(await holder.line()).toBe('done');
    await holder.pause();
    const lock = await takeOver();
    const files = await filesIn(folder);
    holder.resume();
    await begin('insert into kept values (2)');
    expect(await holder.line()).toMatch(takenOverPattern());
    expect(await holder.line()).toBe('closed');
    expect(await filesIn(folder)).toEqual(files);
    await lock.release();
    const database = await open(folder);
    try {
      expect((await sql`select "n" from kept`.execute(database.kysely())).rows).toEqual([{ n: 1 }]);
    } finally {
      await database.close();
    }
  });

  it('is no longer written to by a statement that ran when its process was suspended', async () => {
    await begin(
      `do $$ begin loop perform pg_logical_emit_message(false, 'a', repeat('x', 9000), true); end loop; end $$`,
    );
    await holder.pause();
    const lock = await takeOver();
    holder.resume();
    expect(await holder.line()).toMatch(takenOverPattern());
    expect(await holder.line()).toBe('closed');
    await lock.release();
  });

  /** The files below a folder, except the lock, with their sizes and times. */
  async function filesIn(parent: string): Promise<string[]> {
    const entries = await readdir(join(parent, folderNames.database), { recursive: true, withFileTypes: true });
    const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
    return await Promise.all(
      paths.map(async (path) => {
        const { size, mtimeNs } = await stat(path, { bigint: true });
        return `${path} ${size} ${mtimeNs}`;
      }),
    );
  }
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
