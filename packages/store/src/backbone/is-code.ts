import type { CodeList } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';

/** The condition that a column holds this code of a list of ours; none where no code is asked for. */
export function isCode(
  list: CodeList,
  wanted: { column: string; code: string | null | undefined },
): RawBuilder<boolean> {
  const { column, code } = wanted;
  if (code == null) return sql<boolean>`true`;
  return sql<boolean>`${sql.ref(column)} @> jsonb_build_object('scheme', ${list.scheme}::text, 'code', ${code}::text)`;
}
