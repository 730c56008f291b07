import { meetingKinds } from '../communication/index.ts';
import { defineCriterion, judgedByCount, nothingToJudge } from './criterion.ts';
import { activeOn, isWithinYear } from './records-on-date.ts';
import { amount, listed, outOf } from './wording.ts';

/** Met if every active working group has met at least twice within a year. */
export const continuousCommunication = defineCriterion({
  code: 'continuous-communication',
  title: 'Continuous communication',
  recordKinds: ['workingGroups', 'meetings'],
  judge: ({ workingGroups, meetings, on }) => {
    const groups = activeOn(workingGroups, on);
    if (groups.length === 0) return nothingToJudge('No working group is active.');
    const meetingsOf = Map.groupBy(
      meetings.filter(({ heldOn }) => isWithinYear(heldOn, on)),
      ({ workingGroupId }) => workingGroupId ?? '',
    );
    const regular = groups.filter(({ id }) => (meetingsOf.get(id) ?? []).length >= 2);
    const lacking = groups.filter((group) => !regular.includes(group)).map(({ name }) => name);
    return judgedByCount({
      value: regular.length,
      threshold: groups.length,
      explanation: `${regular.length} of ${amount(groups.length, 'working group')} met at least twice in the year up to ${on}${lacking.length === 0 ? '' : `; not enough meetings: ${listed(lacking)}`}.`,
      evidence: [regular, regular.flatMap(({ id }) => meetingsOf.get(id) ?? [])],
    });
  },
});

/** Met if every communication plan that has begun was carried out at least once. */
export const communicationsStrategy = defineCriterion({
  code: 'communications-strategy',
  title: 'Develop and implement a communications strategy',
  recordKinds: ['communicationPlans', 'communicationEvents'],
  judge: ({ communicationPlans, communicationEvents, on }) => {
    const plans = communicationPlans.filter(({ startsOn }) => (startsOn ?? on) <= on);
    if (plans.length === 0) return nothingToJudge('No communication plan has begun.');
    const events = Map.groupBy(
      communicationEvents.filter(({ happenedOn }) => happenedOn <= on),
      ({ communicationPlanId }) => communicationPlanId,
    );
    const used = plans.filter(({ id }) => events.has(id));
    const lacking = plans.filter(({ id }) => !events.has(id)).map(({ audience }) => audience);
    return judgedByCount({
      value: used.length,
      threshold: plans.length,
      explanation: `${outOf({ value: used.length, total: plans.length, noun: 'communication plan', verb: ['was', 'were'] })} carried out at least once${lacking.length === 0 ? '' : `; no event for: ${listed(lacking)}`}.`,
      evidence: [plans, used.flatMap(({ id }) => events.get(id) ?? [])],
    });
  },
});

const requiredKinds = ['reflection', 'peer-learning'] as const;

/** Met if a meeting for reflection and one for peer learning were held within a year. */
export const reflectionAndPeerLearning = defineCriterion({
  code: 'reflection-and-peer-learning',
  title: 'Prioritize time for reflection and peer learning',
  recordKinds: ['meetings'],
  judge: ({ meetings, on }) => {
    const held = meetings.filter(({ heldOn }) => isWithinYear(heldOn, on));
    if (held.length === 0) return nothingToJudge(`No meeting was held in the year up to ${on}.`);
    const ofKind = (code: string) =>
      held.filter(({ kind }) => kind.scheme === meetingKinds.scheme && kind.code === code);
    const [reflection, peerLearning] = requiredKinds.map(ofKind) as [typeof held, typeof held];
    return judgedByCount({
      value: [reflection, peerLearning].filter((meetingsOfKind) => meetingsOfKind.length > 0).length,
      threshold: requiredKinds.length,
      explanation: `Of ${amount(held.length, 'meeting')} held in the year up to ${on}, ${reflection.length} ${reflection.length === 1 ? 'was' : 'were'} for reflection and ${peerLearning.length} for peer learning; one of each is required.`,
      evidence: [reflection, peerLearning],
    });
  },
});
