import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeWorkDates } from '../shared/dates/work-dates.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { activity } from './activity.ts';
import {
  activityLife,
  activityStatuses,
  type DatedActivity,
  judgeActivityDates,
  plannedActivity,
  statusOfDates,
  transitionActivity,
} from './activity-life-cycle.ts';

const today = '2024-06-15';
const planned: DatedActivity = { ...plannedActivity(), startsOn: '2024-09-01', endsOn: null };
const active: DatedActivity = { ...planned, status: 'ACTIVE', startsOn: '2024-01-10' };
const transitions = Object.keys(activityLife.transitions) as (keyof typeof activityLife.transitions)[];

describe('the life cycle of an activity', () => {
  it('allows four transitions', () => {
    const allowed = activityStatuses.flatMap((status) =>
      transitions.flatMap((name) => {
        const outcome = transitionActivity({ ...planned, status }, { transition: name, on: today, today });
        return outcome.ok ? [`${status} ${name} ${outcome.value.status}`] : [];
      }),
    );
    expect(allowed).toEqual([
      'PLANNED start ACTIVE',
      'PLANNED cancel CANCELLED',
      'ACTIVE complete COMPLETED',
      'ACTIVE cancel CANCELLED',
    ]);
  });

  it('replaces the planned dates with the actual dates', () => {
    const outcomeOf = (state: DatedActivity, transition: keyof typeof activityLife.transitions) =>
      transitionActivity(state, { transition, on: '2024-06-01', today });
    expect(outcomeOf(planned, 'start')).toMatchObject({
      value: { status: 'ACTIVE', startsOn: '2024-06-01', endsOn: null },
    });
    const ended = outcomeOf({ ...active, endsOn: '2024-12-31' }, 'complete');
    expect(ended).toMatchObject({ value: { startsOn: '2024-01-10', endsOn: '2024-06-01' } });
  });

  it('keeps the dates of a canceled activity, and its status before the cancellation', () => {
    const cancel = { transition: 'cancel', on: '2024-06-01', today } as const;
    for (const activity of [planned, { ...active, endsOn: '2024-12-31' }]) {
      expect(transitionActivity(activity, cancel)).toEqual({
        ok: true,
        value: { ...activity, status: 'CANCELLED', canceledOn: '2024-06-01', canceledFrom: activity.status },
      });
    }
  });

  it('rejects a transition on a future date', () => {
    for (const transition of transitions) {
      const state = { ...active, status: transition === 'start' ? ('PLANNED' as const) : ('ACTIVE' as const) };
      const path = [{ start: 'startsOn', complete: 'endsOn', cancel: 'canceledOn' }[transition]];
      const outcome = transitionActivity(state, { transition, on: '2024-06-16', today });
      expect(outcome, transition).toMatchObject({ ok: false, issues: [{ code: 'OUT_OF_RANGE', path }] });
    }
  });

  it('keeps its final status and valid dates in every sequence of commands', () => {
    const day = fc.constantFrom('2024-01-01', '2024-03-01', '2024-06-15', '2024-12-31');
    const command = fc.oneof(
      fc.record({ transition: fc.constantFrom(...transitions), on: day }),
      fc.record({ startsOn: fc.option(day), endsOn: fc.option(day) }, { requiredKeys: [] }),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        let state = planned;
        for (const command of commands) {
          const before = state;
          const outcome = outcomeOfCommand(before, command);
          if (outcome.ok && judgeActivityDates(outcome.value).length === 0) state = outcome.value;
          if (['COMPLETED', 'CANCELLED'].includes(before.status)) expect(state.status).toBe(before.status);
          if (statusOfDates(state) !== 'PLANNED') expect(state.startsOn !== null && state.startsOn <= today).toBe(true);
          if (state.status === 'COMPLETED') expect(state.endsOn !== null && state.endsOn <= today).toBe(true);
          if (state.status === 'COMPLETED') expect((state.startsOn ?? '') <= (state.endsOn ?? '')).toBe(true);
          expect([state.canceledOn !== null, state.canceledFrom !== null]).toEqual(
            Array(2).fill(state.status === 'CANCELLED'),
          );
          if (before.status === 'CANCELLED') expect(state.canceledOn).toBe(before.canceledOn);
          if (state.canceledFrom === 'ACTIVE') expect((state.startsOn ?? '') <= (state.canceledOn ?? '')).toBe(true);
        }
      }),
    );
  });
});

/** The outcome of a transition, or of an update of the dates. */
function outcomeOfCommand(
  state: DatedActivity,
  command:
    | { transition: keyof typeof activityLife.transitions; on: string }
    | { startsOn?: string | null; endsOn?: string | null },
): Outcome<DatedActivity> {
  if ('transition' in command) return transitionActivity(state, { ...command, today });
  const issues = judgeWorkDates({ ...state, status: statusOfDates(state) }, { ...command, today });
  return issues.length > 0 ? refused(...issues) : accepted({ ...state, ...command });
}

describe('an activity', () => {
  const fields = { ...plannedActivity(), startsOn: null, endsOn: null, participants: [], strategyIds: [] };
  const judged = (more: object) =>
    activity.judge({ ...fields, ...more } as never).map(({ code, path }) => [code, ...path]);

  it('lists each participant and each strategy once', () => {
    const participants = ['a', 'b', 'a', 'a'].map((organizationId) => ({ organizationId, role: null }));
    expect(judged({ participants })).toEqual([
      ['DUPLICATE', 'participants', '2', 'organizationId'],
      ['DUPLICATE', 'participants', '3', 'organizationId'],
    ]);
    expect(judged({ strategyIds: ['s', 't', 's'] })).toEqual([['DUPLICATE', 'strategyIds', '2']]);
  });

  it('can list its lead as a participant', () => {
    expect(judged({ leadId: 'a', participants: [{ organizationId: 'a', role: 'host' }] })).toEqual([]);
  });

  it('cannot end before it starts', () => {
    expect(judged({ startsOn: '2024-02-01', endsOn: '2024-01-31' })).toEqual([['DATES_OUT_OF_ORDER', 'endsOn']]);
    expect(judged({ startsOn: '2024-02-01', endsOn: '2024-02-01' })).toEqual([]);
  });

  it('requires its start date once it has started, and its end date once it has ended', () => {
    const missing = activityStatuses.map((status) => judged({ status }).map(([code, field]) => `${code} ${field}`));
    expect(missing).toEqual([
      [],
      ['REQUIRED startsOn'],
      ['REQUIRED startsOn', 'REQUIRED endsOn'],
      ['REQUIRED canceledOn'],
    ]);
    const canceled = { status: 'CANCELLED', canceledOn: '2024-02-01' };
    expect(judged({ ...canceled, canceledFrom: 'ACTIVE' })).toEqual([['REQUIRED', 'startsOn']]);
    expect(judged({ ...canceled, canceledFrom: 'PLANNED' })).toEqual([]);
  });

  it('cannot be canceled before it started', () => {
    const canceled = { status: 'CANCELLED', canceledOn: '2024-01-31', startsOn: '2024-02-01' };
    expect(judged({ ...canceled, canceledFrom: 'ACTIVE' })).toEqual([['DATES_OUT_OF_ORDER', 'canceledOn']]);
    expect(judged({ ...canceled, canceledFrom: 'ACTIVE', canceledOn: '2024-02-01' })).toEqual([]);
    expect(judged({ ...canceled, canceledFrom: 'PLANNED' })).toEqual([]);
  });
});
