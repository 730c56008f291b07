import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect, memoryFile } from '../testing/memory-file.ts';
import { type Encoding, textBytes } from './text-bytes.ts';

async function read(
  content: string | Uint8Array,
  { encoding = 'utf-8', chunk = 65_536 }: { encoding?: Encoding; chunk?: number } = {},
) {
  const bytes = textBytes(memoryFile(content, { chunk }), { encoding, remedy: (detected) => `declare ${detected}` });
  return Buffer.concat(await collect(bytes)).toString('utf8');
}

// The first bytes are examined together. The rest is passed on chunk by chunk.
const head = 'x'.repeat(4096);

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

describe('textBytes', () => {
  it('returns any text unchanged, regardless of chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\0')),
        fc.integer({ min: 1, max: 7 }),
        async (text, chunk) => {
          expect(await read(`${head}${text}`, { chunk })).toBe(`${head}${text}`);
        },
      ),
    );
  });

  it('removes a byte order mark', async () => {
    expect(await read(bytes([0xef, 0xbb, 0xbf], 'Year'))).toBe('Year');
  });

  it('rejects an empty file', async () => {
    await expect(read('')).rejects.toMatchObject({ name: 'SourceError', message: 'The file is empty.' });
  });

  it.each([
    ['a workbook', [0x50, 0x4b, 0x03, 0x04, 0x14], /ZIP archive or an Excel/],
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], /old Excel/],
    ['a gzip archive', [0x1f, 0x8b, 0x08], /gzip/],
    ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d], /PDF/],
  ])('rejects %s and names the format', async (_, head, message) => {
    await expect(read(Uint8Array.from(head))).rejects.toThrow(message);
  });

  it('reports the line of a zero byte', async () => {
    await expect(read(bytes('a\nb\nc', [0], 'd'))).rejects.toMatchObject({ place: { file: 'data', line: 3 } });
  });

  it('reports the line of bytes that are not UTF-8, regardless of chunks', async () => {
    const latin = bytes(head, '\nQu', [0xe9], 'bec\nOntario\n');
    for (const chunk of [1, 2, 5, 100]) {
      await expect(read(latin, { chunk })).rejects.toMatchObject({
        place: { line: 2 },
        message: 'The encoding of the file is not UTF-8.',
        remedy: 'declare windows-1252',
      });
    }
  });

  it('rejects a file that ends in the middle of a character', async () => {
    await expect(read(bytes(head, 'caf', [0xc3]), { chunk: 5 })).rejects.toThrow(/not UTF-8/);
  });

  it('detects UTF-16 with and without a byte order mark', async () => {
    const text = 'Year,Value\n2020,1\n';
    await expect(read(bytes([0xff, 0xfe], [...Buffer.from(text, 'utf16le')]))).rejects.toMatchObject({
      remedy: 'declare utf-16',
    });
    await expect(read(Buffer.from(text, 'utf16le'))).rejects.toThrow(/UTF-16/);
  });

  it('reads UTF-16 of either byte order if UTF-16 is declared', async () => {
    const little = Buffer.from('\ufeffYear,Région\n', 'utf16le');
    expect(await read(little, { encoding: 'utf-16', chunk: 3 })).toBe('Year,Région\n');
    expect(await read(Buffer.from(little).swap16(), { encoding: 'utf-16' })).toBe('Year,Région\n');
  });

  it('reads windows-1252 if that is declared', async () => {
    expect(await read(bytes('Qu', [0xe9], 'bec ', [0x80]), { encoding: 'windows-1252' })).toBe('Québec €');
  });

  it('rejects half a character of UTF-16', async () => {
    const half = Buffer.from('\ufeffYear,Value\n1', 'utf16le').subarray(0, -1);
    await expect(read(half, { encoding: 'utf-16' })).rejects.toThrow(/not UTF-16LE/);
  });

  it('rejects UTF-8 if UTF-16 is declared', async () => {
    await expect(read('Year,Value\n', { encoding: 'utf-16' })).rejects.toMatchObject({ remedy: 'declare utf-8' });
  });
});
