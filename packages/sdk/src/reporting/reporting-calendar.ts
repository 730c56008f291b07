import * as z from 'zod';
import { period } from '../period/internal.ts';
import { reference } from '../shared/fields.ts';
import type { Issue } from '../shared/outcome.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { visibilities } from '../shared/visibility.ts';

const days = () => z.int().min(0).max(1000);

/**
 * When reports of an indicator version are asked for, in days after the last day of their period: from the day
 * `opensAfter` on, until `dueAfter`, and without being late until `grace` days later. `reminder` is how many days before
 * they are due who has not reported is to be reminded; null is not at all. Once the grace is over, what is verified is
 * released to `releasesTo`, and what is verified later after it; null is that stewards release. It holds for periods from
 * `fromPeriod` on, until another calendar of the version does.
 */
export const reportingCalendar = defineRecord({
  name: 'ReportingCalendar',
  prefix: 'reporting_calendar',
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
      const message = `\`dueAfter\` must be at least \`opensAfter\` (${opensAfter} days)`;
      return [{ code: 'OUT_OF_RANGE', path: ['dueAfter'], message }];
    }
    if (reminder === null || reminder <= dueAfter - opensAfter) return [];
    const message = `\`reminder\` must be at most ${dueAfter - opensAfter} days, because reporting opens then`;
    return [{ code: 'OUT_OF_RANGE', path: ['reminder'], message }];
  },
});

/** See {@link reportingCalendar}. */
export type ReportingCalendar = RecordOf<typeof reportingCalendar>;
