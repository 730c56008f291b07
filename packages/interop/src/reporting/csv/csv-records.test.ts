import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect, memoryFile } from '../../testing/memory-file.ts';
import { csvRecords } from './csv-records.ts';

async function read(text: string, { delimiter = ',', chunk = 65_536 }: { delimiter?: string; chunk?: number } = {}) {
  return (await collect(csvRecords(memoryFile(text, { chunk }).open(), { file: 'data.csv', delimiter }))).flat();
}

const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`;

describe('csvRecords', () => {
  it('reads back any written fields with the line of each row, regardless of line ends and chunks', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r\n', ' ', '1') });
    const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    const ends = fc.constantFrom('\n', '\r\n', '\r');
    await fc.assert(
      fc.asyncProperty(rows, ends, fc.integer({ min: 1, max: 9 }), async (written, end, chunk) => {
        const lines = written.map((fields) => fields.map(quoted).join(','));
        let line = 1;
        const expected = written.map((fields, index) => {
          const record = { line, fields };
          line += lines[index]?.split('\n').length ?? 0;
          return record;
        });
        expect(await read(lines.join(end) + end, { chunk })).toEqual(expected);
      }),
    );
  });

  it('reads or rejects any text like a parser that reads each character', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '"', '""', '"b"', ',', ';', '\n', '\r\n', '\r', ' ') });
    const parsed = (written: string): string[][] | 'rejected' => {
      const options = { record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true };
      try {
        return parse(written, options).filter((fields: string[]) => fields.length > 1 || fields[0] !== '');
      } catch {
        return 'rejected';
      }
    };
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (written, chunk) => {
        const result = await read(written, { chunk }).catch(({ name }) => (name === 'SourceError' ? 'rejected' : name));
        expect(result === 'rejected' ? result : result.map(({ fields }: { fields: string[] }) => fields)).toEqual(
          parsed(written),
        );
      }),
    );
  });

  it('skips empty lines, but counts them', async () => {
    expect(await read('a,b\n\n\n1,2\n\n')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 4, fields: ['1', '2'] },
    ]);
  });

  it('reads line ends of several kinds in one file', async () => {
    expect((await read('a,b\r\n1,2\n3,4\r5,6')).map(({ line, fields }) => [line, fields[0]])).toEqual([
      [1, 'a'],
      [2, '1'],
      [3, '3'],
      [4, '5'],
    ]);
  });

  it('reads other delimiters', async () => {
    expect(await read('a;b\n1,5;2', { delimiter: ';' })).toMatchObject([{}, { fields: ['1,5', '2'] }]);
  });

  it('returns rows that are shorter or longer than the header', async () => {
    expect(await read('a,b\n1\n1,2,3')).toMatchObject([{}, { fields: ['1'] }, { fields: ['1', '2', '3'] }]);
  });

  it('reports the line of a quotation mark that is never closed', async () => {
    await expect(read('a,b\n"x\ny",2\n3,"4\n5,6\n')).rejects.toMatchObject({
      name: 'SourceError',
      place: { file: 'data.csv', line: 4 },
      message: expect.stringContaining('never closed'),
    });
  });

  it('reports the line of a quotation mark in the middle of a field', async () => {
    await expect(read('a,b\n1,2" pipe\n')).rejects.toMatchObject({ place: { line: 2 } });
    await expect(read('a,b\n1,2\n1,"2" pipe\n')).rejects.toMatchObject({
      place: { line: 3 },
      message: expect.stringContaining('in the middle of a field'),
    });
  });

  it('reports the line of a row that is too long', async () => {
    const endless = `a,b\n1,"${'x'.repeat(1_000_100)}`;
    await expect(read(endless)).rejects.toMatchObject({
      place: { line: 2 },
      message: expect.stringContaining('longer than 1000000'),
    });
  });

  it('stops reading the file when no more rows are wanted', async () => {
    let closed = false;
    const file = {
      async *open() {
        try {
          for (;;) yield new TextEncoder().encode('1,2\n');
        } finally {
          closed = true;
        }
      },
    };
    for await (const _ of csvRecords(file.open(), { file: 'data.csv', delimiter: ',' })) break;
    expect(closed).toBe(true);
  });
});
