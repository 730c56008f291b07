import { randomUUID } from 'node:crypto';
import { SetupError } from '@collective-impact/sdk';
import { ClaimError, withClaim } from './lock-claim.ts';
import { defaultTiming, type LockClock, type LockTiming, monotonicClock } from './lock-clock.ts';
import { type LockHolder, lockPath, readHolder, writeHolder } from './lock-file.ts';
import { LockKeeper } from './lock-keeper.ts';
import { identifyThisProcess, type ProcessIdentity, type ProcessState, stateOf } from './process-identity.ts';
import { UnchangedFiles } from './unchanged-files.ts';

/** The exclusive right of this process to a folder. */
export interface FolderLock {
  /** Resolves if this process loses the lock, because it did not respond and another process took the lock over. */
  readonly lost: Promise<SetupError>;
  /** Whether this process is known to have lost the lock. */
  readonly isLost: boolean;
  /** Throws a {@link SetupError} if this process has lost the lock. To be called before anything is written. */
  assertHeld(): void;
  /** Writes the address of this process into the lock, for the error message of a process that finds the folder in use. */
  announce(address: string): Promise<void>;
  /** Releases the lock. A second call does nothing. */
  release(): Promise<void>;
}

/** Replacements for tests. */
export interface FolderLockOptions {
  /** The clock by which the heartbeat of another process is judged. */
  clock?: LockClock;
  timing?: Partial<LockTiming>;
  identity?: Partial<ProcessIdentity>;
}

/**
 * Takes the lock of a folder, the file `lock` in it. The lock of a process that has ended is taken over. A holder that
 * may be alive is a {@link SetupError} that names it.
 *
 * Whether a process that this one can look up is alive is read from the process table. A process in another PID
 * namespace (another container on this machine) counts as alive unless its heartbeat, the time of the lock file, has
 * been seen unchanged for `timing.stale`. A process on another machine always counts as alive.
 *
 * @see https://pkg.go.dev/k8s.io/client-go/tools/leaderelection for the same rule: no clocks of two processes are compared
 */
export async function lockFolder(folder: string, options: FolderLockOptions = {}): Promise<FolderLock> {
  const clock = options.clock ?? monotonicClock;
  const timing = { ...defaultTiming, ...options.timing };
  const identity = { ...(await identifyThisProcess()), ...options.identity };
  const self: LockHolder = { ...identity, token: randomUUID(), address: null };
  const heartbeats = new UnchangedFiles(clock);
  while (!(await take({ folder, self, clock, timing, heartbeats }))) await clock.wait(timing.interval);
  return await LockKeeper.start({ folder, self, timing });
}

/** Takes the lock; false if its holder must be watched for longer before it counts as dead. */
async function take(attempt: {
  folder: string;
  self: LockHolder;
  clock: LockClock;
  timing: LockTiming;
  heartbeats: UnchangedFiles;
}): Promise<boolean> {
  const { folder, self, timing, heartbeats } = attempt;
  const path = lockPath(folder);
  try {
    return await withClaim(attempt, async ({ check }) => {
      const holder = readHolder(path);
      const state = holder ? await stateOf(holder, self) : 'GONE';
      if (holder && state !== 'GONE') {
        const { hasChanged, unchangedFor } = heartbeats.look(path);
        if (state !== 'UNSEEN' || hasChanged) throw new SetupError(refusal({ folder, path, holder, state }));
        if (unchangedFor < timing.stale) return false;
      }
      writeHolder(path, { holder: self, check });
      return true;
    });
  } catch (error) {
    if (!(error instanceof ClaimError)) throw error;
    throw new SetupError(
      `Other programs keep starting on ${folder}. Start one at a time, or, if none is running, delete the files "lock.*" in it.`,
      { cause: error },
    );
  }
}

function refusal(found: { folder: string; path: string; holder: LockHolder; state: ProcessState }): string {
  const { folder, path, holder, state } = found;
  const address = holder.address ? ` (${holder.address})` : '';
  const other = `set DATABASE_URL to another folder, such as pglite:${folder}-2`;
  if (state === 'RUNNING') {
    return `${folder} is in use by process ${holder.pid}${address}. Stop that process, or ${other}.`;
  }
  const holderThere = `process ${holder.pid} on ${holder.host}${address}`;
  if (state === 'UNSEEN') {
    return `${folder} is in use by ${holderThere}, in another container or PID namespace. Stop it there, or ${other}.`;
  }
  return `${folder} is in use by ${holderThere}, which cannot be checked from here. Stop it there, or, if it has ended, delete ${path}.`;
}
