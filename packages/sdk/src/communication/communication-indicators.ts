import type { Code } from '../shared/code.ts';
import { day, fields, judgeInput, list, nullable, text } from '../shared/input.ts';
import { accepted, type Outcome, refused, unwrap } from '../shared/outcome.ts';
import {
  attendance,
  attendanceBySector,
  attendingOrganization,
  type SectorAttendance,
} from './attendance-by-sector.ts';
import { type CadenceKept, cadenceCheck } from './cadence-over-year.ts';
import { behindCadence, type CadencedRecord, cadencesOverYear } from './cadenced-record.ts';
import { type GroupBehind, groupsBehind, type MeetingGroup, meetingGroup, withMeetings } from './groups-behind.ts';
import type { MeetingAttendance } from './meeting.ts';

/** The records from which the indicators of continuous communication are computed. Dates are `YYYY-MM-DD`. */
export interface CommunicationRecords {
  groups: readonly MeetingGroup[];
  meetings: readonly {
    workingGroupId: string | null;
    heldOn: string | null;
    attendance: readonly MeetingAttendance[];
  }[];
  plans: readonly CadencedPlan[];
  events: readonly { communicationPlanId: string; happenedOn: string }[];
  decisions: readonly FollowUpItem[];
  actionItems: readonly FollowUpItem[];
  organizations: readonly { id: string; stakeholderGroups: readonly Pick<Code, 'scheme' | 'code'>[] }[];
}

/** The fields of a communication plan that determine when a communication is due. Dates are `YYYY-MM-DD`. */
export interface CadencedPlan {
  id: string;
  cadence: string | null;
  startsOn: string | null;
  endsOn: string | null;
}

/** A decision or an action item. */
export interface FollowUpItem {
  /** Date of the meeting in which the item was raised. Null if unknown. */
  raisedOn: string | null;
  dueOn: string | null;
  /** Date on which the decision was made or the task was completed. Null if the item is open. */
  settledOn: string | null;
}

const followUpItem = fields<FollowUpItem>({ raisedOn: nullable(day), dueOn: nullable(day), settledOn: nullable(day) });
const communicationRecords = fields<CommunicationRecords>({
  groups: list(meetingGroup),
  meetings: list(
    fields<CommunicationRecords['meetings'][number]>({
      workingGroupId: nullable(text),
      heldOn: nullable(day),
      attendance,
    }),
  ),
  plans: list(
    fields<CadencedPlan>({
      id: text,
      cadence: nullable(cadenceCheck),
      startsOn: nullable(day),
      endsOn: nullable(day),
    }),
  ),
  events: list(fields<CommunicationRecords['events'][number]>({ communicationPlanId: text, happenedOn: day })),
  decisions: list(followUpItem),
  actionItems: list(followUpItem),
  organizations: list(attendingOrganization),
});

/** A communication plan without a communication within its cadence. */
export interface PlanBehind {
  communicationPlanId: string;
  /** Date of the last communication. Null if there was none. */
  lastHappenedOn: string | null;
  /** Date by which a communication was due: one cadence after the last one, or after the start of the plan. */
  dueOn: string;
  /** Number of days since `dueOn`. */
  daysBehind: number;
}

/** How often a working group met within its cadence, in twelve months up to a date. */
export interface GroupCadence extends CadenceKept {
  workingGroupId: string;
}

/** How often a communication plan was carried out within its cadence, in twelve months up to a date. */
export interface PlanCadence extends CadenceKept {
  communicationPlanId: string;
}

