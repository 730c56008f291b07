import type { Viewer } from '@collective-impact/sdk';
import type { RollUpVersion } from '@collective-impact/sdk/aggregation';
import type { CategoryReference, ComparedVersion, DimensionRules, Direction } from '@collective-impact/sdk/indicator';
import type { YearStarts } from '@collective-impact/sdk/period';
import { type RawBuilder, sql } from 'kysely';
import type { BreakdownCategory } from '../../indicator/index.ts';
import { categoryCodesOf, seesDimensionsOfBreakdown } from '../../indicator/index.ts';
import { anyFrom, anyOf } from '../../shared/conditions.ts';
import { visibleTo } from '../../shared/visibility.ts';

/** A dimension with labels. */
interface NamedDimension extends DimensionRules {
  label: string;
  categories: { code: string; parent: string | null; label: string }[];
}

/** An indicator version whose figures are rolled up. */
export interface RolledUpVersion extends Omit<RollUpVersion, 'dimensions'>, ComparedVersion {
  /** UUID of the requested indicator. */
  parent: string;
  /** When its figures count, by the last day of a period. Null if always: the version belongs to the indicator. */
  spans: DaySpan[] | null;
  ecosystemId: string;
  /** Direction of the requested indicator's version. */
  direction: Direction;
  dimensions: NamedDimension[];
  /** The combinations of categories whose dimensions the viewer sees. */
  combinations: { id: number; categories: CategoryReference[] }[];
  years: YearStarts;
}

/** Days from `from` to `until`, both inclusive. Unbounded if `until` is null. */
export interface DaySpan {
  from: string;
  until: string | null;
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

/**
 * The versions that count for each indicator: its versions and, for the indicator of a network, the local versions of the
 * ecosystems that adopted it. These count while the adoptions of both sides are in effect, as the network's version `standsFor`.
 */
function countedVersions(ids: readonly string[], viewer: Viewer): RawBuilder<unknown> {
  return sql`select "v"."indicator_id" as "parent", "v"."id", "v"."id" as "standsFor", null::jsonb as "spans"
    from "indicator_version" as "v" where "v"."indicator_id" = ${anyOf(ids)}
    union all
    select "v"."indicator_id", "a"."local_version_id", "v"."id",
      jsonb_agg(jsonb_build_object('from', greatest("a"."starts_on", "n"."starts_on"), 'until', least("a"."ends_on", "n"."ends_on")))
    from "indicator_version" as "v"
    join "network_adoption" as "a" on "a"."network_version_id" = "v"."id" and "a"."network_version_id" = ${anyVersionOf(ids)}
      and "a"."ecosystem_id" = "a"."adopter_id" and ${visibleTo(viewer, { table: 'network_adoption', alias: 'a' })}
    join "network_adoption" as "n" on "n"."network_version_id" = "v"."id" and "n"."adopter_id" = "a"."adopter_id"
      and "n"."ecosystem_id" <> "n"."adopter_id" and ${visibleTo(viewer, { table: 'network_adoption', alias: 'n' })}
    where "v"."indicator_id" = ${anyOf(ids)} and ${visibleTo(viewer, { table: 'indicator_version', alias: 'v' })} group by 1, 2, 3`;
}

/** The versions that count for these indicators, with their dimensions and combinations of categories. One statement. */
export function versionsStatement(ids: readonly string[], viewer: Viewer): RawBuilder<RolledUpVersion> {
  return sql`select "n"."parent", "n"."spans", ${ruleColumns}, ${dimensionsOf(viewer)} as "dimensions", ${combinationsOf(viewer)} as "combinations",
      jsonb_build_object('schoolYearStart', "e"."school_year_start", 'fiscalYearStart', "e"."fiscal_year_start") as "years"
    from (${countedVersions(ids, viewer)}) as "n"
    join "indicator_version" as "v" on "v"."id" = "n"."id"
    join "indicator_version" as "w" on "w"."id" = "n"."standsFor"
    join "ecosystem" as "e" on "e"."id" = "v"."ecosystem_id"
    order by "n"."parent", "w"."number", "n"."spans" is not null, "v"."id"`;
}

/** The aggregation rules of a version `v`, and how the version `w` that it stands for compares with earlier versions. */
const ruleColumns = sql`"v"."id", "v"."ecosystem_id" as "ecosystemId", "v"."kind", "v"."counting_unit" as "countingUnit", "v"."unit", "v"."multiplier",
      "v"."aggregation_across_organizations" as "aggregationAcrossOrganizations", "v"."aggregation_over_time" as "aggregationOverTime",
      "v"."denominator_over_time" as "denominatorOverTime", "v"."denominator_over_categories" as "denominatorOverCategories",
      "w"."number", "w"."status", "w"."comparability", "w"."comparability_note" as "comparabilityNote", "w"."direction"`;

/** The dimensions of a version `v` that the viewer sees, with their categories, as JSON. */
function dimensionsOf(viewer: Viewer): RawBuilder<unknown> {
  return sql`coalesce((select jsonb_agg(jsonb_build_object('code', "d"."code", 'label', "d"."label", 'exclusive', "d"."exclusive",
        'exhaustive', "d"."exhaustive", 'categories', ${categoriesOfDimension}) order by "d"."order", "d"."code")
      from "dimension" as "d" where "d"."indicator_version_id" = "v"."id" and ${visibleTo(viewer, { table: 'dimension', alias: 'd' })}), '[]'::jsonb)`;
}

/** The categories of a dimension `d`, as JSON. */
const categoriesOfDimension = sql`coalesce((
          select jsonb_agg(jsonb_build_object('code', "c"."code", 'label', "c"."label", 'parent', "p"."code") order by "c"."order", "c"."code")
          from "category" as "c" left join "category" as "p" on "p"."id" = "c"."parent_id" where "c"."dimension_id" = "d"."id"), '[]'::jsonb)`;

/** The combinations of categories of a version `v`, without those of a dimension that the viewer cannot see, as JSON. */
function combinationsOf(viewer: Viewer): RawBuilder<unknown> {
  return sql`coalesce((select jsonb_agg(jsonb_build_object('id', "b"."id", 'categories', ${categoryCodesOf('b')}) order by "b"."id")
      from "breakdown" as "b" where "b"."indicator_version_id" = "v"."id"
        and ${seesDimensionsOfBreakdown(viewer)}), '[]'::jsonb)`;
}

/** The categories of a figure with labels, in the order of the dimensions, from the first version that has them. */
export function namedCategories(
  categories: readonly CategoryReference[],
  versions: readonly Pick<RolledUpVersion, 'dimensions'>[],
): BreakdownCategory[] {
  if (categories.length === 0) return [];
  const codes = categories.map(({ dimension }) => dimension);
  const version = versions.find(({ dimensions }) =>
    codes.every((code) => dimensions.some((each) => each.code === code)),
  );
  return (version?.dimensions ?? []).flatMap(({ code, label, categories: known }) => {
    const category = categories.find(({ dimension }) => dimension === code)?.category;
    if (category === undefined) return [];
    const name = known.find((each) => each.code === category)?.label ?? category;
    return [{ dimension: { code, label }, code: category, label: name }];
  });
}
