import { meetingKinds } from '../communication/index.ts';
import { isWithin } from '../shared/dates/in-effect.ts';
import { amount, listed, outOf } from '../shared/wording.ts';
import { defineCriterion, judgedByCount, nothingToJudge } from './criterion.ts';
import type { EcosystemRecords } from './ecosystem-records.ts';
import { keptCadence, regularityOf } from './kept-cadence.ts';
import { activeOn, isWithinYear } from './records-on-date.ts';

type WorkingGroup = EcosystemRecords['workingGroups'][number];
type Meeting = EcosystemRecords['meetings'][number];

export const continuousCommunication = defineCriterion({
  code: 'continuous-communication',
  title: 'Continuous communication',
  rule: `Every active working group met ${keptCadence}. A group without a cadence met at least twice in that year.`,
  recordKinds: ['workingGroups', 'meetings'],
  judge: (records) => {
    const { on } = records;
    if (activeOn(records.workingGroups, on).length === 0) {
      return nothingToJudge('No working group is active.', 'Record the working groups and their cadence.');
    }
    const groups = groupsOn(records).filter(({ isRegular }) => isRegular !== null);
    if (groups.length === 0) {
      return nothingToJudge(
        'No active working group has completed an interval of its cadence.',
        'Record the meetings of the working groups.',
      );
    }
    const regular = groups.filter(({ isRegular }) => isRegular);
    const lacking = groups.filter(({ isRegular }) => !isRegular).map(({ group, count }) => `${group.name} (${count})`);
    return judgedByCount({
      value: regular.length,
      threshold: groups.length,
      explanation: `${regular.length} of ${amount(groups.length, 'working group')} met as often as required in the year up to ${on}${lacking.length === 0 ? '' : `; not enough meetings: ${listed(lacking)}`}.`,
      remedy: `Hold and record meetings of these working groups: ${listed(lacking)}.`,
      evidence: regular.flatMap(({ group, meetings }) => [[group], meetings]),
    });
  },
});

/** The active working groups, the meetings of each that were counted, and whether these were regular. */
export function groupsOn({
  workingGroups,
  meetings,
  on,
}: Pick<EcosystemRecords, 'workingGroups' | 'meetings' | 'on'>): {
  group: WorkingGroup;
  meetings: Meeting[];
  isRegular: boolean | null;
  count: string;
}[] {
  const meetingsOf = Map.groupBy(meetings, ({ workingGroupId }) => workingGroupId ?? '');
  return activeOn(workingGroups, on).map((group) => {
    const held = meetingsOf.get(group.id) ?? [];
    const days = held.flatMap(({ heldOn }) => heldOn ?? []);
    const { isCounted, ...regularity } = regularityOf(group, { days, on, fewest: 2 });
    return { group, meetings: held.filter(({ heldOn }) => isCounted(heldOn)), ...regularity };
  });
}

export const communicationsStrategy = defineCriterion({
  code: 'communications-strategy',
  title: 'Develop and implement a communications strategy',
  rule: `Every communication plan in effect was carried out ${keptCadence}. A plan without a cadence was carried out at least once in that year.`,
  recordKinds: ['communicationPlans', 'communicationEvents'],
  judge: ({ communicationPlans, communicationEvents, on }) => {
    const inEffect = communicationPlans.filter(({ startsOn, endsOn }) => isWithin(on, { from: startsOn, to: endsOn }));
    const eventsOf = Map.groupBy(communicationEvents, ({ communicationPlanId }) => communicationPlanId);
    const plans = inEffect
      .map((plan) => {
        const events = eventsOf.get(plan.id) ?? [];
        const days = events.map(({ happenedOn }) => happenedOn);
        const dated = { ...plan, startedOn: plan.startsOn };
        const { isCounted, ...regularity } = regularityOf(dated, { days, on, fewest: 1 });
        return { plan, ...regularity, events: events.filter(({ happenedOn }) => isCounted(happenedOn)) };
      })
      .filter(({ isRegular }) => isRegular !== null);
    if (plans.length === 0) {
      return nothingToJudge(
        'No communication plan in effect has completed an interval of its cadence.',
        'Record the communications that take place under each plan.',
      );
    }
    const regular = plans.filter(({ isRegular }) => isRegular);
    const lacking = plans.filter(({ isRegular }) => !isRegular).map(({ plan, count }) => `${plan.audience} (${count})`);
    return judgedByCount({
      value: regular.length,
      threshold: plans.length,
      explanation: `${outOf({ value: regular.length, total: plans.length, noun: 'communication plan', verb: ['was', 'were'] })} carried out as often as required in the year up to ${on}${lacking.length === 0 ? '' : `; not often enough: ${listed(lacking)}`}.`,
      remedy: `Carry out the plans for these audiences, and record their communications: ${listed(lacking)}.`,
      evidence: [plans.map(({ plan }) => plan), regular.flatMap(({ events }) => events)],
    });
  },
});

const requiredKinds = ['reflection', 'peer-learning'] as const;

export const reflectionAndPeerLearning = defineCriterion({
  code: 'reflection-and-peer-learning',
  title: 'Prioritize time for reflection and peer learning',
  rule: 'At least one meeting for reflection and one for peer learning were held in the year up to the date.',
  recordKinds: ['meetings'],
  judge: ({ meetings, on }) => {
    const held = meetings.filter(({ heldOn }) => isWithinYear(heldOn, on));
    if (held.length === 0) {
      return nothingToJudge(
        `No meeting was held in the year up to ${on}.`,
        'Hold and record meetings for reflection and for peer learning.',
      );
    }
    const ofKind = (code: string) =>
      held.filter(({ kind }) => kind.scheme === meetingKinds.scheme && kind.code === code);
    const [reflection, peerLearning] = requiredKinds.map(ofKind) as [typeof held, typeof held];
    return judgedByCount({
      value: [reflection, peerLearning].filter((meetingsOfKind) => meetingsOfKind.length > 0).length,
      threshold: requiredKinds.length,
      explanation: `Of ${amount(held.length, 'meeting')} held in the year up to ${on}, ${reflection.length} ${reflection.length === 1 ? 'was' : 'were'} for reflection and ${peerLearning.length} for peer learning; one of each is required.`,
      remedy: `Hold a meeting for ${[...(reflection.length === 0 ? ['reflection'] : []), ...(peerLearning.length === 0 ? ['peer learning'] : [])].join(' and one for ')}.`,
      evidence: [reflection, peerLearning],
    });
  },
});