/** Indicators of continuous communication on a date. */
export interface CommunicationIndicators {
  on: string;
  /** See {@link groupsBehind}. */
  groupsBehind: GroupBehind[];
  /** The working groups with a cadence that are active on the date. The group that kept the smallest share comes first. */
  groupCadences: GroupCadence[];
  /** The communication plans in effect that are behind their cadence, most overdue first. The rule is that of groups. */
  plansBehind: PlanBehind[];
  /** The communication plans with a cadence that are in effect. The plan that kept the smallest share comes first. */
  planCadences: PlanCadence[];
  /** Number of decisions that were raised up to the date (or at an unknown date) and not settled up to the date. */
  openDecisions: number;
  /** Number of open decisions with a due date before the date. */
  overdueDecisions: number;
  /** Number of action items that were open on the date. */
  openActionItems: number;
  /** Number of open action items with a due date before the date. */
  overdueActionItems: number;
  /** Number of meetings held up to the date. */
  meetingsHeld: number;
  /** Attendance at these meetings. See {@link attendanceBySector}. */
  attendance: SectorAttendance[];
}

/**
 * Computes the indicators of continuous communication on a date: working groups and communication plans that are behind
 * their cadence, how often they kept it in twelve months up to the date (see `cadenceOverYear`), open and overdue items, and
 * the attendance of each stakeholder group at the meetings held up to the date.
 *
 * @see Kania & Kramer 2011, continuous communication
 * @example
 * const records = { groups: [], meetings: [], plans: [], events: [], actionItems: [], organizations: [] };
 * const decisions = [{ raisedOn: '2024-04-01', dueOn: '2024-05-01', settledOn: '2024-06-10' }];
 * unwrap(communicationIndicators({ ...records, decisions }, '2024-06-01')).overdueDecisions; // 1
 * unwrap(communicationIndicators({ ...records, decisions }, '2024-06-10')).openDecisions; // 0
 */
export function communicationIndicators(records: CommunicationRecords, on: string): Outcome<CommunicationIndicators> {
  const malformed = judgeInput({ records, on }, { records: communicationRecords, on: day });
  if (malformed.length > 0) return refused(...malformed);
  const { groups, organizations } = records;
  const openDecisions = openOn(records.decisions, on);
  const openActionItems = openOn(records.actionItems, on);
  const meetings = records.meetings.filter(({ heldOn }) => heldOn !== null && heldOn <= on);
  const plans = withEvents(records);
  const isOverdue = ({ dueOn }: FollowUpItem) => dueOn !== null && dueOn < on;
  return accepted({
    on,
    groupsBehind: unwrap(groupsBehind({ groups, meetings, on })),
    groupCadences: cadencesOverYear(withMeetings(groups, meetings), on).map(({ id, ...kept }) => ({
      workingGroupId: id,
      ...kept,
    })),
    plansBehind: behindCadence(plans, on).map(({ id, lastOn, ...behind }) => ({
      communicationPlanId: id,
      lastHappenedOn: lastOn,
      ...behind,
    })),
    planCadences: cadencesOverYear(plans, on).map(({ id, ...kept }) => ({ communicationPlanId: id, ...kept })),
    openDecisions: openDecisions.length,
    overdueDecisions: openDecisions.filter(isOverdue).length,
    openActionItems: openActionItems.length,
    overdueActionItems: openActionItems.filter(isOverdue).length,
    meetingsHeld: meetings.length,
    attendance: unwrap(attendanceBySector({ meetings, organizations })),
  });
}

/** The items that were open at the end of a date. */
function openOn(all: readonly FollowUpItem[], on: string): FollowUpItem[] {
  return all.filter(
    ({ raisedOn, settledOn }) => (raisedOn === null || raisedOn <= on) && (settledOn === null || settledOn > on),
  );
}

/** The plans with the days of their communications. */
function withEvents({ plans, events }: Pick<CommunicationRecords, 'plans' | 'events'>): CadencedRecord[] {
  const eventsOf = Map.groupBy(events, ({ communicationPlanId }) => communicationPlanId);
  return plans.map(({ id, cadence, startsOn, endsOn }) => ({
    id,
    cadence,
    startedOn: startsOn,
    endedOn: endsOn,
    days: (eventsOf.get(id) ?? []).map(({ happenedOn }) => happenedOn),
  }));
}
