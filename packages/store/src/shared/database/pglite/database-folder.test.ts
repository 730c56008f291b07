import { SetupError } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { guarded } from './database-folder.ts';

describe('guarded', () => {
  const failWith = (error: unknown) => guarded('/srv/data', () => Promise.reject(error));
  const fullDisk =
    '/srv/data is on a disk that is full. Free some space, or set DATABASE_URL to a folder on another disk.';

  it.each([
    ['Node.js', Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })],
    ['PGlite', { name: 'ErrnoError', errno: 51 }],
    ['PostgreSQL', Object.assign(new Error('could not extend file'), { code: '53100' })],
  ])('throws a SetupError with a remedy if %s reports a full disk', async (_, error) => {
    await expect(failWith(error)).rejects.toThrow(new SetupError(fullDisk));
  });

  it('throws any other error unchanged', async () => {
    const error = new Error('a bug');
    await expect(failWith(error)).rejects.toBe(error);
    const unknown = { name: 'ErrnoError', errno: 28 };
    await expect(failWith(unknown)).rejects.toBe(unknown);
  });
});
