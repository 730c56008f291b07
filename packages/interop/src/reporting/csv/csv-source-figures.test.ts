import { describe, expect, it } from 'vitest';
import { indicator, mapping, observations, refused } from './csv-source.fixture.ts';
import { parseMapping } from './mapping.ts';

describe('the figures of a CSV file', () => {
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
});
