import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LockClock, LockTiming } from './lock-clock.ts';
import { type LockHolder, readHolder, writeHolder } from './lock-file.ts';
import { stateOf } from './process-identity.ts';
import { UnchangedFiles } from './unchanged-files.ts';

/** Other processes kept claiming the lock of the folder. */
export class ClaimError extends Error {
  override name = 'ClaimError';
}

class ExpiredClaimError extends Error {}

/** The short exclusive right to change the lock file. */
export interface Claim {
  /** Throws if this process was stopped for so long that others may have discarded its claim; the work then repeats. */
  check: () => void;
}

interface Claimant {
  folder: string;
  self: LockHolder;
  clock: LockClock;
  timing: LockTiming;
}

const claimForm = /^lock\.[0-9a-f-]{36}$/;

/**
 * Runs `work` while no other process can change the lock file.
 *
 * Each process writes its own claim first and looks for others second, so of two processes at most one sees itself
 * alone; the others withdraw and try again. Names of claims never recur, so removing an abandoned claim removes no
 * other.
 */
export async function withClaim<T>(claimant: Claimant, work: (claim: Claim) => T | Promise<T>): Promise<T> {
  const { folder, self, clock, timing } = claimant;
  const path = join(folder, `lock.${self.token}`);
  const rivals = new UnchangedFiles(clock);
  const giveUpAt = clock.now() + 2 * timing.stale;
  while (clock.now() < giveUpAt) {
    const claimedAt = clock.now();
    writeHolder(path, { holder: self });
    try {
      if (!(await hasRivals(claimant, rivals))) {
        return await work({
          check: () => {
            if (clock.now() - claimedAt > timing.stale / 2) throw new ExpiredClaimError();
          },
        });
      }
    } catch (error) {
      if (!(error instanceof ExpiredClaimError)) throw error;
    } finally {
      rmSync(path, { force: true });
    }
    await clock.wait(5 + Math.random() * 20);
  }
  throw new ClaimError();
}

/** Whether another process claims the lock. Claims of processes that ended are removed. */
async function hasRivals({ folder, self, timing }: Claimant, seen: UnchangedFiles): Promise<boolean> {
  const names = readdirSync(folder).filter((name) => claimForm.test(name) && name !== `lock.${self.token}`);
  const abandoned = await Promise.all(names.map((name) => isAbandoned(join(folder, name), { self, timing, seen })));
  names.forEach((name, at) => {
    if (abandoned[at]) rmSync(join(folder, name), { force: true });
  });
  return abandoned.includes(false);
}

async function isAbandoned(
  path: string,
  { self, timing, seen }: { self: LockHolder; timing: LockTiming; seen: UnchangedFiles },
): Promise<boolean> {
  const rival = readHolder(path);
  if (!rival) return true;
  const state = await stateOf(rival, self);
  return state === 'GONE' || (state === 'UNSEEN' && seen.look(path).unchangedFor >= timing.stale);
}
