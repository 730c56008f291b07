import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agendaStatuses } from './agenda-life-cycle.ts';
import {
  type DatedStrategy,
  goesOn,
  judgeStrategyChange,
  judgeStrategyDates,
  strategyLife,
  strategyStatuses,
  transitionStrategy,
} from './strategy-life-cycle.ts';

const planned: DatedStrategy = { status: 'PLANNED', startsOn: '2024-01-01', endsOn: '2024-12-31' };
const on = '2024-03-01';
const today = '2025-06-01';
const steps = Object.keys(strategyLife.transitions) as (keyof typeof strategyLife.transitions)[];

describe('the life cycle of a strategy', () => {
  it.each(steps)('lets %s lead on from its states, and from nowhere else', (step) => {
    const { from, to } = strategyLife.transitions[step];
    for (const status of strategyStatuses) {
      const outcome = transitionStrategy({ ...planned, status }, { transition: step, on, today });
      const allowed = (from as readonly string[]).includes(status);
      if (allowed) expect(outcome).toMatchObject({ ok: true, value: { status: to } });
      else expect(outcome).toMatchObject({ ok: false, issues: [{ code: 'ILLEGAL_TRANSITION', path: ['id'] }] });
    }
  });

  it('begins and ends on the days on which it did, whatever was planned', () => {
    expect(transitionStrategy(planned, { transition: 'start', on, today })).toEqual({
      ok: true,
      value: { status: 'ACTIVE', startsOn: on, endsOn: '2024-12-31' },
    });
    expect(transitionStrategy({ ...planned, status: 'ACTIVE' }, { transition: 'complete', on, today })).toEqual({
      ok: true,
      value: { status: 'COMPLETED', startsOn: '2024-01-01', endsOn: on },
    });
  });

  it('has no beginning where it is stopped before it began', () => {
    expect(transitionStrategy(planned, { transition: 'stop', on: '2023-11-01', today })).toEqual({
      ok: true,
      value: { status: 'STOPPED', startsOn: null, endsOn: '2023-11-01' },
    });
  });

  it.each([
    { name: 'start after its planned end', step: 'start', status: 'PLANNED', on: '2025-01-01', path: 'startsOn' },
    { name: 'end before it began', step: 'complete', status: 'ACTIVE', on: '2023-12-31', path: 'endsOn' },
    { name: 'be stopped before it began to run', step: 'stop', status: 'ACTIVE', on: '2023-12-31', path: 'endsOn' },
  ] as const)('does not $name', ({ step, status, on: day, path }) => {
    const outcome = transitionStrategy({ ...planned, status }, { transition: step, on: day, today });
    expect(outcome).toMatchObject({ ok: false, issues: [{ code: 'DATES_OUT_OF_ORDER', path: [path] }] });
  });

  it.each(steps)('does not %s on a day that is still to come', (step) => {
    const [from = 'PLANNED'] = strategyLife.transitions[step].from;
    const outcome = transitionStrategy(
      { ...planned, status: from, endsOn: null },
      { transition: step, on: '2025-06-02', today },
    );
    const path = step === 'start' ? 'startsOn' : 'endsOn';
    expect(outcome).toMatchObject({ ok: false, issues: [{ code: 'OUT_OF_RANGE', path: [path] }] });
  });

  it('leads by no sequence of steps to dates that are wrong', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((number) => `2024-02-${String(number).padStart(2, '0')}`);
    const dated = fc.record({ startsOn: fc.option(day), endsOn: fc.option(day) });
    const taken = fc.array(fc.record({ transition: fc.constantFrom(...steps), on: day, today: fc.constant(today) }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(dated, taken, (dates, sequence) => {
        let strategy: DatedStrategy = { status: 'PLANNED', ...dates };
        fc.pre(judgeStrategyDates(strategy).length === 0);
        for (const step of sequence) {
          const outcome = transitionStrategy(strategy, step);
          if (outcome.ok) strategy = outcome.value;
          expect(judgeStrategyDates(strategy)).toEqual([]);
        }
      }),
    );
  });
});

describe('the dates of a strategy', () => {
  it('are there once they have happened', () => {
    const paths = (status: DatedStrategy['status']) =>
      judgeStrategyDates({ status, startsOn: null, endsOn: null }).map(({ code, path }) => `${code} ${path}`);
    expect(strategyStatuses.map(paths)).toEqual([
      [],
      ['REQUIRED startsOn'],
      ['REQUIRED startsOn', 'REQUIRED endsOn'],
      ['REQUIRED endsOn'],
    ]);
  });
});

describe('a strategy', () => {
  it('changes as long as its agenda is not superseded', () => {
    for (const status of agendaStatuses) {
      const issues = judgeStrategyChange({ status }, ['title', 'visibility']);
      expect(issues).toEqual(
        status === 'SUPERSEDED' ? [expect.objectContaining({ code: 'IMMUTABLE', path: ['title'] })] : [],
      );
    }
  });
});

describe('a new version of an agenda', () => {
  it('takes over what is planned and what is under way', () => {
    expect(strategyStatuses.filter((status) => goesOn({ status }))).toEqual(['PLANNED', 'ACTIVE']);
  });
});
