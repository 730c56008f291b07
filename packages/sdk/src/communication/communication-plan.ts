import { codeOf } from '../shared/code.ts';
import { judgeDateOrder } from '../shared/dates/dates.ts';
import { date, line, prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { cadence } from './cadence.ts';
import { communicationChannels } from './communication-channel.ts';

/**
 * A planned communication: its objective, audience, message and channel. `cadence` is how often it is sent, an ISO 8601
 * duration.
 *
 * @see STEM Learning Ecosystems, Strategy One: develop and implement a communications strategy
 */
export const communicationPlan = defineRecord({
  name: 'CommunicationPlan',
  prefix: 'communication_plan',
  fields: {
    objective: prose(),
    audience: line(),
    message: prose().nullable(),
    channel: codeOf(communicationChannels).nullable(),
    cadence: cadence().nullable(),
    ownerId: reference('organization').nullable(),
    startsOn: date().nullable(),
    endsOn: date().nullable(),
  },
  judge: ({ startsOn, endsOn }) => judgeDateOrder({ start: startsOn, end: endsOn, path: 'endsOn' }),
});

/** See {@link communicationPlan}. */
export type CommunicationPlan = RecordOf<typeof communicationPlan>;
