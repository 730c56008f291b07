import type { RollUpMember } from '@collective-impact/sdk/aggregation';
import { type RawBuilder, sql } from 'kysely';
import type { IndicatorTables } from '../../../indicator/index.ts';
import { anyFrom, anyOf } from '../../../shared/conditions.ts';
import type { Reader } from '../../../shared/reader.ts';
import type { RowStatement } from '../../../shared/rows/row-statement.ts';
import { visibleTo } from '../../../shared/visibility.ts';

/** An ecosystem that contributes figures to the requested indicator `parent` (a UUID) of a network. */
export interface IndicatorMember extends RollUpMember {
  parent: string;
}

/**
 * The ecosystems that adopted versions of these indicators, and the days on which both sides agreed to it. Includes ecosystems
 * and adoptions that the viewer cannot see: they are counted as missing and never named. One statement.
 */
export function membersStatement(reader: Reader, ids: readonly string[]): RowStatement<IndicatorMember> {
  const { viewer } = reader;
  const isOpen = [
    visibleTo(viewer, { table: 'indicator_version', alias: 'v' }),
    visibleTo(viewer, { table: 'network_adoption', alias: 'a' }),
    visibleTo(viewer, { table: 'network_adoption', alias: 'n' }),
  ];
  return reader
    .tables<IndicatorTables>()
    .selectFrom('indicator_version as v')
    .innerJoin('network_adoption as a', (join) =>
      join
        .onRef('a.network_version_id', '=', 'v.id')
        .on('a.network_version_id', '=', anyVersionOf(ids))
        .onRef('a.ecosystem_id', '=', 'a.adopter_id'),
    )
    .innerJoin('network_adoption as n', (join) =>
      join
        .onRef('n.network_version_id', '=', 'v.id')
        .onRef('n.adopter_id', '=', 'a.adopter_id')
        .onRef('n.ecosystem_id', '<>', 'n.adopter_id'),
    )
    .select(['v.indicator_id as parent', 'a.adopter_id as ecosystemId'])
    .select([sql<boolean>`not (${sql.join(isOpen, sql` and `)})`.as('isClosed'), agreedSpans.as('spans')])
    .where('v.indicator_id', '=', anyOf(ids))
    .groupBy(['parent', 'ecosystemId', 'isClosed'])
    .orderBy('parent')
    .orderBy('ecosystemId')
    .orderBy('isClosed');
}

/**
 * An expression for the right side of `=` that matches any of the versions of these indicators. It makes an index find the adoptions of
 * networks, of which PostgreSQL expects too few to look for the versions first.
 */
export function anyVersionOf(indicatorIds: readonly string[]): RawBuilder<string> {
  return anyFrom(
    sql`(select "x"."id" from "indicator_version" as "x" where "x"."indicator_id" = ${anyOf(indicatorIds)})`,
  );
}

/** The days for which both sides, `a` and `n`, agree to the adoption of a version. */
export const agreedSpans: RawBuilder<{ from: string; until: string | null }[]> = sql`jsonb_agg(jsonb_build_object(
      'from', greatest("a"."starts_on", "n"."starts_on"), 'until', least("a"."ends_on", "n"."ends_on")))`;
