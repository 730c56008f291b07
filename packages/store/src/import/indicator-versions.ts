import { encodeTypeId, refused, SourceError, type Visibility } from '@collective-impact/sdk';
import { type Crossing, judgeCrossedDimensions, judgeMaintained } from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';
import { dimensionDefinition, type IndicatorTables, indicatorVersionDefinition } from '../indicator/index.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { createRecord, updateRecord } from '../shared/writing/record-writing.ts';
import { requireAccepted } from './require-accepted.ts';
import type { StagedIndicator } from './staging.ts';

/** The version of the imported observations, and the id of each combination of categories by its number. */
export interface PublishedVersion {
  versionId: string;
  breakdowns: Map<number, number>;
}

/** The version of the imported figures: the adopted one if its definition is the same, or the first of a new indicator. */
export async function publishVersion(
  unit: UnitOfWork,
  options: { indicator: StagedIndicator; indicatorId: string; visibility: Visibility | undefined },
): Promise<PublishedVersion> {
  const { indicator, indicatorId, visibility } = options;
  const adopted = await adoptedVersion(unit, indicatorId);
  if (adopted) requireSameDefinition(indicator, adopted);
  const versionId = adopted?.id ?? (await adoptFirst(unit, options));
  const categories = new Map<string, { id: string; dimensionId: string }>();
  for (const dimension of indicator.value.dimensions) {
    await publishDimension(unit, { indicator, dimension, versionId, visibility });
    const rows = await unit.rows(
      unit
        .tables<IndicatorTables>()
        .selectFrom('category as c')
        .innerJoin('dimension as d', 'd.id', 'c.dimension_id')
        .select(['c.id', 'c.dimension_id as dimensionId', 'c.code'])
        .where('d.indicator_version_id', '=', versionId)
        .where('d.code', '=', dimension.code),
    );
    for (const { code, ...category } of rows) categories.set(JSON.stringify([dimension.key, code]), category);
  }
  return { versionId, breakdowns: await publishBreakdowns(unit, { indicator, versionId, categories }) };
}

type Definition = { id: string } & Record<(typeof definingFields)[number], string> & {
    unit: { code: string };
    tolerance: string | null;
    denominatorOverCategories: string | null;
    crossings: readonly Crossing[];
  };

const definingFields = ['definition', 'kind', 'countingUnit', 'multiplier', 'direction', 'frequency'] as const;

async function adoptedVersion(unit: UnitOfWork, indicatorId: string): Promise<Definition | undefined> {
  const [version] = await unit.rows<Definition>(
    unit
      .tables<IndicatorTables>()
      .selectFrom('indicator_version')
      .select(['id', 'unit', 'definition', 'kind', 'counting_unit as countingUnit', 'multiplier', 'direction'])
      .select(['frequency', 'denominator_over_categories as denominatorOverCategories', 'crossings'])
      .select(({ ref }) => sql<string | null>`trim_scale(${ref('tolerance')})::text`.as('tolerance'))
      .where('indicator_id', '=', indicatorId)
      .where('status', '=', 'ADOPTED')
      .orderBy('number', 'desc')
      .limit(1)
      .forShare(),
  );
  return version;
}

