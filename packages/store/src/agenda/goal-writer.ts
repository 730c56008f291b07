import { type AgendaStatus, accepted, agendaLife, goal, judgeNewGoal, refused } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { changedFields } from '../shared/changed-fields.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Writing } from '../shared/writing.ts';
import { GoalEntity } from './goal.entity.ts';

/** How goals are written: only while their agenda is a draft. */
export const goalWriting: Writing = {
  type: goal,
  entity: GoalEntity,
  onCreate: async (unit, { commonAgendaId }) => {
    const issues = judgeNewGoal(await heldAgenda(unit, commonAgendaId));
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onUpdate: async (unit, { record, changes }) => {
    const agenda = await heldAgenda(unit, record.commonAgendaId);
    const issues = agendaLife.judgeChange(agenda, changedFields(record, changes));
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {
    goal_code_unique: { path: ['code'], message: 'another goal of this agenda has this code: choose one that is free' },
  },
};

/** The agenda of a goal, kept as it is until this transaction ends: nobody proposes it meanwhile. */
async function heldAgenda(unit: UnitOfWork, id: unknown): Promise<{ status: AgendaStatus }> {
  const [agenda] = await unit.rows<{ status: AgendaStatus }>(
    sql`select "status" from "common_agenda" where "id" = ${id}::uuid for share`,
  );
  if (!agenda) throw new Error(`the common agenda ${id} was there a moment ago`);
  return agenda;
}
