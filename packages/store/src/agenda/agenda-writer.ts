import { accepted, agendaLife, commonAgenda, draftAgenda, judgeProposal, refused } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { lifeStep, stepAside } from '../shared/life-step.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Writing } from '../shared/writing.ts';
import { CommonAgendaEntity } from './common-agenda.entity.ts';

/** How common agendas are written. */
export const commonAgendaWriting: Writing = {
  type: commonAgenda,
  entity: CommonAgendaEntity,
  life: agendaLife,
  onCreate: async (unit, { ecosystemId }) => accepted(draftAgenda(await latestAgenda(unit, ecosystemId))),
  constraints: {
    common_agenda_number_unique: {
      path: ['ecosystemId'],
      message: 'another agenda of this ecosystem was created at the same moment: create this one again',
    },
    common_agenda_one_in_force: {
      path: ['id'],
      message: 'another agenda was ratified at the same moment: read again which one is in force, and decide anew',
    },
  },
};

/** Puts a draft forward; from then on it never changes. */
export const proposeCommonAgenda = lifeStep(commonAgendaWriting, {
  step: 'propose',
  rule: async (unit, record) => {
    const vision = record.vision as string | null;
    const issues = judgeProposal({ vision, goals: await goalCount(unit, record.id) });
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
});

/** Puts a proposed agenda in force, in place of the one that is. */
export const ratifyCommonAgenda = lifeStep(commonAgendaWriting, {
  step: 'ratify',
  rule: (unit, { ecosystemId }) =>
    stepAside(unit, { writing: commonAgendaWriting, step: 'supersede', where: { ecosystemId, status: 'RATIFIED' } }),
});

/** The agenda with the highest number; others who create one in this ecosystem wait until this transaction ends. */
async function latestAgenda(unit: UnitOfWork, ecosystemId: string): Promise<{ number: number } | null> {
  await unit.rows(sql`select 1 from "ecosystem" where "id" = ${ecosystemId}::uuid for no key update`);
  const [latest] = await unit.rows<{ number: number }>(
    sql`select "number" from "common_agenda" where "ecosystem_id" = ${ecosystemId}::uuid order by "number" desc limit 1`,
  );
  return latest ?? null;
}

async function goalCount(unit: UnitOfWork, agendaId: string): Promise<number> {
  const [goals] = await unit.rows<{ count: number }>(
    sql`select count(*) as "count" from "goal" where "common_agenda_id" = ${agendaId}::uuid`,
  );
  return goals?.count ?? 0;
}
