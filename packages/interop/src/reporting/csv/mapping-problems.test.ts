import { describe, expect, it } from 'vitest';
import { changed, parse, refusal, valid } from './mapping.fixture.ts';

describe('parseMapping of an invalid mapping', () => {
  it('lists all problems of crossings', () => {
    const text = changed(
      'unit: percent',
      'unit: percent\ndimensions: [{ column: Age }, { column: Sex, exclusive: true }]',
    );
    const crossings = 'crossings: [[sex, sex], [sex, race], [age, sex]]\n    direction:';
    expect(refusal(text.replace('RATIO', 'COUNT').replace('direction:', crossings)).split('\n')).toEqual([
      expect.stringMatching(/^line 14, column 5: `crossings` require figures that add up across organizations/),
      expect.stringMatching(/^line 14, column 17: "sex" is crossed with itself/),
      expect.stringMatching(
        /^line 14, column 35: The version has no dimension "race"\. Its dimensions are: "age", "sex"\./,
      ),
      expect.stringMatching(/^line 14, column 43: The categories of "age" overlap/),
    ]);
  });

  it('reports an error with the file and the place of the key', () => {
    expect(() => parse(changed('RATIO', 'RATE'))).toThrow(
      expect.objectContaining({ place: { file: 'work.map.yaml', line: 11 } }),
    );
    expect(refusal(changed('RATIO', 'RATE'))).toMatch(/^line 11, column 5: "RATE" is not allowed here/);
  });

  it('lists all problems from top to bottom', () => {
    const text = changed('RATIO', 'RATE').replace('form: year', 'form: yaer');
    expect(refusal(text).split('\n')).toEqual([
      expect.stringContaining('line 3, column 3: "yaer" is not allowed here'),
      expect.stringContaining('line 11, column 5: "RATE" is not allowed here'),
    ]);
  });

  it.each([
    [
      'a misspelled key',
      'direction:',
      'direcion:',
      /line 13, column 5: `direcion` is not a key here\. Did you mean "direction"\?/,
    ],
    ['a missing key', '    kind: RATIO\n', '', /line 7, column 5: `kind` is missing\./],
    ['a missing period', 'period:\n  column: Year\n  form: year\n', '', /`period` is missing\./],
    [
      'a word that is not in the list',
      'INCREASE',
      'increase',
      /Use INCREASE, DECREASE, MAINTAIN\. Did you mean "INCREASE"\?/,
    ],
    ['an empty value', 'name: Young people in work', 'name:', /line 8, column 5: `name` must not be empty/],
    ['a list instead of a text', 'value: Value', 'value: [Value]', /line 4, column 1: `value` must be a text/],
    [
      'a text instead of a list',
      'unit: percent',
      'unit: percent\ngoals: G1',
      /line 6, column 1: `goals` must be a list/,
    ],
    [
      'an invalid web address',
      'unit: percent',
      'unit: percent\nsource: here',
      /line 6, column 1: This is not a web address/,
    ],
    [
      'yes instead of true',
      'unit: percent',
      'unit: percent\ndimensions: [{ column: Sex, exclusive: yes }]',
      /"yes" is not allowed here\. Use true, false/,
    ],
    ['no column of figures', 'value: Value\n', '', /names no column with figures/],
    [
      'a URL without an organization',
      'value: Value',
      'value: Value\norganizationUrl: Site',
      /`organizationUrl` requires `organization`/,
    ],
    ['a numerator alone', 'value: Value', 'numerator: Passed', /`numerator` requires `denominator`/],
    [
      'a numerator for a count',
      'value: Value',
      'numerator: A\ndenominator: B',
      /`kind` is COUNT, but only a RATIO or MEAN has/,
      'RATIO',
      'COUNT',
    ],
    ['an indicator without figures', 'RATIO', 'QUALITATIVE', /A CSV file cannot contain reports of a QUALITATIVE/],
    [
      'the same decimal and thousands mark',
      'unit: percent',
      'unit: percent\ndecimal: comma\nthousands: comma',
      /`decimal` and `thousands` must not be the same mark/,
    ],
    [
      'a column used twice',
      'unit: percent',
      'unit: percent\nignore: [Year]',
      /line 6, column 10: The column "Year" is already used for `period\.column`/,
    ],
    [
      'series without a column',
      'code: "8.10"',
      'code: "8.10"\n    series: A',
      /line 8, column 5: The mapping has no series columns/,
    ],
    [
      'an indicator without a series',
      'unit: percent',
      'unit: percent\nseries: Series',
      /`series` must list one word for each of the columns "Series"/,
    ],
    ['a missing unit', 'unit: percent\n', '', /line 6, column 5: `unit` is missing/],
    [
      'a unit that the column cannot contain',
      'unit: percent',
      'unit: { column: Unit, words: { "%": percent } }',
      /No word in `unit\.words` means "pupils"/,
      'level:',
      'unit: pupils\n    level:',
    ],
    [
      'an unknown goal',
      'level:',
      'goals: [G2]\n    level:',
      /"G2" is not in `goals` of this mapping\. Known values: "G1"\. Did you mean "G1"\?/,
      'unit: percent',
      'unit: percent\ngoals: [{ code: G1, title: Work }]',
    ],
    [
      'an unknown dimension',
      'level:',
      'dimensions: [sexes]\n    level:',
      /"sexes" is not in `dimensions` of this mapping\. Known values: "sex"\./,
      'unit: percent',
      'unit: percent\ndimensions: [{ column: Sex }]',
    ],
    [
      'a repeated dimension',
      'unit: percent',
      'unit: percent\ndimensions: [{ column: Sex }, { column: SEX }]',
      /The code "sex" appears twice\. Remove one/,
    ],
    [
      'a dimension without letters',
      'unit: percent',
      'unit: percent\ndimensions: [{ column: "%" }]',
      /`code` is required/,
    ],
    [
      'a frequency that no form has',
      'level:',
      'frequency: MONTH\n    level:',
      /`frequency` is MONTH, but the period column contains YEAR/,
    ],
    ['a missing frequency', 'form: year', 'form: [year, quarter]', /`frequency` is required/],
    [
      'an aggregation that the kind does not allow',
      'level:',
      'aggregationOverTime: SUM\n    level:',
      /line 10, column 5: `aggregationOverTime` of a RATIO cannot be SUM/,
    ],
    ['a missing tolerance', 'direction: INCREASE', 'direction: MAINTAIN', /`tolerance` is required/],
    ['a tolerance that is not a number', 'level:', 'tolerance: little\n    level:', /`tolerance` must be a number/],
    ['a multiplier of 0', 'level:', 'multiplier: 0\n    level:', /`multiplier` must be greater than 0/],
    ['a multiplier that is not a number', 'level:', 'multiplier: hundred\n    level:', /`multiplier` must be a number/],
  ])('rejects %s', (_, from, to, message, alsoFrom = '', alsoTo = '') => {
    expect(refusal(changed(from, to).replace(alsoFrom, alsoTo))).toMatch(message);
  });

  it('rejects several indicators without series', () => {
    const second = valid.slice(valid.indexOf('  - code')).replace('8.10', '8.11');
    expect(refusal(valid + second)).toMatch(/Several indicators require `series`/);
  });

  it('rejects a series that is listed twice', () => {
    const text = changed('unit: percent', 'unit: percent\nseries: Series\nleaveOut: [A]').replace(
      'level:',
      'series: A\n    level:',
    );
    expect(refusal(text)).toMatch(/The series "A" is listed twice/);
  });

  it('rejects a series with fewer words than series columns', () => {
    const text = changed('unit: percent', 'unit: percent\nseries: [Series, Sex]').replace(
      'level:',
      'series: A\n    level:',
    );
    expect(refusal(text)).toMatch(/one word for each of the columns "Series", "Sex"/);
  });

  it.each([
    ['', /The file is not a mapping/],
    ['Year,Value\n2020,1\n', /The file is not a mapping/],
    ['period: {', /line 1, column \d+: The file is not valid YAML/],
    ['value: a\nvalue: b\n', /line 2, column 1: The file is not valid YAML \(Map keys must be unique/],
    ['value: *nowhere\n', /An alias \(\*\) has no anchor/],
    ['value: !mine x\n', /The file is not valid YAML \(Unresolved tag/],
    ['\u0000\u0001', /The file is not a mapping/],
  ])('rejects %j, which is not a mapping', (text, message) => {
    expect(refusal(text)).toMatch(message);
  });
});
