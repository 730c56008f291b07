import { type EventDay, judgeEventDay } from '../shared/dates/event-day.ts';
import { day, eventDay, fields, judgeInput, list, nullable, oneOf, text } from '../shared/input.ts';
import { lifeCycle } from '../shared/life-cycle.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';

/** The statuses of a commitment. */
export const commitmentStatuses = ['PROPOSED', 'AGREED', 'FULFILLED', 'WITHDRAWN', 'MISSED'] as const;
/** One of {@link commitmentStatuses}. */
export type CommitmentStatus = (typeof commitmentStatuses)[number];

/** Fields that can change in every status. */
const evidenceFields: readonly string[] = ['evidence', 'evidenceUrl'];

/**
 * The life cycle of a commitment: proposed, then agreed, then fulfilled or missed. Proposed and agreed commitments can be
 * withdrawn.
 */
export const commitmentLife = lifeCycle({
  noun: 'commitment',
  statuses: commitmentStatuses,
  transitions: {
    agree: { done: 'agreed', from: ['PROPOSED'], to: 'AGREED' },
    fulfill: { done: 'fulfilled', from: ['AGREED'], to: 'FULFILLED' },
    withdraw: { done: 'withdrawn', from: ['PROPOSED', 'AGREED'], to: 'WITHDRAWN' },
    miss: { done: 'missed', from: ['AGREED'], to: 'MISSED' },
  },
  open: ['PROPOSED'],
  closed:
    'cannot be changed, except for its evidence. Create another commitment, and withdraw this one if its status is AGREED.',
});

/** Status and dates of a new commitment. */
export function proposedCommitment(): { status: CommitmentStatus; agreedOn: null; closedOn: null } {
  return { status: commitmentLife.initial, agreedOn: null, closedOn: null };
}

const status = oneOf(commitmentStatuses);
const dueCommitment = fields<{ status: CommitmentStatus; dueOn: string | null }>({ status, dueOn: nullable(day) });
const commitmentOfStatus = fields<{ status: CommitmentStatus }>({ status });
const closing = fields<EventDay & { transition: string }>({
  on: day,
  today: day,
  transition: oneOf(['fulfill', 'withdraw']),
});

/**
 * Agrees on a proposed commitment, which makes its statement, aim and due date immutable. A future date is `OUT_OF_RANGE`. A
 * date after `dueOn` is `DATES_OUT_OF_ORDER`.
 */
export function agreeCommitment(
  commitment: { status: CommitmentStatus; dueOn: string | null },
  dates: EventDay,
): Outcome<{ status: CommitmentStatus; agreedOn: string }> {
  const malformed = judgeInput({ commitment, dates }, { commitment: dueCommitment, dates: eventDay });
  if (malformed.length > 0) return refused(...malformed);
  return withDate(commitmentLife.transition(commitment, 'agree'), {
    issues: [...judgeEventDay('agreedOn', dates), ...judgeAgreedInTime(commitment.dueOn, dates.on)],
    values: { agreedOn: dates.on },
  });
}

/**
 * Closes a commitment as fulfilled or withdrawn. A future date is `OUT_OF_RANGE`. The rules of the record require evidence for
 * a fulfilled commitment, and a closing date on or after the date of the agreement.
 */
export function closeCommitment(
  commitment: { status: CommitmentStatus },
  change: EventDay & { transition: 'fulfill' | 'withdraw' },
): Outcome<{ status: CommitmentStatus; closedOn: string }> {
  const malformed = judgeInput({ commitment, change }, { commitment: commitmentOfStatus, change: closing });
  if (malformed.length > 0) return refused(...malformed);
  const { transition, on, today } = change;
  return withDate(commitmentLife.transition(commitment, transition), {
    issues: judgeEventDay('closedOn', { on, today }),
    values: { closedOn: on },
  });
}

/**
 * Marks a commitment as missed. `dueOn` is `REQUIRED`. A date on or before `dueOn` is `DATES_OUT_OF_ORDER`, a future date
 * `OUT_OF_RANGE`.
 */
export function missCommitment(
  commitment: { status: CommitmentStatus; dueOn: string | null },
  dates: EventDay,
): Outcome<{ status: CommitmentStatus; closedOn: string }> {
  const malformed = judgeInput({ commitment, dates }, { commitment: dueCommitment, dates: eventDay });
  if (malformed.length > 0) return refused(...malformed);
  const issues = [...judgeOverdue(commitment.dueOn, dates.on), ...judgeEventDay('closedOn', dates)];
  return withDate(commitmentLife.transition(commitment, 'miss'), { issues, values: { closedOn: dates.on } });
}

/**
 * Checks an update of these fields of a commitment. Once a commitment is no longer proposed, its fields are `IMMUTABLE`, except
 * for `evidence` and `evidenceUrl`.
 */
export function judgeCommitmentChange(commitment: { status: CommitmentStatus }, changed: readonly string[]): Issue[] {
  const malformed = judgeInput({ commitment, changed }, { commitment: commitmentOfStatus, changed: list(text) });
  if (malformed.length > 0) return malformed;
  return commitmentLife.judgeChange(
    commitment,
    changed.filter((field) => !evidenceFields.includes(field)),
  );
}

/**
 * Checks that the strategy of a commitment belongs to its goal, otherwise `INVALID`. `goalId` or `strategy` is null if the
 * commitment names none.
 */
export function judgeCommitmentStrategy(
  commitment: { goalId: string | null },
  strategy: { goalId: string } | null,
): Issue[] {
  const malformed = judgeInput(
    { commitment, strategy },
    {
      commitment: fields<{ goalId: string | null }>({ goalId: nullable(text) }),
      strategy: nullable(fields<{ goalId: string }>({ goalId: text })),
    },
  );
  if (malformed.length > 0) return malformed;
  if (commitment.goalId === null || strategy === null || strategy.goalId === commitment.goalId) return [];
  const message =
    'The strategy does not belong to the goal in `goalId`. Choose a strategy of that goal, or omit `goalId`.';
  return [{ code: 'INVALID', path: ['strategyId'], message }];
}

function withDate<Values>(
  outcome: Outcome<{ status: CommitmentStatus }>,
  { issues, values }: { issues: Issue[]; values: Values },
): Outcome<{ status: CommitmentStatus } & Values> {
  if (!outcome.ok) return outcome;
  return issues.length > 0 ? refused(...issues) : accepted({ ...outcome.value, ...values });
}

function judgeAgreedInTime(dueOn: string | null, on: string): Issue[] {
  if (dueOn === null || on <= dueOn) return [];
  const message = `The commitment is due on ${dueOn}. Set \`agreedOn\` to that date or earlier, or change \`dueOn\` first.`;
  return [{ code: 'DATES_OUT_OF_ORDER', path: ['agreedOn'], message }];
}

function judgeOverdue(dueOn: string | null, on: string): Issue[] {
  if (dueOn === null) {
    return [
      {
        code: 'REQUIRED',
        path: ['id'],
        message: 'A commitment without `dueOn` cannot be marked as missed. Withdraw it instead.',
      },
    ];
  }
  if (on > dueOn) return [];
  const message = `The commitment is due on ${dueOn}. Set \`closedOn\` to a later date.`;
  return [{ code: 'DATES_OUT_OF_ORDER', path: ['closedOn'], message }];
}
