import { type RawBuilder, sql } from 'kysely';

/**
 * The condition that a release with this alias is the current one of its version and period. With a day (`YYYY-MM-DD`), that it
 * was the current one on that day, see {@link wasCurrentRelease}.
 */
export function isCurrentRelease(alias: string, on: string | null): RawBuilder<boolean> {
  return on === null ? isNotReplaced(alias) : wasCurrentRelease(alias, sql`${on}::date`);
}

/**
 * The condition that a release with this alias is the last one of its version and period that was published by a day. A withdrawn
 * release counts, so that no release that it replaced takes its place: its figures must be excluded separately.
 */
export function wasCurrentRelease(alias: string, day: RawBuilder<unknown>): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql<boolean>`(${column('released_on')} <= ${day} and (${isNotReplaced(alias)} or not exists (select from "release" as "later"
      where "later"."indicator_version_id" = ${column('indicator_version_id')} and "later"."period" = ${column('period')}
        and "later"."released_on" <= ${day} and ${sequenceOf('later')} > ${sequenceOf(alias)})))`;
}

function isNotReplaced(alias: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(`${alias}.replaced_at`)} is null`;
}

/** The position of a release among those of its version and period. Releases of one transaction are replaced at the same time. */
function sequenceOf(alias: string): RawBuilder<unknown> {
  return sql`(coalesce(${sql.ref(`${alias}.replaced_at`)}, 'infinity'), ${sql.ref(`${alias}.released_on`)}, ${sql.ref(`${alias}.id`)})`;
}
