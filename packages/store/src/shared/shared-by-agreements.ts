import type { AgreementInForce, AnyRecordType, Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { columnName } from './column-name.ts';

/** Tables of records with a figure that can be of categories. */
export const tablesWithBreakdown: ReadonlySet<string> = new Set(['baseline', 'target', 'data_quality_rule']);

/** Those of them whose figure can be a difference between categories. */
const tablesWithDisparity: ReadonlySet<string> = new Set(['baseline', 'target']);

interface SharedTable {
  readonly type: Pick<AnyRecordType, 'prefix' | 'references'>;
  readonly alias: string;
}

/**
 * The conditions, one of which is sufficient, that sharing agreements share a record with a viewer: its visibility is NETWORK, and
 *
 * - the agreement includes every indicator that the record belongs or refers to,
 * - a release was decided with the threshold of the agreement or a higher one, and
 * - a figure is of no category, if the agreement shares totals only. For the cells of releases, see `detailVisibleTo`.
 *
 * Agreements with equal terms are one condition. None for a viewer without agreements.
 */
export function sharedByAgreements(viewer: Viewer, table: SharedTable): RawBuilder<boolean>[] {
  if (viewer.kind !== 'PRINCIPAL') return [];
  const groups = Map.groupBy(viewer.agreements, (agreement) => JSON.stringify(relevantTerms(agreement, table)));
  return [...groups.values()].map((agreements) => sharedByEqual(agreements, table));
}

/** A viewer who sees what agreements share with it by category. */
export function withoutTotalsOnly(viewer: Viewer): Viewer {
  if (viewer.kind !== 'PRINCIPAL') return viewer;
  return { ...viewer, agreements: viewer.agreements.filter(({ detail }) => detail === 'DISAGGREGATED') };
}

/** Whether an agreement shares with a viewer totals only. */
export function seesTotalsOnly(viewer: Viewer): boolean {
  return viewer.kind === 'PRINCIPAL' && viewer.agreements.some(({ detail }) => detail === 'TOTALS');
}

/** The terms of an agreement that matter for the records of a table. */
function relevantTerms({ indicatorIds, detail, minimumThreshold }: AgreementInForce, { type }: SharedTable) {
  return [
    indicatorIds !== null && indicatorReferences(type).length > 0,
    detail === 'TOTALS' && (tablesWithBreakdown.has(type.prefix) || type.prefix === 'population_figure'),
    type.prefix === 'release' || type.prefix === 'baseline' ? minimumThreshold : null,
  ] as const;
}

function sharedByEqual(agreements: readonly AgreementInForce[], table: SharedTable): RawBuilder<boolean> {
  const { type, alias } = table;
  const [first] = agreements;
  if (first === undefined) return sql<boolean>`false`;
  const [isNamed, isOfTotals, threshold] = relevantTerms(first, table);
  const ecosystemIds = [...new Set(agreements.map(({ ecosystemId }) => ecosystemId))];
  const indicatorIds = agreements.flatMap((agreement) => agreement.indicatorIds ?? []);
  const conditions = [
    sql`${sql.ref(`${alias}.ecosystem_id`)} = any(${ecosystemIds}::uuid[])`,
    sql`${sql.ref(`${alias}.visibility`)} in ('PUBLIC', 'NETWORK')`,
    ...(isNamed ? indicatorReferences(type).map((each) => isOfIndicators(each, { alias, indicatorIds })) : []),
    ...(isOfTotals ? [isTotal(table)] : []),
    ...(threshold === null ? [] : [hasThreshold(table, threshold)]),
  ];
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

interface IndicatorReference {
  readonly field: string;
  readonly to: 'indicator' | 'indicator_version';
  readonly list: boolean;
}

/** The fields of a record that refer to indicators of its ecosystem; of an indicator, its id. */
function indicatorReferences({ prefix, references }: SharedTable['type']): IndicatorReference[] {
  if (prefix === 'indicator') return [{ field: 'id', to: 'indicator', list: false }];
  return references.flatMap(({ field, prefix: to, within, list, crossing }) =>
    within === undefined && !crossing && (to === 'indicator' || to === 'indicator_version')
      ? [{ field, to, list }]
      : [],
  );
}

/** The condition that a reference is to one of these indicators, or null. */
function isOfIndicators(
  { field, to, list }: IndicatorReference,
  { alias, indicatorIds }: { alias: string; indicatorIds: readonly string[] },
): RawBuilder<unknown> {
  const column = sql.ref(`${alias}.${columnName(field)}`);
  const indicators = sql`${indicatorIds}::uuid[]`;
  const ids =
    to === 'indicator'
      ? indicators
      : sql`array(select "iv"."id" from "indicator_version" as "iv" where "iv"."indicator_id" = any(${indicators}))`;
  return list ? sql`${column} <@ ${ids}` : sql`coalesce(${column} = any(${ids}), true)`;
}

function isTotal({ type, alias }: SharedTable): RawBuilder<unknown> {
  if (type.prefix === 'population_figure') return sql`${sql.ref(`${alias}.categories`)} = '[]'::jsonb`;
  const ofNoCategory = sql`exists (select from "breakdown" as "sb" where "sb"."id" = ${sql.ref(`${alias}.breakdown_id`)} and "sb"."category_ids" = '{}')`;
  if (!tablesWithDisparity.has(type.prefix)) return ofNoCategory;
  return sql`${sql.ref(`${alias}.disparity`)} is null and ${ofNoCategory}`;
}

/** A baseline has no threshold of its own: it was checked with the threshold of its ecosystem. */
function hasThreshold({ type, alias }: SharedTable, threshold: number): RawBuilder<unknown> {
  if (type.prefix === 'release') return sql`${sql.ref(`${alias}.threshold`)} >= ${threshold}::int`;
  return sql`exists (select from "ecosystem" as "se" where "se"."id" = ${sql.ref(`${alias}.ecosystem_id`)} and "se"."disclosure_threshold" >= ${threshold}::int)`;
}
