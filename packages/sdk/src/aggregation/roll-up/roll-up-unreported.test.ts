import { describe, expect, it } from 'vitest';
import { parsePeriod, periodRange } from '../../period/index.ts';
import { part, people, request, rolledUp, version } from './roll-up.fixture.ts';
import type { RollUpRequest, UnreportedPeriod } from './roll-up-request.ts';

/** A period that an organization agreed to report and did not. */
function unreported(period: string, more: Partial<UnreportedPeriod> = {}): UnreportedPeriod {
  const parsed = parsePeriod(period);
  if (!parsed) throw new Error(`${period} is no period`);
  const { start, end } = periodRange(parsed);
  const days = { period, periodStart: start, periodEnd: end };
  return { organizationId: 'a', versionId: 'v1', ecosystemId: 'e1', ...days, ...more };
}

/** The figures of organizations over two years, of which `a` reported the first, and `b` both. */
function overTwoYears(more: Partial<RollUpRequest> = {}) {
  const parts = [
    part('5', { organizationId: 'a', period: '2023' }),
    part('7', { organizationId: 'b', period: '2023' }),
    part('8', { organizationId: 'b', period: '2024' }),
  ];
  const given = { over: [], periods: ['2023-01-01/2024-12-31'], unreported: [unreported('2024')], ...more };
  const figures = rolledUp(request(parts, given));
  return new Map(figures.map((figure) => [figure.organizationId, figure]));
}

describe('the figure of one organization over several periods', () => {
  it('misses a period that the organization agreed to report', () => {
    expect(overTwoYears().get('a')).toMatchObject({
      value: '5',
      caveats: [
        'No figure covers 2024.',
        'The organization agreed to report for 2024 and did not. The figure counts as missing.',
      ],
      coverage: {
        figuresIncluded: 1,
        missing: 1,
        notReported: 1,
        gaps: ['2024'],
        unreported: [{ versionId: 'v1', ecosystemId: 'e1', period: '2024' }],
      },
    });
  });

  it('misses nothing if the organization had not agreed, or it reported', () => {
    const complete = { missing: 0, notReported: 0, unreported: [] };
    expect(overTwoYears({ unreported: [] }).get('a')).toMatchObject({
      caveats: ['No figure covers 2024.'],
      coverage: complete,
    });
    expect(overTwoYears().get('b')).toMatchObject({ value: '15', caveats: [], coverage: complete });
  });

  it('misses the longest periods of its gaps, and each once', () => {
    const quarters = ['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4'].map((code) => unreported(code));
    expect(overTwoYears({ unreported: quarters }).get('a')?.coverage).toMatchObject({ missing: 4, notReported: 4 });
    const inYear = [...quarters, unreported('2024'), unreported('2024', { versionId: 'v2' })];
    expect(overTwoYears({ unreported: inYear }).get('a')?.coverage.missing).toBe(1);
    expect(overTwoYears({ unreported: [unreported('2025')] }).get('a')?.coverage.missing).toBe(0);
  });

  it('with LAST over time, misses the periods after the latest figure only', () => {
    const last = { versions: [{ ...version, aggregationOverTime: 'LAST' as const }] };
    const both = [unreported('2022'), unreported('2024')];
    const periods = ['2022-01-01/2024-12-31'];
    expect(overTwoYears({ ...last, periods, unreported: both }).get('a')).toMatchObject({
      value: '5',
      coverage: { missing: 1, unreported: [{ period: '2024' }] },
    });
  });

  it('has no upper end if it counts people once', () => {
    expect(overTwoYears({ versions: [{ ...people, id: 'v1' }] }).get('a')).toMatchObject({
      value: null,
      interval: { low: '5', high: null },
      coverage: { missing: 1 },
    });
  });

  it('is not changed in an aggregate, which counts expected organizations', () => {
    expect(overTwoYears({ over: ['ORGANIZATIONS'] }).get(null)?.coverage).toMatchObject({
      notReported: 0,
      otherPeriodsOnly: 1,
      missing: 1,
      unreported: [],
    });
  });
});
