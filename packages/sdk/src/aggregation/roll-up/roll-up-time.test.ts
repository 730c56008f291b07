import { describe, expect, it } from 'vitest';
import { part, people, ratio, request, rolledUp, summariesOf, version, within } from './roll-up.fixture.ts';
import type { RollUpVersion } from './roll-up-request.ts';

const place = (period: string) => {
  const { periodStart, periodEnd } = part('0', { period });
  return { period, periodStart, periodEnd };
};

describe('over time', () => {
  const quarters = { '2024-Q1': '1', '2024-Q2': '2', '2024-Q3': '3', '2024-Q4': '6' };

  it.each([
    ['SUM', '12'],
    ['AVERAGE', '3'],
    ['MIN', '1'],
    ['MAX', '6'],
    ['LAST', '6'],
    ['NONE', null],
  ])('aggregates periods by %s', (aggregationOverTime, value) => {
    expect(within({ aggregationOverTime }, quarters)).toMatchObject({
      value,
      reason: value === null ? 'NOT_ADDITIVE' : null,
    });
  });

  it('combines organizations before periods: the average of the averages of two years', () => {
    const rules = { ...version, aggregationAcrossOrganizations: 'AVERAGE', aggregationOverTime: 'AVERAGE' } as const;
    const of = (organizationId: string, value: string, period: string) => part(value, { organizationId, period });
    const parts = [of('A', '10', '2023'), of('A', '30', '2024'), of('B', '20', '2023')];
    const [both] = rolledUp(request(parts, { versions: [rules], periods: ['2023-01-01/2024-12-31'] }));
    // (10 + 20) / 2 = 15 and 30. The average of A is 20, and that of B is 20.
    expect(both).toMatchObject({ value: '22.5', coverage: { otherPeriodsOnly: 1, missing: 1 } });
  });

  it('reports the included and the missing periods', () => {
    const { '2024-Q3': _, ...three } = quarters;
    expect(within({}, three)).toMatchObject({
      value: '9',
      coverage: { figuresIncluded: 3, periods: ['2024-Q1', '2024-Q2', '2024-Q4'], gaps: ['2024-Q3'] },
    });
    expect(within({ kind: 'INDEX', aggregationOverTime: 'NONE' }, { '2024-Q1': '3' })).toMatchObject({
      reason: 'NOT_ADDITIVE',
    });
  });

  it.each([
    ['SUM', '25', '40'],
    ['AVERAGE', '50', '20'],
    ['LAST', '33.333333', '30'],
  ])('aggregates denominators by %s', (denominatorOverTime, value, denominator) => {
    const figures = { '2024-H1': '4/10', '2024-H2': '6/30' };
    expect(within({ ...ratio, denominatorOverTime }, figures)).toMatchObject({ value, numerator: '10', denominator });
  });

  it('states that the denominator is of the last period only', () => {
    const version = { ...ratio, denominatorOverTime: 'LAST' };
    const of = (organizationId: string, figure: string, period: string) => part(figure, { organizationId, period });
    const parts = [of('A', '10/100', '2023'), of('B', '5/50', '2023'), of('A', '30/200', '2024')];
    const periods = ['2023-01-01/2024-12-31', '2024'];
    const [both, last] = rolledUp(request(parts, { versions: [version as RollUpVersion], periods }));
    expect(both).toMatchObject({
      numerator: '45',
      denominator: '200',
      caveats: [
        '1 organization reported for other parts of the period, and not for 2024. It counts as missing.',
        'The denominator is that of the last period. Missing figures distort the ratio.',
      ],
    });
    expect(last).toMatchObject({ numerator: '30', denominator: '200', caveats: [] });
  });

  it.each(['NONE', null])('does not aggregate denominators by %s', (denominatorOverTime) => {
    const figures = { '2024-H1': '4/10', '2024-H2': '6/30' };
    expect(within({ ...ratio, denominatorOverTime }, figures)).toMatchObject({ value: null, reason: 'NOT_ADDITIVE' });
  });

  it('uses the figure of a longer period instead of the shorter periods in it', () => {
    expect(within({}, { '2024': '20', ...quarters })).toMatchObject({ value: '20', coverage: { periods: ['2024'] } });
    expect(within({}, { '2024-H1': '5', ...quarters })).toMatchObject({ value: '14' });
    expect(within({}, { '2024-H1': 'MISSING', ...quarters })).toMatchObject({ value: '12' });
  });

  it('does not divide a figure, and does not add periods that overlap partly', () => {
    expect(within({}, { '2024': '20' }, '2024-Q1')).toMatchObject({ value: null, reason: 'NOT_ADDITIVE' });
    expect(within({}, { '2024-W01': '1', '2024-01': '5' }, '2024-Q1')).toMatchObject({ value: '5' });
    expect(within({}, { '2024-W05': '1', '2024-01': '5' }, '2024-Q1')).toMatchObject({ reason: 'NOT_ADDITIVE' });
    expect(within({}, { '2024-W05': '1' }, '2024-01')).toMatchObject({ reason: 'NOT_ADDITIVE' });
  });

  it('returns NO_DATA if there are no figures', () => {
    expect(rolledUp(request([], { periods: ['2024'] }))).toMatchObject([
      { period: '2024', reason: 'NO_DATA', value: null },
    ]);
    expect(rolledUp(request([], { periods: ['2024'], by: ['sex'] }))).toEqual([]);
  });

  it('sums averages before it rounds them', () => {
    const parts = ['1', '1', '2'].map((value) => part(value, { period: '2024-H1' }));
    const rules = { ...version, aggregationAcrossOrganizations: 'AVERAGE', aggregationOverTime: 'SUM' } as const;
    const halves = [...parts, ...parts.map((each) => ({ ...each, ...place('2024-H2') }))];
    expect(rolledUp(request(halves, { versions: [rules], periods: ['2024'] }))[0]?.value).toBe('2.666667');
  });
});

