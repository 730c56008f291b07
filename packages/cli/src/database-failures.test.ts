import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { runHere } from './run-here.fixture.ts';

describe('a command whose database cannot be opened', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'database-failures-'));
    writeFileSync(join(folder, 'file'), '');
  });
  afterEach(() => vi.unstubAllEnvs());
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['an unknown scheme', () => 'mysql://localhost/x'],
    ['a file in the way', () => `pglite:${folder}/file`],
    ['a folder below a file', () => `pglite:${folder}/file/data`],
    ['a folder that cannot be created', () => 'pglite:/proc/nope/data'],
  ])('reports in one line what to do about %s', async (_what, url) => {
    vi.stubEnv('DATABASE_URL', url());
    const { code, stderr } = await runHere(['key', 'list']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^collective-impact: .+[:.] .+\n$/);
  });
});
