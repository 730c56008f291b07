import type { Viewer } from '@collective-impact/sdk';
import type { RollUpVersion } from '@collective-impact/sdk/aggregation';
import type { CategoryReference, ComparedVersion, DimensionRules, Direction } from '@collective-impact/sdk/indicator';
import type { YearStarts } from '@collective-impact/sdk/period';
import { type RawBuilder, sql } from 'kysely';
import type { BreakdownCategory, IndicatorTables } from '../../indicator/index.ts';
import { categoryCodesOf, seesDimensionsOfBreakdown } from '../../indicator/index.ts';
import { anyOf } from '../../shared/conditions.ts';
import type { Reader } from '../../shared/reader.ts';
import type { RowStatement } from '../../shared/rows/row-statement.ts';
import { visibleTo } from '../../shared/visibility.ts';
import { agreedSpans, anyVersionOf } from './reporters/network-members.ts';

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
 * The versions that count for each indicator: its versions and, for the indicator of a network, the local versions of the
 * ecosystems that adopted it. These count while the adoptions of both sides are in effect, as the network's version `standsFor`.
 */
function countedVersions(reader: Reader, ids: readonly string[]) {
  const { viewer } = reader;
  const tables = reader.tables<IndicatorTables>();
  const own = tables
    .selectFrom('indicator_version as v')
    .select(['v.indicator_id as parent', 'v.id', 'v.id as standsFor', sql<DaySpan[] | null>`null::jsonb`.as('spans')])
    .where('v.indicator_id', '=', anyOf(ids));
  const ofMembers = tables
    .selectFrom('indicator_version as v')
    .innerJoin('network_adoption as a', (join) =>
      join
        .onRef('a.network_version_id', '=', 'v.id')
        .on('a.network_version_id', '=', anyVersionOf(ids))
        .onRef('a.ecosystem_id', '=', 'a.adopter_id')
        .on(visibleTo(viewer, { table: 'network_adoption', alias: 'a' })),
    )
    .innerJoin('network_adoption as n', (join) =>
      join
        .onRef('n.network_version_id', '=', 'v.id')
        .onRef('n.adopter_id', '=', 'a.adopter_id')
        .onRef('n.ecosystem_id', '<>', 'n.adopter_id')
        .on(visibleTo(viewer, { table: 'network_adoption', alias: 'n' })),
    )
    .select(({ ref }) => ['v.indicator_id as parent', ref('a.local_version_id').$notNull().as('id')])
    .select(['v.id as standsFor', agreedSpans.as('spans')])
    .where('v.indicator_id', '=', anyOf(ids))
    .where(visibleTo(viewer, { table: 'indicator_version', alias: 'v' }))
    .groupBy(['v.indicator_id', 'a.local_version_id', 'v.id']);
  return own.unionAll(ofMembers);
}

/** The versions that count for these indicators, with their dimensions and combinations of categories. One statement. */
export function versionsStatement(reader: Reader, ids: readonly string[]): RowStatement<RolledUpVersion> {
  const { viewer } = reader;
  const counted = reader
    .tables<IndicatorTables>()
    .selectFrom(countedVersions(reader, ids).as('n'))
    .innerJoin('indicator_version as v', 'v.id', 'n.id')
    .innerJoin('indicator_version as w', 'w.id', 'n.standsFor')
    .innerJoin('ecosystem as e', 'e.id', 'v.ecosystem_id')
    .select(['n.parent', 'n.spans'])
    // The aggregation rules of the version, and how the one that it stands for compares with earlier versions.
    .select([
      'v.id',
      'v.ecosystem_id as ecosystemId',
      'v.kind',
      'v.counting_unit as countingUnit',
      'v.unit',
      'v.multiplier',
    ])
    .select('v.aggregation_across_organizations as aggregationAcrossOrganizations')
    .select(['v.aggregation_over_time as aggregationOverTime', 'v.denominator_over_time as denominatorOverTime'])
    .select('v.denominator_over_categories as denominatorOverCategories')
    .select(['w.number', 'w.status', 'w.comparability', 'w.comparability_note as comparabilityNote', 'w.direction']);
  return counted
    .select([dimensionsOf(viewer).as('dimensions'), combinationsOf(viewer).as('combinations'), yearStarts.as('years')])
    .orderBy('n.parent')
    .orderBy('w.number')
    .orderBy(({ eb }) => eb('n.spans', 'is not', null))
    .orderBy('v.id');
}

/** When the school and fiscal years of an ecosystem `e` begin. */
const yearStarts = sql<YearStarts>`jsonb_build_object('schoolYearStart', "e"."school_year_start", 'fiscalYearStart', "e"."fiscal_year_start")`;

/** The dimensions of a version `v` that the viewer sees, with their categories, as JSON. */
function dimensionsOf(viewer: Viewer): RawBuilder<NamedDimension[]> {
  return sql`coalesce((select jsonb_agg(jsonb_build_object('code', "d"."code", 'label', "d"."label", 'exclusive', "d"."exclusive",
        'exhaustive', "d"."exhaustive", 'categories', ${categoriesOfDimension}) order by "d"."order", "d"."code")
      from "dimension" as "d" where "d"."indicator_version_id" = "v"."id" and ${visibleTo(viewer, { table: 'dimension', alias: 'd' })}), '[]'::jsonb)`;
}

/** The categories of a dimension `d`, as JSON. */
const categoriesOfDimension = sql`coalesce((
          select jsonb_agg(jsonb_build_object('code', "c"."code", 'label', "c"."label", 'parent', "p"."code") order by "c"."order", "c"."code")
          from "category" as "c" left join "category" as "p" on "p"."id" = "c"."parent_id" where "c"."dimension_id" = "d"."id"), '[]'::jsonb)`;

/** The combinations of categories of a version `v`, without those of a dimension that the viewer cannot see, as JSON. */
function combinationsOf(viewer: Viewer): RawBuilder<RolledUpVersion['combinations']> {
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
