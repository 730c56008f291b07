import { strategyKinds } from '../agenda/index.ts';
import { membershipsOn } from '../ecosystem/index.ts';
import { unwrap } from '../shared/outcome.ts';
import { goalsOn, ratifyAnAgenda, strategiesOn } from './agenda-on-date.ts';
import { defineCriterion, judgedByCount, nothingToJudge } from './criterion.ts';
import type { EcosystemRecords } from './ecosystem-records.ts';
import { fundedOn, isOnOrBefore } from './records-on-date.ts';

type Strategy = EcosystemRecords['strategies'][number];

const noFunding = 'Record committed funding whose period includes this date.';

export const financingAndPolicy = defineCriterion({
  code: 'financing-and-policy',
  title: 'Create and implement financing and policy strategies for scale and sustainability',
  rule: 'A financing strategy of the common agenda in force has begun, and an award covers the date. A policy strategy of that agenda has begun, and a policy action was taken. Strategies that were stopped by the date do not count.',
  recordKinds: ['agendas', 'goals', 'strategies', 'funding', 'policyActions'],
  judge: (records) => {
    const { funding, policyActions, on } = records;
    if (goalsOn(records).length === 0) {
      return nothingToJudge('No common agenda with goals is in force.', ratifyAnAgenda);
    }
    const strategies = strategiesOn(records);
    const [financing, policy] = [ofKind(strategies, 'financing'), ofKind(strategies, 'policy')];
    if (financing.length + policy.length === 0) {
      return nothingToJudge(
        'The common agenda in force has no financing strategy and no policy strategy.',
        'Add a strategy of each kind to a goal of the common agenda.',
      );
    }
    const funded = fundedOn(funding, on);
    const taken = policyActions.filter(({ takenOn }) => isOnOrBefore(takenOn, on));
    const [financed, pursued] = [begunOn(financing, on), begunOn(policy, on)];
    const remedies = [
      ...(financed.length > 0 ? [] : ['Start a financing strategy.']),
      ...(funded.length > 0 ? [] : [noFunding]),
      ...(pursued.length > 0 ? [] : ['Start a policy strategy.']),
      ...(taken.length > 0 ? [] : ['Record a policy action that was taken.']),
    ];
    return judgedByCount({
      value: Number(financed.length > 0 && funded.length > 0) + Number(pursued.length > 0 && taken.length > 0),
      threshold: 2,
      explanation: `Financing strategies ${begunOutOf(financing, on)}; awards that cover ${on}: ${funded.length}. Policy strategies ${begunOutOf(policy, on)}; policy actions taken: ${taken.length}. One of each is required.`,
      remedy: remedies.join(' '),
      evidence: [financed, funded, pursued, taken],
    });
  },
});

function ofKind(strategies: readonly Strategy[], code: string): Strategy[] {
  return strategies.filter(({ kind }) => kind?.scheme === strategyKinds.scheme && kind.code === code);
}

function begunOn(strategies: readonly Strategy[], on: string): Strategy[] {
  return strategies.filter(({ status, startsOn, endsOn }) =>
    status === 'STOPPED'
      ? isOnOrBefore(startsOn, on) && endsOn != null && endsOn > on
      : (status === 'ACTIVE' || status === 'COMPLETED') && (startsOn ?? on) <= on,
  );
}

/** How many strategies have begun, and how many of the others were stopped by the date. */
function begunOutOf(strategies: readonly Strategy[], on: string): string {
  const begun = `${begunOn(strategies, on).length} of ${strategies.length}`;
  const stopped = strategies.filter(
    ({ status, startsOn, endsOn }) => status === 'STOPPED' && (startsOn ?? on) <= on && (endsOn ?? on) <= on,
  );
  return stopped.length === 0 ? `begun: ${begun}` : `begun and not stopped: ${begun} (${stopped.length} stopped)`;
}

export const expansionSustainabilityAndScale = defineCriterion({
  code: 'expansion-sustainability-and-scale',
  title: 'Expansion, sustainability and scale',
  rule: 'A practice was adopted by the date, and its use was not discontinued by then. On the date, both sides record a network membership, and an award covers the date.',
  recordKinds: ['practices', 'practiceAdoptions', 'networkMemberships', 'funding'],
  judge: ({ practices, practiceAdoptions, networkMemberships, funding, on }) => {
    if (practices.length + networkMemberships.length + funding.length === 0) {
      return nothingToJudge(
        'No practice, network membership or funding is recorded.',
        'Record adopted practices, network memberships and funding.',
      );
    }
    const adoptions = practiceAdoptions.filter(
      ({ adoptedOn, discontinuedOn }) => adoptedOn <= on && (discontinuedOn == null || discontinuedOn > on),
    );
    const statements = networkMemberships.map((statement) => ({ ...statement, endedOn: statement.endedOn ?? null }));
    const links = new Set(
      unwrap(membershipsOn(on, statements)).map(({ networkId, memberId }) => `${networkId} ${memberId}`),
    );
    const activeStatements = statements.filter(
      ({ networkId, memberId, startedOn, endedOn }) =>
        links.has(`${networkId} ${memberId}`) && startedOn <= on && (endedOn === null || endedOn >= on),
    );
    const funded = fundedOn(funding, on);
    const remedies = [
      ...(adoptions.length > 0 ? [] : ['Adopt a practice.']),
      ...(links.size > 0 ? [] : ['Record a network membership on both sides.']),
      ...(funded.length > 0 ? [] : [noFunding]),
    ];
    return judgedByCount({
      value: [adoptions, activeStatements, funded].filter((each) => each.length > 0).length,
      threshold: 3,
      explanation: `Adoptions of practices in effect: ${adoptions.length}; network memberships: ${links.size}; awards that cover ${on}: ${funded.length}. One of each is required.`,
      remedy: remedies.join(' '),
      evidence: [adoptions, activeStatements, funded],
    });
  },
});
