import { describe, expect, it } from 'vitest';
import { periodRange } from '../../period/index.ts';
import {
  bySex,
  cellOf,
  mean,
  over,
  part,
  people,
  ratio,
  request,
  rolledUp,
  summariesOf,
  version,
} from './roll-up.fixture.ts';
import type { RollUpPart } from './roll-up-part.ts';

const schoolYear = { code: 'SY2024-25', kind: 'SCHOOL_YEAR', year: 2024 } as const;
const begun = (each: RollUpPart, schoolYearStart: string): RollUpPart => {
  const { start, end } = periodRange(schoolYear, { schoolYearStart });
  return { ...each, periodStart: start, periodEnd: end };
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
      {
        value: null,
        reason: 'NOT_ADDITIVE',
        explanation:
          'A mean is weighted by the denominators or the bases of all figures. Of 3 figures, 1 has a denominator and 2 have a base.',
      },
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
      ['2024 CONTRADICTORY'],
      ['2024 CONTRADICTORY'],
    ]);
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
    expect(answer(shared, { F: '1/4', M: '2/6' })).toBeUndefined();
  });

  it('has no total that nobody reported and that does not follow from the categories', () => {
    const parts = ['F', 'M'].map((category) => part('40', { category, source: 'ECOSYSTEM' }));
    const asked = { versions: [{ ...version, ...ratio, dimensions: [bySex] }] };
    expect(rolledUp(request(parts, asked))).toEqual([]);
    expect(rolledUp(request(parts, { ...asked, by: ['sex'] })).map(({ value }) => value)).toEqual(['40', '40']);
    expect(rolledUp(request(parts, { ...asked, periods: ['2024'] }))).toMatchObject([
      { period: '2024', value: null, reason: 'NO_DATA' },
    ]);
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
