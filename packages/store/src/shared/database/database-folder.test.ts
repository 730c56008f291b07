import { SetupError } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { guarded } from './database-folder.ts';

describe('work on the folder of a database', () => {
  const failing = (error: unknown) => guarded('/srv/data', () => Promise.reject(error));
  const fullDisk =
    '/srv/data is on a disk that is full. Free some space, or set DATABASE_URL to a folder on another disk.';

  it.each([
    ['Node.js', Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })],
    ['PGlite', { name: 'ErrnoError', errno: 51 }],
  ])('is one line with the remedy if %s finds the disk full', async (_, error) => {
    await expect(failing(error)).rejects.toThrow(new SetupError(fullDisk));
  });

  it('keeps any other error', async () => {
    const error = new Error('a bug');
    await expect(failing(error)).rejects.toBe(error);
    const unknown = { name: 'ErrnoError', errno: 28 };
    await expect(failing(unknown)).rejects.toBe(unknown);
  });
});
