import type { Code } from '@collective-impact/sdk';
import type { PartialFigure } from '@collective-impact/sdk/aggregation';
import type { IndicatorVersion, ObservationStatus } from '@collective-impact/sdk/indicator';
import { cellScopes } from '@collective-impact/sdk/release';
import { type RawBuilder, sql } from 'kysely';
import type { EachQuotient } from './cell-quotients.ts';

/**
 * Scope of the cells that a stored sum contains: the scope of the cells, or `EXCLUDED` for cells of organizations that were
 * not visible at release time. No total of the release includes those.
 */
export const sumScopes = [...cellScopes, 'EXCLUDED'] as const;

/** One of {@link sumScopes}. */
export type SumScope = (typeof sumScopes)[number];

/** Sums of the released cells of one release, combination of categories, scope and place. */
export interface CellSums extends EachQuotient {
  releaseId: string;
  breakdownId: number;
  /** `HIDDEN` for cells of organizations that are included in the totals of the release but that the viewer cannot see. */
  scope: SumScope | 'HIDDEN';
  /** Null for cells without a place, and if places are aggregated. */
  place?: Code | null;
  /** Scheme of the aggregated places. Null for cells without a place, and if places are not aggregated. */
  placeScheme?: string | null;
  /** Codes of the aggregated places. Null for cells without a place; absent if they are not read. */
  placeCodes?: string[] | null;
  /** Null if organizations are aggregated, and for cells of no organization. */
  organizationId?: string | null;
  /** Number of cells, with and without a figure. */
  cells: number;
  /** Number of cells with a value, and the sum of their values. */
  values: number;
  sum: string | null;
  /** The smallest and the largest value. */
  least?: string | null;
  greatest?: string | null;
  /** Number of figures with a denominator, and of ratios whose numerator is derived from their value and base. */
  parts?: number;
  derived?: number;
  /** The lowest sum of the numerators, and how much more the highest is. */
  numerator?: string | null;
  numeratorSpan?: string | null;
  /** Sum of the denominators, also of suppressed ratios that show it. */
  denominator?: string | null;
  /** Number of figures with a base, and the sum of the bases. */
  bases: number;
  base: string | null;
  /** Sum of the values, each multiplied by its base. */
  weighted?: string | null;
  /** Sums of the cells that are stated as bounds, see `BoundedSums`. Absent if the versions can have no bounds. */
  bounded?: number;
  withoutLowest?: number;
  withoutHighest?: number;
  lowest?: string | null;
  highest?: string | null;
  leastLowest?: string | null;
  greatestLowest?: string | null;
  leastHighest?: string | null;
  greatestHighest?: string | null;
  boundedBases?: number;
  boundedBase?: string | null;
  baseWithoutHighest?: string | null;
  weightedLowest?: string | null;
  weightedHighest?: string | null;
  /** Numbers of cells that are not suppressed, by status. */
  estimated: number;
  provisional: number;
  missing: number;
  notApplicable: number;
  suppressedAtSource: number;
  /** Number of suppressed cells, and of suppressed ratios that show their denominator. */
  suppressed: number;
  suppressedDenominators?: number;
}

/** The fields of an indicator version that decide which sums its figures need. */
export type SummedVersion = Pick<
  IndicatorVersion,
  'kind' | 'countingUnit' | 'aggregationAcrossOrganizations' | 'aggregationOverTime'
>;

/**
 * The scope of a released cell `t` in sums, as a key to group by. The key is null for `ORGANIZATION`, because most cells have
 * that scope and null is the fastest to compare. {@link scopeOfKey} converts it. `isExcluded` and `isHidden` are conditions on
 * the organization of the cell. Without them, no organization is excluded or hidden.
 */
export function scopeKeyOf(conditions: {
  isExcluded?: RawBuilder<boolean>;
  isHidden?: RawBuilder<boolean>;
}): RawBuilder<unknown> {
  const { isExcluded, isHidden } = conditions;
  const excluded = isExcluded ? sql` when ${isExcluded} then 'EXCLUDED'` : sql``;
  const hidden = isHidden ? sql` when ${isHidden} then 'HIDDEN'` : sql``;
  return sql`case when "t"."scope" <> 'ORGANIZATION' then "t"."scope"${excluded}${hidden} end`;
}

/** The scope of grouped cells `s`, from the column `scopeKey` with {@link scopeKeyOf}. */
export const scopeOfKey = sql`coalesce("s"."scopeKey", 'ORGANIZATION')`;

/** One field of {@link CellSums} and the expression that computes it from cells `t`. */
interface Sum {
  name: Exclude<
    keyof CellSums,
    'releaseId' | 'breakdownId' | 'scope' | 'place' | 'placeScheme' | 'organizationId' | keyof EachQuotient
  >;
  of: RawBuilder<unknown>;
}

/** Condition that a cell `t` has a figure. A cell without a value can have a base, and a ratio with the denominator 0 has no value. */
const isFigure = sql`(("t"."value" is not null or "t"."denominator" > 0 or coalesce("t"."lower_bound", "t"."upper_bound") is not null) and not "t"."suppressed")`;

/** Condition that a cell `t` is stated as bounds. Suppressed cells have none. */
const isBounded = sql`coalesce("t"."lower_bound", "t"."upper_bound") is not null`;

const ends: Sum[] = [
  { name: 'least', of: sql`min("t"."value")` },
  { name: 'greatest', of: sql`max("t"."value")` },
];

const partCount: Sum = { name: 'parts', of: sql`count("t"."denominator") filter (where ${isFigure})` };

