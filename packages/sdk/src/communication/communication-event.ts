import * as z from 'zod';
import { date, line, reference, url } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * An event that carries out a communication plan on a date. `reach` is the number of people reached.
 *
 * @see STEM Learning Ecosystems, Strategy One: develop and implement a communications strategy
 */
export const communicationEvent = defineRecord({
  name: 'CommunicationEvent',
  prefix: 'communication_event',
  fields: {
    communicationPlanId: reference('communication_plan'),
    happenedOn: date(),
    title: line(),
    reach: z.int().min(0).max(2_000_000_000).nullable(),
    url: url().nullable(),
  },
  past: ['happenedOn'],
  within: 'communicationPlanId',
});

/** See {@link communicationEvent}. */
export type CommunicationEvent = RecordOf<typeof communicationEvent>;
