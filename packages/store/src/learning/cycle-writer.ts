import { accepted, refused } from '@collective-impact/sdk';
import {
  cycleCommands,
  cycleLife,
  decideCycle,
  improvementCycle,
  judgeCycleChange,
  judgeCycleDays,
  startCycle,
  studyCycle,
} from '@collective-impact/sdk/learning';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { type TransitionOf, transition } from '../shared/transition.ts';
import { changedWorkDates } from '../shared/work-dates.ts';
import { changedFields } from '../shared/writing/changed-fields.ts';
import { ImprovementCycleEntity } from './improvement-cycle.entity.ts';

/** How improvement cycles are stored. A cycle is created in the stage PLAN. Its prediction cannot change after the start. */
export const improvementCycleDefinition: RecordDefinition<typeof improvementCycle, typeof ImprovementCycleEntity> = {
  type: improvementCycle,
  entity: ImprovementCycleEntity,
  onCreate: async () => accepted({ stage: cycleLife.initial, decision: null }),
  onUpdate: async (unit, { record, changes }) => {
    const issues = [
      ...judgeCycleChange(record, changedFields(record, changes)),
      ...judgeCycleDays(record, { ...changedWorkDates(record, changes), today: await unit.today(record.ecosystemId) }),
    ];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {},
};

/** Starts the test of a planned change. */
export const startImprovementCycle: TransitionOf<typeof improvementCycleDefinition, typeof cycleCommands.start> =
  transition(improvementCycleDefinition, {
    name: 'startImprovementCycle',
    values: cycleCommands.start,
    rule: async (unit, { record, values }) =>
      startCycle(record, { ...values, today: await unit.today(record.ecosystemId) }),
  });

/** Ends the test, so that its result can be studied. */
export const studyImprovementCycle: TransitionOf<typeof improvementCycleDefinition, typeof cycleCommands.study> =
  transition(improvementCycleDefinition, {
    name: 'studyImprovementCycle',
    values: cycleCommands.study,
    rule: async (unit, { record, values }) =>
      studyCycle(record, { ...values, today: await unit.today(record.ecosystemId) }),
  });

/** Records the decision of a cycle. */
export const decideImprovementCycle: TransitionOf<typeof improvementCycleDefinition, typeof cycleCommands.decide> =
  transition(improvementCycleDefinition, {
    name: 'decideImprovementCycle',
    values: cycleCommands.decide,
    rule: async (_unit, { record, values }) => decideCycle(record, values),
  });
