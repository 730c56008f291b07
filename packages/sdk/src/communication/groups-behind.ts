import { parseDay } from '../shared/calendar-date.ts';
import { day, fields, list, nullable, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { dayAfter } from './day-after.ts';

/** A working group, as far as its cadence goes; dates are `YYYY-MM-DD`. */
export interface MeetingGroup {
  id: string;
  cadence: string | null;
  startedOn: string | null;
  endedOn: string | null;
}

/** A working group that has not met for longer than it means to. */
export interface GroupBehind {
  workingGroupId: string;
  /** When it last met; null where it never did. */
  lastHeldOn: string | null;
  /** By when it should have met again. */
  dueOn: string;
  /** For how many days a meeting is overdue. */
  daysBehind: number;
}

/** A meeting, as far as its working group and its day go. */
export interface GroupMeeting {
  workingGroupId: string | null;
  heldOn: string | null;
}

/** Checks a working group. */
export const meetingGroup = fields<MeetingGroup>({
  id: text,
  cadence: nullable(text),
  startedOn: nullable(day),
  endedOn: nullable(day),
});

const groupRecords = fields<{ groups: object; meetings: object; on: string }>({
  groups: list(meetingGroup),
  meetings: list(fields<GroupMeeting>({ workingGroupId: nullable(text), heldOn: nullable(day) })),
  on: day,
});

/**
 * The working groups that are behind their cadence on a day, those furthest behind first.
 *
 * A group should meet within its cadence of its last meeting, or of its beginning where it never met. One without a
 * cadence, or that has ended or not begun, is not behind; nor is one that never met and does not say when it began.
 * Meetings count once they were held, up to `on`.
 *
 * @see Kania & Kramer 2011, continuous communication: regular meetings, over years
 * @example
 * const groups = [{ id: 'a', cadence: 'P1M', startedOn: '2024-01-15', endedOn: null }];
 * unwrap(groupsBehind({ groups, meetings: [{ workingGroupId: 'a', heldOn: '2024-02-01' }], on: '2024-03-11' }));
 * // [{ workingGroupId: 'a', lastHeldOn: '2024-02-01', dueOn: '2024-03-01', daysBehind: 10 }]
 */
export function groupsBehind(records: {
  groups: readonly MeetingGroup[];
  meetings: readonly GroupMeeting[];
  on: string;
}): Outcome<GroupBehind[]> {
  const malformed = groupRecords(records, []);
  if (malformed.length > 0) return refused(...malformed);
  const { groups, meetings, on } = records;
  const last = new Map<string, string>();
  for (const { workingGroupId, heldOn } of meetings) {
    if (workingGroupId === null || heldOn === null || heldOn > on) continue;
    if (heldOn > (last.get(workingGroupId) ?? '')) last.set(workingGroupId, heldOn);
  }
  const behind = groups
    .filter(({ startedOn, endedOn }) => (startedOn ?? on) <= on && (endedOn ?? on) >= on)
    .flatMap(({ id, cadence, startedOn }): GroupBehind[] => {
      const lastHeldOn = last.get(id) ?? null;
      const since = lastHeldOn ?? startedOn;
      const dueOn = since !== null && cadence !== null ? dayAfter(since, cadence) : undefined;
      const daysBehind = dueOn === undefined ? 0 : (parseDay(on) ?? 0) - (parseDay(dueOn) ?? 0);
      return dueOn === undefined || daysBehind <= 0 ? [] : [{ workingGroupId: id, lastHeldOn, dueOn, daysBehind }];
    })
    .sort((a, b) => b.daysBehind - a.daysBehind || (a.workingGroupId < b.workingGroupId ? -1 : 1));
  return accepted(behind);
}