const parts: Sum[] = [
  partCount,
  { name: 'numerator', of: sql`trim_scale(sum("t"."numerator"))` },
  { name: 'denominator', of: sql`trim_scale(sum("t"."denominator") filter (where not "t"."suppressed"))` },
];

/** Sums of ratios, which need the numerators `n` of {@link joinNumerators}. */
const ratioParts: Sum[] = [
  partCount,
  { name: 'derived', of: sql`count("n"."lowest") filter (where not "t"."suppressed")` },
  { name: 'numerator', of: sql`trim_scale(sum(coalesce("n"."lowest", "t"."numerator")))` },
  { name: 'numeratorSpan', of: sql`trim_scale(sum("n"."highest" - "n"."lowest"))` },
  {
    name: 'denominator',
    of: sql`trim_scale(sum(case when "t"."suppressed" then "n"."denominator" else coalesce("n"."denominator", "t"."denominator") end))`,
  },
  { name: 'suppressedDenominators', of: sql`count("n"."denominator") filter (where "t"."suppressed")` },
];

const weighted: Sum = { name: 'weighted', of: sql`trim_scale(sum("t"."value" * "t"."base"))` };

const bounds: Sum[] = [
  { name: 'bounded', of: sql`count(*) filter (where ${isBounded})` },
  { name: 'withoutLowest', of: sql`count(*) filter (where ${isBounded} and "t"."lower_bound" is null)` },
  { name: 'withoutHighest', of: sql`count(*) filter (where ${isBounded} and "t"."upper_bound" is null)` },
  { name: 'lowest', of: sql`trim_scale(sum("t"."lower_bound"))` },
  { name: 'highest', of: sql`trim_scale(sum("t"."upper_bound"))` },
];

const endsOfBounds: Sum[] = [
  { name: 'leastLowest', of: sql`min(coalesce("t"."lower_bound", 0)) filter (where ${isBounded})` },
  { name: 'greatestLowest', of: sql`max(coalesce("t"."lower_bound", 0)) filter (where ${isBounded})` },
  { name: 'leastHighest', of: sql`min("t"."upper_bound")` },
  { name: 'greatestHighest', of: sql`max("t"."upper_bound")` },
];

const partsOfBounds: Sum[] = [
  { name: 'boundedBases', of: sql`count("t"."base") filter (where ${isBounded})` },
  { name: 'boundedBase', of: sql`(sum("t"."base") filter (where ${isBounded}))::numeric` },
  {
    name: 'baseWithoutHighest',
    of: sql`(sum("t"."base") filter (where ${isBounded} and "t"."upper_bound" is null))::numeric`,
  },
  { name: 'weightedLowest', of: sql`trim_scale(sum("t"."lower_bound" * "t"."base"))` },
  { name: 'weightedHighest', of: sql`trim_scale(sum("t"."upper_bound" * "t"."base"))` },
];

const always: Sum[] = [
  { name: 'cells', of: sql`count(*)` },
  { name: 'values', of: sql`count("t"."value")` },
  { name: 'sum', of: sql`trim_scale(sum("t"."value"))` },
  { name: 'bases', of: sql`count("t"."base") filter (where ${isFigure})` },
  { name: 'base', of: sql`(sum("t"."base") filter (where ${isFigure}))::numeric` },
  ...(
    [
      ['estimated', 'ESTIMATED'],
      ['provisional', 'PROVISIONAL'],
      ['missing', 'MISSING'],
      ['notApplicable', 'NOT_APPLICABLE'],
      ['suppressedAtSource', 'SUPPRESSED_AT_SOURCE'],
    ] as const satisfies [keyof PartialFigure, ObservationStatus][]
  ).map(
    ([name, status]): Sum => ({
      name,
      of: sql`count(*) filter (where "t"."status" = ${sql.lit(status)} and not "t"."suppressed")`,
    }),
  ),
  { name: 'suppressed', of: sql`count(*) filter (where "t"."suppressed")` },
];

/** Every sum that an aggregation rule can need. Releases store all of them. They need {@link joinNumerators}. */
export const everySum: readonly Sum[] = [
  ...always,
  ...ends,
  ...ratioParts,
  weighted,
  ...bounds,
  ...endsOfBounds,
  ...partsOfBounds,
];

/** Whether the sums of these versions need {@link joinNumerators}. */
export function hasRatios(versions: readonly SummedVersion[]): boolean {
  return versions.some(({ kind }) => kind === 'RATIO');
}

/** The sums that the aggregation rules of these versions need. */
export function sumsFor(versions: readonly SummedVersion[]): Sum[] {
  const ways = new Set(
    versions.flatMap(({ aggregationAcrossOrganizations, aggregationOverTime }) => [
      aggregationAcrossOrganizations,
      aggregationOverTime,
    ]),
  );
  const hasEnds =
    versions.some(({ countingUnit }) => countingUnit === 'PEOPLE_UNDUPLICATED') || ways.has('MIN') || ways.has('MAX');
  const kinds = new Set(versions.map(({ kind }) => kind));
  const isRatio = hasRatios(versions);
  const ofParts = isRatio ? ratioParts : kinds.has('MEAN') ? parts : [];
  return [
    ...always,
    ...(hasEnds ? ends : []),
    ...ofParts,
    ...(ways.has('WEIGHTED_MEAN') ? [weighted] : []),
    ...(kinds.has('COUNT') || kinds.has('AMOUNT') || isRatio ? bounds : []),
    ...(hasEnds ? endsOfBounds : []),
    ...(isRatio ? partsOfBounds : []),
  ];
}
