import { describe, expect, it } from 'vitest';
import { judgementOf, scoreOf, term } from './criterion.fixture.ts';
import { expansionSustainabilityAndScale, financingAndPolicy } from './sustaining-criteria.ts';

const funding = (status: string) => ({ id: 'funding', status });

describe('financing and policy strategies', () => {
  const strategy = (kind: string, more: object = {}) => ({
    id: kind,
    goalId: 'goal',
    kind: term('strategy-kind', kind),
    status: 'ACTIVE',
    startsOn: '2025-08-31',
    ...more,
  });
  const policyActions = [{ id: 'policy_action', takenOn: '2025-08-31' }];
  const records = {
    strategies: [strategy('financing'), strategy('policy')],
    funding: [funding('COMMITTED')],
    policyActions,
  };

  it('have no result if no strategy of either kind is recorded', () => {
    const strategies = [strategy('program'), { ...strategy('policy'), kind: term('site', 'policy') }];
    expect(judgementOf(financingAndPolicy, { ...records, strategies })).toMatchObject({
      met: null,
      explanation: 'No financing or policy strategy is recorded.',
    });
  });

  it('are met if both strategies have begun, with funding and a policy action', () => {
    expect(judgementOf(financingAndPolicy, records)).toMatchObject({
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
    expect(judgementOf(expansionSustainabilityAndScale, records)).toMatchObject({
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

  it('count a membership that both sides state, up to its last day', () => {
    const metWith = (...networkMemberships: ReturnType<typeof statement>[]) =>
      scoreOf(expansionSustainabilityAndScale, { ...records, networkMemberships })[0];
    expect(metWith(statement('here'))).toBe(false);
    expect(metWith(statement('here'), statement('network', { endedOn: '2025-08-31' }))).toBe(true);
    expect(metWith(statement('here'), statement('network', { startedOn: '2024-01-01', endedOn: '2025-08-30' }))).toBe(
      false,
    );
  });
});
