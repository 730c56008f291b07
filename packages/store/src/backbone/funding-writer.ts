import {
  type AwardedFunding,
  accepted,
  fundingCommitment,
  fundingLife,
  type Issue,
  judgeAward,
  judgeDecline,
  judgeSubAward,
  refused,
} from '@collective-impact/sdk';
import { sql } from 'kysely';
import { changedFields } from '../shared/changed-fields.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Transition, Writing, WrittenRecord } from '../shared/writing.ts';
import { FundingCommitmentEntity } from './funding-commitment.entity.ts';

/** A funding commitment as its writer holds it. */
type Written = WrittenRecord & AwardedFunding & { awardId: string | null };

/** How funding commitments are written: what is passed on of an award stays within it. */
export const fundingCommitmentWriting: Writing = {
  type: fundingCommitment,
  entity: FundingCommitmentEntity,
  onCreate: async (unit, draft) => {
    const status = fundingLife.initial;
    const issues = await judgeWithin(unit, { ...draft, status } as Written);
    return issues.length > 0 ? refused(...issues) : accepted({ status });
  },
  onUpdate: async (unit, { record, changes }) => {
    if (!changedFields(record, changes).some((field) => ruled.has(field))) return accepted({});
    const next = { ...record, ...changes } as Written;
    const issues = [...(await judgeWithin(unit, next)), ...judgeAward(next, await partsOf(unit, next.id))];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {},
};

/** What the rules of awards and their parts look at. */
const ruled: ReadonlySet<string> = new Set(['amount', 'currency', 'startsOn', 'endsOn']);

/** The money that was sought is promised. */
export const fundingCommitted: Transition = {
  name: 'commitFunding',
  writing: fundingCommitmentWriting,
  rule: async (_unit, { record }) => fundingLife.take(record as Written, 'commit'),
};

/** The money that was promised is there. */
export const fundingReceived: Transition = {
  name: 'receiveFunding',
  writing: fundingCommitmentWriting,
  rule: async (_unit, { record }) => fundingLife.take(record as Written, 'receive'),
};

/** There will be no money. */
export const fundingDeclined: Transition = {
  name: 'declineFunding',
  writing: fundingCommitmentWriting,
  rule: async (unit, { record }) => {
    const declined = fundingLife.take(record as Written, 'decline');
    if (!declined.ok) return declined;
    const issues = judgeDecline(await partsOf(unit, record.id));
    return issues.length > 0 ? refused(...issues) : declined;
  },
};

/** What is wrong with a part beside its award, which nobody changes or passes on meanwhile. */
async function judgeWithin(unit: UnitOfWork, part: Written): Promise<Issue[]> {
  if (part.awardId === null) return [];
  const [award] = await unit.rows<AwardedFunding>(
    sql`select ${judgedColumns} from "funding_commitment" where "id" = ${part.awardId}::uuid for no key update`,
  );
  if (!award) throw new Error(`the funding commitment ${part.awardId} was there a moment ago`);
  const others = (await partsOf(unit, part.awardId)).filter(({ id }) => id !== part.id);
  return judgeSubAward(part, { award, others });
}

function partsOf(unit: UnitOfWork, awardId: string): Promise<(AwardedFunding & { id: string })[]> {
  return unit.rows(
    sql<
      AwardedFunding & { id: string }
    >`select "id", ${judgedColumns} from "funding_commitment" where "award_id" = ${awardId}::uuid`,
  );
}

const judgedColumns = sql`"amount", "currency", "status", "starts_on" as "startsOn", "ends_on" as "endsOn"`;
