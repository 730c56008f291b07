import { describe, expect, it } from 'vitest';
import { document, id, type Node, read, report } from './cids-source.fixture.ts';

describe('reports of a CIDS file', () => {
  it('imports a report without a value as MISSING', async () => {
    const { observations, repaired } = await read(document({ report: { 'i72:value': { 'i72:numerical_value': '' } } }));
    expect(observations).toMatchObject([{ value: null, status: 'MISSING' }]);
    expect(repaired).toEqual(['IndicatorReport without a value: The status is set to MISSING.']);
  });

  it.each<[string, Node, string]>([
    [
      'without an end',
      { 'prov:endedAtTime': undefined },
      'IndicatorReport without a period: startedAtTime or endedAtTime is missing.',
    ],
    ['with several values', { 'i72:value': ['1', '2'] }, 'IndicatorReport with several values: The values are 1, 2.'],
    [
      'in another unit',
      { 'i72:unit_of_measure': 'Tonnes' },
      'IndicatorReport in another unit: The unit is "Tonnes", but the unit of its indicator is "Meals".',
    ],
    [
      'with text as value',
      { 'i72:value': 'many' },
      'IndicatorReport with text as value: The value is "many", but other reports of its indicator have numbers.',
    ],
    [
      'for a month among years',
      { 'prov:endedAtTime': '2024-01-31' },
      'IndicatorReport for another length of period: 2024-01 is a MONTH, but most reports of its indicator are for a YEAR.',
    ],
  ])('leaves out a report %s', async (_, change, note) => {
    const years = [2020, 2021].map((year) => ({
      ...report,
      '@id': id(`IndicatorReport/${year}`),
      'prov:startedAtTime': `${year}-01-01`,
      'prov:endedAtTime': `${year}-12-31`,
    }));
    const { observations, dropped } = await read([...document({ report: change }), ...years]);
    expect(observations.map(({ period }) => period)).toEqual(['2020', '2021']);
    expect(dropped).toEqual([note]);
  });

  it('leaves out a repeated report', async () => {
    const { observations, dropped } = await read([...document(), report]);
    expect(observations).toHaveLength(1);
    expect(dropped).toEqual(['repeated IndicatorReport: An identical report appears earlier in the file.']);
  });

  it('imports two reports with the same @id and different content', async () => {
    const { observations, repaired } = await read([...document(), { ...report, 'i72:value': '13' }]);
    expect(observations.map(({ value }) => value)).toEqual(['12', '13']);
    expect(repaired).toEqual([
      'repeated @id: Another report has the same @id and different content. Both are imported.',
    ]);
  });
});
