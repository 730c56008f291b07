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
const complete: Cycle = {
  ...planned,
  prediction: 'Eight of ten come back.',
  result: 'Six of ten did.',
  startsOn: '2024-02-01',
  endsOn: '2024-03-01',
};
const issuesOf = (outcome: { ok: true } | { ok: false; issues: { code: string; path: string[] }[] }) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path}`);

describe('the life cycle of an improvement cycle', () => {
  it.each([
    { name: 'start', run: (stage: CycleStage) => startCycle({ ...complete, stage }, { startsOn: null, today }) },
    {
      name: 'study',
      run: (stage: CycleStage) => studyCycle({ ...complete, stage }, { endsOn: null, result: null, today }),
    },
    { name: 'decide', run: (stage: CycleStage) => decideCycle({ ...complete, stage }, { decision: 'ADAPT' }) },
  ] as const)('accepts $name only in the stage before', ({ name, run }) => {
    for (const stage of cycleStages) {
      const outcome = run(stage);
      if ((cycleLife.transitions[name].from as readonly CycleStage[]).includes(stage)) {
        expect(outcome).toMatchObject({ ok: true, value: { stage: cycleLife.transitions[name].to } });
      } else expect(issuesOf(outcome)).toEqual(['ILLEGAL_TRANSITION id']);
    }
  });

  it('requires a prediction and a date to start', () => {
    expect(issuesOf(startCycle(planned, { startsOn: null, today }))).toEqual(['REQUIRED id', 'REQUIRED startsOn']);
    expect(startCycle(complete, { startsOn: null, today })).toEqual({
      ok: true,
      value: { stage: 'DO', startsOn: '2024-02-01' },
    });
    expect(startCycle(complete, { startsOn: '2024-02-05', today })).toMatchObject({
      value: { startsOn: '2024-02-05' },
    });
  });

  it('requires the end date of the test to study the result', () => {
    const started = { stage: 'DO' as const, endsOn: null };
    expect(issuesOf(studyCycle(started, { endsOn: null, result: 'Six.', today }))).toEqual(['REQUIRED endsOn']);
    expect(studyCycle(started, { endsOn: '2024-03-01', result: null, today })).toEqual({
      ok: true,
      value: { stage: 'STUDY', endsOn: '2024-03-01', result: null },
    });
    expect(studyCycle({ ...started, endsOn: '2024-03-01' }, { endsOn: null, result: 'Six.', today })).toMatchObject({
      value: { endsOn: '2024-03-01', result: 'Six.' },
    });
  });

  it('rejects a start or an end in the future, even if it was planned', () => {
    const future = { startsOn: '2024-06-16', endsOn: '2024-06-16' };
    for (const startsOn of [null, '2024-06-16']) {
      expect(issuesOf(startCycle({ ...complete, ...future }, { startsOn, today }))).toEqual(['OUT_OF_RANGE startsOn']);
    }
    for (const endsOn of [null, '2024-06-16']) {
      const running = { ...complete, ...future, stage: 'DO' as const };
      expect(issuesOf(studyCycle(running, { endsOn, result: null, today }))).toEqual(['OUT_OF_RANGE endsOn']);
    }
    expect(startCycle({ ...complete, ...future }, { startsOn: today, today }).ok).toBe(true);
  });

  it.each(cycleDecisions)('requires a result for the decision %s', (decision) => {
    expect(issuesOf(decideCycle({ stage: 'STUDY', result: null }, { decision }))).toEqual(['REQUIRED id']);
    expect(decideCycle({ stage: 'STUDY', result: 'Six.' }, { decision })).toEqual({
      ok: true,
      value: { stage: 'ACT', decision },
    });
  });
});

describe('an update of an improvement cycle', () => {
  it('can change the prediction in the stage PLAN only', () => {
    expect(judgeCycleChange({ stage: 'PLAN' }, ['prediction', 'aim'])).toEqual([]);
    for (const stage of cycleStages.slice(1)) {
      expect(judgeCycleChange({ stage }, ['prediction', 'aim'])).toMatchObject([
        { code: 'IMMUTABLE', path: ['prediction'] },
      ]);
    }
  });

  it('can change the result in the stage STUDY only', () => {
    expect(judgeCycleChange({ stage: 'STUDY' }, ['result'])).toEqual([]);
    expect(judgeCycleChange({ stage: 'ACT' }, ['result'])).toMatchObject([{ code: 'IMMUTABLE', path: ['result'] }]);
    for (const stage of ['PLAN', 'DO'] as const) {
      expect(improvementCycle.judge({ ...complete, stage })).toMatchObject([{ code: 'INVALID', path: ['result'] }]);
    }
  });

  it('cannot set the start of a started test, or the end of an ended test, to a day in the future', () => {
    const future = { startsOn: '2024-06-16', endsOn: '2024-06-16' };
    const paths = cycleStages.map((stage) =>
      judgeCycleDays({ ...complete, stage }, { ...future, today }).map(({ code, path }) => `${code} ${path}`),
    );
    const both = ['OUT_OF_RANGE startsOn', 'OUT_OF_RANGE endsOn'];
    expect(paths).toEqual([[], ['OUT_OF_RANGE startsOn'], both, both]);
  });

  it('cannot clear the fields that the stage requires', () => {
    const state = { ...planned, stage: 'ACT' as const };
    expect(improvementCycle.judge(state).map(({ code, path }) => `${code} ${path}`)).toEqual([
      'REQUIRED prediction',
      'REQUIRED startsOn',
      'REQUIRED endsOn',
      'REQUIRED result',
    ]);
    expect(improvementCycle.judge({ ...complete, stage: 'ACT', decision: 'ADOPT' })).toEqual([]);
  });
});

describe('a sequence of commands', () => {
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

  it('leads to a valid state, and never changes the prediction after the start', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
        let cycle = planned;
        for (const command of commands) {
          const next = apply(cycle, command);
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

  function apply(cycle: Cycle, { do: name, ...values }: { do: string }): Cycle {
    let next: Cycle;
    if (name === 'update') {
      const fields = Object.keys(values).filter((field) => cycle[field as keyof Cycle] !== values[field as never]);
      if (judgeCycleChange(cycle, fields).length > 0) return cycle;
      if (judgeCycleDays(cycle, { ...values, today }).length > 0) return cycle;
      next = { ...cycle, ...values };
    } else {
      const transitions = { start: startCycle, study: studyCycle, decide: decideCycle };
      const outcome = transitions[name as keyof typeof transitions](cycle, { ...values, today } as never);
      if (!outcome.ok) return cycle;
      next = { ...cycle, ...outcome.value };
    }
    return improvementCycle.judge(next).length > 0 ? cycle : next;
  }
});
