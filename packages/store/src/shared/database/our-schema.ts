import { sql } from 'kysely';
import { migrationTable } from './connect-database.ts';

/** The object id of the schema that contains the tables of this program. Null if there is none. */
export const ourSchema = sql`(select "relnamespace" from pg_class where "oid" = to_regclass(${migrationTable}))`;
