import type { Code } from '../shared/code.ts';
import { day, fields, judgeInput, list, nullable, text } from '../shared/input.ts';
import { accepted, type Outcome, refused, unwrap } from '../shared/outcome.ts';
import {
  attendance,
  attendanceBySector,
  attendingOrganization,
  type SectorAttendance,
} from './attendance-by-sector.ts';
import { type GroupBehind, groupsBehind, type MeetingGroup, meetingGroup } from './groups-behind.ts';
import type { MeetingAttendance } from './meeting.ts';

/** The records from which it is worked out how partners keep in touch; dates are `YYYY-MM-DD`. */
export interface CommunicationRecords {
  groups: readonly MeetingGroup[];
  meetings: readonly {
    workingGroupId: string | null;
    heldOn: string | null;
    attendance: readonly MeetingAttendance[];
  }[];
  decisions: readonly ToSettle[];
  actionItems: readonly ToSettle[];
  organizations: readonly { id: string; stakeholderGroups: readonly Pick<Code, 'scheme' | 'code'>[] }[];
}

/** Something to be decided or done. */
export interface ToSettle {
  /** Since when it is there: the day of the meeting in which it came up; null where that is not known. */
  raisedOn: string | null;
  dueOn: string | null;
  /** When it was decided or done; null while it is open. */
  settledOn: string | null;
}

const toSettle = fields<ToSettle>({ raisedOn: nullable(day), dueOn: nullable(day), settledOn: nullable(day) });
const communicationRecords = fields<CommunicationRecords>({
  groups: list(meetingGroup),
  meetings: list(
    fields<CommunicationRecords['meetings'][number]>({
      workingGroupId: nullable(text),
      heldOn: nullable(day),
      attendance,
    }),
  ),
  decisions: list(toSettle),
  actionItems: list(toSettle),
  organizations: list(attendingOrganization),
});

/** How partners keep in touch, on a day. */
export interface KeepingInTouch {
  on: string;
  /** See {@link groupsBehind}. */
  groupsBehind: GroupBehind[];
  /** Raised by the day, as far as that is known, and not settled by it. */
  openDecisions: number;
  /** Open ones that should have been settled before the day. */
  overdueDecisions: number;
  openActionItems: number;
  overdueActionItems: number;
  /** Meetings held up to the day, and who came to them; see {@link attendanceBySector}. */
  meetingsHeld: number;
  attendance: SectorAttendance[];
}

/**
 * Works out how partners keep in touch: which groups are behind their cadence, what is open and overdue, and how each
 * stakeholder group attends the meetings held up to the day.
 *
 * @see Kania & Kramer 2011, continuous communication
 * @example
 * const records = { groups: [], meetings: [], actionItems: [], organizations: [] };
 * const decisions = [{ raisedOn: '2024-04-01', dueOn: '2024-05-01', settledOn: '2024-06-10' }];
 * unwrap(keepingInTouch({ ...records, decisions }, '2024-06-01')).overdueDecisions; // 1
 * unwrap(keepingInTouch({ ...records, decisions }, '2024-06-10')).openDecisions; // 0
 */
export function keepingInTouch(records: CommunicationRecords, on: string): Outcome<KeepingInTouch> {
  const malformed = judgeInput({ records, on }, { records: communicationRecords, on: day });
  if (malformed.length > 0) return refused(...malformed);
  const { groups, organizations } = records;
  const openDecisions = openOn(records.decisions, on);
  const openActionItems = openOn(records.actionItems, on);
  const meetings = records.meetings.filter(({ heldOn }) => heldOn !== null && heldOn <= on);
  const isOverdue = ({ dueOn }: ToSettle) => dueOn !== null && dueOn < on;
  return accepted({
    on,
    groupsBehind: unwrap(groupsBehind({ groups, meetings, on })),
    openDecisions: openDecisions.length,
    overdueDecisions: openDecisions.filter(isOverdue).length,
    openActionItems: openActionItems.length,
    overdueActionItems: openActionItems.filter(isOverdue).length,
    meetingsHeld: meetings.length,
    attendance: unwrap(attendanceBySector({ meetings, organizations })),
  });
}

/** What was open at the end of a day. */
function openOn(all: readonly ToSettle[], on: string): ToSettle[] {
  return all.filter(
    ({ raisedOn, settledOn }) => (raisedOn === null || raisedOn <= on) && (settledOn === null || settledOn > on),
  );
}
