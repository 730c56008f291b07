import { describe, expect, it } from 'vitest';
import { collect, itemsOf } from '../../testing/memory-file.ts';
import { indicator, mapping, observations, refused, source } from './csv-source.fixture.ts';
import { parseMapping } from './mapping.ts';

describe('csvSource', () => {
  it('yields an observation of the ecosystem for each row', async () => {
    expect(await observations('Year,Value\n2020,1.50\n')).toEqual([
      {
        kind: 'observation',
        place: { file: 'data.csv', line: 2 },
        indicator: 'A',
        organization: null,
        period: '2020',
        categories: [],
        value: '1.5',
        status: 'OBSERVED',
      },
    ]);
  });

  it('yields goals and indicators before the observations', async () => {
    const map = mapping('goals: [{ code: G1, title: More places }]');
    const items = await collect(source('Year,Value\n2020,1\n', map).items);
    expect(items.map(({ kind }) => kind)).toEqual(['goal', 'indicator', 'observation']);
    expect(items[0]).toMatchObject({
      key: 'G1',
      place: { file: 'data.map.yaml', line: 4 },
      value: { code: 'G1', title: 'More places' },
    });
  });

  it('accepts a byte order mark, spaces around fields, and a missing final line end', async () => {
    expect(await observations('\ufeff Year , Value\n 2020 , 1 ')).toMatchObject([{ period: '2020', value: '1' }]);
  });

  it('passes on how to treat repeated cells', () => {
    expect(source('', mapping('repeated: set-aside')).repeated).toBe('set-aside');
    expect(source('').repeated).toBe('refuse');
  });

  it('yields every row of a repeated cell', async () => {
    expect(await observations('Year,Value\n2020,1\n2020,2\n')).toHaveLength(2);
  });

  describe('units and expected words', () => {
    it('rejects a unit that differs from that of the indicator', async () => {
      const map = parseMapping(
        `period: { column: Year, form: year }\nvalue: Value\nunit: { column: Unit, words: { "%": percent, No: number } }\nindicators:${indicator('A').replace('level:', 'unit: number\n    level:')}`,
        { file: 'data.map.yaml' },
      );
      expect(await observations('Year,Unit,Value\n2020,No,1\n', map)).toHaveLength(1);
      await refused('Year,Unit,Value\n2020,%,1\n', map).toThrow(
        /"%" in column "Unit" means the unit percent, but the unit of the indicator "A" is number/,
      );
      await refused('Year,Unit,Value\n2020,Nr,1\n', map).toThrow(
        /"Nr" in column "Unit" is not a unit in the mapping\. Known values: "%", "No"\./,
      );
    });

    it('rejects a row without the expected word', async () => {
      const map = mapping('expect: { Scale: [Units, units] }');
      expect(await observations('Year,Scale,Value\n2020,units,1\n', map)).toHaveLength(1);
      await refused('Year,Scale,Value\n2020,Thousands,1\n', map).toThrow(
        /"Thousands" in column "Scale" is not "Units" or "units", which the mapping expects in every row/,
      );
    });
  });

  describe('columns', () => {
    it('rejects a file without a column that the mapping names, and gives the line in the mapping', async () => {
      await refused('Yaer,Value\n2020,1\n').toMatchObject({
        place: { file: 'data.csv', line: 1 },
        message: expect.stringContaining(
          'There is no column "Year" (named in data.map.yaml, line 1). Did you mean "Yaer"?',
        ),
      });
    });

    it('rejects a column that the mapping does not mention', async () => {
      await refused('Year,Value,Note\n2020,1,x\n').toMatchObject({
        place: { file: 'data.csv', line: 1 },
        message: 'The mapping data.map.yaml does not mention these columns: "Note".',
        remedy: expect.stringContaining('`ignore`'),
      });
    });

    it('ignores columns, and notes them', async () => {
      const from = source(',Year,Value,Note\n0,2020,1,x\n', mapping('ignore: [Note, ""]'));
      expect(await itemsOf(from, 'observation')).toHaveLength(1);
      expect(from.notes.dropped.map(({ kind, detail }) => `${kind} ${detail}`)).toEqual([
        'ignored column The mapping ignores the column "Note".',
        'ignored column The mapping ignores the column "".',
      ]);
    });

    it('rejects two columns with the same name', async () => {
      await refused('Year,Value,Year\n2020,1,2020\n').toThrow(/Columns 1 and 3 are both called "Year"/);
    });

    it('suggests the delimiter of the file', async () => {
      await refused('Year;Value\n2020;1\n').toMatchObject({
        remedy: expect.stringContaining('`delimiter: semicolon`'),
      });
    });
  });

  describe('invalid files', () => {
    it.each([
      ['no bytes', '', undefined, 'The file is empty.'],
      ['empty lines only', '\n\n', undefined, 'The file has only empty lines.'],
      ['a header only', 'Year,Value\n', 2, 'The file has a header but no rows.'],
      ['blank rows only', 'Year,Value\n,\n ,\n', 2, 'All 2 rows of the file are empty.'],
      ['a blank header', ',\n2020,1\n', 1, 'The header has no column names.'],
      [
        'a workbook',
        'PK\u0003\u0004\u0014',
        undefined,
        'This is a ZIP archive or an Excel or OpenDocument workbook, not a text file.',
      ],
      ['a zero byte', 'Year,Value\n2020,1\u0000\n', 2, 'The file contains a zero byte, and is not a text file.'],
      ['a row that is too short', 'Year,Value\n2020,1\n2021\n', 3, 'This row has 1 field, but the header has 2.'],
      ['a row that is too long', 'Year,Value\n2020,1,234\n', 2, 'This row has 3 fields, but the header has 2.'],
    ])('rejects %s', async (_, csv, line, message) => {
      await refused(csv).toMatchObject({
        name: 'SourceError',
        place: { file: 'data.csv', ...(line !== undefined && { line }) },
        message,
        remedy: expect.stringMatching(/\w/),
      });
    });

    it('reads another encoding only if it is declared', async () => {
      const latin = Buffer.from('Year,Value,Région\n2020,1,Québec\n', 'latin1');
      const keys = 'dimensions: [{ column: Région }]';
      await refused(latin, mapping(keys)).toMatchObject({
        place: { file: 'data.csv', line: 1 },
        message: 'The encoding of the file is not UTF-8.',
        remedy: expect.stringContaining('`encoding: windows-1252`'),
      });
      expect(await observations(latin, mapping(`${keys}\nencoding: windows-1252`))).toMatchObject([
        { categories: [{ category: 'Québec' }] },
      ]);
    });

    it.each([
      ['1'.repeat(44), 'digits in total'],
      [`0.${'1'.repeat(21)}`, 'after the decimal mark'],
    ])('states the maximum number of digits for %s', async (figure, remedy) => {
      await refused(`Year,Value\n2020,${figure}\n`).toMatchObject({
        message: `"${figure}" in column "Value" has too many digits.`,
        remedy: expect.stringContaining(remedy),
      });
    });

    it.each(['\n', '\r\n', '\r'])(
      'notes a last line without a line end, with the field that may be incomplete',
      async (end) => {
        const whole = source(['Year,Value', '2020,61.5', '2021,61.0', ''].join(end));
        await collect(whole.items);
        expect(whole.notes.doubtful).toEqual([]);
        const cut = source(['Year,Value', '2020,61.5', '2021,6'].join(end));
        expect((await itemsOf(cut, 'observation'))[1]).toMatchObject({ value: '6' });
        expect(cut.notes.doubtful).toEqual([
          {
            kind: 'last line without a line end',
            place: { file: 'data.csv', line: 3 },
            detail: expect.stringMatching(
              /^The last field, "6" in column "Value", may be incomplete\. If the file was cut off/,
            ),
          },
        ]);
      },
    );

    it('detects the end of the last line in any encoding', async () => {
      const map = mapping('encoding: utf-16');
      const written = (text: string) => source(Buffer.from(`\ufeff${text}`, 'utf16le'), map);
      const [whole, cut] = [written('Year,Value\n2020,1\n'), written('Year,Value\n2020,1')];
      await Promise.all([collect(whole.items), collect(cut.items)]);
      expect([whole.notes.doubtful, cut.notes.doubtful].map(({ length }) => length)).toEqual([0, 1]);
    });

    it('skips rows without fields, and notes them', async () => {
      const from = source('Year,Value\n2020,1\n,\n', mapping());
      expect(await itemsOf(from, 'observation')).toHaveLength(1);
      expect(from.notes.dropped).toMatchObject([{ kind: 'empty row', place: { line: 3 } }]);
    });
  });
});
