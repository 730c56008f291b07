import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commitment } from './commitment.ts';
import {
  agreeCommitment,
  type CommitmentStatus,
  closeCommitment,
  commitmentLife,
  commitmentStatuses,
  judgeCommitmentChange,
  judgeCommitmentStrategy,
  missCommitment,
  proposedCommitment,
} from './commitment-life-cycle.ts';

const today = '2024-06-15';
type TransitionName = keyof typeof commitmentLife.transitions;
const transitions = Object.keys(commitmentLife.transitions) as TransitionName[];
const agreedCommitment = { status: 'AGREED' as CommitmentStatus, dueOn: '2024-05-31' as string | null };

function apply(
  transition: TransitionName,
  { state, on }: { state: { status: CommitmentStatus; dueOn: string | null }; on: string },
) {
  if (transition === 'agree') return agreeCommitment(state, { on, today });
  if (transition === 'miss') return missCommitment(state, { on, today });
  return closeCommitment(state, { transition, on, today });
}

describe('the life cycle of a commitment', () => {
  it('allows five transitions', () => {
    const allowed = commitmentStatuses.flatMap((status) =>
      transitions.flatMap((transition) => {
        const dueOn = transition === 'agree' ? today : agreedCommitment.dueOn;
        const outcome = apply(transition, { state: { status, dueOn }, on: today });
        return outcome.ok ? [`${status} ${transition} ${outcome.value.status}`] : [];
      }),
    );
    expect(allowed).toEqual([
      'PROPOSED agree AGREED',
      'PROPOSED withdraw WITHDRAWN',
      'AGREED fulfill FULFILLED',
      'AGREED withdraw WITHDRAWN',
      'AGREED miss MISSED',
    ]);
  });

  it('sets the dates of the agreement and the closing', () => {
    expect(apply('agree', { state: { ...agreedCommitment, status: 'PROPOSED' }, on: '2024-01-10' })).toEqual({
      ok: true,
      value: { status: 'AGREED', agreedOn: '2024-01-10' },
    });
    expect(apply('withdraw', { state: agreedCommitment, on: '2024-02-01' })).toEqual({
      ok: true,
      value: { status: 'WITHDRAWN', closedOn: '2024-02-01' },
    });
  });

  it('rejects a transition on a future date', () => {
    for (const transition of transitions) {
      const [status, dueOn] =
        transition === 'agree' ? (['PROPOSED', '2024-12-31'] as const) : (['AGREED', '2024-05-31'] as const);
      const state = { status, dueOn };
      const path = [transition === 'agree' ? 'agreedOn' : 'closedOn'];
      expect(apply(transition, { state, on: '2024-06-16' }), transition).toMatchObject({
        issues: [{ code: 'OUT_OF_RANGE', path }],
      });
    }
  });

  it('rejects an agreement after the due date', () => {
    const proposed = { ...agreedCommitment, status: 'PROPOSED' as const };
    expect(apply('agree', { state: proposed, on: '2024-05-31' }).ok).toBe(true);
    expect(apply('agree', { state: proposed, on: '2024-06-01' })).toMatchObject({
      issues: [{ code: 'DATES_OUT_OF_ORDER', path: ['agreedOn'] }],
    });
    expect(apply('agree', { state: { ...proposed, dueOn: null }, on: today }).ok).toBe(true);
  });

  it('can be missed only after the due date, which is required', () => {
    expect(apply('miss', { state: agreedCommitment, on: '2024-06-01' }).ok).toBe(true);
    expect(apply('miss', { state: agreedCommitment, on: '2024-05-31' })).toMatchObject({
      issues: [{ code: 'DATES_OUT_OF_ORDER', path: ['closedOn'] }],
    });
    expect(apply('miss', { state: { ...agreedCommitment, dueOn: null }, on: today })).toMatchObject({
      issues: [{ code: 'REQUIRED', path: ['id'] }],
    });
  });

  it('keeps its final status and its dates in every sequence of transitions', () => {
    const command = fc.record({
      transition: fc.constantFrom(...transitions),
      on: fc.constantFrom('2024-05-01', '2024-06-01', '2024-06-15', '2024-12-31'),
    });
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        let state: {
          status: CommitmentStatus;
          dueOn: string | null;
          agreedOn: string | null;
          closedOn: string | null;
        } = {
          ...proposedCommitment(),
          dueOn: '2024-05-31',
        };
        for (const { transition, on } of commands) {
          const before = state;
          const outcome = apply(transition, { state: before, on });
          if (outcome.ok) state = { ...before, ...outcome.value };
          if (before.closedOn !== null) expect(state).toBe(before);
          if (state.status !== 'PROPOSED' && state.status !== 'WITHDRAWN') expect(state.agreedOn).not.toBeNull();
          expect(state.closedOn === null).toBe(state.status === 'PROPOSED' || state.status === 'AGREED');
        }
      }),
    );
  });
});

