import { accepted, refused } from '@collective-impact/sdk';
import { agendaLife, goal, judgeBasis, judgeNewGoal } from '@collective-impact/sdk/agenda';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { changedFields } from '../shared/writing/changed-fields.ts';
import { lockedAgenda, versionOfBasis } from './agenda-lock.ts';
import { GoalEntity } from './goal.entity.ts';

/** How goals are stored: they can be created and changed only while their agenda is a draft. */
export const goalDefinition: RecordDefinition<typeof goal, typeof GoalEntity> = {
  type: goal,
  entity: GoalEntity,
  onCreate: async (unit, { commonAgendaId, basedOnId }) => {
    const agenda = await lockedAgenda(unit, commonAgendaId);
    const basis = await versionOfBasis(unit, { table: 'goal', id: basedOnId });
    const issues = [...judgeNewGoal(agenda), ...judgeBasis(agenda, basis)];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onUpdate: async (unit, { record, changes }) => {
    const agenda = await lockedAgenda(unit, record.commonAgendaId);
    const issues = agendaLife.judgeChange(agenda, changedFields(record, changes));
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {
    goal_code_unique: {
      path: ['code'],
      message: 'Another goal of this agenda has this code. Choose a different `code`.',
    },
  },
};