describe('versions', () => {
  const second = { ...version, id: 'v2', number: 2 };
  const halves = [part('1', { period: '2024-H1' }), part('2', { period: '2024-H2', versionId: 'v2' })];
  const answer = (comparability: 'YES' | 'WITH_CAVEAT' | 'NO', parts = halves) =>
    rolledUp(
      request(parts, {
        versions: [version, second],
        periods: ['2024'],
        compares: () => ({ comparability, notes: comparability === 'YES' ? [] : ['Because.'] }),
      }),
    )[0];

  it('are combined if they are comparable, with their caveats', () => {
    expect(answer('YES')).toMatchObject({ value: '3', versionId: 'v2', comparability: 'YES', caveats: [] });
    expect(answer('WITH_CAVEAT')).toMatchObject({ value: '3', comparability: 'WITH_CAVEAT', caveats: ['Because.'] });
    expect(answer('NO')).toMatchObject({ value: null, reason: 'NOT_COMPARABLE', explanation: 'Because.' });
  });

  it('are combined for the same days if they are comparable, and both are in the coverage', () => {
    const parts = [...halves, part('5', { period: '2024-H2' })];
    expect(answer('YES', parts)).toMatchObject({ value: '8', caveats: [], coverage: { figuresIncluded: 3 } });
    expect(answer('WITH_CAVEAT', parts)).toMatchObject({ value: '8', caveats: ['Because.'] });
    expect(answer('NO', parts)).toMatchObject({
      value: null,
      reason: 'NOT_COMPARABLE',
      coverage: { figuresIncluded: 3 },
    });
  });

  it('of the same organization and days are replaced by the newest', () => {
    const of = (figure: string, versionId: string, organizationId: string) =>
      part(figure, { period: '2024-H2', versionId, organizationId });
    const parts = [of('5', 'v1', 'a'), of('6', 'v1', 'b'), of('7', 'v2', 'b')];
    // 5 of the first organization, and 7 of the second by its newer version.
    expect(answer('YES', parts)).toMatchObject({ value: '12', coverage: { figuresIncluded: 2, missing: 0 } });
  });

  it('are replaced by the newest if the ecosystem itself reports', () => {
    const own = (figure: string, versionId: string) =>
      part(figure, { period: '2024-H2', versionId, source: 'ECOSYSTEM' });
    expect(answer('YES', [own('5', 'v1'), own('7', 'v2')])).toMatchObject({
      value: '7',
      caveats: [
        'Figures of version 1 for 2024-H2 are not included, because a newer version has figures.',
        'No figure covers 2024-H1.',
      ],
    });
  });

  it('bound a number of people by the figures of all organizations', () => {
    const versions = [
      { ...people, id: 'v1' },
      { ...people, id: 'v2', number: 2 },
    ];
    const parts = [part('40'), part('25'), part('30', { versionId: 'v2' })];
    expect(summariesOf(rolledUp(request(parts, { versions })))).toEqual(['2024 NOT_ADDITIVE 40..95']);
  });

  it('average all organizations, not the averages of the versions', () => {
    const versions = [version, second].map((each) => ({ ...each, aggregationAcrossOrganizations: 'AVERAGE' as const }));
    const parts = [part('10'), part('20'), part('60', { versionId: 'v2' })];
    expect(summariesOf(rolledUp(request(parts, { versions })))).toEqual(['2024 30']);
  });
});
