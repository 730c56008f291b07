import * as z from 'zod';
import { codeOfScheme } from '../shared/code.ts';
import { line, reference, shortCode } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { indicatorLevels } from './vocabulary.ts';

/**
 * A measure that the partners agree on, with a code that never changes. Its versions define it.
 *
 * @see Kania & Kramer 2011, shared measurement systems
 */
export const indicator = defineRecord({
  name: 'Indicator',
  prefix: 'indicator',
  managedBy: 'STEWARD',
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
