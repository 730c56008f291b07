import * as z from 'zod';
import { type Code, codeOf, codeOfScheme } from '../shared/code.ts';
import { date, distinct, line, prose, reference } from '../shared/fields.ts';
import { participants } from '../shared/participants.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { judgeRepeatedReferences } from '../shared/repeated-references.ts';
import { activityStatuses, judgeActivityDates } from './activity-life-cycle.ts';
import { settings } from './setting.ts';

/** What an activity delivers, and the indicator that counts it. The indicator is null if none does. */
const output = z.object({ description: line(), indicatorId: reference('indicator').nullable().default(null) });

const keyOf = ({ scheme, code }: Code) => JSON.stringify([scheme, code]);

/**
 * Work by one or more organizations: who leads it, who participates, whom it serves, where, and which strategies it implements.
 *
 * Participants and strategies have no duplicates. The lead may also be a participant, with a role. `startsOn` and `endsOn` are
 * inclusive `YYYY-MM-DD` dates; they are planned until the activity has started and ended. A canceled activity keeps them, and
 * has the date of the cancellation and the status before it. `populations` and `serviceAreas`
 * are the codes of the people and places that it serves; without service areas, it serves `place`. `outputs` are what the activity
 * delivers. Its outcomes follow from its goal contributions and its indicators, see `activityOutcomes`.
 *
 * @see Kania & Kramer 2011, mutually reinforcing activities
 */
export const activity = defineRecord({
  name: 'Activity',
  prefix: 'activity',
  ownedBy: ['leadId'],
  fields: {
    title: line(),
    description: prose().nullable(),
    leadId: reference('organization').nullable(),
    participants: participants(),
    status: z.enum(activityStatuses),
    setting: codeOf(settings).nullable(),
    strategyIds: z.array(reference('strategy')).max(50),
    outputs: z.array(output).max(50),
    population: line().nullable(),
    populations: distinct(z.array(codeOfScheme('population')).max(20), keyOf),
    place: codeOfScheme('place').nullable(),
    serviceAreas: distinct(z.array(codeOfScheme('place')).max(100), keyOf),
    startsOn: date().nullable(),
    endsOn: date().nullable(),
    canceledOn: date().nullable(),
    canceledFrom: z.enum(activityStatuses).nullable(),
  },
  setByRule: ['status', 'canceledOn', 'canceledFrom'],
  judge: ({ participants: participantList, strategyIds, ...activity }) => [
    ...judgeActivityDates(activity),
    ...judgeRepeatedReferences(
      participantList.map(({ organizationId }) => organizationId),
      { noun: 'organization', pathOf: (at) => ['participants', at, 'organizationId'] },
    ),
    ...judgeRepeatedReferences(strategyIds, { noun: 'strategy', pathOf: (at) => ['strategyIds', at] }),
  ],
});

/** See {@link activity}. */
export type Activity = RecordOf<typeof activity>;

/** What an activity delivers, such as lessons or places, and the indicator that counts it. */
export type ActivityOutput = z.output<typeof output>;
