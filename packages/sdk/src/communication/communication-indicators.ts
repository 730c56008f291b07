import type { Code } from '../shared/code.ts';
import { day, fields, judgeInput, list, nullable, text } from '../shared/input.ts';
import { accepted, type Outcome, refused, unwrap } from '../shared/outcome.ts';
import {
  attendance,
  attendanceBySector,
  attendingOrganization,
  type SectorAttendance,
} from './attendance-by-sector.ts';
import { type CadenceAdherence, cadenceCheck } from './cadence-over-year.ts';
import { type CadencedRecord, cadencesOverYear, overdueRecords } from './cadenced-record.ts';
import type { MeetingAttendance } from './meeting.ts';
import { type MeetingGroup, meetingGroup, type OverdueGroup, overdueGroups, withMeetings } from './overdue-groups.ts';

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
export interface OverduePlan {
  communicationPlanId: string;
  /** Date of the last communication. Null if there was none. */
  lastCommunicationOn: string | null;
  /** Date by which a communication was due: one cadence after the last one, or after the start of the plan. */
  dueOn: string;
  /** Number of days since `dueOn`. */
  daysOverdue: number;
}

/** How often a working group met within its cadence, in the twelve months up to a date. */
export interface GroupCadence extends CadenceAdherence {
  workingGroupId: string;
}

/** How often a communication plan was carried out within its cadence, in the twelve months up to a date. */
export interface PlanCadence extends CadenceAdherence {
  communicationPlanId: string;
}

/** Indicators of continuous communication on a date. */
export interface CommunicationIndicators {
  on: string;
  /** See {@link overdueGroups}. */
  overdueGroups: OverdueGroup[];
  /** Active working groups with a cadence. The smallest share of intervals met comes first. */
  groupCadences: GroupCadence[];
  /** Communication plans in effect without a communication within their cadence, most overdue first. */
  overduePlans: OverduePlan[];
  /** Communication plans in effect with a cadence. The smallest share of intervals met comes first. */
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
 * Computes the indicators of continuous communication on a date: overdue working groups and communication plans, the intervals
 * in which they met their cadence in the twelve months up to the date (see `cadenceOverYear`), open and overdue items, and the
 * attendance of each stakeholder group at the meetings held up to the date.
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
    overdueGroups: unwrap(overdueGroups({ groups, meetings, on })),
    groupCadences: cadencesOverYear(withMeetings(groups, meetings), on).map(({ id, ...cadence }) => ({
      workingGroupId: id,
      ...cadence,
    })),
    overduePlans: overdueRecords(plans, on).map(({ id, lastOn, ...overdue }) => ({
      communicationPlanId: id,
      lastCommunicationOn: lastOn,
      ...overdue,
    })),
    planCadences: cadencesOverYear(plans, on).map(({ id, ...cadence }) => ({ communicationPlanId: id, ...cadence })),
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
