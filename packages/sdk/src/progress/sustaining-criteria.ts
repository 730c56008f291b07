import { strategyKinds } from '../agenda/index.ts';
import { membershipsOn } from '../ecosystem/index.ts';
import { unwrap } from '../shared/outcome.ts';
import { defineCriterion, judgedByCount, nothingToJudge } from './criterion.ts';
import { hadHappened } from './on-the-day.ts';

/**
 * Met if a financing strategy is carried out and money is committed or received, and a policy strategy is carried out
 * and a policy action taken.
 */
export const financingAndPolicy = defineCriterion({
  code: 'financing-and-policy',
  title: 'Create and implement financing and policy strategies for scale and sustainability',
  recordKinds: ['strategies', 'funding', 'policyActions'],
  judge: ({ strategies, funding, policyActions, on }) => {
    const of = (code: string) =>
      strategies.filter(({ kind }) => kind?.scheme === strategyKinds.scheme && kind.code === code);
    const [financing, policy] = [of('financing'), of('policy')];
    if (financing.length + policy.length === 0) return nothingToJudge('No financing or policy strategy is recorded.');
    const begun = (those: typeof financing) =>
      those.filter(({ status, startsOn }) => (status === 'ACTIVE' || status === 'COMPLETED') && (startsOn ?? on) <= on);
    const funded = funding.filter(isFunded);
    const taken = policyActions.filter(({ takenOn }) => hadHappened(takenOn, on));
    const [financed, pursued] = [begun(financing), begun(policy)];
    return judgedByCount({
      value: Number(financed.length > 0 && funded.length > 0) + Number(pursued.length > 0 && taken.length > 0),
      threshold: 2,
      explanation: `Financing strategies begun: ${financed.length} of ${financing.length}; funding commitments made: ${funded.length}. Policy strategies begun: ${pursued.length} of ${policy.length}; policy actions taken: ${taken.length}. One of each is required.`,
      evidence: [financed, funded, pursued, taken],
    });
  },
});

/** Met if practices were taken up, the ecosystem takes part in a network or is one with members, and money is committed or received. */
export const expansionSustainabilityAndScale = defineCriterion({
  code: 'expansion-sustainability-and-scale',
  title: 'Expansion, sustainability and scale',
  recordKinds: ['practices', 'practiceAdoptions', 'networkMemberships', 'funding'],
  judge: ({ practices, practiceAdoptions, networkMemberships, funding, on }) => {
    if (practices.length + networkMemberships.length + funding.length === 0) {
      return nothingToJudge('No practice, network membership or funding commitment is recorded.');
    }
    const spread = practiceAdoptions.filter(({ adoptedOn }) => adoptedOn <= on);
    const halves = networkMemberships.map((half) => ({ ...half, endedOn: half.endedOn ?? null }));
    const links = new Set(
      unwrap(membershipsOn(on, halves)).map(({ networkId, memberId }) => `${networkId} ${memberId}`),
    );
    const holding = halves.filter(
      ({ networkId, memberId, startedOn, endedOn }) =>
        links.has(`${networkId} ${memberId}`) && startedOn <= on && (endedOn === null || endedOn >= on),
    );
    const funded = funding.filter(isFunded);
    return judgedByCount({
      value: [spread, holding, funded].filter((each) => each.length > 0).length,
      threshold: 3,
      explanation: `Adoptions of practices: ${spread.length}; network memberships: ${links.size}; funding commitments made: ${funded.length}. One of each is required.`,
      evidence: [spread, holding, funded],
    });
  },
});

function isFunded({ status }: { status: string }): boolean {
  return status === 'COMMITTED' || status === 'RECEIVED';
}
