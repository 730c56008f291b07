import { encodeTypeId, recordTypes, SetupError } from '@collective-impact/sdk';
import { type Expression, type Kysely, sql } from 'kysely';
import type { ChangeTables } from '../../change/index.ts';
import { propertyName } from '../../shared/column-name.ts';
import { withVoided } from '../../shared/database/schema/current-records.ts';
import type { AccessTables } from '../entities.ts';
import { fieldsToErase, reasonsOfVoidings } from './erasable-columns.ts';
import { typesByPrefix } from './erased-record.ts';
import { isIn, isLongEnough, positionOf, shortest } from './text-match.ts';

/** A text of a record, or of its history, that contains a name or an address. */
export interface TextHit {
  /** TypeID of a record or principal. */
  readonly id: string;
  /** The field, such as `summary` or `judgments.evidence`. */
  readonly field: string;
  /** The text around the first occurrence. */
  readonly excerpt: string;
  /** Whether the record itself no longer contains the text, but its audit does. */
  readonly isHistory: boolean;
  /** Whether `erasePersonalData` can erase the field. */
  readonly isErasable: boolean;
}

interface FoundText {
  type: string;
  id: string;
  column: string;
  value: string;
  isHistory: boolean;
}

/** Characters of an excerpt on either side. */
const around = 40;

/**
 * Finds a text in all records of an ecosystem (a UUID; null for every ecosystem), voided ones included, in their audit, in
 * the reasons for which they were voided and restored, and in the names of principals. Case is ignored. A text of at most three
 * characters is found as a whole word. It reads everything, and is meant for the command line. Throws a `SetupError` for a text that is
 * too short.
 */
export async function searchTexts(
  kysely: Kysely<AccessTables & ChangeTables>,
  { text, ecosystemId }: { text: string; ecosystemId: string | null },
): Promise<TextHit[]> {
  const sought = text.trim();
  if (!isLongEnough(sought)) {
    throw new SetupError(`Search for at least ${shortest} characters, not "${sought}".`);
  }
  const isSought = (value: Expression<unknown>) => isIn(sought, value);
  const within = (alias: string) =>
    ecosystemId === null
      ? sql<boolean>`true`
      : sql<boolean>`${sql.ref(`${alias}.ecosystem_id`)} = ${ecosystemId}::uuid`;
  const hits: TextHit[] = [];
  const seen = new Set<string>();
  const add = (rows: readonly FoundText[]) => {
    for (const hit of rows.flatMap((row) => hitsIn(row, sought))) {
      const key = `${hit.id}.${hit.field}`;
      if (!seen.has(key)) hits.push(hit);
      seen.add(key);
    }
  };
  for (const { prefix } of recordTypes) {
    const { rows } = await sql<FoundText>`
      select ${prefix}::text as "type", "t"."id", "e"."key" as "column", "e"."value", false as "isHistory"
      from ${sql.table(withVoided(prefix))} as "t" cross join lateral jsonb_each_text(to_jsonb("t")) as "e"
      where ${within('t')} and ${isSought(sql`"e"."value"`)} order by "t"."id"`.execute(kysely);
    add(rows);
  }
  const corrections = await sql<FoundText>`
    select 'indicator_report' as "type", "t"."report_id" as "id", case "e"."key" when 'reason' then 'corrections' else "e"."key" end as "column",
      case "e"."key" when 'reason' then jsonb_build_array(jsonb_build_object('reason', "e"."value"))::text else "e"."value" end as "value",
      "e"."key" <> 'reason' as "isHistory"
    from "report_correction" as "t" cross join lateral jsonb_each_text(to_jsonb("t")) as "e"
    where ${within('t')} and ${isSought(sql`"e"."value"`)} order by "t"."report_id", "t"."number"`.execute(kysely);
  add(corrections.rows);
  const history = await sql<FoundText>`
    select distinct "a"."record_type" as "type", "a"."record_id" as "id", "e"."key" as "column", "e"."value", true as "isHistory"
    from "audit_entry" as "a" cross join lateral (values ("a"."before"), ("a"."after")) as "v"("row")
    cross join lateral jsonb_each_text("v"."row") as "e"
    where "a"."operation" <> 'ERASE' and ${within('a')} and ${isSought(sql`"e"."value"`)} order by 2, 3`.execute(
    kysely,
  );
  add(history.rows);
  const voidings = await kysely
    .selectFrom('audit_entry as a')
    .select(['a.record_type as type', 'a.record_id as id', (eb) => eb.ref('a.reason').$notNull().as('value')])
    .where('a.operation', 'in', sql<'VOID' | 'RESTORE'>`('VOID', 'RESTORE')`)
    .where(within('a'))
    .where((eb) => isSought(eb.ref('a.reason')))
    .orderBy('a.record_id')
    .orderBy('a.id')
    .execute();
  add(voidings.map((row) => ({ ...row, column: reasonsOfVoidings, isHistory: false })));
  const principals = await principalsIn(kysely, ecosystemId)
    .select(['p.id', 'p.name as value'])
    .where((eb) => isSought(eb.ref('p.name')))
    .orderBy('p.id')
    .execute();
  add(principals.map((row) => ({ ...row, type: 'principal', column: 'name', isHistory: false })));
  return hits;
}

/** The principals `p` that have or had a grant in an ecosystem. All for null. */
function principalsIn(kysely: Kysely<AccessTables>, ecosystemId: string | null) {
  const principals = kysely.selectFrom('principal as p');
  if (ecosystemId === null) return principals;
  return principals.where(({ exists, selectFrom }) => {
    const grants = selectFrom('access_grant as g').select('g.id').whereRef('g.principal_id', '=', 'p.id');
    return exists(grants.where('g.ecosystem_id', '=', ecosystemId));
  });
}

/** The fields of a column that contain the text: the parts of the entries, if the column is a list of objects. */
function hitsIn({ type, id, column, value, isHistory }: FoundText, sought: string): TextHit[] {
  const field = propertyName(column);
  const record = typesByPrefix.get(type);
  const erasable = record ? fieldsToErase(record) : ['name'];
  const parts = erasable.filter((each) => each.startsWith(`${field}.`));
  const texts = parts.length === 0 ? [{ path: field, text: value }] : partsOf(value, { field, parts });
  return texts.flatMap(({ path, text }) => {
    const at = positionOf(sought, text);
    if (at < 0) return [];
    const isErasable = erasable.includes(path);
    return [
      { id: encodeTypeId(type, id), field: path, excerpt: excerptOf(text, { at, sought }), isHistory, isErasable },
    ];
  });
}

function partsOf(json: string, { field, parts }: { field: string; parts: string[] }): { path: string; text: string }[] {
  const entries: unknown = JSON.parse(json);
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: object) =>
    parts.map((path) => ({ path, text: String(Reflect.get(entry, path.slice(field.length + 1)) ?? '') })),
  );
}

function excerptOf(text: string, { at, sought }: { at: number; sought: string }): string {
  const [start, end] = [Math.max(0, at - around), Math.min(text.length, at + sought.length + around)];
  const part = text.slice(start, end).replaceAll(/\s+/g, ' ');
  return `${start > 0 ? '…' : ''}${part}${end < text.length ? '…' : ''}`;
}
