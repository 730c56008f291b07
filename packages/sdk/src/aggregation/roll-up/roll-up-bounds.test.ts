import { describe, expect, it } from 'vitest';
import { type BoundedSums, partialEndsOfSums } from './aggregate/bounded-partial.ts';
import { emptyPartial } from './aggregate/partial-figure.ts';
import { bySex, part, request, rolledUp, version } from './roll-up.fixture.ts';
import { type Bounds, bounded } from './roll-up-bounds.fixture.ts';
import type { RollUpPart } from './roll-up-part.ts';
import type { RollUpVersion } from './roll-up-request.ts';

const noBounds: BoundedSums = {
  bounded: 0,
  withoutLowest: 0,
  withoutHighest: 0,
  lowest: null,
  highest: null,
  leastLowest: null,
  greatestLowest: null,
  leastHighest: null,
  greatestHighest: null,
  boundedBases: 0,
  boundedBase: null,
  baseWithoutHighest: null,
  weightedLowest: null,
  weightedHighest: null,
};

describe('a roll-up of figures that are stated as bounds', () => {
  it.each([
    ['MAX', [part('12'), bounded({ upperBound: '9' }), part('15')], '15'],
    ['MIN', [part('12'), bounded({ lowerBound: '20' })], '12'],
    ['MIN', [bounded({ lowerBound: '20' }), bounded({ lowerBound: '12', upperBound: '12' })], '12'],
  ] as const)('whose ends agree is a value: %s', (aggregationAcrossOrganizations, parts, value) => {
    const versions = [{ ...version, aggregationAcrossOrganizations }];
    expect(rolledUp(request([...parts], { versions }))[0]).toMatchObject({
      value,
      interval: { low: value, high: value },
      exact: { low: value, high: value },
      reason: null,
      explanation: null,
      coverage: {
        reportedAsBounds: 1 + Number(parts.length === 2 && parts.every((each) => each.highest !== undefined)),
      },
    });
  });

  it('whose ends agree over time is a value, and one with an open end is not', () => {
    const rules = { ...version, aggregationOverTime: 'MAX' } as const;
    const quarters = [
      part('15', { period: '2024-Q1' }),
      bounded({ upperBound: '9' }, { period: '2024-Q2' }),
      part('12', { period: '2024-Q3' }),
      part('3', { period: '2024-Q4' }),
    ];
    const of = (parts: RollUpPart[]) => rolledUp(request(parts, { versions: [rules], periods: ['2024'] }))[0];
    expect(of(quarters)).toMatchObject({ value: '15', reason: null });
    const open = [...quarters.slice(0, 3), bounded({ lowerBound: '3' }, { period: '2024-Q4' })];
    expect(of(open)).toMatchObject({ value: null, interval: { low: '15', high: null }, reason: 'NOT_ADDITIVE' });
  });

  it('that are an unduplicated count whose ends agree is a value with equal bounds', () => {
    const people = { ...version, countingUnit: 'PEOPLE_UNDUPLICATED' } as const;
    const bounds = bounded({ lowerBound: '12', upperBound: '12' }, { of: people });
    expect(rolledUp(request([bounds], { versions: [people] }))[0]).toMatchObject({
      value: '12',
      interval: { low: '12', high: '12' },
      reason: null,
    });
  });

  it('is an interval with the reason and its coverage', () => {
    const [figure] = rolledUp(
      request([part('40'), bounded({ lowerBound: '20', upperBound: '29' }), bounded({ upperBound: '9' })]),
    );
    expect(figure).toMatchObject({
      value: null,
      interval: { low: '60', high: '78' },
      reason: 'NOT_ADDITIVE',
      explanation: '2 of 3 figures are stated as bounds. The aggregate is from 60 to 78.',
      status: 'OBSERVED',
      coverage: { figuresIncluded: 3, reportedAsBounds: 2, missing: 0, reportedMissing: 0 },
    });
  });

  it('has no upper end if one of the bounds has none', () => {
    const [figure] = rolledUp(request([part('40'), bounded({ lowerBound: '95' })]));
    expect(figure).toMatchObject({
      interval: { low: '135', high: null },
      explanation: '1 of 2 figures is stated as bounds. The aggregate is at least 135.',
    });
  });

  it('has no lower end if an amount has no lower bound', () => {
    const amount: RollUpVersion = { ...version, kind: 'AMOUNT', countingUnit: 'OTHER' };
    const parts = [part('40'), bounded({ upperBound: '9.5' }, { of: amount })];
    const [figure] = rolledUp(request(parts, { versions: [amount] }));
    expect(figure).toMatchObject({
      value: null,
      interval: { low: null, high: '49.5' },
      reason: 'NOT_ADDITIVE',
      explanation: '1 of 2 figures is stated as bounds. The aggregate is at most 49.5.',
    });
    const open = [bounded({ upperBound: '9.5' }, { of: amount }), bounded({ lowerBound: '3' }, { of: amount })];
    expect(rolledUp(request(open, { versions: [amount] }))[0]).toMatchObject({
      interval: null,
      explanation: '2 of 2 figures are stated as bounds. The aggregate has neither a lower nor an upper end.',
    });
  });

  it('is at least 0 if an amount of people has no lower bound', () => {
    const amount: RollUpVersion = { ...version, kind: 'AMOUNT', countingUnit: 'PEOPLE' };
    const parts = [part('100'), bounded({ upperBound: '50' }, { of: amount })];
    expect(rolledUp(request(parts, { versions: [amount] }))[0]).toMatchObject({
      interval: { low: '100', high: '150' },
      explanation: '1 of 2 figures is stated as bounds. The aggregate is from 100 to 150.',
    });
  });

  it.each([
    ['MIN', { low: '20', high: '29' }],
    ['MAX', { low: '40', high: '40' }],
    ['AVERAGE', { low: '30', high: '34.5' }],
  ] as const)('over time by %s is the interval between the results of both ends', (way, interval) => {
    const of: RollUpVersion = { ...version, aggregationOverTime: way };
    const parts = [
      part('40', { period: '2024-H1' }),
      bounded({ lowerBound: '20', upperBound: '29' }, { of, period: '2024-H2' }),
    ];
    const [figure] = rolledUp(request(parts, { versions: [of], periods: ['2024'] }));
    expect(figure?.interval).toEqual(interval);
  });

  it.each([
    ['MIN', { lowerBound: '20' }, { low: '20', high: '40' }],
    ['MAX', { lowerBound: '20' }, { low: '40', high: null }],
    ['MIN', { upperBound: '50' }, { low: null, high: '40' }],
    ['MAX', { upperBound: '50' }, { low: '40', high: '50' }],
    ['AVERAGE', { lowerBound: '20' }, { low: '30', high: null }],
    ['AVERAGE', { upperBound: '50' }, { low: null, high: '45' }],
  ] as const)('over time by %s of 40 and %j has each end that one of them gives', (way, bounds, interval) => {
    const of: RollUpVersion = { ...version, kind: 'AMOUNT', countingUnit: 'OTHER', aggregationOverTime: way };
    const parts = [part('40', { period: '2024-H1' }), bounded(bounds, { of, period: '2024-H2' })];
    const [figure] = rolledUp(request(parts, { versions: [of], periods: ['2024'] }));
    expect(figure?.interval).toEqual(interval);
  });

  it.each([
    ['MIN', { lowerBound: '20' }, { low: '20', high: '40' }],
    ['MIN', { lowerBound: '50' }, { low: '40', high: '40' }],
    ['MAX', { lowerBound: '20' }, { low: '40', high: null }],
    ['MIN', { upperBound: '50' }, { low: null, high: '40' }],
    ['MAX', { upperBound: '50' }, { low: '40', high: '50' }],
    ['MAX', { upperBound: '-50' }, { low: '40', high: '40' }],
    ['AVERAGE', { lowerBound: '20' }, { low: '30', high: null }],
  ] as const)(
    'over organizations or ecosystems by %s of 40 and %j has each end that one of them gives',
    (way, bounds, interval) => {
      const of: RollUpVersion = {
        ...version,
        kind: 'AMOUNT',
        countingUnit: 'OTHER',
        aggregationAcrossOrganizations: way,
      };
      const [figure] = rolledUp(request([part('40'), bounded(bounds, { of })], { versions: [of] }));
      expect(figure?.interval).toEqual(interval);
      const elsewhere: RollUpVersion = { ...of, id: 'v2' };
      const there = bounded(bounds, { of, versionId: 'v2', ecosystemId: 'e2' });
      const over = ['ORGANIZATIONS', 'ECOSYSTEMS'] as const;
      const [whole] = rolledUp(request([part('40'), there], { versions: [of, elsewhere], over }));
      expect(whole?.interval).toEqual(interval);
    },
  );

  it.each([
    ['MIN', { lowerBound: '20' }, { low: '20', high: null }],
    ['MAX', { lowerBound: '20' }, { low: '20', high: null }],
    ['MIN', { upperBound: '50' }, { low: null, high: '50' }],
    ['MAX', { upperBound: '50' }, { low: null, high: '50' }],
  ] as const)('over organizations by %s of two figures of %j has the end that both have', (way, bounds, interval) => {
    const of: RollUpVersion = {
      ...version,
      kind: 'AMOUNT',
      countingUnit: 'OTHER',
      aggregationAcrossOrganizations: way,
    };
    const two = bounded(bounds, { of });
    expect(rolledUp(request([two, two], { versions: [of] }))[0]?.interval).toEqual(interval);
  });

  it('over organizations and time has the ends that the smallest figures of the organizations have', () => {
    const of: RollUpVersion = { ...version, aggregationAcrossOrganizations: 'MIN', aggregationOverTime: 'MAX' };
    const parts = [
      part('40', { period: '2024-H1' }),
      bounded({ lowerBound: '20' }, { of, period: '2024-H1' }),
      bounded({ upperBound: '9' }, { of, period: '2024-H2' }),
    ];
    const [figure] = rolledUp(request(parts, { versions: [of], periods: ['2024'] }));
    // 20 to 40 in the first half, and 0 to 9 in the second.
    expect(figure?.interval).toEqual({ low: '20', high: '40' });
  });

  it('has the largest lower bound of sums in which a figure has none only if it is above 0', () => {
    const amount: RollUpVersion = {
      ...version,
      kind: 'AMOUNT',
      countingUnit: 'OTHER',
      aggregationAcrossOrganizations: 'MAX',
    };
    const least = (greatestLowest: string) => {
      const sums = { ...noBounds, bounded: 2, withoutLowest: 1, leastLowest: '0', greatestLowest, highest: '80' };
      const ends = { ...sums, leastHighest: '30', greatestHighest: '50' };
      const of = part('0', { ...partialEndsOfSums({ ...emptyPartial, figures: 2 }, { sums: ends, version: amount }) });
      return rolledUp(request([of], { versions: [amount] }))[0]?.interval;
    };
    expect(least('20')).toEqual({ low: '20', high: '50' });
    expect(least('0')).toEqual({ low: null, high: '50' });
  });

  it('is suppressed if another figure is', () => {
    const [figure] = rolledUp(request([part('withheld'), bounded({ upperBound: '9' })]));
    expect(figure).toMatchObject({ value: null, interval: null, reason: 'SUPPRESSED' });
  });

  it('uses the bounds of the total that the release published, and counts the figures in it', () => {
    const parts = [
      part('40', { organizationId: 'o1' }),
      bounded({ upperBound: '9' }, { organizationId: 'o2' }),
      bounded({ lowerBound: '40', upperBound: '49' }, { source: 'AGGREGATE' }),
    ];
    const [figure] = rolledUp(request(parts));
    expect(figure).toMatchObject({
      interval: { low: '40', high: '49' },
      coverage: { figuresIncluded: 2, reportedAsBounds: 1 },
    });
  });

  it('adds up the bounds of categories to a total that is not reported', () => {
    const of: RollUpVersion = { ...version, dimensions: [bySex] };
    const ofCategory = (category: string, bounds: Bounds) => ({
      part: bounded(bounds, { of, category, organizationId: 'o1' }),
      total: [],
    });
    const disaggregated = [
      ofCategory('F', { lowerBound: '20', upperBound: '29' }),
      ofCategory('M', { lowerBound: '30' }),
    ];
    const [figure] = rolledUp(request([part('5', { organizationId: 'o2' })], { versions: [of], disaggregated }));
    expect(figure).toMatchObject({ value: null, interval: { low: '55', high: null }, reason: 'NOT_ADDITIVE' });
  });

  it('bounds people who count once by the largest lower bound and the sum of the upper ones', () => {
    const of: RollUpVersion = { ...version, countingUnit: 'PEOPLE_UNDUPLICATED' };
    const parts = [
      part('30'),
      bounded({ lowerBound: '40', upperBound: '49' }, { of }),
      bounded({ upperBound: '9' }, { of }),
    ];
    const [figure] = rolledUp(request(parts, { versions: [of] }));
    expect(figure).toMatchObject({ interval: { low: '40', high: '88' }, coverage: { reportedAsBounds: 2 } });
  });

  it('accepts a number of the ecosystem itself that the bounds of its organizations allow', () => {
    const of: RollUpVersion = { ...version, countingUnit: 'PEOPLE_UNDUPLICATED' };
    const parts = [
      part('45', { source: 'ECOSYSTEM' }),
      part('30', { organizationId: 'o1' }),
      bounded({ lowerBound: '10', upperBound: '19' }, { of, organizationId: 'o2' }),
    ];
    const [figure] = rolledUp(request(parts, { versions: [of] }));
    expect(figure).toMatchObject({ value: '45', interval: { low: '30', high: '49' }, reason: null });
    const outside = rolledUp(request([part('50', { source: 'ECOSYSTEM' }), ...parts.slice(1)], { versions: [of] }));
    expect(outside[0]).toMatchObject({ value: null, reason: 'CONTRADICTORY' });
  });

  it('accepts any larger number of the ecosystem itself if a bound has no upper end', () => {
    const of: RollUpVersion = { ...version, countingUnit: 'PEOPLE_UNDUPLICATED' };
    const parts = [
      part('500', { source: 'ECOSYSTEM' }),
      part('30', { organizationId: 'o1' }),
      bounded({ lowerBound: '40' }, { of, organizationId: 'o2' }),
    ];
    const [figure] = rolledUp(request(parts, { versions: [of] }));
    expect(figure).toMatchObject({ value: '500', interval: { low: '40', high: null }, reason: null });
  });
});
