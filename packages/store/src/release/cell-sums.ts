import type { Code } from '@collective-impact/sdk';
import type { PartialFigure, RollUpSource } from '@collective-impact/sdk/aggregation';
import type { IndicatorVersion, ObservationStatus } from '@collective-impact/sdk/indicator';
import { type RawBuilder, sql } from 'kysely';

/** Released cells of a release that a database has brought together: those of one combination and one sort of reporter. */
export interface CellSums {
  releaseId: string;
  breakdownId: number;
  /**
   * Whose they are, and of which place, or of which scheme of places where those are rolled over. Null for what most cells
   * are: of organizations that the viewer sees, and of no place. `CLOSED` are organizations that were closed when it was
   * released, and are in no sum of it; `HIDDEN` those that are in its sums, and closed to the viewer.
   */
  particular: [whose: RollUpSource | 'CLOSED' | 'HIDDEN', place: Code | string | null] | null;
  organizationId?: string | null;
  cells: number;
  values: number;
  sum: string | null;
  least?: string | null;
  greatest?: string | null;
  parts?: number;
  numerator?: string | null;
  denominator?: string | null;
  bases: number;
  base: string | null;
  weighted?: string | null;
  estimated: number;
  provisional: number;
  missing: number;
  notApplicable: number;
  suppressedAtSource: number;
  withheld: number;
}

/** The fields of an indicator version that decide which sums its figures need. */
export type SummedVersion = Pick<
  IndicatorVersion,
  'kind' | 'countingUnit' | 'aggregationAcrossOrganizations' | 'aggregationOverTime'
>;

/** One key in which what is common is null: to compare it costs nothing. */
export function particularOf({
  closed,
  hidden,
  place,
}: {
  closed: RawBuilder<unknown>;
  hidden?: RawBuilder<unknown>;
  place: RawBuilder<unknown>;
}): RawBuilder<unknown> {
  const isUnlike = hidden ? sql`${closed} or ${hidden}` : closed;
  const orHidden = hidden ? sql` when "t"."scope" = 'ORGANIZATION' and ${hidden} then 'HIDDEN'` : sql``;
  const whose = sql`case when "t"."scope" = 'ORGANIZATION' and ${closed} then 'CLOSED'${orHidden} else "t"."scope" end`;
  return sql`case when "t"."place" is null and "t"."scope" = 'ORGANIZATION' and not (${isUnlike}) then null else jsonb_build_array(${whose}, ${place}) end`;
}

/** A sum of cells `t`, by the name that it is answered by. */
interface Sum {
  name: Exclude<keyof CellSums, 'releaseId' | 'breakdownId' | 'particular' | 'organizationId'>;
  of: RawBuilder<unknown>;
}

/** A cell without a figure can say how many people were asked, and a ratio of nothing that both its parts are 0. */
const isFigure = sql`("t"."value" is not null or "t"."denominator" > 0)`;

const ends: Sum[] = [
  { name: 'least', of: sql`min("t"."value")` },
  { name: 'greatest', of: sql`max("t"."value")` },
];

const parts: Sum[] = [
  { name: 'parts', of: sql`count("t"."denominator") filter (where ${isFigure})` },
  { name: 'numerator', of: sql`trim_scale(sum("t"."numerator"))` },
  { name: 'denominator', of: sql`trim_scale(sum("t"."denominator"))` },
];

const weighted: Sum = { name: 'weighted', of: sql`trim_scale(sum("t"."value" * "t"."base"))` };

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
  { name: 'withheld', of: sql`count(*) filter (where "t"."suppressed")` },
];

/** Every sum that a rule can ask for. */
export const everySum: readonly Sum[] = [...always, ...ends, ...parts, weighted];

/** The sums that a rule of these versions asks for. */
export function sumsFor(versions: readonly SummedVersion[]): Sum[] {
  const ways = new Set(
    versions.flatMap(({ aggregationAcrossOrganizations, aggregationOverTime }) => [
      aggregationAcrossOrganizations,
      aggregationOverTime,
    ]),
  );
  const isBounded =
    versions.some(({ countingUnit }) => countingUnit === 'PEOPLE_UNDUPLICATED') || ways.has('MIN') || ways.has('MAX');
  const hasParts = versions.some(({ kind }) => kind === 'RATIO' || kind === 'MEAN');
  return [
    ...always,
    ...(isBounded ? ends : []),
    ...(hasParts ? parts : []),
    ...(ways.has('WEIGHTED_MEAN') ? [weighted] : []),
  ];
}
