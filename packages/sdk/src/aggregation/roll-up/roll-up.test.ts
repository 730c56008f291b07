import { describe, expect, it } from 'vitest';
import { periodRange } from '../../period/index.ts';
import { bySex, cellOf, part, request, rolledUp, version } from './roll-up.fixture.ts';
import type { RollUpFigure } from './roll-up-figure.ts';
import type { RollUpPart } from './roll-up-part.ts';
import type { RollUpRequest } from './roll-up-request.ts';

const summariesOf = (figures: RollUpFigure[]) =>
  figures.map(({ period, value, reason, interval }) =>
    [period, value ?? reason, ...(interval ? [`${interval.low}..${interval.high ?? ''}`] : [])].join(' '),
  );

const ratio = {
  ...version,
  kind: 'RATIO',
  multiplier: '100',
  aggregationAcrossOrganizations: 'RATIO',
  aggregationOverTime: 'RATIO',
  denominatorOverTime: 'SUM',
  denominatorOverCategories: 'SPLIT',
} as const;
const mean = {
  ...version,
  kind: 'MEAN',
  aggregationAcrossOrganizations: 'WEIGHTED_MEAN',
  aggregationOverTime: 'WEIGHTED_MEAN',
} as const;
const people = {
  ...version,
  countingUnit: 'PEOPLE_UNDUPLICATED',
  aggregationAcrossOrganizations: 'NONE',
  aggregationOverTime: 'NONE',
} as const;

/** What figures of one period come to under a version. */
const over = (rules: object, ...figures: string[]) =>
  rolledUp(
    request(
      figures.map((each) => part(each)),
      { versions: [{ ...version, ...rules }] },
    ),
  )[0];

/** What figures of these periods come to in 2024, or another period. */
const within = (rules: object, figures: Record<string, string>, asked = '2024') => {
  const parts = Object.entries(figures).map(([period, figure]) => part(figure, { period }));
  return rolledUp(request(parts, { versions: [{ ...version, ...rules }], periods: [asked] }))[0];
};

describe('over organizations', () => {
  it.each([
    ['SUM', '7'],
    ['AVERAGE', '2.333333'],
    ['MIN', '1'],
    ['MAX', '4'],
  ])('aggregates counts by %s', (way, value) => {
    expect(over({ aggregationAcrossOrganizations: way }, '1', '2', '4')).toMatchObject({
      value,
      reason: null,
      status: 'OBSERVED',
    });
  });

  it('divides summed numerators by summed denominators, and never averages percentages', () => {
    expect(over(ratio, '1/2', '0/6')).toMatchObject({ value: '12.5', numerator: '1', denominator: '8' });
    expect(over(ratio, '50', '1/2')).toMatchObject({
      value: null,
      reason: 'NOT_ADDITIVE',
      explanation:
        'Shares are combined by numerator and denominator, or by value and base. 1 of 2 figures allows neither.',
    });
    expect(over(ratio, '50')).toMatchObject({ value: '50', numerator: null });
    expect(over(ratio, '1/3')).toMatchObject({ value: '33.333333', numerator: '1', denominator: '3' });
  });

  it('weights means by their denominators, or else by their bases, or else does not combine them', () => {
    expect(over(mean, '10/2', '30/3')).toMatchObject({ value: '8', numerator: '40', denominator: '5' });
    const based = [part(cellOf('2', { base: 10 })), part(cellOf('5', { base: 20 }))];
    expect(rolledUp(request(based, { versions: [mean] }))).toMatchObject([{ value: '4', base: '30' }]);
    expect(rolledUp(request([...based, part('9/3')], { versions: [mean] }))).toMatchObject([
      { value: null, reason: 'NOT_ADDITIVE' },
    ]);
  });

  it.each(['MEDIAN', 'PERCENTILE', 'INDEX'])('returns a single %s, and does not combine several', (kind) => {
    const rules = { kind, aggregationAcrossOrganizations: 'NONE', aggregationOverTime: 'NONE' };
    expect(over(rules, '3', '4')).toMatchObject({ value: null, reason: 'NOT_ADDITIVE' });
    expect(over(rules, '3')).toMatchObject({ value: '3', reason: null });
    expect(over({ ...rules, aggregationAcrossOrganizations: 'MAX' }, '3', '4')).toMatchObject({ value: '4' });
  });

  it('sums decimals exactly that do not fit in a float', () => {
    expect(over({ kind: 'AMOUNT' }, '0.1', '0.2', '90071992547409931')?.value).toBe('90071992547409931.3');
  });

  it('does not estimate a missing figure, and reports the coverage', () => {
    const figure = over({}, '5', 'MISSING', 'NOT_APPLICABLE', 'SUPPRESSED_AT_SOURCE', '0');
    expect(figure).toMatchObject({ value: '5', status: 'OBSERVED' });
    expect(figure?.coverage).toMatchObject({
      figuresIncluded: 2,
      missing: 1,
      notApplicable: 1,
      suppressedAtSource: 1,
      periods: ['2024'],
      gaps: [],
    });
    expect(over({}, 'MISSING')).toMatchObject({ value: null, reason: 'NO_DATA', status: 'MISSING' });
    expect(over({}, 'MISSING', 'NOT_APPLICABLE')).toMatchObject({ reason: 'NO_DATA', status: null });
    expect(over({}, '0')).toMatchObject({ value: '0', reason: null });
  });

  it('is suppressed if it needs a suppressed figure', () => {
    expect(over({}, '5', 'withheld')).toMatchObject({
      value: null,
      base: null,
      reason: 'SUPPRESSED',
      status: null,
    });
  });

  it('is provisional or estimated if a part is', () => {
    const figures = (...statuses: ('ESTIMATED' | 'PROVISIONAL' | 'OBSERVED')[]) =>
      rolledUp(request(statuses.map((status) => part(cellOf('1', { status })))))[0]?.status;
    expect([figures('OBSERVED', 'ESTIMATED'), figures('PROVISIONAL', 'ESTIMATED')]).toEqual([
      'ESTIMATED',
      'PROVISIONAL',
    ]);
  });

  it('counts the expected organizations, and those that are absent', () => {
    const expected = () => ({ expected: 4, absent: 2 });
    expect(rolledUp(request([part('1'), part('2')], { expected }))[0]?.coverage).toMatchObject({
      figuresIncluded: 2,
      missing: 2,
      notReported: 2,
      reportedMissing: 0,
    });
  });

  it('keeps organizations separate if they are not aggregated', () => {
    const parts = [part('1', { organizationId: 'a' }), part('2', { organizationId: 'b' })];
    expect(rolledUp(request(parts, { over: [] })).map(({ organizationId, value }) => [organizationId, value])).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
  });
});

