import { describe, expect, it } from 'vitest';
import { collect, itemsOf, memoryFile } from '../../testing/memory-file.ts';
import { csvSource } from './csv-source.ts';
import { parseMapping } from './mapping.ts';

const indicator = (code: string, series?: string) => `
  - code: ${code}
    name: Indicator ${code}
    definition: What ${code} counts.
    level: POPULATION
    kind: AMOUNT
    countingUnit: OTHER
    direction: INCREASE
${series === undefined ? '' : `    series: ${series}\n`}`;

/** A mapping of a column Year and a column Value, with further keys before the indicators. */
const mapping = (further = '', indicators = indicator('A')) =>
  parseMapping(
    `period: { column: Year, form: year }\nvalue: Value\nunit: places\n${further}\nindicators:${indicators}`,
    { file: 'data.map.yaml' },
  );

const source = (csv: string | Uint8Array, map = mapping()) =>
  csvSource({ file: memoryFile(csv, { name: 'data.csv' }), mapping: map });
const observations = (csv: string | Uint8Array, map = mapping()) => itemsOf(source(csv, map), 'observation');
const refused = (csv: string | Uint8Array, map = mapping()) => expect(collect(source(csv, map).items)).rejects;

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

  describe('series', () => {
    const two = mapping('series: Series\nleaveOut: [C]', indicator('A', 'First') + indicator('B', 'Second'));

    it('assigns each row to its indicator', async () => {
      const rows = await observations('Year,Series,Value\n2020,Second,1\n2020,First,2\n', two);
      expect(rows.map(({ indicator: code, value }) => [code, value])).toEqual([
        ['B', '1'],
        ['A', '2'],
      ]);
    });

    it('distinguishes series by several columns', async () => {
      const map = mapping('series: [S, Adjusted]', indicator('A', '[x, yes]') + indicator('B', '[x, no]'));
      expect(await observations('Year,S,Adjusted,Value\n2020,x,no,1\n', map)).toMatchObject([{ indicator: 'B' }]);
    });

    it('rejects a series that is not in the mapping', async () => {
      await refused('Year,Series,Value\n2020,Frist,1\n', two).toMatchObject({
        place: { file: 'data.csv', line: 2 },
        message: '"Frist" in column "Series" is not a series of the mapping data.map.yaml. Did you mean "First"?',
        remedy: expect.stringContaining('series: ["Frist"]'),
      });
    });

    it('leaves out series, and notes the number of rows', async () => {
      const from = source('Year,Series,Value\n2020,First,1\n2020,C,1\n2021,C,1\n2020,Second,1\n', two);
      expect(await itemsOf(from, 'observation')).toHaveLength(2);
      expect(from.notes.dropped).toEqual([
        {
          kind: 'series left out',
          place: { file: 'data.csv', line: 3 },
          detail: 'The mapping leaves out 2 rows, the first in line 3.',
        },
      ]);
    });

    it('notes an indicator without rows', async () => {
      const from = source('Year,Series,Value\n2020,First,1\n', two);
      await collect(from.items);
      expect(from.notes.dropped).toMatchObject([
        { kind: 'indicator without rows', detail: 'No row belongs to the indicator "B" (Indicator B).' },
      ]);
    });
  });

  describe('dimensions', () => {
    const bySex = (further = '') => mapping(`dimensions: [{ column: Sex${further} }]`);

    it('reads an empty field as the total', async () => {
      const rows = await observations('Year,Sex,Value\n2020,,3\n2020,Female,2\n', bySex());
      expect(rows.map(({ categories }) => categories)).toEqual([
        [],
        [{ dimension: 'sex', category: 'Female', label: 'Female' }],
      ]);
    });

    it('reads the words for the total as the total', async () => {
      expect(await observations('Year,Sex,Value\n2020,All,3\n', bySex(', total: All'))).toMatchObject([
        { categories: [] },
      ]);
    });

    it('labels the listed categories', async () => {
      const rows = await observations('Year,Sex,Value\n2020,F,3\n', bySex(', categories: { F: Female, M: Male }'));
      expect(rows[0]?.categories).toEqual([{ dimension: 'sex', category: 'F', label: 'Female' }]);
    });

    it('rejects a category that is not listed', async () => {
      await refused('Year,Sex,Value\n2020,m,3\n', bySex(', categories: { F: Female, M: Male }')).toMatchObject({
        place: { file: 'data.csv', line: 2 },
        message: '"m" in column "Sex" is not a category in the mapping. Known values: "F", "M". Did you mean "M"?',
      });
    });

    it('rejects a category of a dimension that the indicator does not have', async () => {
      const map = mapping(
        'dimensions: [{ column: Sex }]',
        indicator('A').replace('level:', 'dimensions: []\n    level:'),
      );
      await refused('Year,Sex,Value\n2020,Female,3\n', map).toThrow(/"Female" in column "Sex" is a category of "sex"/);
    });
  });

  describe('periods', () => {
    const mixed = parseMapping(
      `period: { column: Year, form: [year, school-year, fiscal-year] }\nvalue: Value\nunit: places\nseries: S\nindicators:` +
        indicator('A', 'a').replace('level:', 'frequency: YEAR\n    level:') +
        indicator('B', 'b').replace('level:', 'frequency: SCHOOL_YEAR\n    level:') +
        indicator('C', 'c').replace('level:', 'frequency: FISCAL_YEAR\n    level:'),
      { file: 'data.map.yaml' },
    );

    it('distinguishes similar forms by the frequency of the indicator', async () => {
      const rows = await observations('Year,S,Value\n2015,a,1\n2015/16,b,1\n2015/16,c,1\n', mixed);
      expect(rows.map(({ period }) => period)).toEqual(['2015', 'SY2015-16', 'FY2016']);
    });

    it('rejects a period whose length differs from the frequency of the indicator', async () => {
      await refused('Year,S,Value\n2015/16,a,1\n', mixed).toMatchObject({
        place: { file: 'data.csv', line: 2 },
        message: '"2015/16" in column "Year" is a SCHOOL_YEAR, but the frequency of the indicator "A" is YEAR.',
      });
    });

    it('rejects a period in another form, and names that form', async () => {
      await refused('Year,Value\n2015,1\n2015 Q1,1\n').toMatchObject({
        place: { file: 'data.csv', line: 3 },
        message: '"2015 Q1" in column "Year" is not a period in the form year (2002).',
        remedy: 'Correct the period, or add `quarter` to `period.form` in the mapping.',
      });
    });
  });

  describe('figures', () => {
    const withStatus = mapping(
      'status: { column: Status, words: { Normal: OBSERVED, Suppressed: SUPPRESSED_AT_SOURCE } }',
    );

    it('rejects a figure that is not a number', async () => {
      await refused('Year,Value\n2020,1\n2021,1O\n').toMatchObject({
        name: 'SourceError',
        place: { file: 'data.csv', line: 3 },
        message: '"1O" in column "Value" is not a number.',
      });
    });

    it('distinguishes zero, missing and suppressed', async () => {
      const map = mapping('markers: { "[c]": SUPPRESSED_AT_SOURCE, "[z]": NOT_APPLICABLE }');
      const rows = await observations('Year,Value\n2020,0\n2021,\n2022,[c]\n2023,[z]\n', map);
      expect(rows.map(({ value, status }) => [value, status])).toEqual([
        ['0', 'OBSERVED'],
        [null, 'MISSING'],
        [null, 'SUPPRESSED_AT_SOURCE'],
        [null, 'NOT_APPLICABLE'],
      ]);
    });

    it('reads the status from its column', async () => {
      const rows = await observations('Year,Value,Status\n2020,,Suppressed\n2021,4,Normal\n', withStatus);
      expect(rows.map(({ status }) => status)).toEqual(['SUPPRESSED_AT_SOURCE', 'OBSERVED']);
    });

    it('rejects a status that is not in the mapping', async () => {
      await refused('Year,Value,Status\n2020,1,Nomal\n', withStatus).toMatchObject({
        place: { file: 'data.csv', line: 2 },
        message:
          '"Nomal" in column "Status" is not a status in the mapping. Known values: "Normal", "Suppressed". Did you mean "Normal"?',
      });
    });

    it('rejects a status that requires a figure if there is none', async () => {
      await refused('Year,Value,Status\n2020,,Normal\n', withStatus).toThrow(
        /"Normal" in column "Status" means that there is a figure/,
      );
    });

    it('rejects a figure whose status is suppressed', async () => {
      await refused('Year,Value,Status\n2020,7,Suppressed\n', withStatus).toThrow(
        /"Suppressed" in column "Status" means that there is no figure .*, but the row has the figure 7/,
      );
    });

    it('rejects a marker that contradicts the status', async () => {
      const map = mapping('markers: { "-": MISSING }\nstatus: { column: Status, words: { S: SUPPRESSED_AT_SOURCE } }');
      await refused('Year,Value,Status\n2020,-,S\n', map).toThrow(
        /"-" in column "Value" means MISSING, but the status in column "Status" is SUPPRESSED_AT_SOURCE/,
      );
    });

    it('reads declared decimal commas and thousands marks', async () => {
      const map = mapping('decimal: comma\nthousands: point\ndelimiter: semicolon');
      expect(await observations('Year;Value\n2020;1.234,50\n', map)).toMatchObject([{ value: '1234.5' }]);
    });

    it('rejects a count with decimals or below zero', async () => {
      const map = mapping('', indicator('A').replace('AMOUNT', 'COUNT'));
      await refused('Year,Value\n2020,1.5\n', map).toThrow(/"1.5" in column "Value" is not a count/);
      await refused('Year,Value\n2020,-1\n', map).toThrow(/"-1" in column "Value" is not a count/);
    });
  });

  describe('ratios', () => {
    const ratio = parseMapping(
      `period: { column: Year, form: year }\nnumerator: N\ndenominator: D\nbase: B\nunit: percent\nindicators:${indicator('A').replace('AMOUNT', 'RATIO')}`,
      { file: 'data.map.yaml' },
    );

    it('reads numerator, denominator and base', async () => {
      expect(await observations('Year,N,D,B\n2020,3,4,40\n', ratio)).toMatchObject([
        { value: null, numerator: '3', denominator: '4', base: '40', status: 'OBSERVED' },
      ]);
    });

    it('reads two empty parts as missing', async () => {
      expect(await observations('Year,N,D,B\n2020,,,\n', ratio)).toMatchObject([
        { numerator: null, denominator: null, base: null, status: 'MISSING' },
      ]);
    });

    it('reads 0 of 0 as not applicable', async () => {
      expect(await observations('Year,N,D,B\n2020,0,0,0\n', ratio)).toMatchObject([{ status: 'NOT_APPLICABLE' }]);
    });

    it.each([
      ['a ratio without a denominator', '3,,', /"" in column "D" is not a number, but the other part of the ratio is/],
      ['a denominator of 0', '3,0,', /"0" in column "D" is not a valid denominator/],
      ['a negative denominator', '3,-4,', /"-4" in column "D" is not a valid denominator/],
      ['a base that is not a number of people', '3,4,4.5', /"4.5" in column "B" is not a number of people/],
    ])('rejects %s', async (_, row, message) => {
      await refused(`Year,N,D,B\n2020,${row}\n`, ratio).toThrow(message);
    });
  });

  describe('organizations', () => {
    const reported = mapping('organization: Partner');

    it('defines each organization once, before its first observation', async () => {
      const items = await collect(
        source('Year,Partner,Value\n2020,Museum,1\n2021,Museum,2\n2020,,3\n', reported).items,
      );
      expect(items.slice(1)).toMatchObject([
        { kind: 'organization', key: 'Museum', value: { name: 'Museum' } },
        { kind: 'observation', organization: 'Museum' },
        { kind: 'observation', organization: 'Museum' },
        { kind: 'observation', organization: null },
      ]);
    });
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
