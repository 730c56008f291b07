import type { Code } from '../shared/code.ts';
import { attendanceBySector, type SectorAttendance } from './attendance-by-sector.ts';
import { type GroupBehind, groupsBehind, type MeetingGroup } from './groups-behind.ts';
import type { MeetingAttendance } from './meeting.ts';

/** The records from which it is worked out how partners keep in touch; dates are `YYYY-MM-DD`. */
export interface CommunicationRecords {
  groups: readonly MeetingGroup[];
  meetings: readonly {
    workingGroupId: string | null;
    heldOn: string | null;
    attendance: readonly MeetingAttendance[];
  }[];
  /** Those that are not settled. */
  openDecisions: readonly { dueOn: string | null }[];
  /** Those that are not done. */
  openActionItems: readonly { dueOn: string | null }[];
  organizations: readonly { id: string; stakeholderGroups: readonly Pick<Code, 'scheme' | 'code'>[] }[];
}

/** How partners keep in touch, on a day. */
export interface KeepingInTouch {
  on: string;
  /** See {@link groupsBehind}. */
  groupsBehind: GroupBehind[];
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
 * const records = { groups: [], meetings: [], openActionItems: [], organizations: [] };
 * const { overdueDecisions } = keepingInTouch({ ...records, openDecisions: [{ dueOn: '2024-05-01' }] }, '2024-06-01');
 * overdueDecisions; // 1
 */
export function keepingInTouch(records: CommunicationRecords, on: string): KeepingInTouch {
  const { groups, openDecisions, openActionItems, organizations } = records;
  const meetings = records.meetings.filter(({ heldOn }) => heldOn !== null && heldOn <= on);
  const isOverdue = ({ dueOn }: { dueOn: string | null }) => dueOn !== null && dueOn < on;
  return {
    on,
    groupsBehind: groupsBehind({ groups, meetings, on }),
    openDecisions: openDecisions.length,
    overdueDecisions: openDecisions.filter(isOverdue).length,
    openActionItems: openActionItems.length,
    overdueActionItems: openActionItems.filter(isOverdue).length,
    meetingsHeld: meetings.length,
    attendance: attendanceBySector({ meetings, organizations }),
  };
}
