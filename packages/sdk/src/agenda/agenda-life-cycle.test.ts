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

const transitions = Object.keys(agendaLife.transitions) as (keyof typeof agendaLife.transitions)[];

describe('the life cycle of an agenda', () => {
  it('starts as a draft with the next number', () => {
    expect(unwrap(draftAgenda(null))).toEqual({ number: 1, status: 'DRAFT' });
    expect(unwrap(draftAgenda({ number: 7 }))).toEqual({ number: 8, status: 'DRAFT' });
  });

  it('allows three transitions', () => {
    const allowed = agendaStatuses.flatMap((status) =>
      transitions.flatMap((name) => {
        const outcome = agendaLife.transition({ status }, name);
        return outcome.ok ? [`${status} ${name} ${outcome.value.status}`] : [];
      }),
    );
    expect(allowed).toEqual(['DRAFT propose PROPOSED', 'PROPOSED ratify RATIFIED', 'RATIFIED supersede SUPERSEDED']);
  });

  it('names the current status when it rejects a transition', () => {
    const outcome = agendaLife.transition({ status: 'SUPERSEDED' }, 'ratify');
    expect(outcome.ok || outcome.issues[0]?.message).toBe(
      'This common agenda is SUPERSEDED. Only a common agenda that is PROPOSED can be ratified.',
    );
  });
});

describe('proposing an agenda', () => {
  it.each([
    ['requires a vision', { vision: null, goals: 1 }, ['vision']],
    ['requires a goal', { vision: 'Every child finds a way into science.', goals: 0 }, ['goal']],
    ['returns an issue for each missing value', { vision: null, goals: 0 }, ['vision', 'goal']],
    ['accepts an agenda with a vision and a goal', { vision: 'Every child finds a way into science.', goals: 1 }, []],
  ])('%s', (_name, agenda, missing) => {
    expect(judgeProposal(agenda)).toEqual(
      missing.map((word) => ({ code: 'REQUIRED', path: ['id'], message: expect.stringContaining(word) })),
    );
  });
});

describe('the date on which an agenda is proposed', () => {
  const dates = { on: '2024-03-01', today: '2024-06-01' };

  it('cannot be before the proposal of the version that the agenda is based on', () => {
    expect(['2024-02-01', '2024-03-01', null].flatMap((basis) => judgeProposedOn(dates, basis))).toEqual([]);
    expect(judgeProposedOn(dates, '2024-03-02')).toMatchObject([{ code: 'DATES_OUT_OF_ORDER', path: ['proposedOn'] }]);
  });

  it('cannot be in the future', () => {
    expect(judgeProposedOn({ ...dates, on: '2024-06-02' }, null)).toMatchObject([
      { code: 'OUT_OF_RANGE', path: ['proposedOn'] },
    ]);
  });
});

describe('the date on which an agenda is ratified', () => {
  const dates = { on: '2024-03-01', today: '2024-06-01' };
  const tooEarly = [expect.objectContaining({ code: 'DATES_OUT_OF_ORDER', path: ['ratifiedOn'] })];

  it('cannot be before the proposal', () => {
    expect(['2024-02-01', '2024-03-01', null].flatMap((proposedOn) => judgeRatifiedOn(dates, proposedOn))).toEqual([]);
    expect(judgeRatifiedOn(dates, '2024-03-02')).toEqual(tooEarly);
  });

  it('cannot be in the future', () => {
    expect(judgeRatifiedOn({ ...dates, on: '2024-06-02' }, '2024-02-01')).toEqual([
      {
        code: 'OUT_OF_RANGE',
        path: ['ratifiedOn'],
        message: '`ratifiedOn` is 2024-06-02, which is in the future. Set it to 2024-06-01 or earlier.',
      },
    ]);
  });

  it('cannot be before the ratification of the agenda that it supersedes', () => {
    expect(['2024-02-01', '2024-03-01', null].flatMap((since) => judgeSupersededOn(dates.on, since))).toEqual([]);
    expect(judgeSupersededOn(dates.on, '2024-03-02')).toEqual(tooEarly);
  });
});

describe('a goal or strategy based on another version', () => {
  it('refers to a version with a lower number', () => {
    expect(judgeBasis({ number: 2 }, { number: 1 })).toEqual([]);
    expect(judgeBasis({ number: 1 }, null)).toEqual([]);
    for (const number of [2, 3]) {
      expect(judgeBasis({ number: 2 }, { number })).toEqual([
        expect.objectContaining({ code: 'INVALID', path: ['basedOnId'] }),
      ]);
    }
  });
});

describe('an update of an agenda', () => {
  it('is accepted while the agenda is a draft', () => {
    expect(agendaLife.judgeChange({ status: 'DRAFT' }, ['vision', 'horizon', 'visibility'])).toEqual([]);
    expect(judgeNewGoal({ status: 'DRAFT' })).toEqual([]);
  });

  it.each(agendaStatuses.slice(1))('is rejected with one issue per field once the agenda is %s', (status) => {
    const message = `This common agenda is ${status} and cannot be changed, and neither can its goals. Create a new version with reviseCommonAgenda.`;
    expect(agendaLife.judgeChange({ status }, ['vision', 'visibility', 'horizon'])).toEqual([
      { code: 'IMMUTABLE', path: ['vision'], message },
      { code: 'IMMUTABLE', path: ['horizon'], message },
    ]);
    expect(judgeNewGoal({ status })).toEqual([{ code: 'IMMUTABLE', path: ['commonAgendaId'], message }]);
  });
});
