import { describe, expect, it } from 'vitest';
import { inForce, judgmentOf, scoreOf, term } from './criterion.fixture.ts';
import { expansionSustainabilityAndScale, financingAndPolicy } from './sustaining-criteria.ts';

const funding = (status: string, more: object = {}) => ({ id: 'funding', status, ...more });

describe('financing and policy strategies', () => {
  const strategy = (kind: string, more: object = {}) => ({
    id: kind,
    goalId: 'goal_1',
    kind: term('strategy-kind', kind),
    status: 'ACTIVE',
    startsOn: '2025-08-31',
    ...more,
  });
  const policyActions = [{ id: 'policy_action', takenOn: '2025-08-31' }];
  const records = {
    ...inForce(1),
    strategies: [strategy('financing'), strategy('policy')],
    funding: [funding('COMMITTED')],
    policyActions,
  };

  it('have no result if no strategy of either kind is recorded', () => {
    const strategies = [strategy('program'), { ...strategy('policy'), kind: term('site', 'policy') }];
    expect(judgmentOf(financingAndPolicy, { ...records, strategies })).toMatchObject({
      met: null,
      explanation: 'The common agenda in force has no financing strategy and no policy strategy.',
    });
  });

  it('are met if both strategies have begun, with funding and a policy action', () => {
    expect(judgmentOf(financingAndPolicy, records)).toMatchObject({
      met: true,
      value: 2,
      threshold: 2,
      evidence: ['financing', 'funding', 'policy', 'policy_action'],
    });
    const one = [false, '1 of 2'];
    expect(scoreOf(financingAndPolicy, { ...records, strategies: [strategy('financing')] })).toEqual(one);
    expect(scoreOf(financingAndPolicy, { ...records, funding: [funding('REQUESTED')] })).toEqual(one);
    expect(scoreOf(financingAndPolicy, { ...records, policyActions: [{ id: 'a', takenOn: '2025-09-01' }] })).toEqual(
      one,
    );
    expect(scoreOf(financingAndPolicy, { ...records, policyActions: [{ id: 'a' }] })).toEqual(one);
    for (const more of [{ status: 'PLANNED' }, { startsOn: '2025-09-01' }, { status: 'STOPPED' }]) {
      expect(
        scoreOf(financingAndPolicy, { ...records, strategies: [strategy('financing'), strategy('policy', more)] }),
      ).toEqual(one);
    }
  });

  it('count a stopped strategy from its start to the day before it was stopped', () => {
    const stopped = (more: object) =>
      scoreOf(financingAndPolicy, {
        ...records,
        strategies: [strategy('financing'), strategy('policy', { status: 'STOPPED', ...more })],
      });
    expect(stopped({ startsOn: '2025-08-31', endsOn: '2025-09-01' })).toEqual([true, '2 of 2']);
    expect(stopped({ startsOn: '2025-08-01', endsOn: '2025-08-31' })).toEqual([false, '1 of 2']);
    expect(stopped({ startsOn: '2025-09-01', endsOn: '2025-09-30' })).toEqual([false, '1 of 2']);
    expect(stopped({ startsOn: null, endsOn: '2025-09-30' })).toEqual([false, '1 of 2']);
  });

  it('name the strategies that were stopped by the date', () => {
    const explained = (more: object) =>
      judgmentOf(financingAndPolicy, {
        ...records,
        strategies: [strategy('financing', { startsOn: '2024-01-22', ...more }), strategy('policy')],
      }).explanation.split(';')[0];
    const stopped = 'Financing strategies begun and not stopped: 0 of 1 (1 stopped)';
    expect(explained({ status: 'STOPPED', endsOn: '2025-06-28' })).toBe(stopped);
    expect(explained({ status: 'STOPPED', endsOn: '2025-08-31' })).toBe(stopped);
    expect(explained({ status: 'STOPPED' })).toBe(stopped);
    expect(explained({ status: 'STOPPED', endsOn: '2025-09-01' })).toBe('Financing strategies begun: 1 of 1');
    expect(explained({ status: 'STOPPED', startsOn: '2025-09-01', endsOn: '2025-09-30' })).toBe(
      'Financing strategies begun: 0 of 1',
    );
    expect(explained({ status: 'PLANNED' })).toBe('Financing strategies begun: 0 of 1');
  });
});

