import * as z from 'zod';
import { codeOfScheme } from '../shared/code.ts';
import { line, reference, shortCode } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { indicatorLevels } from './vocabulary.ts';

/**
 * Something the partners agree to measure, under one code for as long as it is measured; how it is defined is said
 * by its versions.
 *
 * @see Kania & Kramer 2011, shared measurement systems
 */
export const indicator = defineRecord({
  name: 'Indicator',
  prefix: 'indicator',
  fields: {
    code: shortCode(),
    name: line(),
    goalIds: z.array(reference('goal')).max(50),
    level: z.enum(indicatorLevels),
    sensitivity: codeOfScheme('sensitivity').nullable(),
    definedById: reference('organization').nullable(),
    identifiers: z.array(z.strictObject({ scheme: shortCode(), code: shortCode() })).max(20),
  },
});

/** See {@link indicator}. */
export type Indicator = RecordOf<typeof indicator>;
