export { type ActionItem, actionItem } from './action-item.ts';
export {
  type AttendedMeeting,
  type AttendingOrganization,
  attendanceBySector,
  type SectorAttendance,
} from './attendance-by-sector.ts';
export { type CadenceAdherence, cadenceOverYear, type PlannedEvents } from './cadence-over-year.ts';
export { communicationChannels } from './communication-channel.ts';
export { type CommunicationEvent, communicationEvent } from './communication-event.ts';
export { judgeEventWithinPlan, judgePlanAroundEvents, type PlannedDays } from './communication-event-rule.ts';
export {
  type CadencedPlan,
  type CommunicationIndicators,
  type CommunicationRecords,
  communicationIndicators,
  type FollowUpItem,
  type GroupCadence,
  type OverduePlan,
  type PlanCadence,
} from './communication-indicators.ts';
export { type CommunicationPlan, communicationPlan } from './communication-plan.ts';
export { type Decision, decision } from './decision.ts';
export { type Meeting, type MeetingAttendance, meeting } from './meeting.ts';
export { meetingKinds } from './meeting-kind.ts';
export { judgeDecidedAfterMeeting, judgeDecisionPlace } from './meeting-rule.ts';
export { type GroupMeeting, type MeetingGroup, type OverdueGroup, overdueGroups } from './overdue-groups.ts';
export { type WorkingGroup, workingGroup } from './working-group.ts';
