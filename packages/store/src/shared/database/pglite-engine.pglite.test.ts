import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError } from '@collective-impact/sdk';
import { defineEntity, p } from '@mikro-orm/core';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fastClock, heartbeatClock, nextHeartbeat } from '../../testing/lock-clocks.ts';
import { type Program, sourceUrl, startProgram } from '../../testing/program.ts';
import { connectDatabase } from './connect-database.ts';
import type { Database } from './database.ts';
import { folderNames } from './database-folder.ts';
import { type DatabaseDump, dumpDatabase } from './dump.ts';
import { type FolderLock, lockFolder } from './folder-lock/folder-lock.ts';

const noSchema = { entities: [], migrations: [] };

let place: string;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'pglite-engine-'));
});

afterAll(async () => {
  await rm(place, { recursive: true });
});

function open(folder: string): Promise<Database> {
  return connectDatabase(`pglite:${folder}`, noSchema);
}

async function refusalOf(opening: Promise<Database>): Promise<string> {
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

describe('the folder of an embedded database', () => {
  let folder: string;

  beforeAll(async () => {
    folder = join(place, 'not', 'yet', 'there');
    const database = await open(folder);
    await sql`create table kept ("n" int)`.execute(database.kysely());
    await database.close();
  });

  it('is made where there is none, and keeps what was written', async () => {
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

  it('belongs to one process, which a second one is told of; a kill frees it for one, and loses nothing', async () => {
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
      expect(await refusalOf(open(folder))).toBe(
        `${folder} is in use by process ${program.process.pid} (http://127.0.0.1:4321). Stop that process, or set DATABASE_URL to another folder, such as pglite:${folder}-2.`,
      );
    } finally {
      await program.kill();
    }
    const rivals = [reader(), reader()];
    try {
      const answers = await Promise.all(rivals.map((rival) => rival.line()));
      expect(answers).toContain('[{"n":7}]');
      expect(answers.filter((answer) => answer.startsWith(`SetupError: ${folder} is in use by process`))).toHaveLength(
        1,
      );
    } finally {
      await Promise.all(rivals.map((rival) => rival.kill()));
    }
  });

  /** A program that opens the folder, says what the one before left in it, and stays. */
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

  it('is freed again where the entities cannot be mapped', async () => {
    const keyless = defineEntity({ name: 'Keyless', properties: { label: p.text() } });
    const broken = connectDatabase(`pglite:${folder}`, { entities: [keyless], migrations: [] });
    await expect(broken).rejects.toThrow('Keyless');
    expect(await readdir(folder)).toEqual([folderNames.database]);
  });

  it('starts anew where the first start was cut short', async () => {
    const torn = join(place, 'torn');
    await mkdir(join(torn, folderNames.database), { recursive: true });
    await writeFile(join(torn, folderNames.database, 'PG_VERSION'), '18\n');
    await writeFile(join(torn, folderNames.unfinished), '');
    const database = await open(torn);
    try {
      await database.ping();
      expect((await readdir(torn)).sort()).toEqual([folderNames.database, 'lock']);
    } finally {
      await database.close();
    }
  });

  it('starts from a dump where it is new, again if that was interrupted, and never later', async () => {
    const prepared = await connectDatabase('pglite:memory', noSchema);
    await sql`create table prepared ("n" int)`.execute(prepared.kysely());
    const files = new Blob([await dumpDatabase(prepared)]);
    await prepared.close();
    const fresh = join(place, 'fresh');
    let reads = 0;
    const dump: DatabaseDump = {
      async read() {
        reads += 1;
        return files;
      },
      onFailure: (error) => expect.unreachable(String(error)),
    };
    const seen = async () => {
      const database = await connectDatabase(`pglite:${fresh}`, { ...noSchema, dump });
      try {
        const { rows } = await sql`select to_regclass('prepared')::text as "name"`.execute(database.kysely());
        return { rows, reads };
      } finally {
        await database.close();
      }
    };
    const rows = [{ name: 'prepared' }];
    expect(await seen()).toEqual({ rows, reads: 1 });
    expect(await seen()).toEqual({ rows, reads: 1 });
    await rm(join(fresh, folderNames.database, 'global'), { recursive: true });
    await writeFile(join(fresh, folderNames.unfinished), '');
    expect(await seen()).toEqual({ rows, reads: 2 });
    expect(await seen()).toEqual({ rows, reads: 2 });
  });

  it('is freed again where the database in it does not open', async () => {
    const broken = join(place, 'broken');
    await mkdir(join(broken, folderNames.database), { recursive: true });
    await writeFile(join(broken, folderNames.database, 'PG_VERSION'), '9.6\n');
    const message = await refusalOf(open(broken));
    expect(message).toMatch(
      /^The embedded database in .*broken does not open \(.*\)\. Restore the folder from a backup/,
    );
    expect(await readdir(broken)).toEqual([folderNames.database]);
  });
});

describe('the folder of an embedded database in use by a process in another container', () => {
  const timing = { interval: 1, lease: 0, stale: 100 };
  let folder: string;
  let holder: Program;

  beforeAll(async () => {
    folder = join(place, 'contended');
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

  const takenOver = () => new RegExp(`^SetupError: ${folder} was taken over by process ${process.pid} on `);

  it('stays its own while one statement takes longer than the heartbeat may be stale', async () => {
    await begin('do $$ begin loop end loop; end $$');
    for (let beat = 0; beat * timing.interval <= timing.stale; beat += 1) await nextHeartbeat(folder);
    const clock = heartbeatClock(folder);
    const opening = connectDatabase(`pglite:${folder}`, { ...noSchema, folderLock: { clock } });
    expect(await refusalOf(opening)).toContain(`${folder} is in use by process ${holder.process.pid} on `);
  });

  it('is not written to by that process after it was stopped and another process took the folder', async () => {
    await begin('insert into kept values (1)');
    expect(await holder.line()).toBe('done');
    await holder.pause();
    const lock = await takeOver();
    const files = await filesIn(folder);
    holder.resume();
    await begin('insert into kept values (2)');
    expect(await holder.line()).toMatch(takenOver());
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

  it('ends a statement of that process that was running when it was stopped', async () => {
    await begin(
      `do $$ begin loop perform pg_logical_emit_message(false, 'a', repeat('x', 9000), true); end loop; end $$`,
    );
    await holder.pause();
    const lock = await takeOver();
    holder.resume();
    expect(await holder.line()).toMatch(takenOver());
    expect(await holder.line()).toBe('closed');
    await lock.release();
  });

  /** The files below a folder, except the lock, with their sizes and times. */
  async function filesIn(root: string): Promise<string[]> {
    const entries = await readdir(join(root, folderNames.database), { recursive: true, withFileTypes: true });
    const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
    return await Promise.all(
      paths.map(async (path) => {
        const { size, mtimeNs } = await stat(path, { bigint: true });
        return `${path} ${size} ${mtimeNs}`;
      }),
    );
  }
});

describe('a folder that cannot be used', () => {
  beforeEach(async () => {
    await rm(join(place, 'file'), { force: true });
    await writeFile(join(place, 'file'), 'not a folder');
    await rm(join(place, 'link'), { force: true });
    await symlink(join(place, 'nowhere'), join(place, 'link'));
  });

  it.each([
    ['is a file', 'file', 'is not a folder'],
    ['lies below a file, where nobody can write', 'file/below', 'is not a folder, or is inside a file'],
    ['is a link that leads nowhere', 'link', 'is not a folder'],
    ['has a name that no file system takes', 'n'.repeat(300), 'has a name that is too long'],
  ])('for it %s', async (_, name, reason) => {
    const folder = join(place, name);
    expect(await refusalOf(open(folder))).toBe(
      `${folder} ${reason}. Make it a folder that this user can write to, or set DATABASE_URL to another, such as pglite:./data.`,
    );
  });

  it('for it lies where the system takes no folders', async () => {
    expect(await refusalOf(open('/proc/nope/data'))).toMatch(
      /^\/proc\/nope\/data (is in a place where|cannot be written|is on a read-only).*\. Make it a/,
    );
  });

  it('for it holds something else stays as it is', async () => {
    const folder = join(place, 'documents');
    await mkdir(folder);
    const names = ['.hidden', 'a.txt', 'b.txt', 'c.txt', 'd.txt', 'lost+found'];
    await Promise.all(names.map((name) => writeFile(join(folder, name), '')));
    expect(await refusalOf(open(folder))).toBe(
      `${folder} contains other files (a.txt, b.txt, c.txt and 1 more). Set DATABASE_URL to a new folder, such as pglite:${folder}/data.`,
    );
    expect((await readdir(folder)).sort()).toEqual(names);
  });

  it('for its "database" is not one of PGlite stays as it is', async () => {
    const folder = join(place, 'other-database');
    await mkdir(join(folder, folderNames.database, 'tables'), { recursive: true });
    expect(await refusalOf(open(folder))).toContain(`${folder} contains other files (database)`);
    expect(await readdir(folder)).toEqual([folderNames.database]);
  });
});

describe('a database in memory', () => {
  it('has no folder, answers, and answers no more once closed', async () => {
    const database = await connectDatabase('pglite:memory', noSchema);
    await database.ping();
    expect(database.folder).toBeUndefined();
    await database.announce('http://127.0.0.1:1');
    await Promise.all([database.close(), database.close()]);
    await expect(database.ping()).rejects.toThrow('The database is closed.');
  });
});
