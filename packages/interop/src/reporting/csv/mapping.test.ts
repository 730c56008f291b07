import { describe, expect, it } from 'vitest';
import { parseMapping } from './mapping.ts';

const valid = `period:
  column: Year
  form: year
value: Value
unit: percent
indicators:
  - code: "8.10"
    name: Young people in work
    definition: Share of people aged 16 to 24 who are in work.
    level: POPULATION
    kind: RATIO
    countingUnit: PEOPLE
    direction: INCREASE
`;

const parse = (text: string) => parseMapping(text, { file: 'work.map.yaml' });

/** The valid mapping with one piece of it changed. */
function changed(from: string, to: string): string {
  expect(valid).toContain(from);
  return valid.replace(from, to);
}

/** The message with which a mapping is refused. */
function refusal(text: string): string {
  try {
    parse(text);
  } catch (error) {
    expect(error).toMatchObject({ name: 'SourceError' });
    return String(error instanceof Error && error.message);
  }
  throw new Error('the mapping was not refused');
}

describe('parseMapping', () => {
  it('reads the indicator with what is left to defaults', () => {
    const [indicator] = parse(valid).indicators.values();
    expect(indicator).toEqual({
      code: '8.10',
      name: 'Young people in work',
      level: 'POPULATION',
      identifiers: [],
      goals: [],
      definedBy: null,
      sourceUri: undefined,
      version: {
        definition: 'Share of people aged 16 to 24 who are in work.',
        kind: 'RATIO',
        countingUnit: 'PEOPLE',
        unit: { scheme: 'unit', code: 'percent', label: 'Percent', uri: null },
        multiplier: '100',
        direction: 'INCREASE',
        aggregationAcrossOrganizations: 'NONE',
        aggregationOverTime: 'NONE',
        frequency: 'YEAR',
      },
      dimensions: [],
    });
  });

  it('leaves every value as it is written', () => {
    const [indicator] = parse(changed('"8.10"', '8.10')).indicators.values();
    expect(indicator?.code).toBe('8.10');
  });

  it('takes a multiplier of 1 with units that are no percentages', () => {
    const [indicator] = parse(changed('unit: percent', 'unit: pupils')).indicators.values();
    expect(indicator?.version).toMatchObject({ multiplier: '1', unit: { code: 'pupils', label: 'pupils' } });
  });

  it('makes the code of a dimension of the name of its column', () => {
    const mapping = parse(changed('unit: percent', 'unit: percent\ndimensions: [{ column: Age group (years) }]'));
    const [indicator] = mapping.indicators.values();
    expect(indicator?.dimensions).toEqual([
      {
        key: 'age-group-years',
        code: 'age-group-years',
        label: 'Age group (years)',
        exclusive: false,
        exhaustive: false,
      },
    ]);
  });

  it('splits an indicator by the dimensions it lists only', () => {
    const dimensions = 'dimensions: [{ column: Age }, { column: Sex }]';
    const mapping = parse(
      changed('unit: percent', `unit: percent\n${dimensions}`).replace(
        'direction:',
        'dimensions: [sex]\n    direction:',
      ),
    );
    const [indicator] = mapping.indicators.values();
    expect(indicator?.dimensions.map(({ code }) => code)).toEqual(['sex']);
  });

  it('places an error at the key, and names the file', () => {
    expect(() => parse(changed('RATIO', 'RATE'))).toThrow(
      expect.objectContaining({ place: { file: 'work.map.yaml', line: 11 } }),
    );
    expect(refusal(changed('RATIO', 'RATE'))).toMatch(/^line 11, column 5: "RATE" is not allowed here/);
  });

  it('lists everything that is wrong, from top to bottom', () => {
    const text = changed('RATIO', 'RATE').replace('form: year', 'form: yaer');
    expect(refusal(text).split('\n')).toEqual([
      expect.stringContaining('line 3, column 3: "yaer" is not allowed here'),
      expect.stringContaining('line 11, column 5: "RATE" is not allowed here'),
    ]);
  });

  it.each([
    [
      'a misspelt key',
      'direction:',
      'direcion:',
      /line 13, column 5: "direcion" is not a key here; did you mean "direction"\?/,
    ],
    ['a missing key', '    kind: RATIO\n', '', /line 7, column 5: the key "kind" is missing/],
    ['a missing period', 'period:\n  column: Year\n  form: year\n', '', /the key "period" is missing/],
    [
      'a word that a list does not have',
      'INCREASE',
      'increase',
      /allowed: INCREASE, DECREASE, MAINTAIN; did you mean "INCREASE"\?/,
    ],
    ['an empty value', 'name: Young people in work', 'name:', /line 8, column 5: "name" must not be empty/],
    [
      'a list where a text is expected',
      'value: Value',
      'value: [Value]',
      /line 4, column 1: a text is expected for "value"/,
    ],
    [
      'a text where a list is expected',
      'unit: percent',
      'unit: percent\ngoals: G1',
      /line 6, column 1: a list is expected for "goals"/,
    ],
    [
      'a web address that is none',
      'unit: percent',
      'unit: percent\nsource: here',
      /line 6, column 1: a web address is expected/,
    ],
    [
      'a yes that is neither',
      'unit: percent',
      'unit: percent\ndimensions: [{ column: Sex, exclusive: yes }]',
      /"yes" is not allowed here; allowed: true, false/,
    ],
    ['no column of figures', 'value: Value\n', '', /say which column holds the figures/],
    ['a numerator alone', 'value: Value', 'numerator: Passed', /a "numerator" needs a "denominator"/],
    [
      'a numerator of a count',
      'value: Value',
      'numerator: A\ndenominator: B',
      /make a RATIO or MEAN, and this indicator is a COUNT/,
      'RATIO',
      'COUNT',
    ],
    ['an indicator without figures', 'RATIO', 'QUALITATIVE', /has no figures that a CSV file could hold/],
    [
      'one mark for two things',
      'unit: percent',
      'unit: percent\ndecimal: comma\nthousands: comma',
      /the comma cannot mark both/,
    ],
    [
      'a column used twice',
      'unit: percent',
      'unit: percent\nignore: [Year]',
      /line 6, column 10: the column "Year" is used already, for "period.column"/,
    ],
    [
      'series without a column',
      'code: "8.10"',
      'code: "8.10"\n    series: A',
      /line 8, column 5: there is no "series" column/,
    ],
    [
      'an indicator without a series',
      'unit: percent',
      'unit: percent\nseries: Series',
      /"series" must list one word for each series column: "Series"/,
    ],
    ['a unit that is nowhere', 'unit: percent\n', '', /line 6, column 5: say the "unit" of this indicator/],
    [
      'a unit that the column cannot hold',
      'unit: percent',
      'unit: { column: Unit, words: { "%": percent } }',
      /no word of the unit column stands for "pupils"/,
      'level:',
      'unit: pupils\n    level:',
    ],
    [
      'an unknown goal',
      'level:',
      'goals: [G2]\n    level:',
      /"G2" is not among the goals of this mapping; known: "G1"; did you mean "G1"\?/,
      'unit: percent',
      'unit: percent\ngoals: [{ code: G1, title: Work }]',
    ],
    [
      'an unknown dimension',
      'level:',
      'dimensions: [sexes]\n    level:',
      /"sexes" is not among the dimensions of this mapping; known: "sex"/,
      'unit: percent',
      'unit: percent\ndimensions: [{ column: Sex }]',
    ],
    [
      'a dimension twice',
      'unit: percent',
      'unit: percent\ndimensions: [{ column: Sex }, { column: SEX }]',
      /the code "sex" appears twice: remove one/,
    ],
    [
      'a dimension without letters',
      'unit: percent',
      'unit: percent\ndimensions: [{ column: "%" }]',
      /give this dimension a "code"/,
    ],
    [
      'a frequency that no form writes',
      'level:',
      'frequency: MONTH\n    level:',
      /the forms of the period column write YEAR, never MONTH/,
    ],
    ['a frequency that is open', 'form: year', 'form: [year, quarter]', /say the "frequency" of this indicator/],
    [
      'a way of adding up that makes a wrong number',
      'level:',
      'aggregationOverTime: SUM\n    level:',
      /line 10, column 5: `aggregationOverTime` of a RATIO cannot be SUM/,
    ],
    ['nothing of how far off', 'direction: INCREASE', 'direction: MAINTAIN', /`tolerance` is required/],
    ['a tolerance that is no number', 'level:', 'tolerance: little\n    level:', /a number is expected, such as 0\.5/],
    ['a multiplier of nothing', 'level:', 'multiplier: 0\n    level:', /`multiplier` must be greater than 0/],
    [
      'a multiplier that is no number',
      'level:',
      'multiplier: hundred\n    level:',
      /a number is expected, such as 100/,
    ],
  ])('refuses %s', (_, from, to, message, alsoFrom = '', alsoTo = '') => {
    expect(refusal(changed(from, to).replace(alsoFrom, alsoTo))).toMatch(message);
  });

  it('refuses several indicators that nothing tells apart', () => {
    const second = valid.slice(valid.indexOf('  - code')).replace('8.10', '8.11');
    expect(refusal(valid + second)).toMatch(/several indicators need "series"/);
  });

  it('refuses a series that is listed twice', () => {
    const text = changed('unit: percent', 'unit: percent\nseries: Series\nleaveOut: [A]').replace(
      'level:',
      'series: A\n    level:',
    );
    expect(refusal(text)).toMatch(/the series "A" is listed twice/);
  });

  it('refuses series words that are fewer than the series columns', () => {
    const text = changed('unit: percent', 'unit: percent\nseries: [Series, Sex]').replace(
      'level:',
      'series: A\n    level:',
    );
    expect(refusal(text)).toMatch(/one word for each series column: "Series", "Sex"/);
  });

  it.each([
    ['', /a mapping is expected/],
    ['Year,Value\n2020,1\n', /a mapping is expected/],
    ['period: {', /line 1, column \d+: this is not valid YAML/],
    ['value: a\nvalue: b\n', /line 2, column 1: this is not valid YAML: Map keys must be unique/],
    ['value: *nowhere\n', /an alias \(\*\) leads nowhere/],
    ['value: !mine x\n', /this is not valid YAML: Unresolved tag/],
    ['\u0000\u0001', /a mapping is expected/],
  ])('refuses %j, which is no mapping', (text, message) => {
    expect(refusal(text)).toMatch(message);
  });
});
