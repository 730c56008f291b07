import type { Code, ObservationStatus, PartialFigure, RollUpOver, RollUpSource, Viewer } from '@collective-impact/sdk';
import { emptyPartial } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { hasPartInSums, isUnseen, reporterVisibleTo } from './cell-condition.ts';
import type { RolledUpVersion } from './roll-up-definitions.ts';

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

/** Which released cells are brought together, and how far. */
export interface CellSelection {
  releaseIds: readonly string[];
  /** Numbers of the combinations of categories; null for all. */
  breakdownIds: readonly number[] | null;
  over: readonly RollUpOver[];
  versions: readonly RolledUpVersion[];
  viewer: Viewer;
  /** More rows than this are not answered. */
  most: number;
}

/**
 * Released cells brought together by `GROUP BY`, over organizations and places where those are rolled over; one statement.
 * Only sums that a rule of these versions asks for are made. Of a reporter that has a figure of no place, that stands for
 * its figures of places.
 */
export function cellSums(selection: CellSelection): RawBuilder<CellSums> {
  const { releaseIds, breakdownIds, over, viewer, most } = selection;
  const among = breakdownIds === null ? sql`` : sql` and "t"."breakdown_id" = any(${breakdownIds}::int[])`;
  // What a closed organization reported is missing from a sum, and not there among figures of organizations.
  const open = over.includes('ORGANIZATIONS') ? sql`` : sql` and ${reporterVisibleTo(viewer)}`;
  const chosen = sql`"t"."release_id" = "k"."id"${among}${open}`;
  const isOverPlaces = over.includes('PLACES');
  const unlike = over.includes('ORGANIZATIONS')
    ? { closed: sql`not ${hasPartInSums(releaseIds)}`, hidden: isUnseen(viewer, sql`"t"."organization_id"`) }
    : { closed: sql`false` };
  const place = isOverPlaces ? sql`"t"."place" ->> 'scheme'` : sql`"t"."place"`;
  const particular = particularOf({ ...unlike, place });
  const organization = over.includes('ORGANIZATIONS') ? sql`` : sql`, "t"."organization_id" as "organizationId"`;
  const keys = over.includes('ORGANIZATIONS') ? sql`1, 2` : sql`1, 2, 3`;
  const from = isOverPlaces ? standing(chosen) : sql`"released_cell" as "t" where ${chosen}`;
  // Release by release: the groups of each are few, which no plan for all of them would know.
  return sql`select "k"."id" as "releaseId", "s".* from unnest(${releaseIds}::uuid[]) as "k"("id") cross join lateral (
      select "t"."breakdown_id" as "breakdownId", ${particular} as "particular"${organization},
        ${sql.join(sumsFor(selection.versions).map(({ name, of }) => sql`${of} as ${sql.ref(name)}`))}
      from ${from} group by ${keys}
    ) as "s" limit ${most + 1}`;
}

/** The partial figure of a row: what is without a figure is only counted, and what is closed is missing. */
export function partialOfSums(row: CellSums): PartialFigure {
  const whose = row.particular?.[0];
  if (whose === 'CLOSED' || whose === 'HIDDEN') return { ...emptyPartial, missing: row.cells };
  const single = row.values === 1 ? row.sum : null;
  return {
    ...countsOf(row),
    values: row.values,
    sum: row.sum ?? '0',
    least: row.least ?? single,
    greatest: row.greatest ?? single,
    parts: row.parts ?? 0,
    numerator: row.numerator ?? '0',
    denominator: row.denominator ?? '0',
    bases: row.bases,
    base: row.base ?? '0',
    weighted: row.weighted ?? '0',
  };
}

/** How many cells of a row are figures, and what the others are; no number of theirs. */
export function countsOf(row: CellSums): PartialFigure {
  const { cells, estimated, provisional, missing, notApplicable, suppressedAtSource, withheld } = row;
  const figures = cells - missing - notApplicable - suppressedAtSource - withheld;
  return { ...emptyPartial, figures, estimated, provisional, missing, notApplicable, suppressedAtSource, withheld };
}

/** The figures of a reporter that stand: those of no place, where it has one that is a figure or may be. */
function standing(chosen: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select "t".*, bool_or("t"."place" is null and ("t"."suppressed" or "t"."status" in ('OBSERVED', 'ESTIMATED', 'PROVISIONAL')))
      over (partition by "t"."breakdown_id", "t"."scope", "t"."organization_id") as "whole"
    from "released_cell" as "t" where ${chosen}) as "t" where "t"."place" is null or not "t"."whole"`;
}

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
export function sumsFor(versions: readonly RolledUpVersion[]): Sum[] {
  const ways = new Set(versions.flatMap(({ overOrganizations, overTime }) => [overOrganizations, overTime]));
  const isBounded =
    versions.some(({ counts }) => counts === 'PEOPLE_UNDUPLICATED') || ways.has('MIN') || ways.has('MAX');
  const hasParts = versions.some(({ kind }) => kind === 'RATIO' || kind === 'MEAN');
  return [
    ...always,
    ...(isBounded ? ends : []),
    ...(hasParts ? parts : []),
    ...(ways.has('WEIGHTED_MEAN') ? [weighted] : []),
  ];
}
