import { type CodeList, InputError, knownWords } from '@collective-impact/sdk';
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';

/**
 * An array of UUIDs. One is written as such, so that PostgreSQL expects one row for it also if it plans the statement for any values.
 * Otherwise it expects ten.
 */
export function uuids<Id extends string | null>(ids: readonly Id[]): RawBuilder<Id[]> {
  return ids.length === 1 ? sql<Id[]>`array[${ids[0]}]::uuid[]` : sql<Id[]>`${ids}::uuid[]`;
}

/** An expression for the right side of `=` that matches any of these UUIDs. */
export function anyOf(ids: readonly string[]): RawBuilder<string> {
  return sql<string>`any(${uuids(ids)})`;
}

/**
 * An expression for the right side of `=` that matches any of the ids that a subquery, in parentheses, returns. The subquery runs
 * first, and an index finds the rows. With `in`, PostgreSQL reads the whole table if it cannot estimate how many ids there are.
 */
export function anyFrom(ids: Expression<unknown>): RawBuilder<string> {
  return sql<string>`any(array${ids})`;
}

/** The code in a column with an entry of a code list, such as `p.level`. */
export function codeIn(column: string): RawBuilder<string> {
  return sql<string>`${sql.ref(column)} ->> 'code'`;
}

/** The condition that a column contains this code of a code list. Throws an `InputError` for a code that is not in the list. */
export function hasCode(column: Expression<unknown>, list: { list: CodeList; code: string }): RawBuilder<SqlBool> {
  return sql<SqlBool>`${column} @> ${codeObject(list)}`;
}

/** The condition that a column contains an array with this code of a code list. */
export function hasCodeAmong(column: Expression<unknown>, list: { list: CodeList; code: string }): RawBuilder<SqlBool> {
  return sql<SqlBool>`${column} @> jsonb_build_array(${codeObject(list)})`;
}

function codeObject({ list, code }: { list: CodeList; code: string }): RawBuilder<unknown> {
  requireListed(code, list);
  return sql`jsonb_build_object('scheme', ${list.scheme}::text, 'code', ${code}::text)`;
}

/** A code that is not in the list would match nothing, and look like a list without entries. */
function requireListed(code: string, { scheme, codes }: CodeList): void {
  const known = codes.map((each) => each.code);
  if (!known.includes(code))
    throw new InputError(`"${code}" is not in the code list "${scheme}".${knownWords(code, known)}`);
}
