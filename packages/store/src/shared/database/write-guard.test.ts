import { SetupError } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import type { FolderLock } from './folder-lock/folder-lock.ts';
import { WriteGuard } from './write-guard.ts';

function guardOf(states: ('held' | 'lost')[]): WriteGuard {
  const lock: Pick<FolderLock, 'assertHeld'> = {
    assertHeld() {
      if (states.shift() === 'lost')
        throw new SetupError(`The folder was taken over, ${states.length} checks before the end.`);
    },
  };
  return new WriteGuard(lock as FolderLock);
}

describe('the guard of a folder', () => {
  it('allows writes while the lock is held', () => {
    const guard = guardOf(['held', 'held']);
    guard.assertWritable();
    guard.assertWritable();
    expect(() => guard.rethrowRefusal()).not.toThrow();
  });

  it('throws the first refusal again, once, even if the writer ignored it', () => {
    const guard = guardOf(['held', 'lost', 'lost']);
    guard.assertWritable();
    expect(() => guard.assertWritable()).toThrow('1 checks before the end');
    expect(() => guard.assertWritable()).toThrow('0 checks before the end');
    expect(() => guard.rethrowRefusal()).toThrow('1 checks before the end');
    expect(() => guard.rethrowRefusal()).not.toThrow();
  });
});
