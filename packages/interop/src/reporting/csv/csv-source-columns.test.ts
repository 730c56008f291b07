import { describe, expect, it } from 'vitest';
import { collect, itemsOf } from '../../testing/memory-file.ts';
import { indicator, mapping, observations, refused, source } from './csv-source.fixture.ts';
import { parseMapping } from './mapping.ts';

describe('the columns of a CSV file', () => {
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

    describe('with the URLs of their websites', () => {
      const withUrls = mapping('organization: Partner\norganizationUrl: Website');
      const rows = (...lines: string[]) => `Year,Partner,Website,Value\n${lines.join('\n')}\n`;

      it('have the URL of their rows, or none', async () => {
        const csv = rows(
          '2020,Museum,https://museum.example,1',
          '2020,Library,,2',
          '2021,Museum,https://museum.example,3',
        );
        const organizations = await itemsOf(source(csv, withUrls), 'organization');
        expect(organizations.map(({ value }) => value)).toEqual([
          { name: 'Museum', url: 'https://museum.example' },
          { name: 'Library' },
        ]);
      });

      it('are not stated in a row without one', async () => {
        const csv = rows('2020,Museum,,1', '2021,Museum,https://museum.example,2', '2022,Museum,,3');
        const items = await collect(source(csv, withUrls).items);
        expect(items.slice(1)).toMatchObject([
          { kind: 'organization', place: { line: 2 }, value: { name: 'Museum' } },
          { kind: 'observation', period: '2020' },
          { kind: 'organization', place: { line: 3 }, value: { name: 'Museum', url: 'https://museum.example' } },
          { kind: 'observation', period: '2021' },
          { kind: 'observation', period: '2022' },
        ]);
      });

      it('are rejected if two rows of one organization state different ones, and both places are named', async () => {
        const csv = rows(
          '2019,Museum,,1',
          '2020,Museum,https://museum.example,1',
          '2021,Museum,,1',
          '2022,Museum,https://other.example,2',
        );
        await refused(csv, withUrls).toMatchObject({
          place: { file: 'data.csv', line: 5 },
          message:
            '"https://other.example" in column "Website" differs from "https://museum.example" in data.csv, line 3, for the organization "Museum".',
          remedy: 'Enter the same URL in every row of an organization, or in one of them.',
        });
      });

      it('are rejected in a row without an organization', async () => {
        await refused(rows('2020,,https://museum.example,1'), withUrls).toMatchObject({
          place: { file: 'data.csv', line: 2 },
          message:
            '"https://museum.example" in column "Website" is the URL of no organization, because column "Partner" is empty.',
          remedy: 'Enter the organization, or remove its URL.',
        });
      });
    });
  });
});
