import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeLivedDays } from '../shared/lived-days.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { activity } from './activity.ts';
import {
  activityLife,
  activityStatuses,
  type DatedActivity,
  judgeActivityDays,
  transitionActivity,
} from './activity-life-cycle.ts';

const today = '2024-06-15';
const planned: DatedActivity = { status: activityLife.initial, startsOn: '2024-09-01', endsOn: null };
const active: DatedActivity = { status: 'ACTIVE', startsOn: '2024-01-10', endsOn: null };
const steps = Object.keys(activityLife.transitions) as (keyof typeof activityLife.transitions)[];

describe('the life of an activity', () => {
  it('has these steps and no others', () => {
    const taken = activityStatuses.flatMap((status) =>
      steps.flatMap((step) => {
        const outcome = transitionActivity({ ...planned, status }, { transition: step, on: today, today });
        return outcome.ok ? [`${status} ${step} ${outcome.value.status}`] : [];
      }),
    );
    expect(taken).toEqual([
      'PLANNED start ACTIVE',
      'PLANNED cancel CANCELLED',
      'ACTIVE complete COMPLETED',
      'ACTIVE cancel CANCELLED',
    ]);
  });

  it('says when it began and ended, in place of what was planned', () => {
    const taken = (state: DatedActivity, step: keyof typeof activityLife.transitions) =>
      transitionActivity(state, { transition: step, on: '2024-06-01', today });
    expect(taken(planned, 'start')).toMatchObject({
      value: { status: 'ACTIVE', startsOn: '2024-06-01', endsOn: null },
    });
    for (const step of ['complete', 'cancel'] as const) {
      const ended = taken({ ...active, endsOn: '2024-12-31' }, step);
      expect(ended).toMatchObject({ value: { startsOn: '2024-01-10', endsOn: '2024-06-01' } });
    }
  });

  it('has no beginning where it is called off before it began', () => {
    expect(transitionActivity(planned, { transition: 'cancel', on: today, today })).toEqual({
      ok: true,
      value: { status: 'CANCELLED', startsOn: null, endsOn: today },
    });
  });

  it('takes no step on a day to come', () => {
    for (const step of steps) {
      const state = { ...active, status: step === 'start' ? ('PLANNED' as const) : ('ACTIVE' as const) };
      const path = [step === 'start' ? 'startsOn' : 'endsOn'];
      const outcome = transitionActivity(state, { transition: step, on: '2024-06-16', today });
      expect(outcome, step).toMatchObject({ ok: false, issues: [{ code: 'OUT_OF_RANGE', path }] });
    }
  });

  it('never leaves an end, and always says its days, whatever is tried', () => {
    const day = fc.constantFrom('2024-01-01', '2024-03-01', '2024-06-15', '2024-12-31');
    const command = fc.oneof(
      fc.record({ transition: fc.constantFrom(...steps), on: day }),
      fc.record({ startsOn: fc.option(day), endsOn: fc.option(day) }, { requiredKeys: [] }),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (tried) => {
        let state = planned;
        for (const command of tried) {
          const before = state;
          const outcome = commanded(before, command);
          if (outcome.ok && judgeActivityDays(outcome.value).length === 0) state = outcome.value;
          if (['COMPLETED', 'CANCELLED'].includes(before.status)) expect(state.status).toBe(before.status);
          if (state.status !== 'PLANNED') expect((state.startsOn ?? '') <= today).toBe(true);
          if (['COMPLETED', 'CANCELLED'].includes(state.status)) expect((state.endsOn ?? '') <= today).toBe(true);
          if (before.status === 'CANCELLED') expect(state.startsOn === null).toBe(before.startsOn === null);
          if (state.status === 'COMPLETED') expect((state.startsOn ?? '') <= (state.endsOn ?? '')).toBe(true);
          expect(state.status === 'PLANNED' || (state.startsOn ?? state.endsOn ?? '') !== '').toBe(true);
        }
      }),
    );
  });
});

/** A step, or an update of the days. */
function commanded(
  state: DatedActivity,
  command:
    | { transition: keyof typeof activityLife.transitions; on: string }
    | { startsOn?: string | null; endsOn?: string | null },
): Outcome<DatedActivity> {
  if ('transition' in command) return transitionActivity(state, { ...command, today });
  const issues = judgeLivedDays(state, { ...command, today });
  return issues.length > 0 ? refused(...issues) : accepted({ ...state, ...command });
}

describe('an activity', () => {
  const fields = { status: 'PLANNED', startsOn: null, endsOn: null, participants: [], strategyIds: [] };
  const judged = (more: object) =>
    activity.judge({ ...fields, ...more } as never).map(({ code, path }) => [code, ...path]);

  it('names each participant and each strategy once', () => {
    const participants = ['a', 'b', 'a', 'a'].map((organizationId) => ({ organizationId, role: null }));
    expect(judged({ participants })).toEqual([
      ['DUPLICATE', 'participants', '2', 'organizationId'],
      ['DUPLICATE', 'participants', '3', 'organizationId'],
    ]);
    expect(judged({ strategyIds: ['s', 't', 's'] })).toEqual([['DUPLICATE', 'strategyIds', '2']]);
  });

  it('may name its lead among the participants', () => {
    expect(judged({ leadId: 'a', participants: [{ organizationId: 'a', role: 'host' }] })).toEqual([]);
  });

  it('ends no sooner than it starts', () => {
    expect(judged({ startsOn: '2024-02-01', endsOn: '2024-01-31' })).toEqual([['DATES_OUT_OF_ORDER', 'endsOn']]);
    expect(judged({ startsOn: '2024-02-01', endsOn: '2024-02-01' })).toEqual([]);
  });

  it('says when it began once it has, and when it ended', () => {
    const missing = activityStatuses.map((status) => judged({ status }).map(([code, field]) => `${code} ${field}`));
    expect(missing).toEqual([[], ['REQUIRED startsOn'], ['REQUIRED startsOn', 'REQUIRED endsOn'], ['REQUIRED endsOn']]);
  });
});
