import { accepted, refused, unwrap } from '@collective-impact/sdk';
import {
  agendaLife,
  agendaTransitionValues,
  commonAgenda,
  draftAgenda,
  judgeEndorsedBeforeSuperseding,
  judgeProposal,
  judgeProposedOn,
  judgeRatifiedOn,
  judgeSupersededOn,
} from '@collective-impact/sdk/agenda';
import { lockEcosystem } from '../ecosystem/index.ts';
import type { WithVoided } from '../shared/database/schema/current-records.ts';
import { eventDayOf } from '../shared/event-day.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { type TransitionOf, transition, transitionReplaced } from '../shared/transition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { CommonAgendaEntity } from './common-agenda.entity.ts';
import type { AgendaTables } from './entities.ts';

/** How common agendas are stored. */
export const commonAgendaDefinition: RecordDefinition<typeof commonAgenda, typeof CommonAgendaEntity> = {
  type: commonAgenda,
  entity: CommonAgendaEntity,
  life: agendaLife,
  onCreate: async (unit, { ecosystemId }) => accepted(unwrap(draftAgenda(await latestAgenda(unit, ecosystemId)))),
  constraints: {
    common_agenda_number_unique: {
      path: ['ecosystemId'],
      message: 'Another agenda of this ecosystem was created at the same time. Try again.',
    },
    common_agenda_one_in_force: {
      path: ['id'],
      message: 'Another agenda was ratified at the same time. Check which agenda is in force before you try again.',
    },
  },
};

/** Proposes a draft. From then on it cannot change. */
export const proposeCommonAgenda: TransitionOf<
  typeof commonAgendaDefinition,
  typeof agendaTransitionValues.proposeCommonAgenda
> = transition(commonAgendaDefinition, {
  name: 'proposeCommonAgenda',
  values: agendaTransitionValues.proposeCommonAgenda,
  rule: async (unit, { record, values }) => {
    const proposed = agendaLife.transition(record, 'propose');
    if (!proposed.ok) return proposed;
    const day = await eventDayOf(unit, { record, on: values.proposedOn });
    const missing = judgeProposal({ vision: record.vision, goals: await goalCount(unit, record.id) });
    const issues = [...missing, ...judgeProposedOn(day, await basisProposedOn(unit, record.id))];
    return issues.length > 0 ? refused(...issues) : accepted({ ...proposed.value, proposedOn: day.on });
  },
});

/** Puts a proposed agenda in force, and supersedes the agenda that was in force. */
export const ratifyCommonAgenda: TransitionOf<
  typeof commonAgendaDefinition,
  typeof agendaTransitionValues.ratifyCommonAgenda
> = transition(commonAgendaDefinition, {
  name: 'ratifyCommonAgenda',
  values: agendaTransitionValues.ratifyCommonAgenda,
  rule: async (unit, { record, values }) => {
    const ratified = agendaLife.transition(record, 'ratify');
    if (!ratified.ok) return ratified;
    const day = await eventDayOf(unit, { record, on: values.ratifiedOn });
    const issues = judgeRatifiedOn(day, record.proposedOn);
    if (issues.length > 0) return refused(...issues);
    const superseded = await supersedeCommonAgenda(unit, { ecosystemId: record.ecosystemId, on: day.on });
    return superseded.ok ? accepted({ ...ratified.value, ratifiedOn: day.on }) : superseded;
  },
});

/** Supersedes the agenda of an ecosystem that is in force, if there is one. */
function supersedeCommonAgenda(unit: UnitOfWork, { ecosystemId, on }: { ecosystemId: string; on: string }) {
  return transitionReplaced(unit, {
    definition: commonAgendaDefinition,
    where: { ecosystemId, status: 'RATIFIED' },
    rule: async (agenda) => {
      const superseded = agendaLife.transition(agenda, 'supersede');
      if (!superseded.ok) return superseded;
      const issues = [
        ...judgeSupersededOn(on, agenda.ratifiedOn),
        ...judgeEndorsedBeforeSuperseding(on, await lastEndorsedOn(unit, agenda.id)),
      ];
      return issues.length > 0 ? refused(...issues) : accepted({ ...superseded.value, supersededOn: on });
    },
  });
}

/** The agenda with the highest number. Locks the ecosystem, so that concurrent writers get different numbers. */
async function latestAgenda(unit: UnitOfWork, ecosystemId: string): Promise<{ number: number } | null> {
  await lockEcosystem(unit, ecosystemId);
  const agendas = unit.tables<WithVoided<AgendaTables>>().selectFrom('common_agenda_with_voided').select('number');
  const [latest] = await unit.rows(agendas.where('ecosystem_id', '=', ecosystemId).orderBy('number', 'desc').limit(1));
  return latest ?? null;
}

/** The last date on which an agenda was endorsed. The agenda must be locked, because endorsing locks it too. */
async function lastEndorsedOn(unit: UnitOfWork, agendaId: string): Promise<string | null> {
  const [endorsement] = await unit.rows(
    unit
      .tables<AgendaTables>()
      .selectFrom('endorsement')
      .select(({ fn }) => fn.max('endorsed_on').as('latest'))
      .where('common_agenda_id', '=', agendaId),
  );
  return endorsement?.latest ?? null;
}

async function goalCount(unit: UnitOfWork, agendaId: string): Promise<number> {
  const [goals] = await unit.rows(
    unit
      .tables<AgendaTables>()
      .selectFrom('goal')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('common_agenda_id', '=', agendaId),
  );
  return goals?.count ?? 0;
}

/** The last date on which a version was proposed that a goal of this agenda is based on. */
async function basisProposedOn(unit: UnitOfWork, agendaId: string): Promise<string | null> {
  const [basis] = await unit.rows(
    unit
      .tables<AgendaTables>()
      .selectFrom('goal as g')
      .innerJoin('goal as b', 'b.id', 'g.based_on_id')
      .innerJoin('common_agenda as a', 'a.id', 'b.common_agenda_id')
      .select(({ fn }) => fn.max('a.proposed_on').as('latest'))
      .where('g.common_agenda_id', '=', agendaId),
  );
  return basis?.latest ?? null;
}
