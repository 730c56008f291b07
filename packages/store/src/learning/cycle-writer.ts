import {
  accepted,
  type CycleDecision,
  type CycleStage,
  cycleCommands,
  cycleLife,
  decideCycle,
  improvementCycle,
  judgeCycleChange,
  judgeCycleDays,
  refused,
  startCycle,
  studyCycle,
} from '@collective-impact/sdk';
import { changedFields } from '../shared/changed-fields.ts';
import { daysOf } from '../shared/lived-days.ts';
import type { Transition, Writing, WrittenRecord } from '../shared/writing.ts';
import { ImprovementCycleEntity } from './improvement-cycle.entity.ts';

/** An improvement cycle as its writer holds it. */
type Written = WrittenRecord & {
  stage: CycleStage;
  prediction: string | null;
  result: string | null;
  startsOn: string | null;
  endsOn: string | null;
};

/** How improvement cycles are written: they begin as plans, and their predictions stand once they are tried. */
export const improvementCycleWriting: Writing = {
  type: improvementCycle,
  entity: ImprovementCycleEntity,
  onCreate: async () => accepted({ stage: cycleLife.initial, decision: null }),
  onUpdate: async (unit, { record, changes }) => {
    const issues = [
      ...judgeCycleChange(record as Written, changedFields(record, changes)),
      ...judgeCycleDays(record as Written, { ...daysOf(record, changes), today: await unit.today(record.ecosystemId) }),
    ];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {},
};

/** Begins to try what was planned. */
export const cycleStart: Transition = {
  name: 'startImprovementCycle',
  writing: improvementCycleWriting,
  values: cycleCommands.start,
  rule: async (unit, { record, values }) =>
    startCycle(record as Written, {
      ...(values as { startsOn: string | null }),
      today: await unit.today(record.ecosystemId),
    }),
};

/** Ends the trial, to study what came of it. */
export const cycleStudy: Transition = {
  name: 'studyImprovementCycle',
  writing: improvementCycleWriting,
  values: cycleCommands.study,
  rule: async (unit, { record, values }) =>
    studyCycle(record as Written, {
      ...(values as { endsOn: string | null; result: string | null }),
      today: await unit.today(record.ecosystemId),
    }),
};

/** Decides what follows from the result. */
export const cycleDecision: Transition = {
  name: 'decideImprovementCycle',
  writing: improvementCycleWriting,
  values: cycleCommands.decide,
  rule: async (_unit, { record, values }) => decideCycle(record as Written, values as { decision: CycleDecision }),
};
