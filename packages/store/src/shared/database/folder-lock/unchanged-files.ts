import type { LockClock } from './lock-clock.ts';
import { fingerprint } from './lock-file.ts';

/**
 * Measures for how long files have been seen unchanged, by the observer's own monotonic clock. It compares no times of
 * two clocks, so the time of day of neither process matters.
 */
export class UnchangedFiles {
  readonly #clock: LockClock;
  readonly #observed = new Map<string, { value: string | undefined; since: number; hasChanged: boolean }>();

  constructor(clock: LockClock) {
    this.#clock = clock;
  }

  /** Looks at a file: for how long it has been unchanged in milliseconds, and whether it ever changed between looks. */
  look(path: string): { unchangedFor: number; hasChanged: boolean } {
    const value = fingerprint(path);
    const now = this.#clock.now();
    const before = this.#observed.get(path);
    if (before !== undefined && before.value === value) {
      return { unchangedFor: now - before.since, hasChanged: before.hasChanged };
    }
    this.#observed.set(path, { value, since: now, hasChanged: before !== undefined });
    return { unchangedFor: 0, hasChanged: before !== undefined };
  }
}
