import type { FolderLock } from './folder-lock/folder-lock.ts';

/** Refuses writes to a folder that this process no longer holds, and remembers the refusal. */
export class WriteGuard {
  readonly #lock: FolderLock;
  #refusal: { error: unknown } | undefined;

  constructor(lock: FolderLock) {
    this.#lock = lock;
  }

  /** Throws if this process has lost the lock of the folder, or if the lock cannot be confirmed. */
  assertWritable(): void {
    try {
      this.#lock.assertHeld();
    } catch (error) {
      this.#refusal ??= { error };
      throw error;
    }
  }

  /** Throws the first refusal since the last call. PGlite can report success for a statement whose write was refused. */
  rethrowRefusal(): void {
    const refusal = this.#refusal;
    this.#refusal = undefined;
    if (refusal) throw refusal.error;
  }
}
