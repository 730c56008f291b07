import * as z from 'zod';
import { prose, typeId } from '../shared/fields.ts';

/**
 * The values of a command that erases personal data. `records` are at most 100 records; without `fields`, all personal fields of the
 * record are erased, otherwise the named fields. `reason` remains readable, and must not contain personal data.
 */
export const erasureValues = z.strictObject({
  records: z
    .array(
      z.strictObject({
        id: z.string().max(200),
        fields: z.array(z.string().max(100)).max(100).nullable().default(null),
      }),
    )
    .max(100)
    .default([]),
  principalIds: z.array(typeId('principal')).max(100).default([]),
  reason: prose(),
});

/** See {@link erasureValues}. */
export type ErasureValues = z.output<typeof erasureValues>;

/**
 * An erasure in the list that is kept outside of the database: its UUID, its time, and TypeIDs and names of fields. It contains no
 * personal data and no reason.
 */
export const listedErasureValues = z.strictObject({
  id: z.uuid(),
  at: z.iso.datetime({ offset: true }),
  records: z.array(z.strictObject({ id: z.string(), fields: z.array(z.string()) })),
  principalIds: z.array(typeId('principal')),
});

/** See {@link listedErasureValues}. */
export type ListedErasure = z.output<typeof listedErasureValues>;
