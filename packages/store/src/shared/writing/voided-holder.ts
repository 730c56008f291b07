import { encodeTypeId, type Issue, type Viewer } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { propertyName } from '../column-name.ts';
import type { KyselyOfAnySchema } from '../database/any-schema.ts';
import { withVoided } from '../database/schema/current-records.ts';
import { ourSchema } from '../database/schema/our-schema.ts';
import { visibleTo } from '../visibility.ts';
import type { UniqueConflict } from './rejected-command.ts';

/**
 * Explains a conflict of unique values with a voided record, which keeps its codes. Returns the issues unchanged if the other record
 * is not voided, or if the viewer could not see it.
 */
export async function explainVoidedHolder(
  kysely: KyselyOfAnySchema,
  { viewer, conflict, issues }: { viewer: Viewer; conflict: UniqueConflict; issues: Issue[] },
): Promise<Issue[]> {
  const { prefix, constraint, values } = conflict;
  const { rows: columns } = await sql<{ name: string; type: string }>`
    select "a"."attname"::text as "name", format_type("a"."atttypid", "a"."atttypmod") as "type"
    from pg_index as "i" join pg_class as "c" on "c"."oid" = "i"."indexrelid"
      join pg_attribute as "a" on "a"."attrelid" = "i"."indrelid" and "a"."attnum" = any("i"."indkey")
    where "c"."relname" = ${constraint} and "c"."relnamespace" = ${ourSchema}`.execute(kysely);
  if (columns.length === 0) return issues;
  const isSame = columns.map(
    ({ name, type }) =>
      sql`${sql.ref(`t.${name}`)} is not distinct from ${textOf(values, propertyName(name))}::${sql.raw(type)}`,
  );
  const { rows } = await sql<{ id: string }>`
    select "t"."id" from ${sql.table(withVoided(prefix))} as "t"
    where "t"."is_voided" and ${sql.join(isSame, sql` and `)} and ${visibleTo(viewer, { table: prefix })} limit 1`.execute(
    kysely,
  );
  const [holder] = rows;
  if (!holder) return issues;
  const remedy = ` A voided record uses this value. Restore ${encodeTypeId(prefix, holder.id)} with restoreRecord, or choose another value.`;
  return issues.map((issue) => ({ ...issue, message: `${issue.message}${remedy}` }));
}

function textOf(values: object, property: string): string | null {
  const value: string | number | object | null | undefined = Reflect.get(values, property);
  if (value == null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
