import { describe, expect, it } from 'vitest';
import { parsePeriod, periodRange } from '../period/index.ts';
import type { Comparability } from '../shared/comparability.ts';
import { unwrap } from '../shared/outcome.ts';
import { type ComparedPoint, comparabilityInSeries } from './series-comparability.ts';

const point = (period: string, more: Partial<ComparedPoint> = {}): ComparedPoint => {
  const parsed = parsePeriod(period);
  if (!parsed) throw new Error(`${period} is no period`);
  const { start, end } = periodRange(parsed);
  return { key: 'all', categories: [], number: 1, period, periodStart: start, periodEnd: end, ...more };
};
const answer = (points: ComparedPoint[], comparability: Comparability = 'YES') =>
  unwrap(
    comparabilityInSeries(points, {
      compares: () => ({ comparability, notes: comparability === 'YES' ? [] : ['Because.'] }),
    }),
  ).map((each) => each.comparability);

describe('a series', () => {
  it('compares points of one version, and has no comparability at its first point', () => {
    expect(answer([point('2023'), point('2024')])).toEqual([null, 'YES']);
  });

  it.each(['YES', 'WITH_CAVEAT', 'NO'] as const)(
    'has at a change of version the comparability of the versions: %s',
    (comparability) => {
      expect(
        answer([point('2023'), point('2024', { number: 2 }), point('2025', { number: 2 })], comparability),
      ).toEqual([null, comparability, 'YES']);
    },
  );

  it('compares points of one reporter, place and combination of categories', () => {
    const points = [point('2023'), point('2024', { key: 'F', number: 2 }), point('2024', { number: 2 })];
    expect(answer(points, 'NO')).toEqual([null, null, 'NO']);
  });

  it('has a break between periods of different kinds, and names them', () => {
    const [, half] = unwrap(
      comparabilityInSeries([point('2023'), point('2024-H1')], {
        compares: () => ({ comparability: 'YES', notes: [] }),
      }),
    );
    expect(half).toEqual({
      comparability: 'NO',
      note: 'Figures for a year (2025) and for a half-year (2025-H1) are not comparable.',
    });
    const days = [point('2024-01-02/2024-01-05'), point('2024-02-02/2024-02-05'), point('2024-03-02/2024-03-12')];
    expect(answer(days)).toEqual([null, 'YES', 'WITH_CAVEAT']);
    expect(answer([point('2023'), point('2024-H1', { number: 2 })], 'WITH_CAVEAT')).toEqual([null, 'NO']);
  });
});