describe("the ecosystem's own figure", () => {
  const own = (figure: string) => part(figure, { source: 'ECOSYSTEM' });
  const together = (figure: string) => part(figure, { source: 'AGGREGATE' });
  const answer = (...parts: ReturnType<typeof part>[]) => summariesOf(rolledUp(request(parts)));

  it('replaces the figures of its organizations', () => {
    expect(answer(own('10'), part('3'), part('4'))).toEqual(['2024 10']);
    expect(answer(own('withheld'), part('3'))).toEqual(['2024 SUPPRESSED']);
    expect(answer(own('MISSING'), part('3'))).toEqual(['2024 3']);
  });

  it('takes precedence over the published total, which takes precedence over a sum', () => {
    expect(answer(together('12'), part('3'), part('withheld'))).toEqual(['2024 12']);
    expect(answer(together('withheld'), part('3'))).toEqual(['2024 SUPPRESSED']);
    expect(answer(own('10'), together('withheld'))).toEqual(['2024 10']);
  });

  it('of an unduplicated count is rejected outside the interval', () => {
    const answer = (figure: string) =>
      summariesOf(rolledUp(request([own(figure), part('40'), part('25')], { versions: [people] })));
    expect([answer('50'), answer('65'), answer('39'), answer('66')]).toEqual([
      ['2024 50 40..65'],
      ['2024 65 40..65'],
      ['2024 NOT_ADDITIVE 40..65'],
      ['2024 NOT_ADDITIVE 40..65'],
    ]);
  });
});

