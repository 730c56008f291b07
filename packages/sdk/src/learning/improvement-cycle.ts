import * as z from 'zod';
import { judgeDateOrder } from '../shared/dates/dates.ts';
import { date, prose, reference } from '../shared/fields.ts';
import type { Issue } from '../shared/outcome.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { type CycleStage, cycleDecisions, cycleStages } from './cycle-life-cycle.ts';

/**
 * A Plan-Do-Study-Act (PDSA) cycle: a small test of a change, with an aim, a prediction, a result and a decision.
 * `previousCycleId` names the cycle that it follows and cannot be changed. `startsOn` and `endsOn` are the first and last day
 * of the test, inclusive; until the test has started or ended, they are planned dates.
 *
 * @see Langley, Moen, Nolan, Nolan, Norman & Provost 2009, The Improvement Guide: plan, do, study, act
 * @see STEM Learning Ecosystems, Strategy One: plan specific approaches to continuous improvement
 */
export const improvementCycle = defineRecord({
  name: 'ImprovementCycle',
  prefix: 'improvement_cycle',
  fields: {
    aim: prose(),
    activityId: reference('activity').nullable(),
    indicatorIds: z.array(reference('indicator')).max(50),
    previousCycleId: reference('improvement_cycle').nullable(),
    stage: z.enum(cycleStages),
    prediction: prose().nullable(),
    result: prose().nullable(),
    decision: z.enum(cycleDecisions).nullable(),
    startsOn: date().nullable(),
    endsOn: date().nullable(),
  },
  setByRule: ['stage', 'decision'],
  fixed: ['previousCycleId'],
  judge: (cycle) => [
    ...judgeDateOrder({ start: cycle.startsOn, end: cycle.endsOn, path: 'endsOn' }),
    ...judgeStage(cycle),
  ],
});

/** Checks the fields that a stage requires or does not accept. */
function judgeStage(cycle: {
  stage: CycleStage;
  prediction: string | null;
  result: string | null;
  startsOn: string | null;
  endsOn: string | null;
}): Issue[] {
  const reached = cycleStages.indexOf(cycle.stage);
  const needed = (['prediction', 'startsOn', 'endsOn', 'result'] as const).filter(
    (field) => reached >= cycleStages.indexOf(neededFrom[field]) && cycle[field] === null,
  );
  const issues = needed.map(
    (field): Issue => ({
      code: 'REQUIRED',
      path: [field],
      message: `\`${field}\` is required in the stage ${cycle.stage}. Set it.`,
    }),
  );
  if (cycle.result === null || reached >= cycleStages.indexOf('STUDY')) return issues;
  const message = `\`result\` is not accepted in the stage ${cycle.stage}. Set it in the stage STUDY.`;
  return [...issues, { code: 'INVALID', path: ['result'], message }];
}

const neededFrom = { prediction: 'DO', startsOn: 'DO', endsOn: 'STUDY', result: 'ACT' } as const;

/** See {@link improvementCycle}. */
export type ImprovementCycle = RecordOf<typeof improvementCycle>;
