import { day, fields, nullable, oneOf, text } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';
import { judgeRepeatedReferences } from '../shared/repeated-references.ts';

const decisionPlace = fields<{ workingGroupId: string | null; meetingGroupId: string | null }>({
  workingGroupId: nullable(text),
  meetingGroupId: nullable(text),
});
const decisionOfMeeting = fields<{ decidedOn: string | null; meetingHeldOn: string | null; path: string }>({
  decidedOn: nullable(day),
  meetingHeldOn: nullable(day),
  path: oneOf(['decidedOn', 'heldOn']),
});

/**
 * Checks a meeting. Attendance of a meeting that was not held is `REQUIRED` at `heldOn`. An organization that is listed twice
 * is `DUPLICATE`.
 */
export function judgeMeeting(meeting: {
  heldOn: string | null;
  attendance: readonly { organizationId: string }[];
}): Issue[] {
  const { heldOn, attendance } = meeting;
  const repeated = judgeRepeatedReferences(
    attendance.map(({ organizationId }) => organizationId),
    { noun: 'organization', pathOf: (at) => ['attendance', at, 'organizationId'] },
  );
  if (heldOn !== null || attendance.length === 0) return repeated;
  const message = '`heldOn` is required when `attendance` is set.';
  return [{ code: 'REQUIRED', path: ['heldOn'], message }, ...repeated];
}

/**
 * Requires the meeting of a decision to belong to the working group of the decision (`INVALID`). A decision or a meeting
 * without a working group is accepted.
 */
export function judgeDecisionPlace(decision: {
  workingGroupId: string | null;
  /** Working group of the meeting. Null if the decision has no meeting, or the meeting has no working group. */
  meetingGroupId: string | null;
}): Issue[] {
  const malformed = decisionPlace(decision, []);
  if (malformed.length > 0) return malformed;
  const { workingGroupId, meetingGroupId } = decision;
  if (workingGroupId === null || meetingGroupId === null || workingGroupId === meetingGroupId) return [];
  const message = 'The meeting belongs to another working group. Set `workingGroupId` to that group, or omit it.';
  return [{ code: 'INVALID', path: ['workingGroupId'], message }];
}

/**
 * Requires a decision raised in a meeting to be made on the day of the meeting or later (`DATES_OUT_OF_ORDER` at `path`).
 * `meetingHeldOn` is null if the meeting was not held.
 */
export function judgeDecidedAfterMeeting(decision: {
  decidedOn: string | null;
  meetingHeldOn: string | null;
  /** The field that the caller sets: the date of the decision or the date of the meeting. */
  path: 'decidedOn' | 'heldOn';
}): Issue[] {
  const malformed = decisionOfMeeting(decision, []);
  if (malformed.length > 0) return malformed;
  const { decidedOn, meetingHeldOn, path } = decision;
  if (decidedOn === null || meetingHeldOn === null || meetingHeldOn <= decidedOn) return [];
  const message =
    path === 'decidedOn'
      ? `The decision cannot precede its meeting, which was held on ${meetingHeldOn}. Set \`decidedOn\` to that date or later.`
      : `A decision of this meeting was made on ${decidedOn}. Set \`heldOn\` to that date or earlier, or change the decision.`;
  return [{ code: 'DATES_OUT_OF_ORDER', path: [path], message }];
}