describe('unduplicated counts', () => {
  const answer = (parts: ReturnType<typeof part>[], more: object = {}) =>
    summariesOf(rolledUp(request(parts, { versions: [{ ...people, dimensions: [bySex] }], ...more })));

  it('are between the largest figure and the sum, and exact if only one reporter has people', () => {
    expect(answer([part('40'), part('25')])).toEqual(['2024 NOT_ADDITIVE 40..65']);
    expect(answer([part('40')])).toEqual(['2024 40 40..40']);
    expect(answer([part('40'), part('0')])).toEqual(['2024 40 40..40']);
  });

  it('are more than the largest figure if exclusive categories prove it', () => {
    const categories = [part('30', { category: 'F' }), part('10', { category: 'M' }), part('20', { category: 'M' })];
    expect(answer([part('40'), part('25'), ...categories, part('5', { category: 'F' })])).toEqual([
      '2024 NOT_ADDITIVE 50..65',
    ]);
  });

  it('have no upper bound if a figure is missing or suppressed, and the lower bound of the figures that are shown', () => {
    expect(answer([part('40'), part('MISSING')])).toEqual(['2024 NOT_ADDITIVE 40..']);
    expect(answer([part('40'), part('25')], { expected: () => ({ expected: 3, absent: 1 }) })).toEqual([
      '2024 NOT_ADDITIVE 40..',
    ]);
    expect(answer([part('40'), part('withheld')])).toEqual(['2024 SUPPRESSED 40..']);
    expect(answer([part('withheld')])).toEqual(['2024 SUPPRESSED']);
    const versions = [{ ...people, dimensions: [bySex] }];
    const sexes = [part('30', { category: 'F' }), part('25', { category: 'M' })];
    // Nobody is in two categories: at least 30 + 25 people, although the total of one organization is suppressed.
    expect(answer([part('40'), part('withheld'), ...sexes], { versions })).toEqual(['2024 SUPPRESSED 55..']);
    const halves = [part('40', { period: '2024-H1' }), part('withheld', { period: '2024-H2' })];
    expect(answer(halves, { periods: ['2024'] })).toEqual(['2024 SUPPRESSED 40..']);
  });

  it('are counted in the singular if there is 1 person', () => {
    const explanations = (...figures: string[]) =>
      rolledUp(
        request(
          figures.map((figure) => part(figure)),
          { versions: [people] },
        ),
      ).map((each) => each.explanation);
    expect(explanations('1', 'MISSING')).toEqual([
      'Each person counts once. There is at least 1 person. There is no upper bound, because 1 figure is missing.',
    ]);
    expect(explanations('1', 'withheld')).toEqual([
      'A required figure is suppressed. The figures that are shown include at least 1 person.',
    ]);
    expect(explanations('1', '1')).toEqual([
      'Each person counts once and can be in several figures. There are at least 1 and at most 2 people.',
    ]);
  });

  it('state why there is no upper bound', () => {
    const explanations = (parts: RollUpPart[], more: Partial<RollUpRequest> = {}) =>
      rolledUp(request(parts, { versions: [people], ...more })).map(({ explanation }) => explanation);
    expect(explanations([part('40'), part('SUPPRESSED_AT_SOURCE')])).toEqual([
      'Each person counts once. There are at least 40 people. There is no upper bound, because 1 figure is suppressed by the source.',
    ]);
    expect(explanations([part('40'), part('MISSING'), part('MISSING')])).toEqual([
      'Each person counts once. There are at least 40 people. There is no upper bound, because 2 figures are missing.',
    ]);
    expect(explanations([part('40'), part('25')], { expected: () => ({ expected: 3, absent: 1 }) })).toEqual([
      'Each person counts once. There are at least 40 people. There is no upper bound, because an expected organization has no figure.',
    ]);
  });

  it('are not added over time, even if the version states SUM', () => {
    const halves = [part('40', { period: '2024-H1' }), part('30', { period: '2024-H2' })];
    for (const aggregationOverTime of ['NONE', 'SUM'] as const) {
      const versions = [{ ...people, aggregationAcrossOrganizations: aggregationOverTime, aggregationOverTime }];
      expect(summariesOf(rolledUp(request(halves, { versions, periods: ['2024'] })))).toEqual([
        '2024 NOT_ADDITIVE 40..70',
      ]);
      expect(summariesOf(rolledUp(request(halves.slice(1), { versions, periods: ['2024'] })))).toEqual([
        '2024 NOT_ADDITIVE 30..',
      ]);
    }
  });

  it('are the latest or the largest figure if the version states LAST or MAX', () => {
    const figures = { '2024-H1': '40', '2024-H2': '30' };
    expect(within({ ...people, aggregationOverTime: 'LAST' }, figures)).toMatchObject({ value: '30' });
    expect(within({ ...people, aggregationOverTime: 'MAX' }, figures)).toMatchObject({ value: '40' });
  });
});

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

const schoolYear = { code: 'SY2024-25', kind: 'SCHOOL_YEAR', year: 2024 } as const;
const begun = (each: RollUpPart, schoolYearStart: string): RollUpPart => {
  const { start, end } = periodRange(schoolYear, { schoolYearStart });
  return { ...each, periodStart: start, periodEnd: end };
};

const place = (period: string) => {
  const { periodStart, periodEnd } = part('0', { period });
  return { period, periodStart, periodEnd };
};

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
      caveats: ['Figures of version 1 for 2024-H2 are not included, because a newer version has figures.'],
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

