import { setTimeout as delay } from 'node:timers/promises';

/** Time, as the lock of a folder reads it; tests inject their own. */
export interface LockClock {
  /** Milliseconds since a fixed moment. The value never goes backward, and is the same in all threads of a process. */
  now(): number;
  wait(milliseconds: number): Promise<void>;
}

/** The monotonic clock of the machine: setting the time of day does not move it. */
export const monotonicClock: LockClock = {
  now: () => Number(process.hrtime.bigint()) / 1e6,
  wait: async (milliseconds) => void (await delay(milliseconds)),
};

/** The periods of the heartbeat of a lock, in milliseconds. */
export interface LockTiming {
  /** Pause between two heartbeats. */
  interval: number;
  /** How long a heartbeat entitles its holder to write. Far below `stale`, so that the two never overlap. */
  lease: number;
  /** How long the heartbeat of a holder must be seen unchanged before another process may take its lock. */
  stale: number;
}

export const defaultTiming: LockTiming = { interval: 1000, lease: 5000, stale: 15_000 };
