import { type DayOfStep, judgeDayOfStep } from '../shared/day-of-step.ts';
import { day, dayOfStep, fields, judgeInput, list, nullable, oneOf, text } from '../shared/input.ts';
import { lifeCycle } from '../shared/life-cycle.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';

/** The statuses of a commitment. */
export const commitmentStatuses = ['PROPOSED', 'AGREED', 'FULFILLED', 'WITHDRAWN', 'MISSED'] as const;
/** One of {@link commitmentStatuses}. */
export type CommitmentStatus = (typeof commitmentStatuses)[number];

/** The fields of which evidence is made: they can change at any time. */
const evidence: readonly string[] = ['evidence', 'evidenceUrl'];

/** The life of a commitment: what is proposed is agreed upon, and kept, taken back, or missed. */
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
  closed: 'cannot be changed, except for its evidence. Create another commitment, and withdraw this one if it is open.',
});

/** What every commitment is at first. */
export function proposedCommitment(): { status: CommitmentStatus; agreedOn: null; closedOn: null } {
  return { status: commitmentLife.initial, agreedOn: null, closedOn: null };
}

const status = oneOf(commitmentStatuses);
const dueCommitment = fields<{ status: CommitmentStatus; dueOn: string | null }>({ status, dueOn: nullable(day) });
const anyCommitment = fields<{ status: CommitmentStatus }>({ status });
const closing = fields<DayOfStep & { how: string }>({ on: day, today: day, how: oneOf(['fulfill', 'withdraw']) });

/**
 * Agrees upon a proposed commitment: from then on what it says does not change. A day ahead is `OUT_OF_RANGE`, one after
 * the day by which it is due `DATES_OUT_OF_ORDER`: nobody can keep what was due before.
 */
export function agreeCommitment(
  commitment: { status: CommitmentStatus; dueOn: string | null },
  taken: DayOfStep,
): Outcome<{ status: CommitmentStatus; agreedOn: string }> {
  const malformed = judgeInput({ commitment, taken }, { commitment: dueCommitment, taken: dayOfStep });
  if (malformed.length > 0) return refused(...malformed);
  const { on, today } = taken;
  return dated(commitmentLife.transition(commitment, 'agree'), {
    issues: [...judgeDayOfStep('agreedOn', { on, today }), ...judgeAgreedInTime(commitment.dueOn, on)],
    values: { agreedOn: on },
  });
}

/**
 * Closes a commitment that was kept or taken back. A day ahead is `OUT_OF_RANGE`. That a kept one says by what this is
 * known, and is not closed before it was agreed upon, is a rule of the record.
 */
export function closeCommitment(
  commitment: { status: CommitmentStatus },
  taken: DayOfStep & { how: 'fulfill' | 'withdraw' },
): Outcome<{ status: CommitmentStatus; closedOn: string }> {
  const malformed = judgeInput({ commitment, taken }, { commitment: anyCommitment, taken: closing });
  if (malformed.length > 0) return refused(...malformed);
  const { how, on, today } = taken;
  return dated(commitmentLife.transition(commitment, how), {
    issues: judgeDayOfStep('closedOn', { on, today }),
    values: { closedOn: on },
  });
}

/**
 * Says that a commitment was not kept. Only one that has a day by which it was due can be missed, `REQUIRED`, and only
 * after that day, `DATES_OUT_OF_ORDER`; a day ahead is `OUT_OF_RANGE`.
 */
export function missCommitment(
  commitment: { status: CommitmentStatus; dueOn: string | null },
  taken: DayOfStep,
): Outcome<{ status: CommitmentStatus; closedOn: string }> {
  const malformed = judgeInput({ commitment, taken }, { commitment: dueCommitment, taken: dayOfStep });
  if (malformed.length > 0) return refused(...malformed);
  const { on, today } = taken;
  const issues = [...judgeDue(commitment.dueOn, on), ...judgeDayOfStep('closedOn', { on, today })];
  return dated(commitmentLife.transition(commitment, 'miss'), { issues, values: { closedOn: on } });
}

/**
 * What is wrong with changing these fields of a commitment: once it is agreed or closed, what was promised, for what and
 * by when does not change, `IMMUTABLE`. Evidence can be added at any time.
 */
export function judgeCommitmentChange(commitment: { status: CommitmentStatus }, changed: readonly string[]): Issue[] {
  const malformed = judgeInput({ commitment, changed }, { commitment: anyCommitment, changed: list(text) });
  if (malformed.length > 0) return malformed;
  return commitmentLife.judgeChange(
    commitment,
    changed.filter((field) => !evidence.includes(field)),
  );
}

/** What is wrong where a commitment names a goal and a strategy of another goal; `goalId` of the strategy may be unknown. */
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

function dated<Values>(
  taken: Outcome<{ status: CommitmentStatus }>,
  { issues, values }: { issues: Issue[]; values: Values },
): Outcome<{ status: CommitmentStatus } & Values> {
  if (!taken.ok) return taken;
  return issues.length > 0 ? refused(...issues) : accepted({ ...taken.value, ...values });
}

function judgeAgreedInTime(dueOn: string | null, on: string): Issue[] {
  if (dueOn === null || on <= dueOn) return [];
  const message = `The commitment is due on ${dueOn}. Set \`agreedOn\` to that date or earlier, or change \`dueOn\` first.`;
  return [{ code: 'DATES_OUT_OF_ORDER', path: ['agreedOn'], message }];
}

function judgeDue(dueOn: string | null, on: string): Issue[] {
  if (dueOn === null) {
    return [{ code: 'REQUIRED', path: ['id'], message: 'A commitment without `dueOn` cannot be marked as missed.' }];
  }
  if (on > dueOn) return [];
  const message = `The commitment is due on ${dueOn}. Set \`closedOn\` to a later date.`;
  return [{ code: 'DATES_OUT_OF_ORDER', path: ['closedOn'], message }];
}
