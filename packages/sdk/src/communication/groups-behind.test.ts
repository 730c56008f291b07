import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { groupsBehind, type MeetingGroup } from './groups-behind.ts';

const group: MeetingGroup = { id: 'a', cadence: 'P1M', startedOn: '2024-01-01', endedOn: null };
const behind = (change: Partial<MeetingGroup>, held: (string | null)[] = []) =>
  unwrap(
    groupsBehind({
      groups: [{ ...group, ...change }],
      meetings: held.map((heldOn) => ({ workingGroupId: 'a', heldOn })),
      on: '2024-03-11',
    }),
  );

describe('a working group', () => {
  it('is behind when its last meeting is longer ago than its cadence', () => {
    expect(behind({}, ['2024-01-20', '2024-02-01'])).toEqual([
      { workingGroupId: 'a', lastHeldOn: '2024-02-01', dueOn: '2024-03-01', daysBehind: 10 },
    ]);
  });

  it('is not behind on the day by which it is to meet', () => {
    expect(behind({}, ['2024-02-11'])).toEqual([]);
    expect(behind({}, ['2024-02-10'])).toMatchObject([{ daysBehind: 1 }]);
  });

  it('is behind from its beginning, where it never met', () => {
    expect(behind({})).toMatchObject([{ lastHeldOn: null, dueOn: '2024-02-01' }]);
    expect(behind({ startedOn: null })).toEqual([]);
  });

  it('is not behind without a cadence, before it begins, and after its end', () => {
    expect(behind({ cadence: null })).toEqual([]);
    expect(behind({ startedOn: '2024-03-12' })).toEqual([]);
    expect(behind({ endedOn: '2024-03-10' })).toEqual([]);
    expect(behind({ endedOn: '2024-03-11' })).toHaveLength(1);
  });

  it('is not helped by meetings that are planned, of others, or still to come', () => {
    expect(behind({}, [null, '2024-03-12'])).toMatchObject([{ lastHeldOn: null }]);
    const meetings = [
      { workingGroupId: 'b', heldOn: '2024-03-01' },
      { workingGroupId: null, heldOn: '2024-03-01' },
    ];
    expect(unwrap(groupsBehind({ groups: [group], meetings, on: '2024-03-11' }))).toMatchObject([{ lastHeldOn: null }]);
  });

  it('comes the earlier the further it is behind', () => {
    const groups = [group, { ...group, id: 'b', cadence: 'P1W' }, { ...group, id: 'c' }];
    const ids = unwrap(groupsBehind({ groups, meetings: [], on: '2024-03-11' })).map(
      ({ workingGroupId }) => workingGroupId,
    );
    expect(ids).toEqual(['b', 'a', 'c']);
  });
});
