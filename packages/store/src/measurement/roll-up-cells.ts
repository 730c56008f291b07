import type { Code, ObservationStatus, PartialFigure, RollUpOver, RollUpSource, Viewer } from '@collective-impact/sdk';
import { emptyPartial } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import { reporterVisibleTo } from './cell-condition.ts';
import type { RolledUpVersion } from './roll-up-definitions.ts';

/** Released cells of a release that a database has brought together: those of one combination, source and status. */
export interface CellSums {
  releaseId: string;
  breakdownId: number;
  source: RollUpSource;
  /** Whether they are of organizations that are closed to the viewer. */
  closed: boolean;
  status: ObservationStatus;
  suppressed: boolean;
  organizationId?: string | null;
  place?: Code | null;
  placeScheme?: string | null;
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

/** Whose figure a released cell `t` is. */
const source = sql.ref('t.scope');

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
  const chosen = sql`"t"."release_id" = any(${releaseIds}::uuid[])${among}${open}`;
  const keys = [
    ...(over.includes('ORGANIZATIONS') ? [] : [{ name: 'organizationId', of: sql`"t"."organization_id"` }]),
    over.includes('PLACES')
      ? { name: 'placeScheme', of: sql`"t"."place" ->> 'scheme'` }
      : { name: 'place', of: sql`"t"."place"` },
    { name: 'source', of: source },
    { name: 'closed', of: closedTo(viewer) },
    { name: 'status', of: sql`"t"."status"` },
    { name: 'suppressed', of: sql`"t"."suppressed"` },
  ];
  const named = keys.map(({ name, of }) => sql`${of} as ${sql.ref(name)}`);
  const positions = [1, 2, ...keys.map((_, at) => at + 3)].map((position) => sql.lit(position));
  const from = over.includes('PLACES') ? standing(chosen) : sql`"released_cell" as "t" where ${chosen}`;
  return sql`select "t"."release_id" as "releaseId", "t"."breakdown_id" as "breakdownId", ${sql.join(named)}, ${sumsFor(selection.versions)}
    from ${from} group by ${sql.join(positions)} limit ${most + 1}`;
}

/** The partial figure of a row: what is without a figure is only counted, and what is closed is missing. */
export function partialOfSums(row: CellSums): PartialFigure {
  const { cells, status } = row;
  if (row.closed) return { ...emptyPartial, missing: cells };
  if (row.suppressed) return { ...emptyPartial, withheld: cells };
  if (status === 'MISSING') return { ...emptyPartial, missing: cells };
  if (status === 'NOT_APPLICABLE') return { ...emptyPartial, notApplicable: cells };
  if (status === 'SUPPRESSED_AT_SOURCE') return { ...emptyPartial, suppressedAtSource: cells };
  return {
    ...emptyPartial,
    figures: cells,
    values: row.values,
    sum: row.sum ?? '0',
    least: row.least ?? (row.values === 1 ? row.sum : null),
    greatest: row.greatest ?? (row.values === 1 ? row.sum : null),
    parts: row.parts ?? 0,
    numerator: row.numerator ?? '0',
    denominator: row.denominator ?? '0',
    bases: row.bases,
    base: row.base ?? '0',
    weighted: row.weighted ?? '0',
    estimated: status === 'ESTIMATED' ? cells : 0,
    provisional: status === 'PROVISIONAL' ? cells : 0,
  };
}

/** The figures of a reporter that stand: those of no place, where it has one that is a figure or may be. */
function standing(chosen: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select "t".*, bool_or("t"."place" is null and ("t"."suppressed" or "t"."status" in ('OBSERVED', 'ESTIMATED', 'PROVISIONAL')))
      over (partition by "t"."release_id", "t"."breakdown_id", "t"."organization_id", ${source}) as "whole"
    from "released_cell" as "t" where ${chosen}) as "t" where "t"."place" is null or not "t"."whole"`;
}

function closedTo(viewer: Viewer): RawBuilder<unknown> {
  return sql`coalesce("t"."organization_id" in (select "o"."id" from "organization" as "o" where not (${visibleTo(viewer, 'o')})), false)`;
}

function sumsFor(versions: readonly RolledUpVersion[]): RawBuilder<unknown> {
  const ways = new Set(versions.flatMap(({ overOrganizations, overTime }) => [overOrganizations, overTime]));
  const isBounded =
    versions.some(({ counts }) => counts === 'PEOPLE_UNDUPLICATED') || ways.has('MIN') || ways.has('MAX');
  const hasParts = versions.some(({ kind }) => kind === 'RATIO' || kind === 'MEAN');
  return sql.join([
    sql`count(*) as "cells", count("t"."value") as "values", trim_scale(sum("t"."value")) as "sum"`,
    ...(isBounded ? [sql`min("t"."value") as "least", max("t"."value") as "greatest"`] : []),
    ...(hasParts
      ? [
          sql`count("t"."denominator") as "parts", trim_scale(sum("t"."numerator")) as "numerator", trim_scale(sum("t"."denominator")) as "denominator"`,
        ]
      : []),
    sql`count("t"."base") as "bases", sum("t"."base")::text as "base"`,
    ...(ways.has('WEIGHTED_MEAN') ? [sql`trim_scale(sum("t"."value" * "t"."base")) as "weighted"`] : []),
  ]);
}
