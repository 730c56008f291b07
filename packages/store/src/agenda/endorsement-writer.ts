import { accepted, type Issue, refused } from '@collective-impact/sdk';
import {
  agendaTransitionValues,
  type Endorsement,
  endorsement,
  judgeEndorsement,
  judgeEndorsementChange,
  withdrawEndorsement as withdrawn,
} from '@collective-impact/sdk/agenda';
import { sql } from 'kysely';
import { changedFields } from '../shared/changed-fields.ts';
import { dayOf } from '../shared/day-of-step.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { transition } from '../shared/transition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { heldAgenda } from './agenda-lock.ts';
import { EndorsementEntity } from './endorsement.entity.ts';

/** How endorsements are stored: of an agenda that is not a draft, one per organization. */
export const endorsementDefinition: RecordDefinition<typeof endorsement, typeof EndorsementEntity> = {
  type: endorsement,
  entity: EndorsementEntity,
  onCreate: async (unit, draft) => {
    const issues = await judgeSignature(unit, draft);
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onUpdate: async (unit, { record, changes }) => {
    const fields = changedFields(record, changes);
    const issues = judgeEndorsementChange(record, fields);
    if (issues.length > 0) return refused(...issues);
    const dated = fields.includes('endorsedOn') ? await judgeSignature(unit, { ...record, ...changes }) : [];
    return dated.length > 0 ? refused(...dated) : accepted({});
  },
  constraints: {
    endorsement_once: {
      path: ['organizationId'],
      message: 'The organization already endorsed this version. After a withdrawal, it can endorse the next version.',
    },
  },
};

/** Withdraws an endorsement. The record that it was given stays. */
export const withdrawEndorsement = transition(endorsementDefinition, {
  name: 'withdrawEndorsement',
  values: agendaTransitionValues.withdrawEndorsement,
  rule: async (unit, { record, values }) => withdrawn(record, await dayOf(unit, { record, on: values.withdrawnOn })),
});

/** The fields by which an endorsement is judged. */
type Signature = Pick<Endorsement, 'ecosystemId' | 'commonAgendaId' | 'organizationId' | 'endorsedOn'>;

async function judgeSignature(unit: UnitOfWork, signature: Signature): Promise<Issue[]> {
  const agenda = await heldAgenda(unit, signature.commonAgendaId);
  const [organization] = await unit.rows<{ leftOn: string | null }>(
    sql`select "left_on" as "leftOn" from "organization" where "id" = ${signature.organizationId}::uuid for share`,
  );
  if (!organization) throw new Error(`The organization ${signature.organizationId} no longer exists`);
  return judgeEndorsement({
    endorsedOn: signature.endorsedOn,
    today: await unit.today(signature.ecosystemId),
    agenda,
    organization,
  });
}
