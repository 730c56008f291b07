import * as z from 'zod';
import { codeOf, codeOfScheme } from '../shared/code.ts';
import { date, line, monthDay, prose, threshold, timeZone, url } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { visibilities } from '../shared/visibility.ts';
import { ecosystemKinds } from './ecosystem-kind.ts';
import { phases } from './phase.ts';

/**
 * Organizations of several sectors that pursue a common agenda in one place, or a network of such ecosystems. Every record
 * belongs to exactly one ecosystem. `defaultVisibility` is that of new records whose creator does not set one.
 *
 * @see Kania & Kramer 2011, Collective Impact
 */
export const ecosystem = defineRecord({
  name: 'Ecosystem',
  prefix: 'ecosystem',
  fields: {
    slug: z
      .string()
      .min(1)
      .max(60)
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
        error: '`slug` must consist of lower-case letters, digits and single hyphens, for example my-town.',
      }),
    name: line(),
    purpose: prose().nullable(),
    kind: z.enum(ecosystemKinds).default('LOCAL'),
    place: codeOfScheme('place').nullable(),
    populationServed: prose().nullable(),
    startedOn: date().nullable(),
    phase: codeOf(phases).nullable(),
    timeZone: timeZone().default('UTC'),
    schoolYearStart: monthDay().default('09-01'),
    fiscalYearStart: monthDay().default('01-01'),
    disclosureThreshold: threshold().default(10),
    hidesZeros: z.boolean().default(false),
    defaultVisibility: z.enum(visibilities).default('MEMBERS'),
    authority: url().nullable(),
  },
  defaultVisibility: 'MEMBERS',
  setByRule: ['authority'],
  fixed: ['slug', 'kind', 'schoolYearStart', 'fiscalYearStart'],
});

/** See {@link ecosystem}. */
export type Ecosystem = RecordOf<typeof ecosystem>;
