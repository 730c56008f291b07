import { SourceError, type SourceLocation } from '@collective-impact/sdk';
import type { CellVersion, FigureCell } from '@collective-impact/sdk/indicator';
import { judgeCells } from '@collective-impact/sdk/reporting';
import { sql } from 'kysely';
import { categoryCodesOf, loadDimensions } from '../indicator/index.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { type ReportRange, suspectedReports } from './suspected-reports.ts';
import type { ImportTables } from './tables.ts';

interface WrittenReport {
  number: number;
  indicator: string;
  period: string;
  organization: string | null;
  /** Number of existing cells that the source does not have. */
  kept: number;
  cells: WrittenCell[];
}

/** An array needs less memory than an object. */
type WrittenCell = [
  breakdown: number,
  value: string | null,
  numerator: string | null,
  denominator: string | null,
  status: FigureCell['status'],
  lowerBound: string | null,
  upperBound: string | null,
];

/**
 * Checks the written reports, including their earlier cells: the categories of an exclusive dimension must add up to the
 * total. The readers of sources already checked each cell. Requires {@link findSplits}.
 *
 * @throws SourceError with the row, the period and the remedy.
 */
export async function judgeWritten(unit: UnitOfWork, options: { batch: ReportRange; importId: string }): Promise<void> {
  const { batch, importId } = options;
  const suspected = await suspectedReports(unit, batch);
  for (const [indicatorVersionId, reports] of Map.groupBy(suspected, (each) => each.indicatorVersionId)) {
    const version = await loadVersion(unit, indicatorVersionId);
    const dimensions = await loadDimensions(unit, indicatorVersionId);
    const categories = await categoriesOf(unit, indicatorVersionId);
    for (const report of await writtenReports(unit, { numbers: reports.map(({ number }) => number) })) {
      const cells = report.cells.map((cell) => figureCell(cell, categories));
      const issue = judgeCells({ cells, version, dimensions }).find(({ code }) => code === 'NOT_ADDITIVE');
      if (!issue) continue;
      const [breakdownId = null] = report.cells[Number(issue.path[1])] ?? [];
      const place = await placeOf(unit, { importId, number: report.number, breakdownId });
      throw refusal(report, { place, message: issue.message });
    }
  }
}

type Categories = ReadonlyMap<number, FigureCell['categories']>;

function figureCell(cell: WrittenCell, categories: Categories): FigureCell {
  const [breakdown, value, numerator, denominator, status, lowerBound, upperBound] = cell;
  const bounds = { lowerBound, upperBound };
  return { categories: categories.get(breakdown) ?? [], value, numerator, denominator, base: null, status, ...bounds };
}

async function categoriesOf(unit: UnitOfWork, indicatorVersionId: string): Promise<Categories> {
  const breakdowns = unit.tables<ImportTables>().selectFrom('breakdown as b');
  const rows = await unit.rows(
    breakdowns
      .select(['b.id', categoryCodesOf('b').as('categories')])
      .where('b.indicator_version_id', '=', indicatorVersionId),
  );
  return new Map(rows.map(({ id, categories }) => [id, categories]));
}

async function loadVersion(unit: UnitOfWork, id: string): Promise<CellVersion> {
  const [version] = await unit.rows(
    unit
      .tables<ImportTables>()
      .selectFrom('indicator_version')
      .select(['kind', 'counting_unit as countingUnit', 'multiplier'])
      .select('denominator_over_categories as denominatorOverCategories')
      .where('id', '=', id),
  );
  if (!version) throw new Error(`The indicator version ${id} of imported reports does not exist.`);
  return version;
}

async function writtenReports(unit: UnitOfWork, { numbers }: { numbers: number[] }): Promise<WrittenReport[]> {
  return unit.rows<WrittenReport>(sql`
    select "i"."number", "n"."code" as "indicator", "i"."period", "o"."name" as "organization",
      jsonb_array_length("w"."cells") - "i"."cells" as "kept", "w"."cells"
    from "imported_report" as "i" cross join lateral (
      select jsonb_agg(jsonb_build_array("c"."breakdown_id", "c"."value"::text, "c"."numerator"::text, "c"."denominator"::text, "c"."status",
          "c"."lower_bound"::text, "c"."upper_bound"::text)
        order by "c"."breakdown_id") as "cells"
      from "cell" as "c" where "c"."report_id" = "i"."report_id"
    ) as "w"
    join "indicator_version" as "v" on "v"."id" = "i"."indicator_version_id" join "indicator" as "n" on "n"."id" = "v"."indicator_id"
    left join "organization" as "o" on "o"."id" = "i"."organization_id"
    where "i"."number" = any(${numbers}::int[]) order by "i"."number"`);
}

/** The place of a cell in the source. For an earlier cell, the place of the first row of its report. */
async function placeOf(
  unit: UnitOfWork,
  cell: { importId: string; number: number; breakdownId: number | null },
): Promise<SourceLocation> {
  const { importId, number, breakdownId } = cell;
  const [row] = await unit.rows(
    unit
      .tables<ImportTables>()
      .selectFrom('imported_cell as o')
      .innerJoin('staged_observation as s', (join) =>
        join.on('s.import_id', '=', importId).onRef('s.ordinal', '=', 'o.ordinal'),
      )
      .select('s.place')
      .where('o.number', '=', number)
      .orderBy(({ eb }) => eb('o.breakdown_id', 'is distinct from', breakdownId))
      .orderBy('o.ordinal')
      .limit(1),
  );
  if (!row) throw new Error(`The report ${number} of the import has no row.`);
  return JSON.parse(row.place) as SourceLocation;
}

function refusal(report: WrittenReport, judged: { place: SourceLocation; message: string }): SourceError {
  const { indicator, period, organization, kept } = report;
  const reporter = organization === null ? '' : ` of ${organization}`;
  const cells = kept === 1 ? 'one existing cell that is' : `${kept} existing cells that are`;
  const keptCells = kept === 0 ? '' : ` The report includes ${cells} not in the file.`;
  return new SourceError({
    place: judged.place,
    message: `The figures for ${indicator} ${period}${reporter} do not add up. ${judged.message}${keptCells}`,
    remedy:
      kept === 0
        ? `Correct the figures for ${period}, or set \`exclusive\` or \`exhaustive\` of the dimension to false.`
        : `Add the other rows for ${period} to the file, or add --replace to remove the cells that are not in the file.`,
  });
}
