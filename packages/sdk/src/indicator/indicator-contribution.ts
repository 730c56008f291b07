import { prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * The declaration that a program-level or system-level indicator (the contributing indicator) contributes to a
 * population-level indicator (the core indicator). A core indicator tracks a community-level outcome. A contributing
 * indicator shows earlier whether the core indicator can be expected to change. There is at most one record for each pair.
 *
 * @see Kania & Kramer 2011, shared measurement systems
 * @see StriveTogether, Theory of Action: core and contributing indicators
 */
export const indicatorContribution = defineRecord({
  name: 'IndicatorContribution',
  prefix: 'indicator_contribution',
  managedBy: 'STEWARD',
  fields: {
    indicatorId: reference('indicator'),
    coreIndicatorId: reference('indicator'),
    mechanism: prose().nullable(),
  },
  within: 'indicatorId',
  fixed: ['coreIndicatorId'],
});

/** See {@link indicatorContribution}. */
export type IndicatorContribution = RecordOf<typeof indicatorContribution>;
