import type { Code } from '@collective-impact/sdk';
import type { FigureCell } from '@collective-impact/sdk/indicator';
import { type Expression, type RawBuilder, sql } from 'kysely';
import type { WithVoided } from '../shared/database/schema/current-records.ts';
import { placeKeyOf } from '../shared/place-key.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { ReleaseTables } from './entities.ts';

/** The numbers of a cell as texts, so that none is rounded on its way; as an array, because there are so many. */
export type LoadedFigure = [
  breakdownId: number,
  value: string | null,
  numerator: string | null,
  denominator: string | null,
  base: number | null,
  standardError: string | null,
  lowerBound: string | null,
  upperBound: string | null,
  status: FigureCell['status'],
];

/** Selects a {@link LoadedFigure} of a cell `c`. */
export const figure = sql`"c"."breakdown_id", trim_scale("c"."value")::text, trim_scale("c"."numerator")::text,
  trim_scale("c"."denominator")::text, "c"."base", trim_scale("c"."standard_error")::text,
  trim_scale("c"."lower_bound")::text, trim_scale("c"."upper_bound")::text, "c"."status"`;

/** A released cell with its reporter, and whether only an earlier release contains it. */
export type LoadedReleasedCell = [
  ...LoadedFigure,
  suppressed: boolean,
  scope: string,
  organizationId: string | null,
  place: Code | null,
  removed: boolean,
];

/** A reporter with cells in a release. */
interface LoadedReleasedRow {
  reporterId: string;
  placeKey: string;
  reportId: string | null;
  digest: string;
  summed: boolean;
}

/** A release as the next one needs it. */
export interface LoadedRelease {
  id: string;
  releasedOn: string;
  cells: LoadedReleasedCell[];
  rows: LoadedReleasedRow[];
}

/**
 * The current release of a version and period, with the latest state of the cells and rows that only earlier releases contain.
 * Viewers who recorded them still know their figures.
 */
export async function loadRelease(
  unit: UnitOfWork,
  set: { versionId: string; period: string },
): Promise<LoadedRelease | undefined> {
  const [release] = await unit.rows(
    unit
      .tables<ReleaseTables & WithVoided<ReleaseTables>>()
      .selectFrom('release as r')
      .select(['r.id', 'r.released_on as releasedOn'])
      .select(({ selectFrom }) => {
        const cells = selectFrom('released_cell_with_voided as c').whereRef('c.release_id', '=', 'r.id');
        const rows = selectFrom('released_row_with_voided as w').whereRef('w.release_id', '=', 'r.id');
        const listed = sql<LoadedReleasedCell[]>`json_agg(${cell({ removed: false })} order by "c"."ordinal")`;
        return [
          orEmpty<LoadedReleasedCell>(cells.select(listed.as('cells'))).as('cells'),
          orEmpty<LoadedReleasedRow>(rows.select(sql`json_agg(${reporterRow})`.as('rows'))).as('rows'),
        ];
      })
      .where('r.indicator_version_id', '=', set.versionId)
      .where('r.period', '=', set.period)
      .where('r.replaced_at', 'is', null),
  );
  if (!release) return undefined;
  const earlier = sql`(select "e"."id", "e"."released_at" from "release" as "e" where "e"."indicator_version_id" = ${set.versionId}::uuid
        and "e"."period" = ${set.period} and "e"."replaced_at" is not null)`;
  const [removed] = await unit.rows<Pick<LoadedRelease, 'cells' | 'rows'>>(
    sql`select coalesce((select json_agg("l"."cell") from (
          select distinct on (${cellKey}) ${cell({ removed: true })} as "cell"
          from ${earlier} as "e" join "released_cell_with_voided" as "c" on "c"."release_id" = "e"."id"
          where (${cellKey}) not in (select ${cellKey} from "released_cell_with_voided" as "c" where "c"."release_id" = ${release.id}::uuid)
          order by ${cellKey}, "e"."released_at" desc, "e"."id" desc) as "l"), '[]'::json) as "cells",
        coalesce((select json_agg(${reporterRow}) from (
          select distinct on ("w"."reporter_id", "w"."place_key") "w".* from ${earlier} as "e" join "released_row_with_voided" as "w" on "w"."release_id" = "e"."id"
          where ("w"."reporter_id", "w"."place_key") not in (select "n"."reporter_id", "n"."place_key" from "released_row_with_voided" as "n" where "n"."release_id" = ${release.id}::uuid)
          order by "w"."reporter_id", "w"."place_key", "e"."released_at" desc, "e"."id" desc) as "w"), '[]'::json) as "rows"`,
  );
  const { cells = [], rows = [] } = removed ?? {};
  return { ...release, cells: [...release.cells, ...cells], rows: [...release.rows, ...rows] };
}

/** An empty list in place of null, which `json_agg` returns for no rows. */
export function orEmpty<Entry>(list: Expression<unknown>): RawBuilder<Entry[]> {
  return sql`coalesce(${list}, '[]'::json)`;
}

/** Selects a {@link LoadedReleasedCell} of a released cell `c`. */
function cell({ removed }: { removed: boolean }) {
  return sql`json_build_array(${figure}, "c"."suppressed", "c"."scope", "c"."organization_id", "c"."place", ${sql.lit(removed)})`;
}

/** Selects a {@link LoadedReleasedRow} of a released row `w`. */
const reporterRow = sql`json_build_object('reporterId', "w"."reporter_id", 'placeKey', "w"."place_key", 'reportId', "w"."report_id", 'digest', "w"."digest", 'summed', "w"."summed")`;

/** The reporter, place and breakdown of a released cell `c`. None is null, so that the database can compare them by a hash. */
const cellKey = sql`"c"."scope", coalesce("c"."organization_id"::text, ''), ${placeKeyOf(sql`"c"."place"`)}, "c"."breakdown_id"`;
