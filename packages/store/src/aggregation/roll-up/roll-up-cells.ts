import type { Viewer } from '@collective-impact/sdk';
import { emptyPartial, type PartialFigure, type RollUpOver } from '@collective-impact/sdk/aggregation';
import { type RawBuilder, sql } from 'kysely';
import {
  type CellSums,
  hasPartInSums,
  isUnseen,
  particularOf,
  reporterVisibleTo,
  sumsFor,
} from '../../release/index.ts';
import type { RolledUpVersion } from './roll-up-definitions.ts';

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
