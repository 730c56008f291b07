import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { practiceSpread } from './practice-spread.ts';

const adoption = (adoptedOn: string, ecosystemId: string, activityId: string | null = null) => ({
  adoptedOn,
  ecosystemId,
  activityId,
});

describe('the spread of a practice', () => {
  it('counts each activity and each ecosystem once, from its first adoption', () => {
    expect(
      unwrap(
        practiceSpread([
          adoption('2024-09-01', 'here', 'club'),
          adoption('2024-03-01', 'here', 'camp'),
          adoption('2025-01-15', 'there'),
          adoption('2024-09-01', 'here'),
        ]),
      ),
    ).toEqual([
      { on: '2024-03-01', activities: 1, ecosystems: 1, currentActivities: 1, currentEcosystems: 1 },
      { on: '2024-09-01', activities: 2, ecosystems: 1, currentActivities: 2, currentEcosystems: 1 },
      { on: '2025-01-15', activities: 2, ecosystems: 2, currentActivities: 2, currentEcosystems: 2 },
    ]);
  });

  it('counts what is in use until the day before it was discontinued, also if it is adopted again', () => {
    const points = unwrap(
      practiceSpread([
        { ...adoption('2024-01-01', 'here', 'club'), discontinuedOn: '2024-06-01' },
        adoption('2024-09-01', 'here', 'club'),
        { ...adoption('2024-02-01', 'there'), discontinuedOn: '2024-09-01' },
      ]),
    );
    expect(points.map((point) => Object.values(point))).toEqual([
      ['2024-01-01', 1, 1, 1, 1],
      ['2024-02-01', 1, 2, 1, 2],
      ['2024-06-01', 1, 2, 0, 1],
      ['2024-09-01', 1, 2, 1, 1],
    ]);
  });

  it('is empty without adoptions', () => expect(unwrap(practiceSpread([]))).toEqual([]));

  it('has one point for each date, in order, never decreases, and does not depend on the order of the adoptions', () => {
    const arbitraryAdoption = fc.record({
      adoptedOn: fc.constantFrom('2024-01-01', '2024-02-01', '2024-03-01'),
      ecosystemId: fc.constantFrom('a', 'b', 'c'),
      activityId: fc.option(fc.constantFrom('x', 'y')),
    });
    fc.assert(
      fc.property(fc.array(arbitraryAdoption), (adoptions) => {
        const spread = unwrap(practiceSpread(adoptions));
        expect(unwrap(practiceSpread(adoptions.toReversed()))).toEqual(spread);
        for (const [at, point] of spread.entries()) {
          const before = spread[at - 1];
          if (!before) continue;
          expect(point.on > before.on).toBe(true);
          expect(point.activities).toBeGreaterThanOrEqual(before.activities);
          expect(point.ecosystems).toBeGreaterThanOrEqual(before.ecosystems);
        }
      }),
    );
  });
});
