import { accepted, type Issue, refused } from '@collective-impact/sdk';
import {
  type AwardedFunding,
  backboneTransitionValues,
  funding,
  fundingLife,
  judgeAward,
  judgeDecline,
  judgeSubAward,
  transitionFunding,
} from '@collective-impact/sdk/backbone';
import { eventDayOf } from '../shared/event-day.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { type TransitionOf, transition } from '../shared/transition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { changedFields } from '../shared/writing/changed-fields.ts';
import type { BackboneTables } from './entities.ts';
import { FundingEntity } from './funding.entity.ts';

/** How funding is stored. Sub-awards must fit their award. */
export const fundingDefinition: RecordDefinition<typeof funding, typeof FundingEntity> = {
  type: funding,
  entity: FundingEntity,
  life: fundingLife,
  onCreate: async (unit, draft) => {
    const issues = await judgeAgainstAward(unit, { ...draft, status: fundingLife.initial });
    return issues.length > 0 ? refused(...issues) : accepted(undecidedDates);
  },
  onUpdate: async (unit, { record, changes }) => {
    if (!changedFields(record, changes).some((field) => ruledFields.has(field))) return accepted({});
    const next = { ...record, ...changes };
    const issues = [...(await judgeAgainstAward(unit, next)), ...judgeAward(next, await subAwardsOf(unit, next.id))];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onRestore: async (unit, record) => {
    const issues = [
      ...(await judgeAgainstAward(unit, record)),
      ...judgeAward(record, await subAwardsOf(unit, record.id)),
    ];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {},
};

/** New funding is requested; no later step has a date. */
const undecidedDates = { committedOn: null, receivedOn: null, declinedOn: null };

/** Fields that the rules for awards and sub-awards use. */
const ruledFields: ReadonlySet<string> = new Set(['amount', 'currency', 'startsOn', 'endsOn']);

/** Marks requested funding as committed. */
export const commitFunding: TransitionOf<typeof fundingDefinition, typeof backboneTransitionValues.commitFunding> =
  transition(fundingDefinition, {
    name: 'commitFunding',
    values: backboneTransitionValues.commitFunding,
    rule: async (unit, { record, values }) =>
      transitionFunding(record, {
        transition: 'commit',
        ...(await eventDayOf(unit, { record, on: values.committedOn })),
      }),
  });

/** Marks committed funding as received. */
export const receiveFunding: TransitionOf<typeof fundingDefinition, typeof backboneTransitionValues.receiveFunding> =
  transition(fundingDefinition, {
    name: 'receiveFunding',
    values: backboneTransitionValues.receiveFunding,
    rule: async (unit, { record, values }) =>
      transitionFunding(record, {
        transition: 'receive',
        ...(await eventDayOf(unit, { record, on: values.receivedOn })),
      }),
  });

/** Marks funding as declined. */
export const declineFunding: TransitionOf<typeof fundingDefinition, typeof backboneTransitionValues.declineFunding> =
  transition(fundingDefinition, {
    name: 'declineFunding',
    values: backboneTransitionValues.declineFunding,
    rule: async (unit, { record, values }) => {
      const day = await eventDayOf(unit, { record, on: values.declinedOn });
      const declined = transitionFunding(record, { transition: 'decline', ...day });
      if (!declined.ok) return declined;
      const issues = judgeDecline(await subAwardsOf(unit, record.id));
      return issues.length > 0 ? refused(...issues) : declined;
    },
  });

/** Checks a sub-award against its award. The award is locked until the transaction ends. */
async function judgeAgainstAward(
  unit: UnitOfWork,
  subAward: AwardedFunding & { id: string; awardId: string | null },
): Promise<Issue[]> {
  if (subAward.awardId === null) return [];
  const [award] = await unit.rows(judgedFunding(unit).where('id', '=', subAward.awardId).forNoKeyUpdate());
  if (!award) throw new Error(`The funding ${subAward.awardId} no longer exists.`);
  const others = (await subAwardsOf(unit, subAward.awardId)).filter(({ id }) => id !== subAward.id);
  return judgeSubAward(subAward, { award, others });
}

function subAwardsOf(unit: UnitOfWork, awardId: string): Promise<(AwardedFunding & { id: string })[]> {
  return unit.rows(judgedFunding(unit).where('award_id', '=', awardId));
}

/** The fields of funding that the rules for awards and sub-awards use. */
function judgedFunding(unit: UnitOfWork) {
  return unit
    .tables<BackboneTables>()
    .selectFrom('funding')
    .select(['id', 'amount', 'currency', 'status', 'starts_on as startsOn', 'ends_on as endsOn']);
}
