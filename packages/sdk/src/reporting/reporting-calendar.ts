import * as z from 'zod';
import { period } from '../period/internal.ts';
import { reference } from '../shared/fields.ts';
import type { Issue } from '../shared/outcome.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { visibilities } from '../shared/visibility.ts';
import { amount } from '../shared/wording.ts';

const days = () => z.int().min(0).max(1000);

/**
 * When reports of an indicator version are due, in days after the last day of their period. Reporting opens after
 * `opensAfter` days, and reports are due after `dueAfter` days. They are late after `grace` further days. `reminder` is
 * the number of days before the due date on which organizations are reminded; null means never.
 *
 * When the grace period is over, verified reports are released to `releasesTo`, and later ones after they are verified.
 * If `releasesTo` is null, data stewards publish the releases. The calendar applies to periods from `fromPeriod` until the next
 * calendar of the version.
 */
export const reportingCalendar = defineRecord({
  name: 'ReportingCalendar',
  prefix: 'reporting_calendar',
  managedBy: 'STEWARD',
  fields: {
    indicatorVersionId: reference('indicator_version'),
    fromPeriod: period(),
    opensAfter: days().default(0),
    dueAfter: days(),
    grace: days().default(0),
    reminder: days().nullable(),
    releasesTo: z.enum(visibilities).nullable(),
  },
  within: 'indicatorVersionId',
  judge: ({ opensAfter, dueAfter, reminder }): Issue[] => {
    if (dueAfter < opensAfter) {
      const message = `\`dueAfter\` must be at least \`opensAfter\`, which is ${amount(opensAfter, 'day')}.`;
      return [{ code: 'OUT_OF_RANGE', path: ['dueAfter'], message }];
    }
    if (reminder === null || reminder <= dueAfter - opensAfter) return [];
    const message = `\`reminder\` must be at most ${amount(dueAfter - opensAfter, 'day')}, because reporting opens then.`;
    return [{ code: 'OUT_OF_RANGE', path: ['reminder'], message }];
  },
});

/** See {@link reportingCalendar}. */
export type ReportingCalendar = RecordOf<typeof reportingCalendar>;