describe('over categories', () => {
  const answer = (rules: object, figures: Record<string, string>) => {
    const parts = Object.entries(figures).map(([category, figure]) =>
      category === 'all' ? part(figure) : part(figure, { category }),
    );
    return rolledUp(request(parts, { versions: [{ ...version, ...rules, dimensions: [bySex] }] }))[0];
  };

  it('sums categories if the total is not reported', () => {
    expect(answer({}, { F: '3', M: '4' })).toMatchObject({
      value: '7',
      categories: [],
      coverage: { figuresIncluded: 1 },
    });
    expect(answer({}, { all: '9', F: '3', M: '4' })).toMatchObject({ value: '9' });
    expect(answer({}, { F: '3', M: 'withheld' })).toMatchObject({ value: null, reason: 'SUPPRESSED' });
    expect(answer(people, { F: '3', M: '4' })).toMatchObject({ value: '7' });
  });

  it('sums split denominators, and uses a shared one once', () => {
    expect(answer(ratio, { F: '1/4', M: '2/6' })).toMatchObject({ value: '30', denominator: '10' });
    const shared = { ...ratio, denominatorOverCategories: 'SHARED' };
    expect(answer(shared, { F: '1/10', M: '2/10' })).toMatchObject({ value: '30', denominator: '10' });
    expect(answer(shared, { F: '1/4', M: '2/6' })).toMatchObject({ reason: 'NOT_ADDITIVE' });
  });

  it('adds no categories that overlap, are incomplete, or do not cover everyone', () => {
    expect(answer({}, { F: '3' })).toBeUndefined();
    for (const lack of ['exclusive', 'exhaustive'] as const) {
      const parts = [part('3', { category: 'F' }), part('4', { category: 'M' })];
      const versions = [{ ...version, dimensions: [{ ...bySex, [lack]: false }] }];
      expect(rolledUp(request(parts, { versions }))).toEqual([]);
    }
  });
});

describe('over places and ecosystems', () => {
  it('does not add places of different schemes, because they can overlap', () => {
    const parts = [part('1', { placeScheme: 'town' }), part('2', { placeScheme: 'county' })];
    const over = ['ORGANIZATIONS', 'PLACES'] as const;
    expect(rolledUp(request(parts, { over }))).toMatchObject([{ value: null, reason: 'NOT_ADDITIVE' }]);
    expect(rolledUp(request(parts.slice(1), { over }))).toMatchObject([{ value: '2' }]);
  });

  it('adds ecosystems, and reports school years that start on different days', () => {
    const parts = ['e1', 'e2'].map((ecosystemId) => part('2', { period: 'SY2024-25', ecosystemId }));
    const answer = (schoolYearStart: string) =>
      rolledUp(
        request([...parts.slice(0, 1), ...parts.slice(1).map((each) => begun(each, schoolYearStart))], {
          over: ['ORGANIZATIONS', 'ECOSYSTEMS'],
          yearsOf: (id) => (id === 'e1' ? {} : { schoolYearStart }),
        }),
      );
    expect(answer('09-01')).toMatchObject([{ value: '4', comparability: 'YES', ecosystemId: null }]);
    expect(answer('08-01')).toMatchObject([{ value: '4', comparability: 'WITH_CAVEAT' }]);
    expect(rolledUp(request(parts)).map(({ ecosystemId, value }) => [ecosystemId, value])).toEqual([
      ['e1', '2'],
      ['e2', '2'],
    ]);
  });

  it('counts people of several ecosystems once', () => {
    const parts = ['e1', 'e2'].map((ecosystemId) => part('20', { ecosystemId }));
    expect(
      summariesOf(rolledUp(request(parts, { over: ['ORGANIZATIONS', 'ECOSYSTEMS'], versions: [people] }))),
    ).toEqual(['2024 NOT_ADDITIVE 20..40']);
  });

  it('has no upper bound, and counts the missing ecosystems, if an expected ecosystem has no figure', () => {
    const parts = [part('50', { ecosystemId: 'here' }), part('70', { ecosystemId: 'here' })];
    const members = ['here', 'there'].map((ecosystemId) => ({
      ecosystemId,
      spans: [{ from: '2020-01-01', until: null }],
    }));
    const ask = (more: object) =>
      rolledUp(request(parts, { over: ['ORGANIZATIONS', 'ECOSYSTEMS'], versions: [people], ...more }))[0];
    expect(ask({})).toMatchObject({ interval: { low: '70', high: '120' }, coverage: { missing: 0 } });
    expect(ask({ members })).toMatchObject({ interval: { low: '70', high: null }, coverage: { missing: 1 } });
    const later = members.map((each) => ({ ...each, spans: [{ from: '2030-01-01', until: null }] }));
    expect(ask({ members: later })).toMatchObject({ interval: { low: '70', high: '120' }, coverage: { missing: 0 } });
  });
});
