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
  it('makes an observation of the ecosystem itself of each row', async () => {
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

  it('hands on goals and indicators before the observations', async () => {
    const map = mapping('goals: [{ code: G1, title: More places }]');
    const items = await collect(source('Year,Value\n2020,1\n', map).items);
    expect(items.map(({ kind }) => kind)).toEqual(['goal', 'indicator', 'observation']);
    expect(items[0]).toMatchObject({
      key: 'G1',
      place: { file: 'data.map.yaml', line: 4 },
      value: { code: 'G1', title: 'More places' },
    });
  });

  it('takes a byte order mark, spaces around fields, and no line end at the end', async () => {
    expect(await observations('\ufeff Year , Value\n 2020 , 1 ')).toMatchObject([{ period: '2020', value: '1' }]);
  });

  it('passes on how repeated cells are to be taken', () => {
    expect(source('', mapping('repeated: set-aside')).repeated).toBe('set-aside');
    expect(source('').repeated).toBe('refuse');
  });

  it('hands on every row of a repeated cell', async () => {
    expect(await observations('Year,Value\n2020,1\n2020,2\n')).toHaveLength(2);
  });

  describe('series', () => {
    const two = mapping('series: Series\nleaveOut: [C]', indicator('A', 'First') + indicator('B', 'Second'));

    it('finds the indicator of each row', async () => {
      const rows = await observations('Year,Series,Value\n2020,Second,1\n2020,First,2\n', two);
      expect(rows.map(({ indicator: code, value }) => [code, value])).toEqual([
        ['B', '1'],
        ['A', '2'],
      ]);
    });

    it('tells series apart by several columns', async () => {
      const map = mapping('series: [S, Adjusted]', indicator('A', '[x, yes]') + indicator('B', '[x, no]'));
      expect(await observations('Year,S,Adjusted,Value\n2020,x,no,1\n', map)).toMatchObject([{ indicator: 'B' }]);
    });

    it('refuses a series that the mapping does not have', async () => {
      await refused('Year,Series,Value\n2020,Frist,1\n', two).toMatchObject({
        place: { file: 'data.csv', line: 2 },
        message: 'column "Series": "Frist" belongs to no series in the mapping (data.map.yaml); did you mean "First"?',
        remedy: expect.stringContaining('series: ["Frist"]'),
      });
    });

    it('leaves out the series that it is told to, and notes how many rows', async () => {
      const from = source('Year,Series,Value\n2020,First,1\n2020,C,1\n2021,C,1\n2020,Second,1\n', two);
      expect(await itemsOf(from, 'observation')).toHaveLength(2);
      expect(from.notes.dropped).toEqual([
        {
          kind: 'series left out',
          place: { file: 'data.csv', line: 3 },
          detail: '2 rows from line 3 on, as the mapping says',
        },
      ]);
    });

    it('notes an indicator that has no rows', async () => {
      const from = source('Year,Series,Value\n2020,First,1\n', two);
      await collect(from.items);
      expect(from.notes.dropped).toMatchObject([{ kind: 'indicator without rows', detail: '"B" (Indicator B)' }]);
    });
  });

  describe('dimensions', () => {
    const bySex = (further = '') => mapping(`dimensions: [{ column: Sex${further} }]`);

    it('takes a blank field as the total', async () => {
      const rows = await observations('Year,Sex,Value\n2020,,3\n2020,Female,2\n', bySex());
      expect(rows.map(({ categories }) => categories)).toEqual([
        [],
        [{ dimension: 'sex', category: 'Female', label: 'Female' }],
      ]);
    });

    it('takes the words for the total as the total', async () => {
      expect(await observations('Year,Sex,Value\n2020,All,3\n', bySex(', total: All'))).toMatchObject([
        { categories: [] },
      ]);
    });

    it('labels the categories that are listed', async () => {
      const rows = await observations('Year,Sex,Value\n2020,F,3\n', bySex(', categories: { F: Female, M: Male }'));
      expect(rows[0]?.categories).toEqual([{ dimension: 'sex', category: 'F', label: 'Female' }]);
    });

    it('refuses a category that is not listed', async () => {
      await refused('Year,Sex,Value\n2020,m,3\n', bySex(', categories: { F: Female, M: Male }')).toMatchObject({
        place: { file: 'data.csv', line: 2 },
        message: 'column "Sex": "m" is not a category that the mapping knows; known: "F", "M"; did you mean "M"?',
      });
    });

    it('refuses a category of a dimension that the indicator is not split by', async () => {
      const map = mapping(
        'dimensions: [{ column: Sex }]',
        indicator('A').replace('level:', 'dimensions: []\n    level:'),
      );
      await refused('Year,Sex,Value\n2020,Female,3\n', map).toThrow(/column "Sex": "Female" is a category of "sex"/);
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

    it('reads forms that look alike by the frequency of the indicator', async () => {
      const rows = await observations('Year,S,Value\n2015,a,1\n2015/16,b,1\n2015/16,c,1\n', mixed);
      expect(rows.map(({ period }) => period)).toEqual(['2015', 'SY2015-16', 'FY2016']);
    });

    it('refuses a period of another length than the indicator is reported for', async () => {
      await refused('Year,S,Value\n2015/16,a,1\n', mixed).toMatchObject({
        place: { file: 'data.csv', line: 2 },
        message: 'column "Year": "2015/16" is a SCHOOL_YEAR, and the indicator "A" is reported by YEAR',
      });
    });

    it('refuses what is no period, and names the form that it is in', async () => {
      await refused('Year,Value\n2015,1\n2015 Q1,1\n').toMatchObject({
        place: { file: 'data.csv', line: 3 },
        message: 'column "Year": "2015 Q1" is no period; expected here: year (2002)',
        remedy: 'Correct the period, or add its form to "period" in the mapping: quarter.',
      });
    });
  });

  describe('figures', () => {
    const withStatus = mapping(
      'status: { column: Status, words: { Normal: OBSERVED, Suppressed: SUPPRESSED_AT_SOURCE } }',
    );

    it('refuses what is not a number', async () => {
      await refused('Year,Value\n2020,1\n2021,1O\n').toMatchObject({
        name: 'SourceError',
        place: { file: 'data.csv', line: 3 },
        message: 'column "Value": "1O" is not a number',
      });
    });

    it('keeps zero, missing and suppressed apart', async () => {
      const map = mapping('markers: { "[c]": SUPPRESSED_AT_SOURCE, "[z]": NOT_APPLICABLE }');
      const rows = await observations('Year,Value\n2020,0\n2021,\n2022,[c]\n2023,[z]\n', map);
      expect(rows.map(({ value, status }) => [value, status])).toEqual([
        ['0', 'OBSERVED'],
        [null, 'MISSING'],
        [null, 'SUPPRESSED_AT_SOURCE'],
        [null, 'NOT_APPLICABLE'],
      ]);
    });

    it('takes the status from its column', async () => {
      const rows = await observations('Year,Value,Status\n2020,,Suppressed\n2021,4,Normal\n', withStatus);
      expect(rows.map(({ status }) => status)).toEqual(['SUPPRESSED_AT_SOURCE', 'OBSERVED']);
    });

    it('refuses a status that the mapping does not know', async () => {
      await refused('Year,Value,Status\n2020,1,Nomal\n', withStatus).toMatchObject({
        place: { file: 'data.csv', line: 2 },
        message:
          'column "Status": "Nomal" is not a status that the mapping knows; known: "Normal", "Suppressed"; did you mean "Normal"?',
      });
    });

    it('refuses a status that says there is a figure where there is none', async () => {
      await refused('Year,Value,Status\n2020,,Normal\n', withStatus).toThrow(
        /column "Status": "Normal" says that there is a figure/,
      );
    });

    it('refuses a figure that is said to be suppressed', async () => {
      await refused('Year,Value,Status\n2020,7,Suppressed\n', withStatus).toThrow(
        /"Suppressed" says that there is no figure .*, and there is one: 7/,
      );
    });

    it('refuses a marker that says something else than the status', async () => {
      const map = mapping('markers: { "-": MISSING }\nstatus: { column: Status, words: { S: SUPPRESSED_AT_SOURCE } }');
      await refused('Year,Value,Status\n2020,-,S\n', map).toThrow(
        /"-" stands for MISSING, and the column "Status" says SUPPRESSED_AT_SOURCE/,
      );
    });

    it('reads decimal commas and thousands where they are declared', async () => {
      const map = mapping('decimal: comma\nthousands: point\ndelimiter: semicolon');
      expect(await observations('Year;Value\n2020;1.234,50\n', map)).toMatchObject([{ value: '1234.5' }]);
    });

    it('refuses a count that is none', async () => {
      const map = mapping('', indicator('A').replace('AMOUNT', 'COUNT'));
      await refused('Year,Value\n2020,1.5\n', map).toThrow(/"1.5" is not a count/);
      await refused('Year,Value\n2020,-1\n', map).toThrow(/"-1" is not a count/);
    });
  });

  describe('ratios', () => {
    const ratio = parseMapping(
      `period: { column: Year, form: year }\nnumerator: N\ndenominator: D\nbase: B\nunit: percent\nindicators:${indicator('A').replace('AMOUNT', 'RATIO')}`,
      { file: 'data.map.yaml' },
    );

    it('takes numerator, denominator and base', async () => {
      expect(await observations('Year,N,D,B\n2020,3,4,40\n', ratio)).toMatchObject([
        { value: null, numerator: '3', denominator: '4', base: '40', status: 'OBSERVED' },
      ]);
    });

    it('takes both parts blank as missing', async () => {
      expect(await observations('Year,N,D,B\n2020,,,\n', ratio)).toMatchObject([
        { numerator: null, denominator: null, base: null, status: 'MISSING' },
      ]);
    });

    it('takes none of none as not applicable', async () => {
      expect(await observations('Year,N,D,B\n2020,0,0,0\n', ratio)).toMatchObject([{ status: 'NOT_APPLICABLE' }]);
    });

    it.each([
      ['half a ratio', '3,,', /column "D": "" leaves a ratio with one of its two parts/],
      ['a share of nothing', '3,0,', /column "D": "0" is not a denominator/],
      ['a negative denominator', '3,-4,', /column "D": "-4" is not a denominator/],
      ['a base that is no number of people', '3,4,4.5', /column "B": "4.5" is not a number of people/],
    ])('refuses %s', async (_, row, message) => {
      await refused(`Year,N,D,B\n2020,${row}\n`, ratio).toThrow(message);
    });
  });

  describe('organizations', () => {
    const reported = mapping('organization: Partner');

    it('defines each once, before its first observation', async () => {
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
    it('refuses another unit than the indicator has', async () => {
      const map = parseMapping(
        `period: { column: Year, form: year }\nvalue: Value\nunit: { column: Unit, words: { "%": percent, No: number } }\nindicators:${indicator('A').replace('level:', 'unit: number\n    level:')}`,
        { file: 'data.map.yaml' },
      );
      expect(await observations('Year,Unit,Value\n2020,No,1\n', map)).toHaveLength(1);
      await refused('Year,Unit,Value\n2020,%,1\n', map).toThrow(
        /column "Unit": "%" is percent, and the indicator "A" is in number/,
      );
      await refused('Year,Unit,Value\n2020,Nr,1\n', map).toThrow(
        /"Nr" is not a unit that the mapping knows; known: "%", "No"/,
      );
    });

    it('refuses a row without the word that every row should have', async () => {
      const map = mapping('expect: { Scale: [Units, units] }');
      expect(await observations('Year,Scale,Value\n2020,units,1\n', map)).toHaveLength(1);
      await refused('Year,Scale,Value\n2020,Thousands,1\n', map).toThrow(
        /column "Scale": "Thousands" is not what the mapping expects in every row: "Units" or "units"/,
      );
    });
  });

  describe('columns', () => {
    it('refuses a file without a column that the mapping names, and says where', async () => {
      await refused('Yaer,Value\n2020,1\n').toMatchObject({
        place: { file: 'data.csv', line: 1 },
        message: expect.stringContaining(
          'there is no column "Year" (named in data.map.yaml, line 1); did you mean "Yaer"?',
        ),
      });
    });

    it('refuses a column that the mapping does not speak of', async () => {
      await refused('Year,Value,Note\n2020,1,x\n').toMatchObject({
        place: { file: 'data.csv', line: 1 },
        message: 'the mapping (data.map.yaml) does not say what these columns are: "Note"',
        remedy: expect.stringContaining('"ignore"'),
      });
    });

    it('ignores what it is told to ignore, and notes it', async () => {
      const from = source(',Year,Value,Note\n0,2020,1,x\n', mapping('ignore: [Note, ""]'));
      expect(await itemsOf(from, 'observation')).toHaveLength(1);
      expect(from.notes.dropped.map(({ kind, detail }) => `${kind} ${detail}`)).toEqual([
        'ignored column "Note", as the mapping says',
        'ignored column "", as the mapping says',
      ]);
    });

    it('refuses two columns of one name', async () => {
      await refused('Year,Value,Year\n2020,1,2020\n').toThrow(/columns 1 and 3 are both called "Year"/);
    });

    it('recognizes another delimiter', async () => {
      await refused('Year;Value\n2020;1\n').toMatchObject({
        remedy: expect.stringContaining('"delimiter: semicolon"'),
      });
    });
  });

  describe('files that are not what they claim to be', () => {
    it.each([
      ['no bytes', '', undefined, 'the file is empty'],
      ['empty lines only', '\n\n', undefined, 'the file has only empty lines: no header, and no rows'],
      ['a header only', 'Year,Value\n', 2, 'the file has a header and no rows'],
      [
        'blank rows only',
        'Year,Value\n,\n ,\n',
        2,
        'the file has a header and no rows that hold anything: all 2 are blank',
      ],
      ['a blank header', ',\n2020,1\n', 1, 'the header is blank: no column has a name'],
      [
        'a workbook',
        'PK\u0003\u0004\u0014',
        undefined,
        'this is a ZIP archive or an Excel or OpenDocument workbook, not a text file',
      ],
      ['a zero byte', 'Year,Value\n2020,1\u0000\n', 2, 'there is a zero byte, which no text file holds'],
      ['a row that is too short', 'Year,Value\n2020,1\n2021\n', 3, 'this row has 1 fields, and the header has 2'],
      ['a row that is too long', 'Year,Value\n2020,1,234\n', 2, 'this row has 3 fields, and the header has 2'],
    ])('refuses %s', async (_, csv, line, message) => {
      await refused(csv).toMatchObject({
        name: 'SourceError',
        place: { file: 'data.csv', ...(line !== undefined && { line }) },
        message,
        remedy: expect.stringMatching(/\w/),
      });
    });

    it('refuses another encoding, and reads it where it is declared', async () => {
      const latin = Buffer.from('Year,Value,Région\n2020,1,Québec\n', 'latin1');
      const keys = 'dimensions: [{ column: Région }]';
      await refused(latin, mapping(keys)).toMatchObject({
        place: { file: 'data.csv', line: 1 },
        message: 'the bytes are not valid UTF-8',
        remedy: expect.stringContaining('"encoding: windows-1252"'),
      });
      expect(await observations(latin, mapping(`${keys}\nencoding: windows-1252`))).toMatchObject([
        { categories: [{ category: 'Québec' }] },
      ]);
    });

    it.each([
      ['1'.repeat(44), 'digits in all'],
      [`0.${'1'.repeat(21)}`, 'after the decimal mark'],
    ])('says of %s what is allowed', async (figure, remedy) => {
      await refused(`Year,Value\n2020,${figure}\n`).toMatchObject({
        message: `column "Value": "${figure}" is a number with more digits than a figure can have`,
        remedy: expect.stringContaining(remedy),
      });
    });

    it.each(['\n', '\r\n', '\r'])(
      'notes a last line without a line end, with the field that may be cut',
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
            detail: expect.stringMatching(/^it ends with "6" in the column "Value".* if the file was cut short/),
          },
        ]);
      },
    );

    it('sees the end of the last line in any encoding', async () => {
      const map = mapping('encoding: utf-16');
      const written = (text: string) => source(Buffer.from(`\ufeff${text}`, 'utf16le'), map);
      const [whole, cut] = [written('Year,Value\n2020,1\n'), written('Year,Value\n2020,1')];
      await Promise.all([collect(whole.items), collect(cut.items)]);
      expect([whole.notes.doubtful, cut.notes.doubtful].map(({ length }) => length)).toEqual([0, 1]);
    });

    it('passes over rows of nothing but delimiters, and notes them', async () => {
      const from = source('Year,Value\n2020,1\n,\n', mapping());
      expect(await itemsOf(from, 'observation')).toHaveLength(1);
      expect(from.notes.dropped).toMatchObject([{ kind: 'empty row', place: { line: 3 } }]);
    });
  });
});
