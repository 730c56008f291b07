import * as z from 'zod';
import { date, line, prose, reference, url } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { judgeSurveyWave } from './survey-wave-rules.ts';

/**
 * One round of a survey in which organizations rate their relationships with each other. `number` orders the waves of an
 * ecosystem. A wave of a network can include organizations of its members. `invitedOrganizationIds` lists the organizations
 * that were invited, and is null if they are unknown. `responses` lists the organizations that responded; `respondedOn` is null
 * if the day is unknown.
 *
 * @see https://doi.org/10.1177/1098214006290356 Frey, Lohmeier, Lee and Tollefson 2006, Measuring collaboration among
 * grant partners
 */
export const surveyWave = defineRecord({
  name: 'SurveyWave',
  prefix: 'survey_wave',
  managedBy: 'STEWARD',
  fields: {
    number: z.int().min(1).max(1000),
    instrument: line().nullable(),
    instrumentUrl: url().nullable(),
    instrumentCitation: prose().nullable(),
    opensOn: date().nullable(),
    closesOn: date().nullable(),
    invitedOrganizationIds: z
      .array(reference('organization', { crossing: true }))
      .max(2000)
      .nullable(),
    responses: z
      .array(
        z.object({
          organizationId: reference('organization', { crossing: true }),
          respondedOn: date().nullable().default(null),
        }),
      )
      .max(2000),
  },
  fixed: ['number'],
  past: ['responses.respondedOn'],
  judge: judgeSurveyWave,
});

/** See {@link surveyWave}. */
export type SurveyWave = RecordOf<typeof surveyWave>;

/** The response of an organization to a survey wave. */
export type SurveyResponse = SurveyWave['responses'][number];

/** The values of the command that records a response. */
export const surveyResponseValues = z.strictObject({
  organizationId: reference('organization', { crossing: true }),
  respondedOn: date().optional(),
});
