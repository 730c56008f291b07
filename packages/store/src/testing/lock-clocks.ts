import { setTimeout as delay } from 'node:timers/promises';
import type { LockClock } from '../shared/database/folder-lock/lock-clock.ts';
import { fingerprint, lockPath } from '../shared/database/folder-lock/lock-file.ts';

/** A clock on which waiting takes no time. */
export function fastClock(): LockClock {
  let time = 0;
  return {
    now: () => time,
    async wait(milliseconds) {
      time += milliseconds;
      await delay(0);
    },
  };
}

/** A clock that waits for heartbeats: each wait lasts until the lock of the folder changes, however long that takes. */
export function heartbeatClock(folder: string): LockClock {
  let time = 0;
  return {
    now: () => time,
    async wait(milliseconds) {
      await nextHeartbeat(folder);
      time += milliseconds;
    },
  };
}

/** Waits until the lock of a folder changes. */
export async function nextHeartbeat(folder: string): Promise<void> {
  const before = fingerprint(lockPath(folder));
  while (fingerprint(lockPath(folder)) === before) await delay(1);
}
