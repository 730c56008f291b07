import type { Viewer } from '@collective-impact/sdk';
import type { CategorizedVersion } from '@collective-impact/sdk/aggregation';
import { type RawBuilder, sql } from 'kysely';
import type { IndicatorTables } from '../indicator/index.ts';
import { anyOf } from '../shared/conditions.ts';
import type { Reader } from '../shared/reader.ts';
import { visibleTo } from '../shared/visibility.ts';

/**
 * The versions of an indicator, with their categories and their crosswalks from earlier versions. One statement for all
 * indicators of a request. Leaves out crosswalks of dimensions that the viewer cannot see. A crosswalk that the viewer cannot
 * see has no mappings.
 */
export function categorizedVersions(reader: Reader, indicatorId: string): Promise<CategorizedVersion[]> {
  const { viewer } = reader;
  return reader
    .loader<string, CategorizedVersion[]>('indicator_version#categorized', async (ids) => {
      const versions = reader
        .tables<IndicatorTables>()
        .selectFrom('indicator_version as v')
        .select(['v.indicator_id as parent', 'v.number', 'v.status', 'v.kind'])
        .select([dimensionsOf(viewer).as('dimensions'), crosswalksOf(viewer).as('crosswalks')])
        .where('v.indicator_id', '=', anyOf(ids))
        .orderBy('v.number');
      const rows = await reader.rows(versions, { isPlannedOnce: true });
      const byIndicator = Map.groupBy(rows, ({ parent }) => parent);
      return ids.map((id) => byIndicator.get(id) ?? []);
    })
    .load(indicatorId);
}

/** The dimensions of a version `v` that the viewer sees, with their categories, as JSON. */
function dimensionsOf(viewer: Viewer): RawBuilder<CategorizedVersion['dimensions']> {
  const categories = sql`select jsonb_agg(jsonb_build_object('code', "g"."code") order by "g"."order", "g"."code") from "category" as "g" where "g"."dimension_id" = "d"."id"`;
  return sql`coalesce((
              select jsonb_agg(jsonb_build_object('code', "d"."code", 'categories', coalesce((${categories}), '[]'::jsonb)) order by "d"."order", "d"."code")
              from "dimension" as "d" where "d"."indicator_version_id" = "v"."id" and ${visibleTo(viewer, { table: 'dimension', alias: 'd' })}), '[]'::jsonb)`;
}

/** The crosswalks to a version `v` between dimensions that the viewer sees, as JSON. */
function crosswalksOf(viewer: Viewer): RawBuilder<CategorizedVersion['crosswalks']> {
  const isVisible = (version: string, dimension: string) =>
    sql`exists (select from "dimension" as "d"
      where "d"."indicator_version_id" = ${sql.ref(version)} and "d"."code" = ${sql.ref(dimension)} and ${visibleTo(viewer, { table: 'dimension', alias: 'd' })})`;
  return sql`coalesce((
              select jsonb_agg(jsonb_build_object('from', "e"."number", 'dimension', "c"."dimension", 'earlierDimension', "c"."earlier_dimension",
                'mappings', case when ${visibleTo(viewer, { table: 'crosswalk', alias: 'c' })} then "c"."mappings" end) order by "e"."number", "c"."dimension")
              from "crosswalk" as "c" join "indicator_version" as "e" on "e"."id" = "c"."earlier_version_id"
              where "c"."indicator_version_id" = "v"."id" and ${isVisible('c.indicator_version_id', 'c.dimension')} and ${isVisible('c.earlier_version_id', 'c.earlier_dimension')}), '[]'::jsonb)`;
}
