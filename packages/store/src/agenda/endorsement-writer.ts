import { accepted, type Issue, refused } from '@collective-impact/sdk';
import {
  agendaTransitionValues,
  type Endorsement,
  endorsement,
  judgeEndorsement,
  judgeEndorsementChange,
  withdrawEndorsement as withdrawn,
} from '@collective-impact/sdk/agenda';
import { eventDayOf } from '../shared/event-day.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { type TransitionOf, transition } from '../shared/transition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { changedFields } from '../shared/writing/changed-fields.ts';
import { lockedAgenda } from './agenda-lock.ts';
import { EndorsementEntity } from './endorsement.entity.ts';
import type { AgendaTables } from './entities.ts';

/** How endorsements are stored. An organization can endorse a version once, and only after it was proposed. */
export const endorsementDefinition: RecordDefinition<typeof endorsement, typeof EndorsementEntity> = {
  type: endorsement,
  entity: EndorsementEntity,
  onCreate: async (unit, draft) => {
    const issues = await judgeAgendaAndDates(unit, draft);
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onUpdate: async (unit, { record, changes }) => {
    const fields = changedFields(record, changes);
    const issues = judgeEndorsementChange(record, fields);
    if (issues.length > 0) return refused(...issues);
    const dated = fields.includes('endorsedOn') ? await judgeAgendaAndDates(unit, { ...record, ...changes }) : [];
    return dated.length > 0 ? refused(...dated) : accepted({});
  },
  onRestore: async (unit, record) => {
    const issues = await judgeAgendaAndDates(unit, record);
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {
    endorsement_once: {
      path: ['organizationId'],
      message: 'The organization already endorsed this version. After a withdrawal, it can endorse the next version.',
    },
  },
};

/** Withdraws an endorsement. Its record is kept. */
export const withdrawEndorsement: TransitionOf<
  typeof endorsementDefinition,
  typeof agendaTransitionValues.withdrawEndorsement
> = transition(endorsementDefinition, {
  name: 'withdrawEndorsement',
  byOwner: true,
  values: agendaTransitionValues.withdrawEndorsement,
  rule: async (unit, { record, values }) =>
    withdrawn(record, await eventDayOf(unit, { record, on: values.withdrawnOn })),
});

/** The fields that the rules for endorsements use. */
type JudgedEndorsement = Pick<Endorsement, 'ecosystemId' | 'commonAgendaId' | 'organizationId' | 'endorsedOn'>;

async function judgeAgendaAndDates(unit: UnitOfWork, draft: JudgedEndorsement): Promise<Issue[]> {
  const agenda = await lockedAgenda(unit, draft.commonAgendaId);
  const organizations = unit.tables<AgendaTables>().selectFrom('organization').select('left_on as leftOn');
  const [organization] = await unit.rows(organizations.where('id', '=', draft.organizationId).forShare());
  if (!organization) throw new Error(`The organization ${draft.organizationId} no longer exists.`);
  return judgeEndorsement({
    endorsedOn: draft.endorsedOn,
    today: await unit.today(draft.ecosystemId),
    agenda,
    organization,
  });
}