describe('an update of a commitment', () => {
  const fields = ['statement', 'goalId', 'strategyId', 'activityId', 'dueOn'];
  const alwaysEditable = ['evidence', 'evidenceUrl', 'visibility', 'sourceUri'];

  it('is accepted while the commitment is proposed', () => {
    expect(judgeCommitmentChange({ status: 'PROPOSED' }, [...fields, ...alwaysEditable])).toEqual([]);
  });

  it.each(commitmentStatuses.slice(1))(
    'is rejected for each field except evidence, visibility and source once the status is %s',
    (status) => {
      const issues = judgeCommitmentChange({ status }, [...fields, ...alwaysEditable]);
      expect(issues.map(({ code, path }) => [code, ...path])).toEqual(fields.map((field) => ['IMMUTABLE', field]));
    },
  );
});

describe('a commitment', () => {
  const valid = {
    goalId: 'g',
    strategyId: null,
    activityId: null,
    status: 'AGREED',
    agreedOn: '2024-01-10',
    closedOn: null,
    evidence: null,
    evidenceUrl: null,
  };
  const judged = (more: object) =>
    commitment.judge({ ...valid, ...more } as never).map(({ code, path }) => [code, ...path]);

  it('requires a goal, a strategy or an activity', () => {
    expect(judged({ goalId: null })).toEqual([['REQUIRED', 'goalId']]);
    for (const field of ['goalId', 'strategyId', 'activityId']) {
      expect(judged({ goalId: null, [field]: 'x' }), field).toEqual([]);
    }
  });

  it('requires evidence once it is fulfilled', () => {
    const fulfilled = { status: 'FULFILLED', closedOn: '2024-05-01' };
    expect(judged(fulfilled)).toEqual([['REQUIRED', 'evidence']]);
    expect(judged({ ...fulfilled, evidence: 'Twelve clubs met.' })).toEqual([]);
    expect(judged({ ...fulfilled, evidenceUrl: 'https://example.org/report' })).toEqual([]);
    expect(judged({ ...fulfilled, status: 'MISSED' })).toEqual([]);
  });

  it('cannot be closed before it was agreed', () => {
    expect(judged({ status: 'MISSED', closedOn: '2024-01-09' })).toEqual([['DATES_OUT_OF_ORDER', 'closedOn']]);
  });

  it('cannot have a strategy of another goal', () => {
    expect(judgeCommitmentStrategy({ goalId: 'g' }, { goalId: 'h' })).toMatchObject([
      { code: 'INVALID', path: ['strategyId'] },
    ]);
    expect(judgeCommitmentStrategy({ goalId: 'g' }, { goalId: 'g' })).toEqual([]);
    expect(judgeCommitmentStrategy({ goalId: null }, { goalId: 'h' })).toEqual([]);
    expect(judgeCommitmentStrategy({ goalId: 'g' }, null)).toEqual([]);
  });
});
