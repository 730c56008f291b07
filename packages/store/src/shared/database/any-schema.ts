import type { Kysely } from 'kysely';

/**
 * The query builder for a database of any schema: of an earlier version, of a backup, or of a server. It knows no tables, and runs
 * raw statements only.
 */
export type KyselyOfAnySchema = Kysely<unknown>;
