import { describe, expect, it } from 'vitest';
import { part, request, rolledUp, version } from './roll-up.fixture.ts';
import type { RollUpRequest, RollUpVersion } from './roll-up-request.ts';

const people = {
  countingUnit: 'PEOPLE_UNDUPLICATED',
  aggregationAcrossOrganizations: 'NONE',
  aggregationOverTime: 'NONE',
} as const;
const member = (ecosystemId: string) => ({ ecosystemId, spans: [{ from: '2020-01-01', until: null }] });
const brought = [
  part('60', { ecosystemId: 'north', organizationId: 'a' }),
  part('40', { ecosystemId: 'south', organizationId: 'b' }),
];
const own = (figure: string) => part(figure, { ecosystemId: 'network', source: 'ECOSYSTEM' });

describe('a figure that a network reported itself', () => {
  const ask = (figure: string | null, more: Partial<RollUpRequest> & { rules?: Partial<RollUpVersion> } = {}) => {
    const { rules, ...rest } = more;
    return rolledUp(
      request([...brought, ...(figure === null ? [] : [own(figure)])], {
        over: ['ORGANIZATIONS', 'ECOSYSTEMS'],
        versions: [{ ...version, ...rules }],
        members: [member('north'), member('south'), member('west')],
        ...rest,
      }),
    )[0];
  };

  it('replaces the figures of its members, and is not added to them', () => {
    expect(ask(null)).toMatchObject({
      value: '100',
      coverage: { figuresIncluded: 2, missing: 1, absentEcosystems: ['west'] },
    });
    expect(ask('80')).toMatchObject({
      value: '80',
      coverage: { figuresIncluded: 1, missing: 0, absentEcosystems: [] },
    });
    expect(ask('80', { periods: ['2024'] })).toMatchObject({ value: '80' });
  });

  it('is not replaced by the figures of its members if it is suppressed, but if it is missing', () => {
    expect(ask('withheld')).toMatchObject({ value: null, reason: 'SUPPRESSED' });
    expect(ask('MISSING')).toMatchObject({ value: '100' });
  });

  it('is the unduplicated count if it is in the interval of the figures of its members', () => {
    const members = [member('north'), member('south')];
    const asked = { rules: people, members };
    expect(ask(null, asked)).toMatchObject({ value: null, interval: { low: '60', high: '100' } });
    expect(ask('80', asked)).toMatchObject({ value: '80', interval: { low: '60', high: '100' } });
    expect(ask('130', { ...asked, members: [...members, member('west')] })).toMatchObject({ value: '130' });
    for (const impossible of ['59', '101'])
      expect(ask(impossible, asked)).toMatchObject({
        value: null,
        reason: 'CONTRADICTORY',
        interval: null,
        explanation: `The network itself reports ${impossible}, but the figures of its members allow from 60 to 100. One of them is wrong.`,
      });
  });

  it('is a separate figure if ecosystems are not aggregated, and is added if the network has no members', () => {
    const apart = rolledUp(request([...brought, own('80')], { members: [member('north'), member('south')] }));
    expect(apart.map(({ value }) => value).sort()).toEqual(['40', '60', '80']);
    expect(ask('80', { members: [] })).toMatchObject({ value: '180' });
  });

  it('is not the figure of an organization of the network, which is added to those of the members', () => {
    const parts = [...brought, part('5', { ecosystemId: 'network', organizationId: 'c' })];
    const members = [member('north'), member('south')];
    expect(rolledUp(request(parts, { over: ['ORGANIZATIONS', 'ECOSYSTEMS'], members }))).toMatchObject([
      { value: '105' },
    ]);
  });
});

describe('a figure of a network over several years', () => {
  const figures = [
    part('10', { ecosystemId: 'm1', organizationId: 'a', period: '2023' }),
    part('12', { ecosystemId: 'm1', organizationId: 'a', period: '2024' }),
    part('20', { ecosystemId: 'm2', organizationId: 'b', period: '2023' }),
    part('50', { ecosystemId: 'm3', organizationId: 'c', period: '2024' }),
  ];
  const joined2024 = { ecosystemId: 'm3', spans: [{ from: '2024-01-01', until: null }] };
  const ask = (parts = figures, more: Partial<RollUpRequest> = {}) => {
    const [figure] = rolledUp(
      request(parts, {
        over: ['ECOSYSTEMS', 'ORGANIZATIONS', 'PLACES'],
        periods: ['2023-01-01/2024-12-31'],
        members: [member('m1'), member('m2'), joined2024],
        ...more,
      }),
    );
    const { value, caveats, coverage } = figure ?? {};
    const { gaps, periods, missing, otherPeriodsOnly, absentEcosystems } = coverage ?? {};
    return { value, caveats, gaps, periods, missing, otherPeriodsOnly, absentEcosystems };
  };
  const complete = { gaps: [], periods: ['2023', '2024'], missing: 0, otherPeriodsOnly: 0, absentEcosystems: [] };

  it('has no gap if a member covers each part, and names the members that are expected and have none', () => {
    expect(ask()).toEqual({
      ...complete,
      value: '92',
      caveats: ['1 expected ecosystem has no figure for 2024. It is not included.'],
      missing: 1,
      absentEcosystems: ['m2'],
    });
  });

  it('expects no member for a part before it joined or after it left', () => {
    const left2023 = { ecosystemId: 'm2', spans: [{ from: '2020-01-01', until: '2023-12-31' }] };
    expect(ask(figures, { members: [member('m1'), left2023, joined2024] })).toEqual({
      ...complete,
      value: '92',
      caveats: [],
    });
  });

  it('has the gap that no member covers, once', () => {
    const only2023 = figures.filter(({ period }) => period === '2023');
    expect(ask(only2023, { members: [member('m1'), member('m2')] })).toEqual({
      ...complete,
      value: '30',
      caveats: ['No figure covers 2024.'],
      gaps: ['2024'],
      periods: ['2023'],
    });
    const ofQuarters = [
      part('1', { ecosystemId: 'm1', organizationId: 'a', period: '2023-Q1' }),
      part('2', { ecosystemId: 'm2', organizationId: 'b', period: '2023-Q3' }),
    ];
    const asked = { periods: ['2023'], members: [member('m1'), member('m2')] };
    expect(ask(ofQuarters, asked)).toMatchObject({ value: '3', gaps: ['2023-Q2', '2023-Q4'], missing: 2 });
    expect(ask(ofQuarters, asked).caveats).toEqual([
      '1 expected ecosystem has no figure for 2023-Q1. It is not included.',
      '1 expected ecosystem has no figure for 2023-Q3. It is not included.',
      'No figure covers 2023-Q2, 2023-Q4.',
    ]);
  });

  it('expects no member before its latest figure, which is used', () => {
    const versions = [{ ...version, aggregationOverTime: 'LAST' } as const];
    const members = [member('m1'), member('m2'), member('m3')];
    expect(ask(figures, { versions, members })).toMatchObject({
      value: '82',
      caveats: ['1 expected ecosystem has no figure for 2024. It is not included.'],
      missing: 1,
      absentEcosystems: ['m2'],
    });
  });
});
