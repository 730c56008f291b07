import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDocuments } from './persisted-documents.ts';

describe('persisted documents', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'collective-impact-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('of a folder have the name of the file and the hash of the text as ids', async () => {
    const text = '{ viewer { kind } }';
    writeFileSync(join(folder, 'viewer.graphql'), text);
    writeFileSync(join(folder, 'notes.txt'), 'not a document');
    const hash = createHash('sha256').update(text).digest('hex');
    expect([...(await readDocuments(folder))]).toEqual([
      ['viewer', text],
      [hash, text],
    ]);
  });

  it('of a file have the ids of the file', async () => {
    const file = join(folder, 'documents.json');
    writeFileSync(file, JSON.stringify({ a: '{ viewer { kind } }' }));
    expect([...(await readDocuments(file))]).toEqual([['a', '{ viewer { kind } }']]);
  });

  it.each(['{', '[]', '{ "a": 1 }'])('are rejected if the file contains %s', async (text) => {
    const file = join(folder, 'documents.json');
    writeFileSync(file, text);
    await expect(readDocuments(file)).rejects.toThrow('is not a JSON object that maps ids to documents.');
  });

  it('are rejected if there are none', async () => {
    await expect(readDocuments(folder)).rejects.toThrow(`${folder} contains no documents.`);
    await expect(readDocuments(join(folder, 'nowhere'))).rejects.toThrow('does not exist.');
  });
});
