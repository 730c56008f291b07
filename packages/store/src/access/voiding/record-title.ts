import type { AnyRecordType, Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { columnName } from '../../shared/column-name.ts';
import { withVoided } from '../../shared/database/schema/current-records.ts';
import { visibleTo } from '../../shared/visibility.ts';

/** Fields by which people recognize a record, the most specific first. */
const titleFields = [
  'title',
  'name',
  'label',
  'term',
  'statement',
  'aim',
  'objective',
  'question',
  'vision',
  'purpose',
  'period',
  'code',
  'number',
  'round',
  'role',
];

/** The field of a record type that serves as the title of its records in lists of any type. Null if it has none. */
function titleFieldOf({ fields }: Pick<AnyRecordType, 'fields'>): string | null {
  return titleFields.find((field) => field in fields) ?? null;
}

/**
 * The title of a row `t` of a record type, at most 200 characters. Null if its records have none. A record of an indicator that people
 * recognize by its period or number only, such as a report, has the name of the indicator and of the organization before it, as far
 * as the viewer sees these.
 */
export function titleOfRow(type: AnyRecordType, viewer: Viewer): RawBuilder<string | null> {
  const field = titleFieldOf(type);
  if (field === null) return sql`null::text`;
  const column = sql.ref(`t.${columnName(field)}`);
  // Only a place has a code of a list as its title.
  if (type.prefix === 'place') return sql`left(${column} ->> 'label', 200)`;
  if (field !== 'period' && field !== 'number') return sql`left(${column}::text, 200)`;
  const names = namesBefore(type, viewer);
  if (names.length === 0) return sql`left(${column}::text, 200)`;
  const last = field === 'number' ? sql`'version ' || ${column}` : column;
  return sql`left(concat_ws(', ', ${sql.join([...names, last])}), 200)`;
}

/** The names of the indicator and the organization of a row `t`, if its type has them. They are null if the viewer does not see them. */
function namesBefore({ prefix, fields }: AnyRecordType, viewer: Viewer): RawBuilder<string | null>[] {
  const names: RawBuilder<string | null>[] = [];
  const ofIndicator = (id: RawBuilder<unknown>) => nameOf('indicator', { id, viewer });
  if (prefix === 'indicator_version') names.push(ofIndicator(sql.ref('t.indicator_id')));
  if ('indicatorVersionId' in fields) {
    const version = sql`(select "v"."indicator_id" from ${sql.table(withVoided('indicator_version'))} as "v" where "v"."id" = "t"."indicator_version_id")`;
    names.push(ofIndicator(version));
  }
  if ('organizationId' in fields) names.push(nameOf('organization', { id: sql.ref('t.organization_id'), viewer }));
  return names;
}

function nameOf(
  table: 'indicator' | 'organization',
  { id, viewer }: { id: RawBuilder<unknown>; viewer: Viewer },
): RawBuilder<string | null> {
  const isVisible = visibleTo(viewer, { table, alias: 'n' });
  return sql`(select "n"."name" from ${sql.table(withVoided(table))} as "n" where "n"."id" = ${id} and ${isVisible})`;
}