describe('money for the work', () => {
  const strategies = ['financing', 'policy'].map((kind) => ({
    id: kind,
    goalId: 'goal_1',
    kind: term('strategy-kind', kind),
    status: 'ACTIVE',
  }));
  const valueWith = (...awards: ReturnType<typeof funding>[]) =>
    judgmentOf(financingAndPolicy, { ...inForce(1), strategies, funding: awards }).value;

  it('counts from its commitment, in the funded period', () => {
    expect(valueWith(funding('COMMITTED', { committedOn: '2025-08-31' }))).toBe(1);
    expect(valueWith(funding('COMMITTED', { committedOn: '2025-09-01' }))).toBe(0);
    expect(valueWith(funding('RECEIVED', { receivedOn: '2025-09-01' }))).toBe(0);
    expect(valueWith(funding('COMMITTED', { startsOn: '2025-09-01' }))).toBe(0);
    expect(valueWith(funding('COMMITTED', { endsOn: '2025-08-30' }))).toBe(0);
    expect(valueWith(funding('COMMITTED', { startsOn: '2025-08-31', endsOn: '2025-08-31' }))).toBe(1);
  });

  it('counts until it is declined', () => {
    const committedOn = '2025-01-01';
    expect(valueWith(funding('DECLINED', { committedOn, declinedOn: '2025-09-01' }))).toBe(1);
    expect(valueWith(funding('DECLINED', { committedOn, declinedOn: '2025-08-31' }))).toBe(0);
    expect(valueWith(funding('DECLINED', { declinedOn: '2025-09-01' }))).toBe(0);
  });

  it('counts an award once, without its sub-awards', () => {
    const award = funding('REQUESTED', { id: 'award' });
    const subAward = funding('COMMITTED', { id: 'sub-award', awardId: 'award' });
    expect(valueWith(award, subAward)).toBe(0);
    const explained = judgmentOf(financingAndPolicy, {
      ...inForce(1),
      strategies,
      funding: [funding('COMMITTED', { id: 'award' }), subAward],
    });
    expect(explained).toMatchObject({
      value: 1,
      explanation:
        'Financing strategies begun: 1 of 1; awards that cover 2025-08-31: 1. Policy strategies begun: 1 of 1; policy actions taken: 0. One of each is required.',
      remedy: 'Record a policy action that was taken.',
    });
  });

  it('is for strategies of the agenda in force, and not for copies in a draft', () => {
    const draft = { id: 'draft', status: 'DRAFT', keyTermIds: [] };
    const { agendas, goals } = inForce(1);
    const copies = strategies.map((strategy) => ({ ...strategy, id: `copy of ${strategy.id}`, goalId: 'copy' }));
    const records = {
      agendas: [...agendas, draft],
      goals: [...goals, { id: 'copy', commonAgendaId: 'draft', code: 'G1', order: 0, basedOnId: 'goal_1' }],
    };
    expect(judgmentOf(financingAndPolicy, { ...records, strategies: [...strategies, ...copies] })).toMatchObject({
      explanation: expect.stringContaining('Financing strategies begun: 1 of 1;'),
    });
    expect(judgmentOf(financingAndPolicy, { ...records, strategies: copies }).met).toBe(null);
  });
});

describe('expansion, sustainability and scale', () => {
  const statement = (ecosystemId: string, more: object = {}) => ({
    id: `statement_of_${ecosystemId}`,
    ecosystemId,
    networkId: 'network',
    memberId: 'here',
    startedOn: '2025-08-31',
    ...more,
  });
  const records = {
    practices: [{ id: 'practice' }],
    practiceAdoptions: [{ id: 'adoption', adoptedOn: '2025-08-31' }],
    networkMemberships: [statement('here'), statement('network')],
    funding: [funding('RECEIVED')],
  };

  it('have no result without practices, network memberships and funding', () => {
    expect(scoreOf(expansionSustainabilityAndScale, { practiceAdoptions: records.practiceAdoptions })[0]).toBe(null);
  });

  it('are met with an adopted practice, a network membership and funding', () => {
    expect(judgmentOf(expansionSustainabilityAndScale, records)).toMatchObject({
      met: true,
      value: 3,
      threshold: 3,
      evidence: ['adoption', 'funding', 'statement_of_here', 'statement_of_network'],
    });
    const two = [false, '2 of 3'];
    expect(scoreOf(expansionSustainabilityAndScale, { ...records, funding: [funding('DECLINED')] })).toEqual(two);
    expect(
      scoreOf(expansionSustainabilityAndScale, {
        ...records,
        practiceAdoptions: [{ id: 'adoption', adoptedOn: '2025-09-01' }],
      }),
    ).toEqual(two);
  });

  it('count a practice from its adoption to the day before it was discontinued', () => {
    const adoption = { id: 'adoption', adoptedOn: '2025-08-31' };
    const counted = (...practiceAdoptions: (typeof adoption & { discontinuedOn?: string | null })[]) => {
      const { explanation, evidence } = judgmentOf(expansionSustainabilityAndScale, { ...records, practiceAdoptions });
      return [explanation.split(';')[0], evidence.filter((id) => id.startsWith('adoption'))];
    };
    const inUse = { ...adoption, id: 'adoption_in_use', discontinuedOn: null };
    expect(counted(inUse, { ...adoption, adoptedOn: '2025-01-01', discontinuedOn: '2025-08-31' })).toEqual([
      'Adoptions of practices in effect: 1',
      ['adoption_in_use'],
    ]);
    expect(counted(inUse, { ...adoption, discontinuedOn: '2025-09-01' })).toEqual([
      'Adoptions of practices in effect: 2',
      ['adoption', 'adoption_in_use'],
    ]);
  });

  it('count a membership that both sides have recorded, up to its last day', () => {
    const metWith = (...networkMemberships: ReturnType<typeof statement>[]) =>
      scoreOf(expansionSustainabilityAndScale, { ...records, networkMemberships })[0];
    expect(metWith(statement('here'))).toBe(false);
    expect(metWith(statement('here'), statement('network', { endedOn: '2025-08-31' }))).toBe(true);
    expect(metWith(statement('here'), statement('network', { startedOn: '2024-01-01', endedOn: '2025-08-30' }))).toBe(
      false,
    );
  });
});
