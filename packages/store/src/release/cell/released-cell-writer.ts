import type { Code } from '@collective-impact/sdk';
import { breakdownKey } from '@collective-impact/sdk/indicator';
import {
  type CellScope,
  type DecidedCell,
  publishedFigures,
  type ReleaseDecision,
  rowKey,
} from '@collective-impact/sdk/release';
import { sql } from 'kysely';
import type { LockedVersion } from '../../indicator/index.ts';
import { type ArrayColumn, columnArray } from '../../shared/rows/column-array.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import type { ReleaseSource } from '../release-source.ts';

/**
 * Stores the rows and cells of a release. `ordinal` is the order in which cells are listed: the ecosystem's own figures, the
 * aggregates, then each organization by name. Within each, totals come before cells with one dimension, then two. The
 * order does not depend on figures.
 */
export async function writeDecision(
  unit: UnitOfWork,
  release: { releaseId: string; version: LockedVersion; decision: ReleaseDecision; source: ReleaseSource },
): Promise<void> {
  const { releaseId, version, decision, source } = release;
  const sources = new Map([...(source.current?.rows ?? []), ...source.reported].map((row) => [rowKey(row), row]));
  const released = new Map(source.current?.rows.map((row) => [rowKey(row), row]));
  const outside = new Set(decision.outsideTotals.map(rowKey));
  const rows = decision.rows.map((row) => {
    const { organizationId, place, origin, summed, cells } = row;
    const reported = (origin === 'KEPT' ? released : sources).get(rowKey(row));
    if (!reported) throw new Error('A row of the release has neither a report nor a row in the previous release.');
    return {
      organizationId,
      placeKey: place ?? '',
      place: reported.placeCode,
      reportId: reported.reportId,
      digest: reported.digest,
      summed,
      outsideTotals: outside.has(rowKey(row)),
      cells,
    };
  });
  await unit.rows(
    sql`insert into "released_row" ("release_id", "reporter_id", "place_key", "ecosystem_id", "report_id", "digest", "summed", "outside_totals")
      select ${releaseId}::uuid, coalesce("r"."organizationId", ${version.ecosystemId}::uuid), "r"."placeKey", ${version.ecosystemId}::uuid,
        "r"."reportId", "r"."digest", "r"."summed", "r"."outsideTotals"
      from jsonb_to_recordset(${JSON.stringify(rows.map(({ cells: _cells, ...row }) => row))}::jsonb) as "r"("organizationId" uuid,
        "placeKey" text, "reportId" uuid, "digest" text, "summed" boolean, "outsideTotals" boolean)`,
  );
  const cells: StoredCell[] = [
    ...rows.flatMap(({ organizationId, place, cells: rowCells }) => {
      const scope: CellScope = organizationId === null ? 'ECOSYSTEM' : 'ORGANIZATION';
      return rowCells.map((cell) => ({ ...storedFields(cell, source), scope, organizationId, place }));
    }),
    ...decision.aggregate.map((cell) => ({
      ...storedFields(cell, source),
      scope: 'AGGREGATE' as const,
      organizationId: null,
      place: null,
    })),
  ];
  const columns = releasedColumns.map((column) => columnArray(cells, column));
  await unit.rows(
    sql`insert into "released_cell" ("release_id", "ordinal", "ecosystem_id", "breakdown_id", "value", "numerator", "denominator",
        "base", "standard_error", "lower_bound", "upper_bound", "status", "organization_id", "place", "scope", "suppressed", "reason")
      select ${releaseId}::uuid, row_number() over (
          order by array_position(array['ECOSYSTEM', 'AGGREGATE', 'ORGANIZATION'], "c"."scope"), "o"."name", "c"."organizationId",
            "c"."place" ->> 'code' nulls first, "c"."place" ->> 'scheme', "c"."position"
        ), ${version.ecosystemId}::uuid, "c"."breakdownId", "c"."value", "c"."numerator", "c"."denominator", "c"."base", "c"."standardError",
        "c"."lowerBound", "c"."upperBound", "c"."status", "c"."organizationId", "c"."place", "c"."scope", "c"."reason" is not null, "c"."reason"
      from unnest(${sql.join(columns)}) as "c"(${sql.join(releasedColumns.map(({ name }) => sql.ref(name)))})
      left join "organization" as "o" on "o"."id" = "c"."organizationId"`,
  );
}

interface StoredCell extends ReturnType<typeof storedFields> {
  scope: CellScope;
  organizationId: string | null;
  place: Code | null;
}

/** The columns of stored cells. One array for each column writes many cells with few parameters. */
const releasedColumns: ArrayColumn<StoredCell>[] = [
  { name: 'breakdownId', type: 'int' },
  { name: 'position', type: 'int' },
  { name: 'value', type: 'numeric' },
  { name: 'numerator', type: 'numeric' },
  { name: 'denominator', type: 'numeric' },
  { name: 'base', type: 'int' },
  { name: 'standardError', type: 'numeric' },
  { name: 'lowerBound', type: 'numeric' },
  { name: 'upperBound', type: 'numeric' },
  { name: 'status', type: 'text' },
  { name: 'scope', type: 'text' },
  { name: 'organizationId', type: 'uuid' },
  { name: 'place', type: 'jsonb', free: true },
  { name: 'reason', type: 'text' },
];

/** Returns the stored fields of a cell. A suppressed cell has no numbers, except for a denominator that is shown. */
function storedFields(cell: DecidedCell, { breakdowns }: ReleaseSource) {
  const { categories, status, reason } = cell;
  const breakdown = breakdowns.get(breakdownKey(categories));
  if (breakdown === undefined) throw new Error('A cell of the release has a breakdown that no reported cell has.');
  return { breakdownId: breakdown.id, position: breakdown.position, status, reason, ...publishedFigures(cell) };
}
