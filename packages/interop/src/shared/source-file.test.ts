import { describe, expect, it } from 'vitest';
import { collect } from '../testing/memory-file.ts';
import { sourceFile } from './source-file.ts';

describe('sourceFile', () => {
  it('reads the bytes at a path', async () => {
    const chunks = await collect(sourceFile(import.meta.filename).open());
    expect(Buffer.concat(chunks).toString()).toContain('reads the bytes at a path');
  });

  it('rejects a path without a file', async () => {
    const chunks = collect(sourceFile(`${import.meta.filename}.missing`).open());
    await expect(chunks).rejects.toMatchObject({
      name: 'SourceError',
      message: expect.stringContaining('no such file'),
    });
  });

  it('rejects a path of a folder', async () => {
    const chunks = collect(sourceFile(import.meta.dirname).open());
    await expect(chunks).rejects.toMatchObject({ name: 'SourceError', message: expect.stringContaining('a folder') });
  });
});
