import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError } from '@collective-impact/sdk';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { operatorKey } from './operator-key.ts';

describe('the operator key', () => {
  let folder: string;
  beforeEach(async () => {
    vi.stubEnv('OPERATOR_KEY', '');
    folder = await mkdtemp(join(tmpdir(), 'operator-key-'));
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  it('is created at the first start, in a file that only its owner can read', async () => {
    const created = await operatorKey(folder);
    const file = join(folder, 'operator.key');
    expect(created).toEqual({ key: (await readFile(file, 'utf8')).trim(), file });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await operatorKey(folder)).toEqual({ key: created.key, file });
  });

  it('comes from the environment if it is set there, and is not stored', async () => {
    vi.stubEnv('OPERATOR_KEY', 'a-key-from-the-environment');
    expect(await operatorKey(folder)).toEqual({ key: 'a-key-from-the-environment', file: null });
    await expect(stat(join(folder, 'operator.key'))).rejects.toThrow('ENOENT');
  });

  it('must be long enough to be a secret', async () => {
    vi.stubEnv('OPERATOR_KEY', 'secret');
    await expect(operatorKey(folder)).rejects.toThrow(SetupError);
    await expect(operatorKey(folder)).rejects.not.toThrow('secret');
  });

  it('is null without a folder and without the environment variable', async () => {
    expect(await operatorKey(undefined)).toEqual({ key: null, file: null });
  });

  it('is not read from an empty file', async () => {
    await writeFile(join(folder, 'operator.key'), '\n');
    await expect(operatorKey(folder)).rejects.toThrow('Delete the file');
  });
});
