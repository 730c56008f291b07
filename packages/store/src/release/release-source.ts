import { type Code, type Visibility, visibilities } from '@collective-impact/sdk';
import { breakdownKey, type FigureCell } from '@collective-impact/sdk/indicator';
import { type ReleasedRow, type ReportedRow, rowKey } from '@collective-impact/sdk/release';
import { sql } from 'kysely';
import { placeKey } from '../shared/place-key.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { digestOf } from './release-digest.ts';
import type { ReleaseVersion } from './release-version.ts';
import type { Combination } from './version-combinations.ts';

/** The stored fields of a row, without its cells. */
interface RowSource {
  /** The report of the row. Null if the release was made before reports were stored with it. */
  reportId: string | null;
  digest: string;
  placeCode: Code | null;
}

/** The breakdown of a cell, and its position among those of its version. */
interface CellBreakdown {
  id: number;
  position: number;
}

/** The reports of a version and period, and its current release. */
export interface ReleaseSource {
  reported: (ReportedRow & RowSource)[];
  current: {
    id: string;
    releasedOn: string;
    rows: (ReleasedRow & RowSource)[];
    aggregate: (FigureCell & { suppressed: boolean })[];
  } | null;
  /** The breakdowns of all these cells, by their categories (`breakdownKey`). */
  breakdowns: Map<string, CellBreakdown>;
}

interface SourceOf {
  version: ReleaseVersion;
  period: string;
  visibility: Visibility;
}

