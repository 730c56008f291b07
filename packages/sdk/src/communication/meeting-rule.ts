import { day, fields, nullable, oneOf, text } from '../shared/input.ts';
import { judgeOnce } from '../shared/once.ts';
import type { Issue } from '../shared/outcome.ts';

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
 * What is wrong with a meeting by itself: attendance of one that was not held (`REQUIRED`, of `heldOn`), an organization
 * named twice (`DUPLICATE`).
 */
export function judgeMeeting(meeting: {
  heldOn: string | null;
  attendance: readonly { organizationId: string }[];
}): Issue[] {
  const { heldOn, attendance } = meeting;
  const once = judgeOnce(
    attendance.map(({ organizationId }) => organizationId),
    { noun: 'organization', pathOf: (at) => ['attendance', at, 'organizationId'] },
  );
  if (heldOn !== null || attendance.length === 0) return once;
  const message = '`heldOn` is required when `attendance` is set.';
  return [{ code: 'REQUIRED', path: ['heldOn'], message }, ...once];
}

/**
 * What is wrong with placing a decision: where it names a meeting of a working group and a working group, they are the
 * same, else `INVALID`.
 */
export function judgeDecisionPlace(decision: {
  workingGroupId: string | null;
  /** The working group of the meeting that it names; null where there is none. */
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
 * What is wrong with the day on which something was decided that came up in a meeting: it is before the meeting was held
 * (null where it was not, or not yet), `DATES_OUT_OF_ORDER` at the field that says so. What comes up in a meeting can be
 * decided later.
 */
export function judgeDecidedAfterMeeting(decision: {
  decidedOn: string | null;
  meetingHeldOn: string | null;
  /** The field that is given: the day of the decision, or that of the meeting. */
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
