import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { type MeetingGroup, overdueGroups } from './overdue-groups.ts';

const group: MeetingGroup = { id: 'a', cadence: 'P1M', startedOn: '2024-01-01', endedOn: null };
const overdueWith = (change: Partial<MeetingGroup>, held: (string | null)[] = []) =>
  unwrap(
    overdueGroups({
      groups: [{ ...group, ...change }],
      meetings: held.map((heldOn) => ({ workingGroupId: 'a', heldOn })),
      on: '2024-03-11',
    }),
  );

describe('overdueGroups', () => {
  it('returns a group whose last meeting is longer ago than its cadence', () => {
    expect(overdueWith({}, ['2024-01-20', '2024-02-01'])).toEqual([
      { workingGroupId: 'a', lastMeetingOn: '2024-02-01', dueOn: '2024-03-01', daysOverdue: 10 },
    ]);
  });

  it('does not return a group on the date on which its meeting is due', () => {
    expect(overdueWith({}, ['2024-02-11'])).toEqual([]);
    expect(overdueWith({}, ['2024-02-10'])).toMatchObject([{ daysOverdue: 1 }]);
  });

  it('counts from the start of a group that has never met', () => {
    expect(overdueWith({})).toMatchObject([{ lastMeetingOn: null, dueOn: '2024-02-01' }]);
    expect(overdueWith({ startedOn: null })).toEqual([]);
  });

  it('does not return groups without a cadence, before their start or after their end', () => {
    expect(overdueWith({ cadence: null })).toEqual([]);
    expect(overdueWith({ startedOn: '2024-03-12' })).toEqual([]);
    expect(overdueWith({ endedOn: '2024-03-10' })).toEqual([]);
    expect(overdueWith({ endedOn: '2024-03-11' })).toHaveLength(1);
  });

  it('ignores planned meetings, future meetings and meetings of other groups', () => {
    expect(overdueWith({}, [null, '2024-03-12'])).toMatchObject([{ lastMeetingOn: null }]);
    const meetings = [
      { workingGroupId: 'b', heldOn: '2024-03-01' },
      { workingGroupId: null, heldOn: '2024-03-01' },
    ];
    expect(unwrap(overdueGroups({ groups: [group], meetings, on: '2024-03-11' }))).toMatchObject([
      { lastMeetingOn: null },
    ]);
  });

  it('sorts groups by days overdue, highest first', () => {
    const groups = [group, { ...group, id: 'b', cadence: 'P1W' }, { ...group, id: 'c' }];
    const ids = unwrap(overdueGroups({ groups, meetings: [], on: '2024-03-11' })).map(
      ({ workingGroupId }) => workingGroupId,
    );
    expect(ids).toEqual(['b', 'a', 'c']);
  });
});