/** The numbers of a cell as texts, so that none is rounded on its way; as an array, because there are so many. */
type LoadedFigure = [
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

const figure = sql`"c"."breakdown_id", trim_scale("c"."value")::text, trim_scale("c"."numerator")::text,
  trim_scale("c"."denominator")::text, "c"."base", trim_scale("c"."standard_error")::text,
  trim_scale("c"."lower_bound")::text, trim_scale("c"."upper_bound")::text, "c"."status"`;

type LoadedReport = Omit<ReportedRow & RowSource, 'cells' | 'open' | 'place' | 'digest'> & {
  placeKey: string;
  openTo: Visibility | null;
  cells: LoadedFigure[];
};

/** A released cell with its reporter. */
type LoadedReleasedCell = [
  ...LoadedFigure,
  suppressed: boolean,
  scope: string,
  organizationId: string | null,
  place: Code | null,
];

interface LoadedRelease {
  id: string;
  releasedOn: string;
  cells: LoadedReleasedCell[];
  rows: { reporterId: string; placeKey: string; reportId: string | null; digest: string; summed: boolean }[];
}

/**
 * The verified reports of a version and period, locked until the transaction ends, and its current release: with the figures that it
 * has shown, also if it is withdrawn.
 */
export async function releaseSource(unit: UnitOfWork, set: SourceOf): Promise<ReleaseSource> {
  const reports = await verifiedReports(unit, set);
  const release = await currentRelease(unit, set);
  const figures = [...reports.flatMap(({ cells }) => cells), ...(release?.cells ?? [])];
  const used = new Set(figures.map(([breakdownId]) => breakdownId));
  const combinations = await set.version.combinationsOf(used);
  const reported = reports.map((report) => reportedRow(report, { combinations, visibility: set.visibility }));
  const digests = new Map(reported.map((row) => [rowKey(row), row.digest]));
  return {
    reported,
    current: release ? releasedRows(release, { combinations, digests, ownId: set.version.locked.ecosystemId }) : null,
    breakdowns: new Map(
      [...used].map((id) => {
        const { categories, position } = combinationOf(id, combinations);
        return [breakdownKey(categories), { id, position }];
      }),
    ),
  };
}

async function verifiedReports(unit: UnitOfWork, { version, period }: SourceOf): Promise<LoadedReport[]> {
  const ofSet = sql`"r"."indicator_version_id" = ${version.locked.id}::uuid and "r"."period" = ${period} and "r"."status" = 'VERIFIED'`;
  await unit.rows(
    sql`select count(*) from (select from "indicator_report" as "r" where ${ofSet} order by "r"."id" for share of "r") as "held"`,
  );
  return unit.rows<LoadedReport>(
    sql`select "r"."id" as "reportId", "r"."organization_id" as "organizationId", "r"."place_key" as "placeKey", "r"."place" as "placeCode", "o"."visibility" as "openTo",
        coalesce((select json_agg(json_build_array(${figure}) order by "c"."breakdown_id") from "cell" as "c" where "c"."report_id" = "r"."id"), '[]'::json) as "cells"
      from "indicator_report" as "r" left join "organization" as "o" on "o"."id" = "r"."organization_id"
      where ${ofSet} order by "r"."id"`,
  );
}

async function currentRelease(unit: UnitOfWork, { version, period }: SourceOf): Promise<LoadedRelease | undefined> {
  const [release] = await unit.rows<LoadedRelease>(
    sql`select "r"."id", "r"."released_on" as "releasedOn",
        coalesce((select json_agg(json_build_array(${figure}, "c"."suppressed", "c"."scope", "c"."organization_id", "c"."place") order by "c"."ordinal")
          from "released_cell_with_voided" as "c" where "c"."release_id" = "r"."id"), '[]'::json) as "cells",
        coalesce((select json_agg(json_build_object('reporterId', "w"."reporter_id", 'placeKey', "w"."place_key", 'reportId', "w"."report_id", 'digest', "w"."digest", 'summed', "w"."summed"))
          from "released_row_with_voided" as "w" where "w"."release_id" = "r"."id"), '[]'::json) as "rows"
      from "release" as "r" where "r"."indicator_version_id" = ${version.locked.id}::uuid and "r"."period" = ${period} and "r"."replaced_at" is null`,
  );
  return release;
}

type Combinations = ReadonlyMap<number, Combination>;

function combinationOf(id: number, combinations: Combinations): Combination {
  const combination = combinations.get(id);
  if (!combination) throw new Error(`The breakdown ${id} belongs to another version than the figure.`);
  return combination;
}

function figureCell(loaded: LoadedFigure | LoadedReleasedCell, combinations: Combinations): FigureCell {
  const [breakdownId, value, numerator, denominator, base, standardError, lowerBound, upperBound, status] = loaded;
  const { categories } = combinationOf(breakdownId, combinations);
  return { categories, value, numerator, denominator, base, standardError, lowerBound, upperBound, status };
}

function reportedRow(
  { reportId, organizationId, placeKey: key, placeCode, openTo, cells: loaded }: LoadedReport,
  { combinations, visibility }: { combinations: Combinations; visibility: Visibility },
): ReleaseSource['reported'][number] {
  const open = openTo === null || visibilities.indexOf(openTo) <= visibilities.indexOf(visibility);
  const cells = loaded.map((cell) => figureCell(cell, combinations));
  return { reportId, organizationId, place: placeOrNull(key), placeCode, cells, open, digest: digestOf(cells) };
}

/** `digests` are hashes of the current reports. `ownId` is the reporter of the ecosystem's own figures. */
function releasedRows(
  { id, releasedOn, cells, rows: kept }: LoadedRelease,
  by: { combinations: Combinations; digests: ReadonlyMap<string, string>; ownId: string },
): NonNullable<ReleaseSource['current']> {
  const keptOf = new Map(kept.map((row) => [JSON.stringify([row.reporterId, row.placeKey]), row]));
  const shown = cells.map((cell) => {
    const [suppressed, scope, organizationId, placeCode] = cell.slice(9) as [
      boolean,
      string,
      string | null,
      Code | null,
    ];
    const place = placeOrNull(placeKey(placeCode));
    return { cell: { ...figureCell(cell, by.combinations), suppressed }, scope, organizationId, place, placeCode };
  });
  const own = shown.filter(({ scope }) => scope !== 'AGGREGATE');
  const rows = [...Map.groupBy(own, rowKey).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { organizationId, place, placeCode } = first;
    const row = keptOf.get(JSON.stringify([organizationId ?? by.ownId, place ?? '']));
    const own = group.map(({ cell }) => cell);
    const same = row !== undefined && row.digest === by.digests.get(rowKey(first));
    const { reportId = null, digest = digestOf(own), summed = placeCode === null } = row ?? {};
    return [{ organizationId, place, placeCode, cells: own, same, summed, reportId, digest }];
  });
  return {
    id,
    releasedOn,
    rows,
    aggregate: shown.filter(({ scope }) => scope === 'AGGREGATE').map(({ cell }) => cell),
  };
}

function placeOrNull(key: string): string | null {
  return key === '' ? null : key;
}
