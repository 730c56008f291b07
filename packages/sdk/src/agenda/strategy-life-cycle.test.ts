import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agendaStatuses } from './agenda-life-cycle.ts';
import {
  type DatedStrategy,
  isIncludedInRevision,
  judgeStrategyChange,
  judgeStrategyDates,
  strategyLife,
  strategyStatuses,
  transitionStrategy,
} from './strategy-life-cycle.ts';

const planned: DatedStrategy = { status: 'PLANNED', startsOn: '2024-01-01', endsOn: '2024-12-31' };
const on = '2024-03-01';
const today = '2025-06-01';
const transitions = Object.keys(strategyLife.transitions) as (keyof typeof strategyLife.transitions)[];

describe('the life cycle of a strategy', () => {
  it.each(transitions)('allows %s from its initial statuses only', (name) => {
    const { from, to } = strategyLife.transitions[name];
    for (const status of strategyStatuses) {
      const outcome = transitionStrategy({ ...planned, status }, { transition: name, on, today });
      const allowed = (from as readonly string[]).includes(status);
      if (allowed) expect(outcome).toMatchObject({ ok: true, value: { status: to } });
      else expect(outcome).toMatchObject({ ok: false, issues: [{ code: 'ILLEGAL_TRANSITION', path: ['id'] }] });
    }
  });

  it('replaces the planned dates with the actual dates', () => {
    expect(transitionStrategy(planned, { transition: 'start', on, today })).toEqual({
      ok: true,
      value: { status: 'ACTIVE', startsOn: on, endsOn: '2024-12-31' },
    });
    expect(transitionStrategy({ ...planned, status: 'ACTIVE' }, { transition: 'complete', on, today })).toEqual({
      ok: true,
      value: { status: 'COMPLETED', startsOn: '2024-01-01', endsOn: on },
    });
  });

  it('removes the start date of a strategy that is stopped before it started', () => {
    expect(transitionStrategy(planned, { transition: 'stop', on: '2023-11-01', today })).toEqual({
      ok: true,
      value: { status: 'STOPPED', startsOn: null, endsOn: '2023-11-01' },
    });
  });

  it.each([
    {
      name: 'a start after the planned end',
      transition: 'start',
      status: 'PLANNED',
      on: '2025-01-01',
      path: 'startsOn',
    },
    {
      name: 'a completion before the start',
      transition: 'complete',
      status: 'ACTIVE',
      on: '2023-12-31',
      path: 'endsOn',
    },
    { name: 'a stop before the start', transition: 'stop', status: 'ACTIVE', on: '2023-12-31', path: 'endsOn' },
  ] as const)('rejects $name', ({ transition, status, on: day, path }) => {
    const outcome = transitionStrategy({ ...planned, status }, { transition, on: day, today });
    expect(outcome).toMatchObject({ ok: false, issues: [{ code: 'DATES_OUT_OF_ORDER', path: [path] }] });
  });

  it.each(transitions)('rejects %s on a future date', (name) => {
    const [from = 'PLANNED'] = strategyLife.transitions[name].from;
    const outcome = transitionStrategy(
      { ...planned, status: from, endsOn: null },
      { transition: name, on: '2025-06-02', today },
    );
    const path = name === 'start' ? 'startsOn' : 'endsOn';
    expect(outcome).toMatchObject({ ok: false, issues: [{ code: 'OUT_OF_RANGE', path: [path] }] });
  });

  it('leads to valid dates after every sequence of transitions', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((number) => `2024-02-${String(number).padStart(2, '0')}`);
    const dated = fc.record({ startsOn: fc.option(day), endsOn: fc.option(day) });
    const changes = fc.array(
      fc.record({ transition: fc.constantFrom(...transitions), on: day, today: fc.constant(today) }),
      {
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(dated, changes, (dates, sequence) => {
        let strategy: DatedStrategy = { status: 'PLANNED', ...dates };
        fc.pre(judgeStrategyDates(strategy).length === 0);
        for (const change of sequence) {
          const outcome = transitionStrategy(strategy, change);
          if (outcome.ok) strategy = outcome.value;
          expect(judgeStrategyDates(strategy)).toEqual([]);
        }
      }),
    );
  });
});

describe('the dates of a strategy', () => {
  it('are required once the strategy has started and ended', () => {
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
  it('can change until its agenda is superseded, and its visibility always', () => {
    for (const status of agendaStatuses) {
      const issues = judgeStrategyChange({ status }, ['title', 'visibility']);
      expect(issues).toEqual(
        status === 'SUPERSEDED' ? [expect.objectContaining({ code: 'IMMUTABLE', path: ['title'] })] : [],
      );
    }
  });
});

describe('a new version of an agenda', () => {
  it('includes the planned and active strategies', () => {
    expect(strategyStatuses.filter((status) => isIncludedInRevision({ status }))).toEqual(['PLANNED', 'ACTIVE']);
  });
});
