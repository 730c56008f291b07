import { type EventDay, judgeEventDay } from '../../shared/dates/event-day.ts';
import { day, fields, judgeInput, oneOf } from '../../shared/input.ts';
import { lifeCycle } from '../../shared/life-cycle.ts';
import { accepted, type Outcome, refused } from '../../shared/outcome.ts';

/** The statuses of funding. */
export const fundingStatuses = ['REQUESTED', 'COMMITTED', 'RECEIVED', 'DECLINED'] as const;
/** One of {@link fundingStatuses}. */
export type FundingStatus = (typeof fundingStatuses)[number];

/**
 * The life cycle of funding: requested, then committed, then received. Either side can decline it until it is received.
 * Received funding keeps its status. The other fields can be corrected at any time.
 */
export const fundingLife = lifeCycle({
  noun: 'funding',
  statuses: fundingStatuses,
  transitions: {
    commit: { done: 'committed', from: ['REQUESTED'], to: 'COMMITTED' },
    receive: { done: 'received', from: ['COMMITTED'], to: 'RECEIVED' },
    decline: { done: 'declined', from: ['REQUESTED', 'COMMITTED'], to: 'DECLINED' },
  },
});

/**
 * The dates on which funding was requested, committed, received or declined, `YYYY-MM-DD`. Null for a step that was not taken,
 * or whose date is unknown.
 */
export interface FundingDates {
  requestedOn: string | null;
  committedOn: string | null;
  receivedOn: string | null;
  declinedOn: string | null;
}

/** The field with the date of each transition. */
const dateFields = { commit: 'committedOn', receive: 'receivedOn', decline: 'declinedOn' } as const;
type FundingTransition = keyof typeof dateFields;

const fundingOfStatus = fields<{ status: FundingStatus }>({ status: oneOf(fundingStatuses) });
const datedTransition = fields<EventDay & { transition: string }>({
  on: day,
  today: day,
  transition: oneOf(Object.keys(dateFields)),
});

/**
 * Applies a transition to funding on a date. Returns `ILLEGAL_TRANSITION` if the status does not allow the transition, and
 * `OUT_OF_RANGE` for a future date. The rules of the record require that the dates of the steps are in order.
 */
export function transitionFunding(
  funding: { status: FundingStatus },
  change: EventDay & { transition: FundingTransition },
): Outcome<{ status: FundingStatus } & Partial<Pick<FundingDates, (typeof dateFields)[FundingTransition]>>> {
  const malformed = judgeInput({ funding, change }, { funding: fundingOfStatus, change: datedTransition });
  if (malformed.length > 0) return refused(...malformed);
  const next = fundingLife.transition(funding, change.transition);
  if (!next.ok) return next;
  const field = dateFields[change.transition];
  const issues = judgeEventDay(field, change);
  return issues.length > 0 ? refused(...issues) : accepted({ ...next.value, [field]: change.on });
}
