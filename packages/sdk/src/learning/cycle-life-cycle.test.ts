import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CycleDecision,
  type CycleStage,
  cycleDecisions,
  cycleLife,
  cycleStages,
  decideCycle,
  judgeCycleChange,
  judgeCycleDays,
  startCycle,
  studyCycle,
} from './cycle-life-cycle.ts';
import { improvementCycle } from './improvement-cycle.ts';

interface Cycle {
  aim: string;
  activityId: null;
  indicatorIds: string[];
  previousCycleId: null;
  stage: CycleStage;
  prediction: string | null;
  result: string | null;
  decision: CycleDecision | null;
  startsOn: string | null;
  endsOn: string | null;
}

const today = '2024-06-15';

const planned: Cycle = {
  aim: 'More girls come back.',
  activityId: null,
  indicatorIds: [],
  previousCycleId: null,
  stage: 'PLAN',
  prediction: null,
  result: null,
  decision: null,
  startsOn: null,
  endsOn: null,
};
const whole: Cycle = {
  ...planned,
  prediction: 'Eight of ten come back.',
  result: 'Six of ten did.',
  startsOn: '2024-02-01',
  endsOn: '2024-03-01',
};
const issued = (outcome: { ok: true } | { ok: false; issues: { code: string; path: string[] }[] }) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path}`);

describe('the life cycle of an improvement cycle', () => {
  it.each([
    { step: 'start', take: (stage: CycleStage) => startCycle({ ...whole, stage }, { startsOn: null, today }) },
    {
      step: 'study',
      take: (stage: CycleStage) => studyCycle({ ...whole, stage }, { endsOn: null, result: null, today }),
    },
    { step: 'decide', take: (stage: CycleStage) => decideCycle({ ...whole, stage }, { decision: 'ADAPT' }) },
  ] as const)('takes $step from one stage to the next only', ({ step, take }) => {
    for (const stage of cycleStages) {
      const outcome = take(stage);
      if ((cycleLife.transitions[step].from as readonly CycleStage[]).includes(stage)) {
        expect(outcome).toMatchObject({ ok: true, value: { stage: cycleLife.transitions[step].to } });
      } else expect(issued(outcome)).toEqual(['ILLEGAL_TRANSITION id']);
    }
  });

  it('starts with a prediction and on a day', () => {
    expect(issued(startCycle(planned, { startsOn: null, today }))).toEqual(['REQUIRED id', 'REQUIRED startsOn']);
    expect(startCycle(whole, { startsOn: null, today })).toEqual({
      ok: true,
      value: { stage: 'DO', startsOn: '2024-02-01' },
    });
    expect(startCycle(whole, { startsOn: '2024-02-05', today })).toMatchObject({ value: { startsOn: '2024-02-05' } });
  });

  it('is studied once the trial has ended', () => {
    const tried = { stage: 'DO' as const, endsOn: null };
    expect(issued(studyCycle(tried, { endsOn: null, result: 'Six.', today }))).toEqual(['REQUIRED endsOn']);
    expect(studyCycle(tried, { endsOn: '2024-03-01', result: null, today })).toEqual({
      ok: true,
      value: { stage: 'STUDY', endsOn: '2024-03-01', result: null },
    });
    expect(studyCycle({ ...tried, endsOn: '2024-03-01' }, { endsOn: null, result: 'Six.', today })).toMatchObject({
      value: { endsOn: '2024-03-01', result: 'Six.' },
    });
  });

  it('takes no step on a day to come, not even on a planned one', () => {
    const ahead = { startsOn: '2024-06-16', endsOn: '2024-06-16' };
    for (const startsOn of [null, '2024-06-16']) {
      expect(issued(startCycle({ ...whole, ...ahead }, { startsOn, today }))).toEqual(['OUT_OF_RANGE startsOn']);
    }
    for (const endsOn of [null, '2024-06-16']) {
      const tried = { ...whole, ...ahead, stage: 'DO' as const };
      expect(issued(studyCycle(tried, { endsOn, result: null, today }))).toEqual(['OUT_OF_RANGE endsOn']);
    }
    expect(startCycle({ ...whole, ...ahead }, { startsOn: today, today }).ok).toBe(true);
  });

  it.each(cycleDecisions)('is decided by its result: %s', (decision) => {
    expect(issued(decideCycle({ stage: 'STUDY', result: null }, { decision }))).toEqual(['REQUIRED id']);
    expect(decideCycle({ stage: 'STUDY', result: 'Six.' }, { decision })).toEqual({
      ok: true,
      value: { stage: 'ACT', decision },
    });
  });
});

describe('a change of an improvement cycle', () => {
  it('of the prediction is made before the trial, and never after', () => {
    expect(judgeCycleChange({ stage: 'PLAN' }, ['prediction', 'aim'])).toEqual([]);
    for (const stage of cycleStages.slice(1)) {
      expect(judgeCycleChange({ stage }, ['prediction', 'aim'])).toMatchObject([
        { code: 'IMMUTABLE', path: ['prediction'] },
      ]);
    }
  });

  it('of the result is made before the decision, and once there is something to study', () => {
    expect(judgeCycleChange({ stage: 'STUDY' }, ['result'])).toEqual([]);
    expect(judgeCycleChange({ stage: 'ACT' }, ['result'])).toMatchObject([{ code: 'IMMUTABLE', path: ['result'] }]);
    for (const stage of ['PLAN', 'DO'] as const) {
      expect(improvementCycle.judge({ ...whole, stage })).toMatchObject([{ code: 'INVALID', path: ['result'] }]);
    }
  });

  it('gives it no days to come once they have been lived', () => {
    const ahead = { startsOn: '2024-06-16', endsOn: '2024-06-16' };
    const paths = cycleStages.map((stage) =>
      judgeCycleDays({ ...whole, stage }, { ...ahead, today }).map(({ code, path }) => `${code} ${path}`),
    );
    const both = ['OUT_OF_RANGE startsOn', 'OUT_OF_RANGE endsOn'];
    expect(paths).toEqual([[], ['OUT_OF_RANGE startsOn'], both, both]);
  });

  it('takes nothing away that its stage has', () => {
    const state = { ...planned, stage: 'ACT' as const };
    expect(improvementCycle.judge(state).map(({ code, path }) => `${code} ${path}`)).toEqual([
      'REQUIRED prediction',
      'REQUIRED startsOn',
      'REQUIRED endsOn',
      'REQUIRED result',
    ]);
    expect(improvementCycle.judge({ ...whole, stage: 'ACT', decision: 'ADOPT' })).toEqual([]);
  });
});

describe('any sequence of commands', () => {
  const day = fc.option(fc.constantFrom('2024-01-01', '2024-02-01', '2024-03-01', '2024-12-01'));
  const text = fc.option(fc.constantFrom('one', 'two'));
  const command = fc.oneof(
    fc.record(
      { do: fc.constant('update' as const), prediction: text, result: text, startsOn: day, endsOn: day },
      { requiredKeys: ['do'] },
    ),
    fc.record({ do: fc.constant('start' as const), startsOn: day }),
    fc.record({ do: fc.constant('study' as const), endsOn: day, result: text }),
    fc.record({ do: fc.constant('decide' as const), decision: fc.constantFrom(...cycleDecisions) }),
  );

  it('leads to a state that the rules allow, and leaves the prediction as it was when the cycle started', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
        let cycle = planned;
        for (const given of commands) {
          const next = changed(cycle, given);
          if (cycle.stage !== 'PLAN') expect(next.prediction).toBe(cycle.prediction);
          cycle = next;
          expect(improvementCycle.judge(cycle)).toEqual([]);
          expect(cycle.stage === 'ACT').toBe(cycle.decision !== null);
          expect(cycle.stage === 'PLAN' || (cycle.startsOn ?? '') <= today).toBe(true);
          expect(['PLAN', 'DO'].includes(cycle.stage) || (cycle.endsOn ?? '') <= today).toBe(true);
        }
      }),
    );
  });

  function changed(cycle: Cycle, { do: verb, ...given }: { do: string }): Cycle {
    let next: Cycle;
    if (verb === 'update') {
      const fields = Object.keys(given).filter((field) => cycle[field as keyof Cycle] !== given[field as never]);
      if (judgeCycleChange(cycle, fields).length > 0) return cycle;
      if (judgeCycleDays(cycle, { ...given, today }).length > 0) return cycle;
      next = { ...cycle, ...given };
    } else {
      const steps = { start: startCycle, study: studyCycle, decide: decideCycle };
      const outcome = steps[verb as keyof typeof steps](cycle, { ...given, today } as never);
      if (!outcome.ok) return cycle;
      next = { ...cycle, ...outcome.value };
    }
    return improvementCycle.judge(next).length > 0 ? cycle : next;
  }
});
