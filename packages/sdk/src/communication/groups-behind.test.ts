import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { groupsBehind, type MeetingGroup } from './groups-behind.ts';

const group: MeetingGroup = { id: 'a', cadence: 'P1M', startedOn: '2024-01-01', endedOn: null };
const behindWith = (change: Partial<MeetingGroup>, held: (string | null)[] = []) =>
  unwrap(
    groupsBehind({
      groups: [{ ...group, ...change }],
      meetings: held.map((heldOn) => ({ workingGroupId: 'a', heldOn })),
      on: '2024-03-11',
    }),
  );

describe('groupsBehind', () => {
  it('returns a group whose last meeting is longer ago than its cadence', () => {
    expect(behindWith({}, ['2024-01-20', '2024-02-01'])).toEqual([
      { workingGroupId: 'a', lastHeldOn: '2024-02-01', dueOn: '2024-03-01', daysBehind: 10 },
    ]);
  });

  it('does not return a group on the date on which its meeting is due', () => {
    expect(behindWith({}, ['2024-02-11'])).toEqual([]);
    expect(behindWith({}, ['2024-02-10'])).toMatchObject([{ daysBehind: 1 }]);
  });

  it('counts from the start of a group that has never met', () => {
    expect(behindWith({})).toMatchObject([{ lastHeldOn: null, dueOn: '2024-02-01' }]);
    expect(behindWith({ startedOn: null })).toEqual([]);
  });

  it('does not return groups without a cadence, before their start or after their end', () => {
    expect(behindWith({ cadence: null })).toEqual([]);
    expect(behindWith({ startedOn: '2024-03-12' })).toEqual([]);
    expect(behindWith({ endedOn: '2024-03-10' })).toEqual([]);
    expect(behindWith({ endedOn: '2024-03-11' })).toHaveLength(1);
  });

  it('ignores planned meetings, future meetings and meetings of other groups', () => {
    expect(behindWith({}, [null, '2024-03-12'])).toMatchObject([{ lastHeldOn: null }]);
    const meetings = [
      { workingGroupId: 'b', heldOn: '2024-03-01' },
      { workingGroupId: null, heldOn: '2024-03-01' },
    ];
    expect(unwrap(groupsBehind({ groups: [group], meetings, on: '2024-03-11' }))).toMatchObject([{ lastHeldOn: null }]);
  });

  it('sorts groups by days behind, highest first', () => {
    const groups = [group, { ...group, id: 'b', cadence: 'P1W' }, { ...group, id: 'c' }];
    const ids = unwrap(groupsBehind({ groups, meetings: [], on: '2024-03-11' })).map(
      ({ workingGroupId }) => workingGroupId,
    );
    expect(ids).toEqual(['b', 'a', 'c']);
  });
});
