import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fastClock, heartbeatClock } from '../../../testing/lock-clocks.ts';
import { type Program, sourceUrl, startProgram } from '../../../testing/program.ts';
import { type FolderLock, type FolderLockOptions, lockFolder } from './folder-lock.ts';
import { defaultTiming } from './lock-clock.ts';

/** Identity of a process in another container on this machine. */
const otherContainer = { namespace: 'pid:[1]' };

let folder: string;
const programs: Program[] = [];
const locks: FolderLock[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folder-lock-'));
});

afterEach(async () => {
  await Promise.all(programs.splice(0).map((program) => program.kill()));
  await Promise.all(locks.splice(0).map((lock) => lock.release()));
  await rm(folder, { recursive: true });
});

async function take(options?: FolderLockOptions): Promise<FolderLock> {
  const lock = await lockFolder(folder, options);
  locks.push(lock);
  return lock;
}

/** A process that takes the lock when it reads a line, prints the outcome, and then checks the lock at each line. */
async function contender(options: FolderLockOptions = {}): Promise<Program> {
  const program = startProgram(`
    import { createInterface } from 'node:readline';
    import { lockFolder } from ${JSON.stringify(sourceUrl('shared/database/folder-lock/folder-lock.ts'))};
    const lines = createInterface(process.stdin)[Symbol.asyncIterator]();
    console.log('ready');
    await lines.next();
    try {
      const lock = await lockFolder(${JSON.stringify(folder)}, ${JSON.stringify(options)});
      await lock.announce('http://127.0.0.1:4000');
      console.log('taken');
      for await (const line of lines) {
        lock.assertHeld();
        console.log('held');
      }
    } catch (error) {
      console.log(error.name + ': ' + error.message);
    }
    for await (const line of lines);
  `);
  programs.push(program);
  expect(await program.line()).toBe('ready');
  return program;
}

function go(program: Program): Promise<string> {
  program.process.stdin?.write('go\n');
  return program.line();
}

async function lockContent(): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(folder, 'lock'), 'utf8'));
}

/** Replaces the lock file, as another process does when it takes over the lock. */
async function replaceLock(content: object): Promise<void> {
  await writeFile(join(folder, 'draft'), JSON.stringify(content));
  await rename(join(folder, 'draft'), join(folder, 'lock'));
}

describe('folder lock', () => {
  it('rejects a second process and names the holder and the remedy', async () => {
    const holder = await contender();
    expect(await go(holder)).toBe('taken');
    expect(await go(await contender())).toBe(
      `SetupError: ${folder} is in use by process ${holder.process.pid} (http://127.0.0.1:4000). Stop that process, or set DATABASE_URL to another folder, such as pglite:${folder}-2.`,
    );
  });

  it('cannot be taken twice by one process until it is released', async () => {
    const lock = await take();
    await expect(take()).rejects.toThrow(`is in use by process ${process.pid}.`);
    await lock.release();
    await take();
  });

  it('leaves no file after it is released', async () => {
    const lock = await take();
    lock.assertHeld();
    expect(await readdir(folder)).toEqual(['lock']);
    await lock.release();
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is taken over from a process that was killed', async () => {
    const holder = await contender();
    expect(await go(holder)).toBe('taken');
    await holder.kill();
    expect(await readdir(folder)).toEqual(['lock']);
    await take();
    expect(await lockContent()).toMatchObject({ pid: process.pid, address: null });
  });

  it('is taken over if another process now has the PID of its holder', async () => {
    await take();
    await replaceLock({ ...(await lockContent()), started: '1', token: 'of an earlier process' });
    await take();
  });

  it.each(['', '{"pid":', 'null', '{}'])(
    'is taken over if a crash of the machine left the content %j',
    async (rest) => {
      await writeFile(join(folder, 'lock'), rest);
      await take();
    },
  );

  it('is not taken from a holder on another machine', async () => {
    await take();
    await replaceLock({ ...(await lockContent()), host: 'far-away', boot: 'of far-away' });
    await expect(take({ clock: fastClock() })).rejects.toThrow(
      `${folder} is in use by process ${process.pid} on far-away, which cannot be checked from here. Stop it there, or, if it has ended, delete ${folder}/lock.`,
    );
  });
});

