import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fastClock, heartbeatClock, nextHeartbeat } from '../../../testing/lock-clocks.ts';
import { type Program, sourceUrl, startProgram } from '../../../testing/program.ts';
import { folderOfDatabases } from '../../../testing/temporary-folders.ts';
import { connectDatabase } from '../connect-database.ts';
import type { Database } from '../database.ts';
import { type FolderLock, lockFolder } from '../folder-lock/folder-lock.ts';
import { folderNames } from './database-folder.ts';

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

describe('folder of an embedded database in use in another container', () => {
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

  // The holder waits for its own heartbeat as long as a busy machine may need.
  const timing = { interval: 1, lease: 0, stale: 300_000 };

  const staleBeats = 100;

  let folder: string;

  let holder: Program;

  async function begin(statement: string): Promise<void> {
    holder.process.stdin?.write(`${statement}\n`);
    expect(await holder.line()).toBe('begins');
  }

  function takeOver(): Promise<FolderLock> {
    return lockFolder(folder, { clock: fastClock() });
  }

  const takenOverPattern = () => new RegExp(`^SetupError: ${folder} was taken over by process ${process.pid} on `);

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
});
