import {
  accepted,
  agendaStepValues,
  endorsement,
  type Issue,
  judgeEndorsement,
  judgeEndorsementChange,
  refused,
  withdrawEndorsement as withdrawn,
} from '@collective-impact/sdk';
import { sql } from 'kysely';
import { changedFields } from '../shared/changed-fields.ts';
import { dayOf } from '../shared/day-of-step.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Transition, Writing } from '../shared/writing.ts';
import { heldAgenda } from './agenda-lock.ts';
import { EndorsementEntity } from './endorsement.entity.ts';

/** What an endorsement says of who signed what, and when. */
interface Signature {
  ecosystemId: string;
  commonAgendaId: string;
  organizationId: string;
  endorsedOn: string;
  withdrawnOn: string | null;
}

/** How endorsements are written: of what is no draft, once by each organization. */
export const endorsementWriting: Writing = {
  type: endorsement,
  entity: EndorsementEntity,
  onCreate: async (unit, draft) => {
    const issues = await judgeSignature(unit, draft as unknown as Signature);
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onUpdate: async (unit, { record, changes }) => {
    const signature = record as unknown as Signature;
    const fields = changedFields(record, changes);
    const issues = judgeEndorsementChange(signature, fields);
    if (issues.length > 0) return refused(...issues);
    const dated = fields.includes('endorsedOn') ? await judgeSignature(unit, { ...signature, ...changes }) : [];
    return dated.length > 0 ? refused(...dated) : accepted({});
  },
  constraints: {
    endorsement_once: {
      path: ['organizationId'],
      message: 'this organization has endorsed this version already: one that withdrew can endorse the next',
    },
  },
};

/** Takes an endorsement back; that it was given stays known. */
export const withdrawEndorsement: Transition = {
  name: 'withdrawEndorsement',
  writing: endorsementWriting,
  values: agendaStepValues.withdrawEndorsement,
  rule: async (unit, { record, values }) =>
    withdrawn(record as unknown as Signature, await dayOf(unit, { record, on: values.withdrawnOn })),
};

async function judgeSignature(unit: UnitOfWork, signature: Signature): Promise<Issue[]> {
  const agenda = await heldAgenda(unit, signature.commonAgendaId);
  const [organization] = await unit.rows<{ leftOn: string | null }>(
    sql`select "left_on" as "leftOn" from "organization" where "id" = ${signature.organizationId}::uuid for share`,
  );
  if (!organization) throw new Error(`the organization ${signature.organizationId} was there a moment ago`);
  return judgeEndorsement({
    endorsedOn: signature.endorsedOn,
    today: await unit.today(signature.ecosystemId),
    agenda,
    organization,
  });
}
