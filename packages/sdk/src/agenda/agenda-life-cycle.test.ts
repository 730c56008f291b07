import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import {
  agendaLife,
  agendaStatuses,
  draftAgenda,
  judgeBasis,
  judgeNewGoal,
  judgeProposal,
  judgeProposedOn,
  judgeRatifiedOn,
  judgeSupersededOn,
} from './agenda-life-cycle.ts';

const steps = Object.keys(agendaLife.transitions) as (keyof typeof agendaLife.transitions)[];

describe('the life of an agenda', () => {
  it('begins as a draft with the next number', () => {
    expect(unwrap(draftAgenda(null))).toEqual({ number: 1, status: 'DRAFT' });
    expect(unwrap(draftAgenda({ number: 7 }))).toEqual({ number: 8, status: 'DRAFT' });
  });

  it('has these steps and no others', () => {
    const taken = agendaStatuses.flatMap((status) =>
      steps.flatMap((step) => {
        const outcome = agendaLife.transition({ status }, step);
        return outcome.ok ? [`${status} ${step} ${outcome.value.status}`] : [];
      }),
    );
    expect(taken).toEqual(['DRAFT propose PROPOSED', 'PROPOSED ratify RATIFIED', 'RATIFIED supersede SUPERSEDED']);
  });

  it('says in which state the agenda is', () => {
    const outcome = agendaLife.transition({ status: 'SUPERSEDED' }, 'ratify');
    expect(outcome.ok || outcome.issues[0]?.message).toBe(
      'This common agenda is SUPERSEDED. Only a common agenda that is PROPOSED can be ratified.',
    );
  });
});

describe('proposing an agenda', () => {
  it.each([
    ['needs a vision', { vision: null, goals: 1 }, ['vision']],
    ['needs a goal', { vision: 'Every child finds a way into science.', goals: 0 }, ['goal']],
    ['says everything that is missing at once', { vision: null, goals: 0 }, ['vision', 'goal']],
    ['needs nothing else', { vision: 'Every child finds a way into science.', goals: 1 }, []],
  ])('%s', (_what, agenda, words) => {
    expect(judgeProposal(agenda)).toEqual(
      words.map((word) => ({ code: 'REQUIRED', path: ['id'], message: expect.stringContaining(word) })),
    );
  });
});

describe('the day on which an agenda is put forward', () => {
  const day = { on: '2024-03-01', today: '2024-06-01' };

  it('is that on which the version was that it goes on from, or a later one', () => {
    expect(['2024-02-01', '2024-03-01', null].flatMap((basis) => judgeProposedOn(day, basis))).toEqual([]);
    expect(judgeProposedOn(day, '2024-03-02')).toMatchObject([{ code: 'DATES_OUT_OF_ORDER', path: ['proposedOn'] }]);
  });

  it('does not lie ahead', () => {
    expect(judgeProposedOn({ ...day, on: '2024-06-02' }, null)).toMatchObject([
      { code: 'OUT_OF_RANGE', path: ['proposedOn'] },
    ]);
  });
});

describe('the day on which an agenda comes in force', () => {
  const day = { on: '2024-03-01', today: '2024-06-01' };
  const early = [expect.objectContaining({ code: 'DATES_OUT_OF_ORDER', path: ['ratifiedOn'] })];

  it('is that on which it was proposed, or a later one', () => {
    expect(['2024-02-01', '2024-03-01', null].flatMap((proposedOn) => judgeRatifiedOn(day, proposedOn))).toEqual([]);
    expect(judgeRatifiedOn(day, '2024-03-02')).toEqual(early);
  });

  it('does not lie ahead', () => {
    expect(judgeRatifiedOn({ ...day, on: '2024-06-02' }, '2024-02-01')).toEqual([
      {
        code: 'OUT_OF_RANGE',
        path: ['ratifiedOn'],
        message: '`ratifiedOn` is 2024-06-02, which is in the future. Set it to 2024-06-01 or earlier.',
      },
    ]);
  });

  it('is not before the one was ratified whose place it takes', () => {
    expect(['2024-02-01', '2024-03-01', null].flatMap((since) => judgeSupersededOn(day.on, since))).toEqual([]);
    expect(judgeSupersededOn(day.on, '2024-03-02')).toEqual(early);
  });
});

describe('what goes on from an earlier version', () => {
  it('goes on from one with a lower number', () => {
    expect(judgeBasis({ number: 2 }, { number: 1 })).toEqual([]);
    expect(judgeBasis({ number: 1 }, null)).toEqual([]);
    for (const number of [2, 3]) {
      expect(judgeBasis({ number: 2 }, { number })).toEqual([
        expect.objectContaining({ code: 'INVALID', path: ['basedOnId'] }),
      ]);
    }
  });
});

describe('a change of an agenda', () => {
  it('is free while it is a draft', () => {
    expect(agendaLife.judgeChange({ status: 'DRAFT' }, ['vision', 'horizon', 'visibility'])).toEqual([]);
    expect(judgeNewGoal({ status: 'DRAFT' })).toEqual([]);
  });

  it.each(agendaStatuses.slice(1))('is refused field by field once it is %s', (status) => {
    const message = `This common agenda is ${status} and cannot be changed, nor can its goals. Create a new version with reviseCommonAgenda.`;
    expect(agendaLife.judgeChange({ status }, ['vision', 'visibility', 'horizon'])).toEqual([
      { code: 'IMMUTABLE', path: ['vision'], message },
      { code: 'IMMUTABLE', path: ['horizon'], message },
    ]);
    expect(judgeNewGoal({ status })).toEqual([{ code: 'IMMUTABLE', path: ['commonAgendaId'], message }]);
  });
});
