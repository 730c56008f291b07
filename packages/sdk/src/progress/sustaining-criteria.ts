import { strategyKinds } from '../agenda/index.ts';
import { membershipsOn } from '../ecosystem/index.ts';
import { unwrap } from '../shared/outcome.ts';
import { defineCriterion, judgedByCount, nothingToJudge } from './criterion.ts';
import { isOnOrBefore } from './records-on-date.ts';

/**
 * Met if a financing strategy has begun and funding is committed or received, and a policy strategy has begun and a policy
 * action was taken.
 */
export const financingAndPolicy = defineCriterion({
  code: 'financing-and-policy',
  title: 'Create and implement financing and policy strategies for scale and sustainability',
  recordKinds: ['strategies', 'funding', 'policyActions'],
  judge: ({ strategies, funding, policyActions, on }) => {
    const ofKind = (code: string) =>
      strategies.filter(({ kind }) => kind?.scheme === strategyKinds.scheme && kind.code === code);
    const [financing, policy] = [ofKind('financing'), ofKind('policy')];
    if (financing.length + policy.length === 0) return nothingToJudge('No financing or policy strategy is recorded.');
    const begunBy = (candidates: typeof financing) =>
      candidates.filter(
        ({ status, startsOn }) => (status === 'ACTIVE' || status === 'COMPLETED') && (startsOn ?? on) <= on,
      );
    const funded = funding.filter(isFunded);
    const taken = policyActions.filter(({ takenOn }) => isOnOrBefore(takenOn, on));
    const [financed, pursued] = [begunBy(financing), begunBy(policy)];
    return judgedByCount({
      value: Number(financed.length > 0 && funded.length > 0) + Number(pursued.length > 0 && taken.length > 0),
      threshold: 2,
      explanation: `Financing strategies begun: ${financed.length} of ${financing.length}; funding committed or received: ${funded.length}. Policy strategies begun: ${pursued.length} of ${policy.length}; policy actions taken: ${taken.length}. One of each is required.`,
      evidence: [financed, funded, pursued, taken],
    });
  },
});

/**
 * Met if a practice was adopted, the ecosystem is a member of a network or a network with members, and funding is committed or
 * received.
 */
export const expansionSustainabilityAndScale = defineCriterion({
  code: 'expansion-sustainability-and-scale',
  title: 'Expansion, sustainability and scale',
  recordKinds: ['practices', 'practiceAdoptions', 'networkMemberships', 'funding'],
  judge: ({ practices, practiceAdoptions, networkMemberships, funding, on }) => {
    if (practices.length + networkMemberships.length + funding.length === 0) {
      return nothingToJudge('No practice, network membership or funding is recorded.');
    }
    const adoptions = practiceAdoptions.filter(({ adoptedOn }) => adoptedOn <= on);
    const statements = networkMemberships.map((statement) => ({ ...statement, endedOn: statement.endedOn ?? null }));
    const links = new Set(
      unwrap(membershipsOn(on, statements)).map(({ networkId, memberId }) => `${networkId} ${memberId}`),
    );
    const activeStatements = statements.filter(
      ({ networkId, memberId, startedOn, endedOn }) =>
        links.has(`${networkId} ${memberId}`) && startedOn <= on && (endedOn === null || endedOn >= on),
    );
    const funded = funding.filter(isFunded);
    return judgedByCount({
      value: [adoptions, activeStatements, funded].filter((each) => each.length > 0).length,
      threshold: 3,
      explanation: `Adoptions of practices: ${adoptions.length}; network memberships: ${links.size}; funding committed or received: ${funded.length}. One of each is required.`,
      evidence: [adoptions, activeStatements, funded],
    });
  },
});

function isFunded({ status }: { status: string }): boolean {
  return status === 'COMMITTED' || status === 'RECEIVED';
}
