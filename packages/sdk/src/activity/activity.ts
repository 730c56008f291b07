import * as z from 'zod';
import { codeOf, codeOfScheme } from '../shared/code.ts';
import { date, line, prose, reference } from '../shared/fields.ts';
import { judgeOnce } from '../shared/once.ts';
import { participants } from '../shared/participants.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { activityStatuses, judgeActivityDays } from './activity-life-cycle.ts';
import { settings } from './setting.ts';

/**
 * Something that partners do: who leads it and who takes part, for whom, where, and which strategies it serves.
 *
 * Each participant and each strategy is named once. The lead leads whether or not it is among the participants; there
 * it can say its role. `startsOn` and `endsOn` are inclusive, and planned days until the activity has begun and ended.
 *
 * @see Kania & Kramer 2011, mutually reinforcing activities
 */
export const activity = defineRecord({
  name: 'Activity',
  prefix: 'activity',
  fields: {
    title: line(),
    description: prose().nullable(),
    leadId: reference('organization').nullable(),
    participants: participants(),
    status: z.enum(activityStatuses),
    setting: codeOf(settings).nullable(),
    strategyIds: z.array(reference('strategy')).max(50),
    population: line().nullable(),
    place: codeOfScheme('place').nullable(),
    startsOn: date().nullable(),
    endsOn: date().nullable(),
  },
  setByRule: ['status'],
  judge: ({ status, startsOn, endsOn, participants: named, strategyIds }) => [
    ...judgeActivityDays({ status, startsOn, endsOn }),
    ...judgeOnce(
      named.map(({ organizationId }) => organizationId),
      { noun: 'organization', pathOf: (at) => ['participants', at, 'organizationId'] },
    ),
    ...judgeOnce(strategyIds, { noun: 'strategy', pathOf: (at) => ['strategyIds', at] }),
  ],
});

/** See {@link activity}. */
export type Activity = RecordOf<typeof activity>;
