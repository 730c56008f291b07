import * as z from 'zod';
import { period } from '../period/internal.ts';
import { judgeDateOrder } from '../shared/dates/dates.ts';
import { date, distinct, prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * A request of the data stewards for the reports of indicator versions for one period. `opensOn` and `dueOn` are inclusive days in
 * the time zone of the ecosystem, and replace those of a reporting calendar. Which organizations are expected, and which have
 * reported, follows from adoptions and reports, see `judgeReporting`.
 *
 * `closedOn` is the day on which the request was closed. Null if it is not closed. A request that is RESTRICTED is in preparation:
 * only data stewards see it.
 */
export const reportRequest = defineRecord({
  name: 'ReportRequest',
  prefix: 'report_request',
  managedBy: 'STEWARD',
  fields: {
    indicatorVersionIds: distinct(z.array(reference('indicator_version')).min(1).max(100), (id) => id),
    period: period(),
    opensOn: date(),
    dueOn: date(),
    note: prose().nullable(),
    closedOn: date().nullable(),
  },
  setByRule: ['closedOn'],
  fixed: ['indicatorVersionIds', 'period', 'dueOn'],
  defaultVisibility: 'MEMBERS',
  judge: ({ opensOn, dueOn }) => judgeDateOrder({ start: opensOn, end: dueOn, path: 'dueOn' }),
});

/** See {@link reportRequest}. */
export type ReportRequest = RecordOf<typeof reportRequest>;

/** The values of the command that extends a request. */
export const extendReportRequestValues = z.strictObject({ dueOn: date() });
