import { encodeTypeId, type Issue } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { withVoided } from '../database/schema/current-records.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { visibleTo } from '../visibility.ts';

/**
 * The issue of a command for a record that is voided, with the remedy. Undefined if the record is not voided, or if the viewer
 * could not see it otherwise: it is then like an absent one.
 */
export async function voidedIssue(
  unit: UnitOfWork,
  { prefix, id }: { prefix: string; id: string },
): Promise<Issue | undefined> {
  const [voided] = await unit.rows<{ on: string }>(
    sql`select to_char("v"."voided_at" at time zone 'UTC', 'YYYY-MM-DD') as "on" from "voided_record" as "v"
      join ${sql.table(withVoided(prefix))} as "t" on "t"."id" = "v"."record_id"
      where "v"."record_id" = ${id}::uuid and "v"."record_type" = ${prefix} and ${visibleTo(unit.viewer, { table: prefix })}`,
  );
  if (!voided) return undefined;
  const message = `This ${prefix.replaceAll('_', ' ')} was voided on ${voided.on}. Restore it with restoreRecord (\`id\`: ${encodeTypeId(prefix, id)}).`;
  return { code: 'VOIDED', path: ['id'], message };
}
