import { describe, expect, it } from 'vitest';
import { judged, scoreOf, term } from './criterion.fixture.ts';
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

  it('has no result if there is no strategy of either kind', () => {
    const strategies = [strategy('program'), { ...strategy('policy'), kind: term('site', 'policy') }];
    expect(judged(financingAndPolicy, { ...records, strategies })).toMatchObject({
      met: null,
      explanation: 'No financing or policy strategy is recorded.',
    });
  });

  it('is met if both have begun, with money and an action', () => {
    expect(judged(financingAndPolicy, records)).toMatchObject({
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
  const half = (ecosystemId: string, more: object = {}) => ({
    id: `half_of_${ecosystemId}`,
    ecosystemId,
    networkId: 'network',
    memberId: 'here',
    startedOn: '2025-08-31',
    ...more,
  });
  const records = {
    practices: [{ id: 'practice' }],
    practiceAdoptions: [{ id: 'adoption', adoptedOn: '2025-08-31' }],
    networkMemberships: [half('here'), half('network')],
    funding: [funding('RECEIVED')],
  };

  it('has no result if nothing of it is recorded', () => {
    expect(scoreOf(expansionSustainabilityAndScale, { practiceAdoptions: records.practiceAdoptions })[0]).toBe(null);
  });

  it('is met with a practice taken up, a membership and money', () => {
    expect(judged(expansionSustainabilityAndScale, records)).toMatchObject({
      met: true,
      value: 3,
      threshold: 3,
      evidence: ['adoption', 'funding', 'half_of_here', 'half_of_network'],
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

  it('take a membership that both sides say, on its last day still', () => {
    const with_ = (...networkMemberships: ReturnType<typeof half>[]) =>
      scoreOf(expansionSustainabilityAndScale, { ...records, networkMemberships })[0];
    expect(with_(half('here'))).toBe(false);
    expect(with_(half('here'), half('network', { endedOn: '2025-08-31' }))).toBe(true);
    expect(with_(half('here'), half('network', { startedOn: '2024-01-01', endedOn: '2025-08-30' }))).toBe(false);
  });
});
