import type { PeriodRange } from '../../../period/index.ts';
import type { RollUpMember } from '../roll-up-request.ts';

/** Whether a member's agreements are in effect on a day. */
export function isMemberOn({ spans }: Pick<RollUpMember, 'spans'>, day: string): boolean {
  return spans.some(({ from, until }) => from <= day && (until === null || day <= until));
}

/** Whether one of a member's agreements is in effect on each of these days. */
export function isMemberThroughout({ spans }: Pick<RollUpMember, 'spans'>, { start, end }: PeriodRange): boolean {
  return spans.some(({ from, until }) => from <= start && (until === null || end <= until));
}

/** Whether a member's agreements are in effect on any of these days. */
export function isMemberDuring({ spans }: Pick<RollUpMember, 'spans'>, { start, end }: PeriodRange): boolean {
  return spans.some(({ from, until }) => from <= end && (until === null || start <= until));
}
