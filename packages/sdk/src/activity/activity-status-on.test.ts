import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activityLife, type DatedActivity, plannedActivity, transitionActivity } from './activity-life-cycle.ts';
import { activityStatusOn } from './activity-status-on.ts';
import { isActivityIncluded } from './alignment-options.ts';

const today = '2024-12-31';
const planned: DatedActivity = { ...plannedActivity(), startsOn: '2024-03-01', endsOn: '2024-09-30' };
const statusesOf = (activity: DatedActivity, ...days: string[]) => days.map((on) => activityStatusOn(activity, on));

describe('the status of an activity on a date', () => {
  it('is active from the start to the last day', () => {
    const completed: DatedActivity = { ...planned, status: 'COMPLETED' };
    expect(statusesOf(completed, '2024-02-29', '2024-03-01', '2024-09-30', '2024-10-01')).toEqual([
      'PLANNED',
      'ACTIVE',
      'ACTIVE',
      'COMPLETED',
    ]);
    expect(statusesOf({ ...planned, status: 'ACTIVE' }, '2024-02-29', '2024-10-01')).toEqual(['PLANNED', 'ACTIVE']);
    expect(statusesOf(planned, '2024-03-01', '2024-10-01')).toEqual(['PLANNED', 'PLANNED']);
  });

  it('is canceled from the day of the cancellation', () => {
    const canceled: DatedActivity = {
      ...planned,
      status: 'CANCELLED',
      canceledOn: '2024-06-01',
      canceledFrom: 'ACTIVE',
    };
    const days = ['2024-02-29', '2024-03-01', '2024-05-31', '2024-06-01'];
    expect(statusesOf(canceled, ...days)).toEqual(['PLANNED', 'ACTIVE', 'ACTIVE', 'CANCELLED']);
    expect(statusesOf({ ...canceled, canceledFrom: 'PLANNED' }, ...days)).toEqual([
      'PLANNED',
      'PLANNED',
      'PLANNED',
      'CANCELLED',
    ]);
    expect(activityStatusOn({ status: 'CANCELLED' }, '2024-03-01')).toBe('CANCELLED');
  });

  it('and the inclusion in an alignment are not changed by a later completion or cancellation', () => {
    const day = fc.integer({ min: 1, max: 12 }).map((month) => `2024-${String(month).padStart(2, '0')}-15`);
    const activity = fc
      .record({ startsOn: fc.option(day), endsOn: fc.option(day), isActive: fc.boolean() })
      .filter(({ startsOn, endsOn, isActive }) =>
        startsOn === null ? !isActive : endsOn === null || startsOn <= endsOn,
      )
      .map(
        ({ isActive, ...dates }): DatedActivity => ({ ...planned, ...dates, status: isActive ? 'ACTIVE' : 'PLANNED' }),
      );
    fc.assert(
      fc.property(
        activity,
        fc.constantFrom('complete' as const, 'cancel' as const),
        day,
        day,
        (before, name, at, on) => {
          fc.pre(on < at && activityLife.transitions[name].from.some((status) => status === before.status));
          fc.pre(name === 'cancel' || before.endsOn === null || before.endsOn >= on);
          const after = transitionActivity(before, { transition: name, on: at, today });
          const seen = (activity: DatedActivity) =>
            [['PLANNED'], ['ACTIVE'], ['COMPLETED'], ['CANCELLED'], null].map((statuses) =>
              isActivityIncluded(
                { id: 'a', ...activity },
                { on, statuses: statuses as DatedActivity['status'][] | null },
              ),
            );
          expect(after.ok && seen(after.value)).toEqual(seen(before));
        },
      ),
    );
  });
});
