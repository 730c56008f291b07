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
const steps = Object.keys(commitmentLife.transitions) as TransitionName[];
const agreed = { status: 'AGREED' as CommitmentStatus, dueOn: '2024-05-31' as string | null };

function take(step: TransitionName, given: { state: { status: CommitmentStatus; dueOn: string | null }; on: string }) {
  const { state, on } = given;
  if (step === 'agree') return agreeCommitment(state, { on, today });
  if (step === 'miss') return missCommitment(state, { on, today });
  return closeCommitment(state, { how: step, on, today });
}

describe('the life of a commitment', () => {
  it('has these steps and no others', () => {
    const taken = commitmentStatuses.flatMap((status) =>
      steps.flatMap((step) => {
        const dueOn = step === 'agree' ? today : agreed.dueOn;
        const outcome = take(step, { state: { status, dueOn }, on: today });
        return outcome.ok ? [`${status} ${step} ${outcome.value.status}`] : [];
      }),
    );
    expect(taken).toEqual([
      'PROPOSED agree AGREED',
      'PROPOSED withdraw WITHDRAWN',
      'AGREED fulfill FULFILLED',
      'AGREED withdraw WITHDRAWN',
      'AGREED miss MISSED',
    ]);
  });

  it('notes the days', () => {
    expect(take('agree', { state: { ...agreed, status: 'PROPOSED' }, on: '2024-01-10' })).toEqual({
      ok: true,
      value: { status: 'AGREED', agreedOn: '2024-01-10' },
    });
    expect(take('withdraw', { state: agreed, on: '2024-02-01' })).toEqual({
      ok: true,
      value: { status: 'WITHDRAWN', closedOn: '2024-02-01' },
    });
  });

  it('takes no step on a day to come', () => {
    for (const step of steps) {
      const [status, dueOn] =
        step === 'agree' ? (['PROPOSED', '2024-12-31'] as const) : (['AGREED', '2024-05-31'] as const);
      const state = { status, dueOn };
      const path = [step === 'agree' ? 'agreedOn' : 'closedOn'];
      expect(take(step, { state, on: '2024-06-16' }), step).toMatchObject({ issues: [{ code: 'OUT_OF_RANGE', path }] });
    }
  });

  it('is agreed upon by the day on which it is due', () => {
    const proposed = { ...agreed, status: 'PROPOSED' as const };
    expect(take('agree', { state: proposed, on: '2024-05-31' }).ok).toBe(true);
    expect(take('agree', { state: proposed, on: '2024-06-01' })).toMatchObject({
      issues: [{ code: 'DATES_OUT_OF_ORDER', path: ['agreedOn'] }],
    });
    expect(take('agree', { state: { ...proposed, dueOn: null }, on: today }).ok).toBe(true);
  });

  it('is missed only after it was due', () => {
    expect(take('miss', { state: agreed, on: '2024-06-01' }).ok).toBe(true);
    expect(take('miss', { state: agreed, on: '2024-05-31' })).toMatchObject({
      issues: [{ code: 'DATES_OUT_OF_ORDER', path: ['closedOn'] }],
    });
    expect(take('miss', { state: { ...agreed, dueOn: null }, on: today })).toMatchObject({
      issues: [{ code: 'REQUIRED', path: ['id'] }],
    });
  });

  it('never leaves an end, and is kept or missed only after it was agreed, whatever is tried', () => {
    const command = fc.record({
      step: fc.constantFrom(...steps),
      on: fc.constantFrom('2024-05-01', '2024-06-01', '2024-06-15', '2024-12-31'),
    });
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (tried) => {
        let state: {
          status: CommitmentStatus;
          dueOn: string | null;
          agreedOn: string | null;
          closedOn: string | null;
        } = {
          ...proposedCommitment(),
          dueOn: '2024-05-31',
        };
        for (const { step, on } of tried) {
          const before = state;
          const outcome = take(step, { state: before, on });
          if (outcome.ok) state = { ...before, ...outcome.value };
          if (before.closedOn !== null) expect(state).toBe(before);
          if (state.status !== 'PROPOSED' && state.status !== 'WITHDRAWN') expect(state.agreedOn).not.toBeNull();
          expect(state.closedOn === null).toBe(state.status === 'PROPOSED' || state.status === 'AGREED');
        }
      }),
    );
  });
});

describe('a change of a commitment', () => {
  const fields = ['statement', 'goalId', 'strategyId', 'activityId', 'dueOn'];
  const aside = ['evidence', 'evidenceUrl', 'visibility', 'sourceUri'];

  it('is free while it is proposed', () => {
    expect(judgeCommitmentChange({ status: 'PROPOSED' }, [...fields, ...aside])).toEqual([]);
  });

  it.each(commitmentStatuses.slice(1))('is refused, field by field, once it is %s, but for evidence', (status) => {
    const issues = judgeCommitmentChange({ status }, [...fields, ...aside]);
    expect(issues.map(({ code, path }) => [code, ...path])).toEqual(fields.map((field) => ['IMMUTABLE', field]));
  });
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

  it('names a goal, a strategy or an activity', () => {
    expect(judged({ goalId: null })).toEqual([['REQUIRED', 'goalId']]);
    for (const named of ['goalId', 'strategyId', 'activityId']) {
      expect(judged({ goalId: null, [named]: 'x' }), named).toEqual([]);
    }
  });

  it('says by what it is known that it was fulfilled', () => {
    const kept = { status: 'FULFILLED', closedOn: '2024-05-01' };
    expect(judged(kept)).toEqual([['REQUIRED', 'evidence']]);
    expect(judged({ ...kept, evidence: 'Twelve clubs met.' })).toEqual([]);
    expect(judged({ ...kept, evidenceUrl: 'https://example.org/report' })).toEqual([]);
    expect(judged({ ...kept, status: 'MISSED' })).toEqual([]);
  });

  it('is not closed before it was agreed', () => {
    expect(judged({ status: 'MISSED', closedOn: '2024-01-09' })).toEqual([['DATES_OUT_OF_ORDER', 'closedOn']]);
  });

  it('names no strategy of another goal', () => {
    expect(judgeCommitmentStrategy({ goalId: 'g' }, { goalId: 'h' })).toMatchObject([
      { code: 'INVALID', path: ['strategyId'] },
    ]);
    expect(judgeCommitmentStrategy({ goalId: 'g' }, { goalId: 'g' })).toEqual([]);
    expect(judgeCommitmentStrategy({ goalId: null }, { goalId: 'h' })).toEqual([]);
    expect(judgeCommitmentStrategy({ goalId: 'g' }, null)).toEqual([]);
  });
});
