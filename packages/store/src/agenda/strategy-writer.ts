import { accepted, refused } from '@collective-impact/sdk';
import {
  agendaTransitionValues,
  judgeBasis,
  judgeStrategyChange,
  strategy,
  strategyLife,
  transitionStrategy,
} from '@collective-impact/sdk/agenda';
import { eventDayOf } from '../shared/event-day.ts';
import type { RecordDefinition, Stored } from '../shared/record-definition.ts';
import { type TransitionOf, transition } from '../shared/transition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { judgeChangedWorkDates } from '../shared/work-dates.ts';
import { changedFields } from '../shared/writing/changed-fields.ts';
import { lockedAgendaOfGoal, versionOfBasis } from './agenda-lock.ts';
import { StrategyEntity } from './strategy.entity.ts';

/** How strategies are stored: they can be created and changed until their agenda is superseded. */
export const strategyDefinition: RecordDefinition<typeof strategy, typeof StrategyEntity> = {
  type: strategy,
  entity: StrategyEntity,
  life: strategyLife,
  onCreate: async (unit, { goalId, basedOnId }) => {
    const agenda = await lockedAgendaOfGoal(unit, goalId);
    const basis = await versionOfBasis(unit, { table: 'strategy', id: basedOnId });
    const issues = [...judgeStrategyChange(agenda, ['goalId']), ...judgeBasis(agenda, basis)];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onUpdate: async (unit, { record, changes }) => {
    const agenda = await lockedAgendaOfGoal(unit, record.goalId);
    const issues = [
      ...judgeStrategyChange(agenda, changedFields(record, changes)),
      ...(await judgeChangedWorkDates(unit, { record, changes })),
    ];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {},
};

/** Starts a planned strategy. */
export const startStrategy: TransitionOf<typeof strategyDefinition, typeof agendaTransitionValues.startStrategy> =
  transition(strategyDefinition, {
    name: 'startStrategy',
    values: agendaTransitionValues.startStrategy,
    rule: (unit, { record, values }) => transitionOn(unit, { record, name: 'start', on: values.startsOn }),
  });

/** Completes a strategy that achieved its purpose. */
export const completeStrategy: TransitionOf<typeof strategyDefinition, typeof agendaTransitionValues.completeStrategy> =
  transition(strategyDefinition, {
    name: 'completeStrategy',
    values: agendaTransitionValues.completeStrategy,
    rule: (unit, { record, values: { endsOn, result } }) =>
      transitionOn(unit, { record, name: 'complete', on: endsOn, result }),
  });

/** Stops a strategy before it is complete, or before it started. */
export const stopStrategy: TransitionOf<typeof strategyDefinition, typeof agendaTransitionValues.stopStrategy> =
  transition(strategyDefinition, {
    name: 'stopStrategy',
    values: agendaTransitionValues.stopStrategy,
    rule: (unit, { record, values: { endsOn, result } }) =>
      transitionOn(unit, { record, name: 'stop', on: endsOn, result }),
  });

async function transitionOn(
  unit: UnitOfWork,
  transition: {
    record: Stored<typeof StrategyEntity>;
    name: keyof typeof strategyLife.transitions;
    on: string | undefined;
    result?: string;
  },
) {
  const { record, name, on, result } = transition;
  const agenda = await lockedAgendaOfGoal(unit, record.goalId);
  const issues = judgeStrategyChange(agenda, ['id']);
  if (issues.length > 0) return refused(...issues);
  const dated = transitionStrategy(record, { transition: name, ...(await eventDayOf(unit, { record, on })) });
  return dated.ok && result !== undefined ? accepted({ ...dated.value, result }) : dated;
}
