import * as z from 'zod';
import { codeOf } from '../shared/code.ts';
import { date, line, prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { strategyKinds } from './strategy-kind.ts';
import { judgeStrategyDates, strategyStatuses } from './strategy-life-cycle.ts';

/**
 * An approach to reaching a goal. Strategies can be added and changed until their agenda is superseded. The dates are planned
 * until the strategy has started and ended. `basedOnId` is the strategy of an earlier version that this strategy continues.
 *
 * @see STEM Learning Ecosystems, Strategy One: create and implement financing and policy strategies
 */
export const strategy = defineRecord({
  name: 'Strategy',
  prefix: 'strategy',
  fields: {
    goalId: reference('goal'),
    title: line(),
    description: prose().nullable(),
    kind: codeOf(strategyKinds).nullable(),
    status: z.enum(strategyStatuses),
    leadId: reference('organization').nullable(),
    startsOn: date().nullable(),
    endsOn: date().nullable(),
    result: prose().nullable(),
    basedOnId: reference('strategy').nullable(),
  },
  within: 'goalId',
  defaultVisibility: 'CONTAINER',
  fixed: ['basedOnId'],
  setByRule: ['status'],
  judge: judgeStrategyDates,
});

/** See {@link strategy}. */
export type Strategy = RecordOf<typeof strategy>;
