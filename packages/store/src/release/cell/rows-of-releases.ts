import { type RawBuilder, sql } from 'kysely';

/**
 * The releases of these ids, as a table. For joins with rows that are read from JSON: the planner expects many more of these than
 * there are, and would read the whole table, with the releases of every ecosystem, rather than look up each row.
 */
export function releasesOf(ids: readonly string[]): RawBuilder<unknown> {
  return sql`(select * from "release" where "id" = any(${ids}::uuid[]))`;
}

/** The cells of these releases, as a table. See {@link releasesOf}. */
export function cellsOfReleases(ids: readonly string[]): RawBuilder<unknown> {
  return sql`(select * from "released_cell" where "release_id" = any(${ids}::uuid[]))`;
}

/** The rows of reporters in these releases, as a table. See {@link releasesOf}. */
export function reportersOfReleases(ids: readonly string[]): RawBuilder<unknown> {
  return sql`(select * from "released_row" where "release_id" = any(${ids}::uuid[]))`;
}
