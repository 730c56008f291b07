import { day, fields, list, nullable, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { cadenceCheck } from './cadence-over-year.ts';
import { type CadencedRecord, overdueRecords } from './cadenced-record.ts';

/** The fields of a working group that determine when it should meet. Dates are `YYYY-MM-DD`. */
export interface MeetingGroup {
  id: string;
  cadence: string | null;
  startedOn: string | null;
  endedOn: string | null;
}

/** A working group that has not met within its cadence. */
export interface OverdueGroup {
  workingGroupId: string;
  /** Date of the last meeting. Null if the group has never met. */
  lastMeetingOn: string | null;
  /** Date by which the group should have met: one cadence after its last meeting, or after its start. */
  dueOn: string;
  /** Number of days since `dueOn`. */
  daysOverdue: number;
}

/** The working group and the date of a meeting. `heldOn` is null if the meeting was not held. */
export interface GroupMeeting {
  workingGroupId: string | null;
  heldOn: string | null;
}

/** Checks a {@link MeetingGroup}. */
export const meetingGroup = fields<MeetingGroup>({
  id: text,
  cadence: nullable(cadenceCheck),
  startedOn: nullable(day),
  endedOn: nullable(day),
});

const groupRecords = fields<{ groups: object; meetings: object; on: string }>({
  groups: list(meetingGroup),
  meetings: list(fields<GroupMeeting>({ workingGroupId: nullable(text), heldOn: nullable(day) })),
  on: day,
});

/**
 * Returns the working groups that have not met within their cadence on a date, most overdue first.
 *
 * A group should meet within one cadence of its last meeting, or of its start if it has never met. Groups without a cadence,
 * groups that have not started or have ended, and groups without a meeting and a start date are never overdue. Only meetings
 * held up to `on` count.
 *
 * @see Kania & Kramer 2011, continuous communication: regular meetings, over years
 * @example
 * const groups = [{ id: 'a', cadence: 'P1M', startedOn: '2024-01-15', endedOn: null }];
 * unwrap(overdueGroups({ groups, meetings: [{ workingGroupId: 'a', heldOn: '2024-02-01' }], on: '2024-03-11' }));
 * // [{ workingGroupId: 'a', lastMeetingOn: '2024-02-01', dueOn: '2024-03-01', daysOverdue: 10 }]
 */
export function overdueGroups(records: {
  groups: readonly MeetingGroup[];
  meetings: readonly GroupMeeting[];
  on: string;
}): Outcome<OverdueGroup[]> {
  const malformed = groupRecords(records, []);
  if (malformed.length > 0) return refused(...malformed);
  const { groups, meetings, on } = records;
  return accepted(
    overdueRecords(withMeetings(groups, meetings), on).map(({ id, lastOn, ...overdue }) => ({
      workingGroupId: id,
      lastMeetingOn: lastOn,
      ...overdue,
    })),
  );
}

/** The groups with the days on which they met. */
export function withMeetings(groups: readonly MeetingGroup[], meetings: readonly GroupMeeting[]): CadencedRecord[] {
  const meetingsOf = Map.groupBy(meetings, ({ workingGroupId }) => workingGroupId);
  return groups.map((group) => ({
    ...group,
    days: (meetingsOf.get(group.id) ?? []).flatMap(({ heldOn }) => heldOn ?? []),
  }));
}
