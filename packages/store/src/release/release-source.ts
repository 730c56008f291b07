import { type Code, type Visibility, visibilities } from '@collective-impact/sdk';
import { breakdownKey, type FigureCell } from '@collective-impact/sdk/indicator';
import {
  type EarlierTotals,
  type ReleasedRow,
  type ReportedRow,
  type Reporting,
  rowKey,
} from '@collective-impact/sdk/release';
import { sql } from 'kysely';
import type { WithVoided } from '../shared/database/schema/current-records.ts';
import { placeKey } from '../shared/place-key.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Combination } from './cell/version-combinations.ts';
import { type LoadedTotals, loadEarlierTotals } from './earlier-totals.ts';
import type { ReleaseTables } from './entities.ts';
import {
  figure,
  type LoadedFigure,
  type LoadedRelease,
  type LoadedReleasedCell,
  loadRelease,
  orEmpty,
} from './loaded-release.ts';
import { digestOf } from './release-digest.ts';
import type { ReleaseVersion } from './release-version.ts';

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

/** The reports of a version and period, and its current release, with what only earlier releases contain. */
export interface ReleaseSource {
  reported: (ReportedRow & RowSource)[];
  /** The rows of the current release whose reports were voided since. */
  voided: Reporting[];
  current: {
    id: string;
    releasedOn: string;
    rows: (ReleasedRow & RowSource)[];
    aggregate: ReleasedRow['cells'][number][];
    earlierTotals: EarlierTotals[];
  } | null;
  /** The breakdowns of all these cells, by their categories (`breakdownKey`). */
  breakdowns: Map<string, CellBreakdown>;
}

interface SourceOf {
  version: ReleaseVersion;
  period: string;
  visibility: Visibility;
}

type LoadedReport = Omit<ReportedRow & RowSource, 'cells' | 'open' | 'place' | 'digest'> & {
  placeKey: string;
  openTo: Visibility | null;
  cells: LoadedFigure[];
};

/**
 * The verified reports of a version and period, locked until the transaction ends, and its current release: with the figures that it
 * has shown, also if it is withdrawn.
 */
export async function releaseSource(unit: UnitOfWork, set: SourceOf): Promise<ReleaseSource> {
  const reports = await verifiedReports(unit, set);
  const release = await loadRelease(unit, { versionId: set.version.locked.id, period: set.period });
  const voided = release ? await voidedRows(unit, { ...set, releaseId: release.id }) : [];
  const totals = release ? await loadEarlierTotals(unit, { releaseId: release.id, visibility: set.visibility }) : [];
  const figures = [...reports.map(({ cells }) => cells), ...totals.map(({ cells }) => cells), release?.cells ?? []];
  const used = new Set(figures.flatMap((cells) => cells.map(([breakdownId]) => breakdownId)));
  const combinations = await set.version.combinationsOf(used);
  const reported = reports.map((report) => reportedRow(report, { combinations, visibility: set.visibility }));
  const digests = new Map(reported.map((row) => [rowKey(row), row.digest]));
  return {
    reported,
    voided,
    current: release
      ? {
          ...releasedRows(release, { combinations, digests, ownId: set.version.locked.ecosystemId }),
          earlierTotals: totals.map((each) => earlierTotals(each, combinations)),
        }
      : null,
    breakdowns: new Map(
      [...used].map((id) => {
        const { categories, position } = combinationOf(id, combinations);
        return [breakdownKey(categories), { id, position }];
      }),
    ),
  };
}

async function verifiedReports(unit: UnitOfWork, { version, period }: SourceOf): Promise<LoadedReport[]> {
  const reports = unit
    .tables<ReleaseTables>()
    .selectFrom('indicator_report as r')
    .where('r.indicator_version_id', '=', version.locked.id)
    .where('r.period', '=', period)
    .where('r.status', '=', sql.lit('VERIFIED'))
    .orderBy('r.id');
  const held = unit.tables<ReleaseTables>().selectFrom(reports.select('r.id').forShare('r').as('held'));
  await unit.rows(held.select(({ fn }) => fn.countAll().as('count')));
  return unit.rows(
    reports
      .leftJoin('organization as o', 'o.id', 'r.organization_id')
      .select(['r.id as reportId', 'r.organization_id as organizationId', 'r.place_key as placeKey'])
      .select(['r.place as placeCode', 'o.visibility as openTo'])
      .select(({ selectFrom }) => {
        const cells = selectFrom('cell as c').whereRef('c.report_id', '=', 'r.id');
        const listed = cells.select(sql`json_agg(json_build_array(${figure}) order by "c"."breakdown_id")`.as('cells'));
        return orEmpty<LoadedFigure>(listed).as('cells');
      }),
  );
}

/**
 * The rows of the current release whose reports were voided since, locked until the transaction ends. A new report cannot take the
 * place of a voided one, which keeps its reporter, place and period.
 */
async function voidedRows(
  unit: UnitOfWork,
  { version, period, releaseId }: SourceOf & { releaseId: string },
): Promise<Reporting[]> {
  const rows = await unit.rows(
    unit
      .tables<WithVoided<ReleaseTables>>()
      .selectFrom('indicator_report_with_voided as t')
      .select(['t.organization_id as organizationId', 't.place_key as placeKey'])
      .where('t.indicator_version_id', '=', version.locked.id)
      .where('t.period', '=', period)
      .where('t.is_voided', 'is', true)
      .where(({ exists, selectFrom }) => {
        const released = selectFrom('released_row_with_voided as w').select('w.release_id');
        return exists(
          released
            .where('w.release_id', '=', releaseId)
            .whereRef('w.reporter_id', '=', 't.reporter_id')
            .whereRef('w.place_key', '=', 't.place_key'),
        );
      })
      .orderBy('t.id')
      .forShare('t'),
  );
  return rows.map(({ organizationId, placeKey }) => ({ organizationId, place: placeOrNull(placeKey) }));
}

type Combinations = ReadonlyMap<number, Combination>;

function combinationOf(id: number, combinations: Combinations): Combination {
  const combination = combinations.get(id);
  if (!combination) throw new Error(`The breakdown ${id} belongs to another version than the figure.`);
  return combination;
}

function figureCell(
  loaded: LoadedFigure | LoadedReleasedCell | LoadedTotals['cells'][number],
  combinations: Combinations,
): FigureCell {
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
): Omit<NonNullable<ReleaseSource['current']>, 'earlierTotals'> {
  const keptOf = new Map(kept.map((row) => [JSON.stringify([row.reporterId, row.placeKey]), row]));
  const shown = cells.map((cell) => {
    const [suppressed, scope, organizationId, placeCode, removed] = cell.slice(9) as [
      boolean,
      string,
      string | null,
      Code | null,
      boolean,
    ];
    const place = placeOrNull(placeKey(placeCode));
    return {
      cell: { ...figureCell(cell, by.combinations), suppressed, removed },
      scope,
      organizationId,
      place,
      placeCode,
    };
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

function earlierTotals({ rows, cells }: LoadedTotals, combinations: Combinations): EarlierTotals {
  return {
    rows: rows.map(({ organizationId, placeKey }) => ({ organizationId, place: placeOrNull(placeKey) })),
    aggregate: cells.map((cell) => {
      const [suppressed] = cell.slice(9) as [boolean];
      return { ...figureCell(cell, combinations), suppressed };
    }),
  };
}

function placeOrNull(key: string): string | null {
  return key === '' ? null : key;
}
