import * as z from 'zod';

/** The name of the file format, in the first line of every backup. */
export const formatName = 'collective-impact-backup';

/** The version of the file format that this program writes, and the latest one that it reads. */
export const formatVersion = 1;

/** What the first line of every version of the format contains. */
export const formatSchema = z.looseObject({ format: z.literal(formatName), version: z.int().positive() });

/** The first line of a backup. */
export const headerSchema = z.strictObject({
  format: z.literal(formatName),
  version: z.literal(formatVersion),
  createdAt: z.string(),
  /** The version of PostgreSQL that it was read from. */
  postgresql: z.string(),
  migrations: z.array(z.string()).min(1),
  tables: z.array(
    z.strictObject({ name: z.string(), columns: z.array(z.strictObject({ name: z.string(), type: z.string() })) }),
  ),
});

/** The line before the rows of a table. */
export const tableLineSchema = z.strictObject({ table: z.string() });

/** The last line of a backup. */
export const endLineSchema = z.strictObject({
  end: z.strictObject({
    rows: z.record(z.string(), z.int().nonnegative()),
    sequences: z.record(z.string(), z.strictObject({ value: z.string(), isCalled: z.boolean() })),
  }),
  /** The SHA-256 digest of all lines before this one. */
  sha256: z.string(),
});

/** A row: the text of each value, or null. */
export const rowSchema = z.array(z.string().nullable());
