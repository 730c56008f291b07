import { sql } from 'kysely';
import type { KyselyOfAnySchema } from '../any-schema.ts';
import { migrationTable } from '../connect-database.ts';

/** The object id of the schema that contains the tables of this program. Null if there is none. */
export const ourSchema = sql`(select "relnamespace" from pg_class where "oid" = to_regclass(${migrationTable}))`;

/** The name of that schema, to name a table itself and not its view. */
export async function ourSchemaName(kysely: KyselyOfAnySchema): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select "nspname"::text as "name" from pg_namespace where "oid" = ${ourSchema}`.execute(kysely);
  if (!rows[0]) throw new Error('The tables do not exist.');
  return rows[0].name;
}
