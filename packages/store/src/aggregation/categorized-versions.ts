import type { CategorizedVersion } from '@collective-impact/sdk/aggregation';
import { sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import type { Reader } from '../shared/reader.ts';

/**
 * The versions of an indicator with their categories and the crosswalks that lead to them; one statement for many indicators.
 * Of a crosswalk that is closed to the viewer nothing is told but that it is there, and one of a closed dimension is not there.
 */
export function categorizedVersions(reader: Reader, indicatorId: string): Promise<CategorizedVersion[]> {
  const { viewer } = reader;
  const isOpen = (version: string, dimension: string) =>
    sql`exists (select from "dimension" as "d" where "d"."indicator_version_id" = ${sql.ref(version)} and "d"."code" = ${sql.ref(dimension)} and ${visibleTo(viewer, 'd')})`;
  return reader
    .loader<string, CategorizedVersion[]>('indicator_version#categorized', async (ids) => {
      const rows = await reader.rows<CategorizedVersion & { parent: string }>(
        sql`select "v"."indicator_id" as "parent", "v"."number", "v"."status", "v"."kind",
            coalesce((select jsonb_agg(jsonb_build_object('code', "d"."code", 'categories', coalesce((
                select jsonb_agg(jsonb_build_object('code', "g"."code") order by "g"."order", "g"."code") from "category" as "g" where "g"."dimension_id" = "d"."id"), '[]'::jsonb)) order by "d"."order", "d"."code")
              from "dimension" as "d" where "d"."indicator_version_id" = "v"."id" and ${visibleTo(viewer, 'd')}), '[]'::jsonb) as "dimensions",
            coalesce((select jsonb_agg(jsonb_build_object('from', "e"."number", 'dimension', "c"."dimension", 'earlierDimension', "c"."earlier_dimension",
                'mappings', case when ${visibleTo(viewer, 'c')} then "c"."mappings" end) order by "e"."number", "c"."dimension")
              from "crosswalk" as "c" join "indicator_version" as "e" on "e"."id" = "c"."earlier_version_id"
              where "c"."indicator_version_id" = "v"."id" and ${isOpen('c.indicator_version_id', 'c.dimension')} and ${isOpen('c.earlier_version_id', 'c.earlier_dimension')}), '[]'::jsonb) as "crosswalks"
          from "indicator_version" as "v" where "v"."indicator_id" = any(${ids}::uuid[]) order by "v"."number"`,
      );
      const byIndicator = Map.groupBy(rows, ({ parent }) => parent);
      return ids.map((id) => byIndicator.get(id) ?? []);
    })
    .load(indicatorId);
}
