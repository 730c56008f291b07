import { describe, expect, it } from 'vitest';
import { changed, parse, refusal, valid } from './mapping.fixture.ts';

describe('parseMapping', () => {
  it('reads the indicator with its default values', () => {
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

  it('keeps every value as text', () => {
    const [indicator] = parse(changed('"8.10"', '8.10')).indicators.values();
    expect(indicator?.code).toBe('8.10');
  });

  it('uses a multiplier of 1 for units other than percent', () => {
    const [indicator] = parse(changed('unit: percent', 'unit: pupils')).indicators.values();
    expect(indicator?.version).toMatchObject({ multiplier: '1', unit: { code: 'pupils', label: 'pupils' } });
  });

  it('derives the code of a dimension from the name of its column', () => {
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

  it('disaggregates an indicator only by the dimensions that it lists', () => {
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

  it('reads the crossings of an indicator', () => {
    const text = changed(
      'unit: percent',
      'unit: percent\ndimensions: [{ column: Age, exclusive: true }, { column: Sex, exclusive: true }]',
    );
    const crossed = 'aggregationAcrossOrganizations: SUM\n    crossings: [[sex, age]]\n    direction:';
    const [indicator] = parse(text.replace('RATIO', 'COUNT').replace('direction:', crossed)).indicators.values();
    expect(indicator?.version.crossings).toEqual([{ firstDimension: 'sex', secondDimension: 'age' }]);
  });

  it('reads the crossings of a ratio, whose categories split the denominator', () => {
    const text = changed(
      'unit: percent',
      'unit: percent\ndimensions: [{ column: Age, exclusive: true }, { column: Sex, exclusive: true }]',
    );
    const crossed = 'aggregationAcrossOrganizations: RATIO\n    crossings: [[sex, age]]\n    direction:';
    const split = `denominatorOverCategories: SPLIT\n    ${crossed}`;
    const [indicator] = parse(text.replace('direction:', split)).indicators.values();
    expect(indicator?.version).toMatchObject({
      kind: 'RATIO',
      denominatorOverCategories: 'SPLIT',
      crossings: [{ firstDimension: 'sex', secondDimension: 'age' }],
    });
    expect(refusal(text.replace('direction:', crossed))).toMatch(
      /^line 15, column 5: `crossings` of a RATIO require categories that split the denominator/,
    );
  });
});
