import {
  accepted,
  agendaStepValues,
  type DatedStrategy,
  judgeBasis,
  judgeStrategyChange,
  type Outcome,
  refused,
  stepStrategy,
  strategy,
  strategyLife,
} from '@collective-impact/sdk';
import { changedFields } from '../shared/changed-fields.ts';
import { dayOf } from '../shared/day-of-step.ts';
import { judgeDaysOfChange } from '../shared/lived-days.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Transition, Writing, WrittenRecord } from '../shared/writing.ts';
import { heldAgendaOfGoal, versionOfBasis } from './agenda-lock.ts';
import { StrategyEntity } from './strategy.entity.ts';

/** How strategies are written: in every state of their agenda but that of a superseded one. */
export const strategyWriting: Writing = {
  type: strategy,
  entity: StrategyEntity,
  life: strategyLife,
  onCreate: async (unit, { goalId, basedOnId }) => {
    const agenda = await heldAgendaOfGoal(unit, goalId);
    const basis = await versionOfBasis(unit, { table: 'strategy', id: basedOnId });
    const issues = [...judgeStrategyChange(agenda, ['goalId']), ...judgeBasis(agenda, basis)];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onUpdate: async (unit, { record, changes }) => {
    const agenda = await heldAgendaOfGoal(unit, record.goalId);
    const issues = [
      ...judgeStrategyChange(agenda, changedFields(record, changes)),
      ...(await judgeDaysOfChange(unit, { record, changes })),
    ];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {},
};

/** Begins a planned strategy. */
export const startStrategy: Transition = {
  name: 'startStrategy',
  writing: strategyWriting,
  values: agendaStepValues.startStrategy,
  rule: (unit, { record, values }) => step(unit, { record, step: 'start', on: values.startsOn }),
};

/** Ends a strategy that has done what it was for. */
export const completeStrategy: Transition = {
  name: 'completeStrategy',
  writing: strategyWriting,
  values: agendaStepValues.completeStrategy,
  rule: (unit, { record, values }) =>
    step(unit, { record, step: 'complete', on: values.endsOn, result: values.result }),
};

/** Ends a strategy before it has done what it was for, or before it began. */
export const stopStrategy: Transition = {
  name: 'stopStrategy',
  writing: strategyWriting,
  values: agendaStepValues.stopStrategy,
  rule: (unit, { record, values }) => step(unit, { record, step: 'stop', on: values.endsOn, result: values.result }),
};

async function step(
  unit: UnitOfWork,
  taken: { record: WrittenRecord; step: keyof typeof strategyLife.steps; on: unknown; result?: unknown },
): Promise<Outcome<Record<string, unknown>>> {
  const { record, result } = taken;
  const agenda = await heldAgendaOfGoal(unit, record.goalId);
  const issues = judgeStrategyChange(agenda, ['id']);
  if (issues.length > 0) return refused(...issues);
  const dated = stepStrategy(record as unknown as DatedStrategy, { step: taken.step, ...(await dayOf(unit, taken)) });
  if (!dated.ok || result === undefined) return dated as Outcome<Record<string, unknown>>;
  return accepted({ ...dated.value, result });
}