function requireSameDefinition(indicator: StagedIndicator, adopted: Definition): void {
  const imported = indicator.value.version;
  const differing: string[] = definingFields.filter((field) => imported[field] !== adopted[field]);
  if (imported.unit.code !== adopted.unit.code) differing.push('unit');
  const { tolerance = null, denominatorOverCategories } = imported;
  if (adopted.tolerance !== null && adopted.tolerance !== tolerance) differing.push('tolerance');
  if (denominatorOverCategories && denominatorOverCategories !== adopted.denominatorOverCategories)
    differing.push('denominatorOverCategories');
  if (imported.crossings && !isSameCrossings(imported.crossings, adopted.crossings)) differing.push('crossings');
  if (differing.length === 0) return;
  throw new SourceError({
    place: indicator.place,
    message: `The adopted version of the indicator "${indicator.value.code}" differs in ${differing.map((field) => `\`${field}\``).join(', ')}.`,
    remedy: 'Use the adopted definition in the source, import under another code, or adopt a new version first.',
  });
}

function isSameCrossings(one: readonly Crossing[], other: readonly Crossing[]): boolean {
  const keys = (crossings: readonly Crossing[]) =>
    new Set(
      crossings.map(({ firstDimension, secondDimension }) => JSON.stringify([firstDimension, secondDimension].sort())),
    );
  return keys(one).symmetricDifference(keys(other)).size === 0;
}

/** The comparability of a version that follows retired ones, because sources do not state it. */
const notCompared = {
  comparability: 'NO',
  comparabilityNote:
    'Imported from a source that does not state whether its figures are comparable with earlier versions.',
} as const;

/**
 * Creates the version that the source defines, and adopts it. The organizations agreed on it elsewhere, so that no
 * discussion is required or recorded here.
 */
async function adoptFirst(
  unit: UnitOfWork,
  options: { indicator: StagedIndicator; indicatorId: string; visibility: Visibility | undefined },
): Promise<string> {
  const { indicator, indicatorId, visibility } = options;
  const { version, dimensions } = indicator.value;
  const { direction, tolerance = null, crossings = [] } = version;
  const issues = [...judgeMaintained({ direction, tolerance }), ...judgeCrossedDimensions(crossings, dimensions)];
  if (issues.length > 0) requireAccepted(refused(...issues), indicator.place);
  const versions = unit.tables<IndicatorTables>().selectFrom('indicator_version').select('id');
  const [earlier] = await unit.rows(
    versions.where('indicator_id', '=', indicatorId).where('status', '=', 'RETIRED').limit(1),
  );
  const created = await createRecord(unit, {
    definition: indicatorVersionDefinition,
    values: {
      ...indicator.value.version,
      ...(earlier ? notCompared : {}),
      indicatorId: encodeTypeId('indicator', indicatorId),
      visibility,
    },
  });
  const versionId = requireAccepted(created, indicator.place);
  for (const dimension of indicator.value.dimensions) {
    await publishDimension(unit, { indicator, dimension, versionId, visibility });
  }
  await unit.rows(sql`update "indicator_version" set "status" = 'ADOPTED' where "id" = ${versionId}::uuid`);
  return versionId;
}

/** The categories of a dimension `d`, as JSON. */
const categoriesAsJson = sql<{ code: string; order: number }[]>`coalesce((select jsonb_agg(jsonb_build_object(
      'code', "c"."code", 'label', "c"."label", 'order', "c"."order", 'uri', "c"."uri", 'parent', "p"."code") order by "c"."order", "c"."code")
    from "category" as "c" left join "category" as "p" on "p"."id" = "c"."parent_id" where "c"."dimension_id" = "d"."id"), '[]'::jsonb)`;

/** Creates a dimension with the categories of the source, or adds the missing categories to an existing one. */
async function publishDimension(
  unit: UnitOfWork,
  options: {
    indicator: StagedIndicator;
    dimension: StagedIndicator['value']['dimensions'][number];
    versionId: string;
    visibility: Visibility | undefined;
  },
): Promise<void> {
  const { indicator, versionId, visibility } = options;
  const { key, ...described } = options.dimension;
  const labels = indicator.categories.get(key) ?? new Map<string, string>();
  const dimensions = unit.tables<IndicatorTables>().selectFrom('dimension as d');
  const [existing] = await unit.rows(
    dimensions
      .select(['d.id', 'd.version', categoriesAsJson.as('categories')])
      .where('d.indicator_version_id', '=', versionId)
      .where('d.code', '=', described.code),
  );
  const present = new Set(existing?.categories.map(({ code }) => code));
  const after = Math.max(-1, ...(existing?.categories.map(({ order }) => order) ?? []));
  const added = [...labels].filter(([code]) => !present.has(code));
  const categories = added.map(([code, label], at) => ({ code, label, order: after + 1 + at }));
  if (!existing) {
    const order = indicator.value.dimensions.indexOf(options.dimension);
    const values = {
      ...described,
      order,
      categories,
      indicatorVersionId: encodeTypeId('indicator_version', versionId),
      visibility,
    };
    requireAccepted(await createRecord(unit, { definition: dimensionDefinition, values }), indicator.place);
  } else if (added.length > 0) {
    const values = {
      id: encodeTypeId('dimension', existing.id),
      expectedVersion: existing.version,
      categories: [...existing.categories, ...categories],
    };
    requireAccepted(await updateRecord(unit, { definition: dimensionDefinition, values }), indicator.place);
  }
}

/** Creates the missing combinations of categories, and returns the id of each by its number. */
async function publishBreakdowns(
  unit: UnitOfWork,
  options: {
    indicator: StagedIndicator;
    versionId: string;
    categories: Map<string, { id: string; dimensionId: string }>;
  },
): Promise<Map<number, number>> {
  const { indicator, versionId, categories } = options;
  const combinations = [...indicator.breakdowns.values()].map(({ ordinal, categories: pairs }) => {
    const members = pairs.map((pair) => {
      const category = categories.get(JSON.stringify(pair));
      if (!category) throw new Error(`The import did not create the category ${pair.join(' / ')}.`);
      return category;
    });
    return {
      ordinal,
      categoryIds: members.map(({ id }) => id).sort(),
      dimensionIds: members.map(({ dimensionId }) => dimensionId).sort(),
    };
  });
  const rows = await unit.rows<{ ordinal: number; id: number }>(
    sql`with "wanted" as (
        select ("w" ->> 'ordinal')::int as "ordinal",
          array(select jsonb_array_elements_text("w" -> 'categoryIds'))::uuid[] as "category_ids",
          array(select jsonb_array_elements_text("w" -> 'dimensionIds'))::uuid[] as "dimension_ids"
        from jsonb_array_elements(${JSON.stringify(combinations)}::jsonb) as "w"
      ), "created" as (
        insert into "breakdown" ("ecosystem_id", "indicator_version_id", "category_ids", "dimension_ids")
        select "v"."ecosystem_id", "v"."id", "wanted"."category_ids", "wanted"."dimension_ids"
        from "wanted" join "indicator_version" as "v" on "v"."id" = ${versionId}::uuid
        order by cardinality("wanted"."category_ids"), "wanted"."ordinal"
        on conflict ("indicator_version_id", "category_ids") do nothing
        returning "id", "category_ids"
      )
      select "wanted"."ordinal", coalesce("created"."id", "breakdown"."id") as "id" from "wanted"
      left join "created" on "created"."category_ids" = "wanted"."category_ids"
      left join "breakdown" on "breakdown"."indicator_version_id" = ${versionId}::uuid and "breakdown"."category_ids" = "wanted"."category_ids"`,
  );
  return new Map(rows.map(({ ordinal, id }) => [ordinal, id]));
}