describe('folder lock of a process that cannot be looked up', () => {
  const differences: [string, Record<string, string>][] = [
    ['another container on this machine', otherContainer],
    ['another container with another host name', { ...otherContainer, host: 'container-7' }],
    ['an earlier start of this machine, or another machine of the same name', { boot: 'another one' }],
  ];

  it.each(differences)('is kept while its heartbeat continues: %s', async (_, identity) => {
    const holder = await contender({ identity, timing: { interval: 5 } });
    expect(await go(holder)).toBe('taken');
    const { host } = await lockContent();
    await expect(take({ clock: heartbeatClock(folder) })).rejects.toThrow(
      `${folder} is in use by process ${holder.process.pid} on ${host} (http://127.0.0.1:4000), in another container or PID namespace. Stop it there, or set DATABASE_URL to another folder, such as pglite:${folder}-2.`,
    );
    expect(await go(holder)).toBe('held');
  });

  it.each(differences)('is taken over once its heartbeat is stale: %s', async (_, identity) => {
    const holder = await contender({ identity });
    expect(await go(holder)).toBe('taken');
    await holder.kill();
    const clock = fastClock();
    await take({ clock });
    // The attempt may begin some ticks of the clock before the limit.
    expect(clock.now()).toBeGreaterThanOrEqual(defaultTiming.stale);
  });

  it('is taken over by exactly one of two simultaneous attempts once its heartbeat is stale', async () => {
    const holder = await contender({ identity: otherContainer });
    expect(await go(holder)).toBe('taken');
    await holder.kill();
    const attempts = await Promise.allSettled([take({ clock: fastClock() }), take({ clock: fastClock() })]);
    expect(attempts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(attempts.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { name: 'SetupError', message: expect.stringContaining(`is in use by process ${process.pid}`) },
    });
  });
});

describe('process that lost a folder lock', () => {
  const other = { pid: 1, host: 'another-container', token: 'another', address: null };
  const message = () =>
    `${folder} was taken over by process 1 on another-container while this process did not respond, so this process no longer writes to it. Stop the other process before you start this one again.`;

  it('detects the loss at its next heartbeat and does not remove the new lock', async () => {
    const lock = await take({ timing: { interval: 5 } });
    expect(lock.isLost).toBe(false);
    await replaceLock(other);
    expect(await lock.lost).toMatchObject({ name: 'SetupError', message: message() });
    expect(lock.isLost).toBe(true);
    expect(() => lock.assertHeld()).toThrow(message());
    await lock.announce('http://127.0.0.1:1');
    await lock.release();
    expect(await lockContent()).toEqual(other);
  });

  it('does not remove the new lock if it releases before its next heartbeat', async () => {
    const lock = await take();
    await replaceLock(other);
    await lock.release();
    expect(await lockContent()).toEqual(other);
  });

  it('cannot write after the lock file is removed', async () => {
    const lock = await take({ timing: { interval: 5 } });
    await rm(join(folder, 'lock'));
    expect((await lock.lost).message).toBe(
      `The lock file ${folder}/lock was removed, so this process no longer writes to the folder. Make sure that no other process uses it, and start again.`,
    );
  });

  it('cannot write after it was suspended and another process took the lock', async () => {
    const holder = await contender({ identity: otherContainer, timing: { interval: 5, lease: 0 } });
    expect(await go(holder)).toBe('taken');
    expect(await go(holder)).toBe('held');
    await holder.pause();
    const lock = await take({ clock: fastClock() });
    holder.resume();
    expect(await go(holder)).toMatch(`SetupError: ${folder} was taken over by process ${process.pid} on `);
    lock.assertHeld();
  });

  it('can write after it was suspended and no other process took the lock', async () => {
    const holder = await contender({ identity: otherContainer, timing: { interval: 5, lease: 0 } });
    expect(await go(holder)).toBe('taken');
    await holder.pause();
    holder.resume();
    expect(await go(holder)).toBe('held');
  });
});

describe('claim on a folder lock', () => {
  it('succeeds for exactly one of several processes after the holder was killed', async () => {
    const holder = await contender();
    expect(await go(holder)).toBe('taken');
    await holder.kill();
    const rivals = await Promise.all([contender(), contender(), contender(), contender()]);
    const outcomes = await Promise.all(rivals.map(go));
    const [winner, ...others] = rivals.filter((_, at) => outcomes[at] === 'taken');
    expect(others).toEqual([]);
    expect(outcomes.filter((outcome) => outcome.includes(`in use by process ${winner?.process.pid}`))).toHaveLength(3);
  });

  it('succeeds for exactly one of many simultaneous attempts in one process', async () => {
    const lock = await take();
    const dead = { ...(await lockContent()), started: '1' };
    await lock.release();
    for (let round = 0; round < 30; round += 1) {
      if (round % 2 === 1) await writeFile(join(folder, 'lock'), JSON.stringify(dead));
      const attempts = await Promise.allSettled(Array.from({ length: 6 }, () => lockFolder(folder)));
      const taken = attempts.filter((attempt) => attempt.status === 'fulfilled');
      expect(taken).toHaveLength(1);
      await taken[0]?.value.release();
      expect(await readdir(folder)).toEqual([]);
    }
  });

  it.each([
    ['of a process that was killed', { started: '1' }],
    ['of a process in another container, once it is unchanged for long', otherContainer],
  ])('is removed: %s', async (_, difference) => {
    const lock = await take();
    const content = await lockContent();
    await lock.release();
    const token = '00000000-0000-4000-8000-000000000000';
    await writeFile(join(folder, `lock.${token}`), JSON.stringify({ ...content, ...difference, token }));
    await (await take({ clock: fastClock() })).release();
    expect(await readdir(folder)).toEqual([]);
  });
});
