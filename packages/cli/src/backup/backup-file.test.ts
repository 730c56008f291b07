import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { BackupPart } from '@collective-impact/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBackupFile, verifyBackupFile } from './read-backup-file.ts';
import { writeBackupFile } from './write-backup-file.ts';

const parts: BackupPart[] = [
  {
    kind: 'header',
    header: {
      createdAt: '2026-01-31T10:00:00.000000Z',
      postgresql: '15.8',
      migrations: ['1-made-up'],
      tables: [
        { name: 'empty', columns: [{ name: 'id', type: 'uuid' }] },
        {
          name: 'note',
          columns: [
            { name: 'id', type: 'integer' },
            { name: 'text', type: 'text' },
          ],
        },
      ],
    },
  },
  {
    kind: 'rows',
    table: 'note',
    rows: [
      ['1', 'two\nlines, "quoted" \u2028 é'],
      ['2', null],
    ],
  },
  { kind: 'end', end: { rows: { empty: 0, note: 2 }, sequences: { note_id_seq: { value: '2', isCalled: true } } } },
];

describe('a backup file', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'backup-'));
    file = join(folder, 'made-up.ci.gz');
    await writeBackupFile(file, replay());
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function* replay() {
    yield* parts;
  }
  const read = async () => {
    const found: BackupPart[] = [];
    for await (const part of readBackupFile(file)) found.push(part);
    return found;
  };
  const content = () => gunzipSync(readFileSync(file)).toString();
  const rewrite = (text: string) => writeFileSync(file, gzipSync(text));
  /** Writes lines with their own valid checksum. */
  const rewriteSigned = (lines: string[], end: object) => {
    const text = lines.map((line) => `${line}\n`).join('');
    rewrite(`${text}${JSON.stringify({ ...end, sha256: createHash('sha256').update(text).digest('hex') })}\n`);
  };
  const complaint = async () =>
    await verifyBackupFile(file).then(
      () => 'none',
      (error: Error) => error.message.replace(file, 'FILE'),
    );
  const damage = (reason: string) => `FILE is damaged: ${reason}. Nothing was restored. Use another backup.`;

  it('contains what was written', async () => {
    expect(await read()).toEqual(parts);
    expect(await verifyBackupFile(file)).toEqual(parts[0]?.kind === 'header' && parts[0].header);
  });

  it('is compressed JSON lines that only this user can read', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const lines = content().trimEnd().split('\n').slice(0, -1);
    expect(lines.slice(1)).toEqual([
      '{"table":"note"}',
      JSON.stringify(['1', 'two\nlines, "quoted" \u2028 é']),
      '["2",null]',
    ]);
  });

  it('is never replaced', async () => {
    await expect(writeBackupFile(file, replay())).rejects.toThrow(
      `${file} exists. Choose another name, or move the file away; backups are never replaced.`,
    );
    expect(await read()).toEqual(parts);
  });

  it('does not appear if its content fails, and nothing is left behind', async () => {
    async function* failing() {
      yield* parts.slice(0, 2);
      throw new Error('the database is gone');
    }
    await expect(writeBackupFile(join(folder, 'other'), failing())).rejects.toThrow('the database is gone');
    expect(readdirSync(folder)).toEqual(['made-up.ci.gz']);
  });

  it('is refused if any byte of it changes', async () => {
    const bytes = readFileSync(file);
    // The first ten bytes are the header of gzip, of which it ignores the time and the system.
    for (let at = 10; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      writeFileSync(file, changed);
      expect(await complaint(), `byte ${at}`).toMatch(/^FILE (is damaged|is not a backup)/);
    }
  });

  it('is refused if it is cut off anywhere', async () => {
    const bytes = readFileSync(file);
    for (let length = 0; length < bytes.length; length += 1) {
      writeFileSync(file, bytes.subarray(0, length));
      expect(await complaint(), `${length} bytes`).toMatch(/^FILE (is damaged|is not a backup)/);
    }
  });

  it.each([
    ['its end is missing', (lines: string[]) => lines.slice(0, -1).join('\n').concat('\n')],
    ['its last line is cut off', (lines: string[]) => lines.join('\n')],
    ['its checksum does not match its content', (lines: string[]) => `${lines.join('\n').replace('["2"', '["3"')}\n`],
    ['it continues after its end', (lines: string[]) => `${lines.join('\n')}\n["3",null]\n`],
    ['a line has an invalid form', (lines: string[]) => `${lines.join('\n').replace('["2",null]', '["2",7]')}\n`],
    ['a row has no table', ([header, ...rest]: string[]) => `${[header, ...rest.slice(1)].join('\n')}\n`],
  ])('is refused if %s', async (reason, change) => {
    rewrite(change(content().trimEnd().split('\n')));
    expect(await complaint()).toBe(damage(reason));
  });

  it('is refused if it was written by a newer version', async () => {
    rewriteSigned(['{"format":"collective-impact-backup","version":2,"novel":true}'], { finish: true });
    expect(await complaint()).toBe(
      'FILE was written by a newer version of this program (format 2; this version reads 1). Install that version or a later one.',
    );
  });

  it.each([
    ['text', 'some text\n'],
    ['nothing', ''],
    ['other compressed data', gzipSync('{"format":"other","version":1}\n')],
  ])('is refused if it is %s', async (_what, bytes) => {
    writeFileSync(file, bytes);
    const message = await complaint();
    expect(message).toMatch(/^FILE is (not a backup|damaged)/);
  });

  it('is refused if it does not exist or is a folder', async () => {
    rmSync(file);
    expect(await complaint()).toBe('FILE does not exist. Check the path.');
    file = folder;
    expect(await complaint()).toBe('FILE is a folder. Enter the path of the backup file.');
  });
});
