import { createHash } from 'node:crypto';
import {
  breakdownKey,
  type Code,
  type FigureCell,
  type ReleasedRow,
  type ReportedRow,
  type Reporting,
  rowKey,
  type Visibility,
  visibilities,
} from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { categoryCodesOf } from './cell-condition.ts';

/** What is kept of a row beside its cells. */
interface RowSource {
  /** The report that it was made of; null where the release was made before that was kept. */
  reportId: string | null;
  digest: string;
  placeCode: Code | null;
}

/** What the reports of a version and period say, and what its current release shows. */
export interface ReleaseSource {
  reported: (ReportedRow & RowSource)[];
  current: {
    id: string;
    rows: (ReleasedRow & RowSource)[];
    together: (FigureCell & { suppressed: boolean })[];
  } | null;
  /** The breakdowns of all these cells, by their categories (`breakdownKey`). */
  breakdowns: Map<string, number>;
}

type LoadedCell = FigureCell & { suppressed: boolean; breakdownId: number };

interface LoadedRow {
  scope: string;
  organizationId: string | null;
  placeKey: string;
  placeCode: Code | null;
  reportId: string | null;
  digest: string | null;
  summed: boolean;
  cells: LoadedCell[];
}

/** A cell as JSON with its numbers as texts, so that none is rounded on its way. */
const figure = sql`'breakdownId', "c"."breakdown_id", 'categories', "combination"."categories", 'value', trim_scale("c"."value")::text, 'numerator', trim_scale("c"."numerator")::text,
  'denominator', trim_scale("c"."denominator")::text, 'base', "c"."base", 'standardError', trim_scale("c"."standard_error")::text, 'status', "c"."status"`;

/** The verified reports of a version and period, which are held as they are until the transaction ends, and its current release. */
export async function releaseSource(
  unit: UnitOfWork,
  set: { indicatorVersionId: string; period: string; visibility: Visibility },
): Promise<ReleaseSource> {
  const reported = await verifiedReports(unit, set);
  const digests = new Map(reported.map((row) => [rowKey(row), row.digest]));
  const current = await currentRelease(unit, { ...set, digests });
  const cells = [...reported, ...(current?.rows ?? []), { cells: current?.together ?? [] }].flatMap((row) => row.cells);
  const breakdowns = new Map((cells as LoadedCell[]).map((cell) => [breakdownKey(cell.categories), cell.breakdownId]));
  return { reported, current, breakdowns };
}

async function verifiedReports(
  unit: UnitOfWork,
  set: { indicatorVersionId: string; period: string; visibility: Visibility },
): Promise<ReleaseSource['reported']> {
  const { indicatorVersionId, period, visibility } = set;
  await unit.rows(
    sql`select "r"."id" from "indicator_report" as "r"
      where "r"."indicator_version_id" = ${indicatorVersionId}::uuid and "r"."period" = ${period} and "r"."status" = 'VERIFIED'
      order by "r"."id" for share of "r"`,
  );
  const rows = await unit.rows<LoadedRow & { reportId: string; openTo: Visibility | null }>(
    sql`with ${combinations(indicatorVersionId)}
      select "r"."id" as "reportId", "r"."organization_id" as "organizationId", "r"."place_key" as "placeKey", "r"."place" as "placeCode", "o"."visibility" as "openTo",
        coalesce(jsonb_agg(jsonb_build_object(${figure}) order by "c"."breakdown_id") filter (where "c"."breakdown_id" is not null), '[]'::jsonb) as "cells"
      from "indicator_report" as "r"
      left join "organization" as "o" on "o"."id" = "r"."organization_id"
      left join ("cell" as "c" join "combination" on "combination"."id" = "c"."breakdown_id") on "c"."report_id" = "r"."id"
      where "r"."indicator_version_id" = ${indicatorVersionId}::uuid and "r"."period" = ${period} and "r"."status" = 'VERIFIED'
      group by "r"."id", "o"."id" order by "r"."id"`,
  );
  return rows.map(({ reportId, organizationId, placeKey, placeCode, openTo, cells }) => {
    const open = openTo === null || visibilities.indexOf(openTo) <= visibilities.indexOf(visibility);
    return { reportId, organizationId, place: placeOf(placeKey), placeCode, cells, open, digest: digestOf(cells) };
  });
}

async function currentRelease(
  unit: UnitOfWork,
  set: { indicatorVersionId: string; period: string; digests: ReadonlyMap<string, string> },
): Promise<ReleaseSource['current']> {
  const { indicatorVersionId, period, digests } = set;
  const [release] = await unit.rows<{ id: string }>(
    sql`select "id" from "release" where "indicator_version_id" = ${indicatorVersionId}::uuid and "period" = ${period} and "replaced_at" is null`,
  );
  if (!release) return null;
  const rows = await unit.rows<LoadedRow>(
    sql`with ${combinations(indicatorVersionId)}
      select "c"."scope", "c"."organization_id" as "organizationId", coalesce("c"."place" ->> 'code', '') as "placeKey", (array_agg("c"."place"))[1] as "placeCode", "w"."report_id" as "reportId", "w"."digest", coalesce("w"."summed", "c"."place" is null) as "summed",
        jsonb_agg(jsonb_build_object(${figure}, 'suppressed', "c"."suppressed") order by "c"."ordinal") as "cells"
      from "released_cell" as "c" join "combination" on "combination"."id" = "c"."breakdown_id"
      left join "released_row" as "w" on "w"."release_id" = "c"."release_id" and "w"."reporter_id" = coalesce("c"."organization_id", "c"."ecosystem_id")
        and "w"."place_key" = coalesce("c"."place" ->> 'code', '') and "c"."scope" <> 'TOGETHER'
      where "c"."release_id" = ${release.id}::uuid
      group by "c"."scope", "c"."organization_id", coalesce("c"."place" ->> 'code', ''), "w"."report_id", "w"."digest", coalesce("w"."summed", "c"."place" is null)
      order by min("c"."ordinal")`,
  );
  const isTogether = ({ scope }: LoadedRow) => scope === 'TOGETHER';
  return {
    id: release.id,
    together: rows.filter(isTogether).flatMap(({ cells }) => cells),
    rows: rows
      .filter((row) => !isTogether(row))
      .map(({ organizationId, placeKey, placeCode, cells, reportId, digest, summed }) => {
        const reporting: Reporting = { organizationId, place: placeOf(placeKey) };
        const same = digest !== null && digest === digests.get(rowKey(reporting));
        return { ...reporting, placeCode, cells, same, summed, reportId, digest: digest ?? digestOf(cells) };
      }),
  };
}

function combinations(indicatorVersionId: string) {
  return sql`"combination" as materialized (
    select "b"."id", ${categoryCodesOf('b')} as "categories" from "breakdown" as "b" where "b"."indicator_version_id" = ${indicatorVersionId}::uuid
  )`;
}

function placeOf(key: string): string | null {
  return key === '' ? null : key;
}

/** Equal where a report says the same; of what it says nothing can be read from it without trying. */
function digestOf(cells: readonly FigureCell[]): string {
  const texts = cells.map(({ categories, value, numerator, denominator, base, standardError, status }) =>
    JSON.stringify([
      categories.map(({ dimension, category }) => [dimension, category]).sort(),
      value,
      numerator,
      denominator,
      base,
      standardError,
      status,
    ]),
  );
  return createHash('sha256').update(texts.sort().join('\n')).digest('hex');
}
