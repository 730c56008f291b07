// The thread that keeps the lock of a folder: only it changes the lock file after the lock is taken. It runs beside the
// main thread, which one long statement of the embedded database blocks with all its timers. It imports no other
// package, so that it starts wherever this file is.
import { rmSync, utimesSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { withClaim } from './lock-claim.ts';
import { type LockTiming, monotonicClock } from './lock-clock.ts';
import { type LockHolder, lockPath, readHolder, writeHolder } from './lock-file.ts';
import { LockLease, lockCondition } from './lock-lease.ts';

/** What the thread is started with. */
export interface KeeperData {
  folder: string;
  self: LockHolder;
  timing: LockTiming;
  memory: SharedArrayBuffer;
}

/** A request of the main thread to this thread. */
export type KeeperRequest = { kind: 'ANNOUNCE'; address: string } | { kind: 'RELEASE' };

/** A report of this thread: `DONE` if it completed a request, `FAILING` if a heartbeat failed and is tried again. */
export interface KeeperReport {
  kind: 'STARTED' | 'LOST' | 'FAILING' | 'DONE';
  /** What failed. A message between threads keeps the text of an error, and loses the fields of the operating system. */
  error?: { message: string; code?: string | undefined; path?: string | undefined };
}

const { folder, self, timing, memory }: KeeperData = workerData;
const path = lockPath(folder);
const lease = new LockLease(memory);
const clock = monotonicClock;
const claimant = { folder, self, clock, timing };

function isHolder(): boolean {
  return readHolder(path)?.token === self.token;
}

/** Renews the file's time. Where another process has the lock by now, this makes it no less that process's own. */
function touch(): void {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/**
 * Writes one heartbeat and confirms that the lock is held. A heartbeat that is late (the process was stopped, say) is
 * written inside a claim, because another process may be taking the lock at this moment.
 */
async function beat(): Promise<void> {
  if (isReleased) return;
  const at = clock.now();
  if (at - lease.confirmedAt < timing.lease) renew(at);
  else await withClaim(claimant, () => isHolder() && renew(clock.now()));
  if (!isHolder()) lose();
}

function renew(at: number): void {
  touch();
  if (isHolder()) lease.confirm(at);
}

function lose(): void {
  clearInterval(heartbeat);
  lease.mark(lockCondition.lost);
  report({ kind: 'LOST' });
}

async function announce(address: string): Promise<void> {
  self.address = address;
  await withClaim(claimant, ({ check }) => {
    if (isHolder()) writeHolder(path, { holder: self, check });
  });
}

async function release(): Promise<void> {
  clearInterval(heartbeat);
  isReleased = true;
  await withClaim(claimant, ({ check }) => {
    check();
    if (isHolder()) rmSync(path, { force: true });
  });
}

async function handle(request: KeeperRequest): Promise<void> {
  try {
    await (request.kind === 'ANNOUNCE' ? announce(request.address) : release());
    report({ kind: 'DONE' });
  } catch (error) {
    report({ kind: 'DONE', error: describe(error) });
  }
  if (isReleased) parentPort?.close();
}

function describe(error: unknown): KeeperReport['error'] {
  const { message, code, path: file } = error as NodeJS.ErrnoException;
  return { message, code, path: file };
}

function report(what: KeeperReport): void {
  parentPort?.postMessage(what);
}

let isReleased = false;
let isBeating = false;
let work: Promise<void> = Promise.resolve();

/** Runs one step after the other, so that no two of them change the lock file at the same time. No step rejects. */
function enqueue(step: () => Promise<void>): Promise<void> {
  work = work.then(step);
  return work;
}

async function attemptBeat(): Promise<void> {
  try {
    await beat();
  } catch (error) {
    lease.mark(lockCondition.failing);
    report({ kind: 'FAILING', error: describe(error) });
  }
}

async function tick(): Promise<void> {
  if (isBeating) return;
  isBeating = true;
  await enqueue(attemptBeat);
  isBeating = false;
}

const heartbeat = setInterval(tick, timing.interval);
parentPort?.on('message', (request: KeeperRequest) => void enqueue(() => handle(request)));
await tick();
report({ kind: 'STARTED' });
