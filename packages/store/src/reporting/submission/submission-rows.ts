import { indicatorReport, submissionKey } from '@collective-impact/sdk/reporting';
import { sql } from 'kysely';
import { categoryIdsOf, ensureBreakdowns, loadDimensions } from '../../indicator/index.ts';
import { columnName } from '../../shared/column-name.ts';
import { columnList, populatedRows } from '../../shared/rows/populated-rows.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { visibleTo } from '../../shared/visibility.ts';
import { insertCells } from '../report/cell-rows.ts';
import { IndicatorReportEntity } from '../report/indicator-report.entity.ts';
import { changeableProperties, createdProperties } from '../report/report-columns.ts';
import type { PresentReport, Submission } from './submission.ts';

/** The existing reports, also voided ones, by {@link submissionKey}, locked until the transaction ends. Executes one statement. */
export async function presentReports(
  unit: UnitOfWork,
  submissions: readonly Submission[],
): Promise<ReadonlyMap<string, PresentReport>> {
  const places = submissions.map(({ place }) => place);
  const rows = await unit.rows<PresentReport & Submission['place']>(
    sql`select "t"."id", "t"."is_voided" as "isVoided", "t"."status", "t"."narrative", (select count(*) from "cell" as "c" where "c"."report_id" = "t"."id") as "cells",
        "t"."indicator_version_id" as "indicatorVersionId", "t"."reporter_id" as "reporterId", "t"."place_key" as "placeKey", "t"."period"
      from jsonb_to_recordset(${JSON.stringify(places)}::jsonb)
        as "k"("indicatorVersionId" uuid, "reporterId" uuid, "placeKey" text, "period" text)
      join "indicator_report_with_voided" as "t" on "t"."indicator_version_id" = "k"."indicatorVersionId" and "t"."period" = "k"."period"
        and "t"."reporter_id" = "k"."reporterId" and "t"."place_key" = "k"."placeKey"
      where ${visibleTo(unit.viewer, { table: 'indicator_report' })} order by "t"."id" for no key update of "t"`,
  );
  return new Map(rows.map((row) => [submissionKey(row), row]));
}

/**
 * Submits reports: creates the new ones, updates the existing ones, and writes their cells. Returns the reports that another
 * transaction created in the meantime, of which nothing is written.
 */
export async function writeSubmissions(unit: UnitOfWork, submissions: readonly Submission[]): Promise<Submission[]> {
  if (submissions.length === 0) return [];
  const created = await createReports(
    unit,
    submissions.filter(({ present }) => !present),
  );
  await changeReports(
    unit,
    submissions.filter(({ present }) => present),
  );
  const lost = submissions.filter(({ present, id }) => !present && !created.has(id));
  const written = submissions.filter((submission) => !lost.includes(submission));
  await writeCellsOf(
    unit,
    written.filter(({ cells }) => cells.length > 0),
  );
  return lost;
}

/** Creates reports in a fixed order, so that concurrent calls cannot deadlock. */
async function createReports(unit: UnitOfWork, submissions: readonly Submission[]): Promise<ReadonlySet<string>> {
  const rows = submissions
    .toSorted((a, b) => (submissionKey(a.place) < submissionKey(b.place) ? -1 : 1))
    .map(({ id, values, placed, version, reporterId, placeKey }) => {
      const { ecosystemId } = version;
      return { ...values, ...placed, id, ecosystemId, reporterId, placeKey, status: 'SUBMITTED' };
    });
  const properties = createdProperties(IndicatorReportEntity);
  const created = await unit.rows<{ id: string }>(
    sql`insert into "indicator_report" (${columnList(properties)}) select ${columnList(properties, 'r')}
      from rows from (${populatedRows('indicator_report', { rows, properties })}) with ordinality as "r" order by "r"."ordinality"
      on conflict ("indicator_version_id", "period", "reporter_id", "place_key") do nothing returning "id"`,
  );
  return new Set(created.map(({ id }) => id));
}

/** Updates existing reports. Fields that are omitted keep their values. */
async function changeReports(unit: UnitOfWork, submissions: readonly Submission[]): Promise<void> {
  const rows = submissions.map(({ id, values }) => ({ ...values, id }));
  if (rows.length === 0) return;
  const changeable = changeableProperties(indicatorReport, IndicatorReportEntity);
  const changes = changeable.map((name) => {
    const column = columnName(name);
    return sql`${sql.ref(column)} = coalesce(${sql.ref(`r.${column}`)}, ${sql.ref(`t.${column}`)})`;
  });
  await unit.rows(
    sql`update "indicator_report" as "t" set "status" = 'SUBMITTED', ${sql.join(changes)}
      from ${populatedRows('indicator_report', { rows, properties: ['id', ...changeable] })} as "r" where "t"."id" = "r"."id"`,
  );
}

/** Replaces the cells of reports, version by version. */
async function writeCellsOf(unit: UnitOfWork, submissions: readonly Submission[]): Promise<void> {
  const changed = submissions.flatMap(({ present }) => present?.id ?? []);
  if (changed.length > 0) await unit.rows(sql`delete from "cell" where "report_id" = any(${changed}::uuid[])`);
  const byVersion = [...Map.groupBy(submissions, ({ version }) => version.id)];
  for (const [indicatorVersionId, ofVersion] of byVersion.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const dimensions = await loadDimensions(unit, indicatorVersionId);
    const cells = ofVersion.flatMap(({ id, version: { ecosystemId }, cells: own }) =>
      own.map((cell) => ({ ...cell, reportId: id, ecosystemId })),
    );
    const combinations = cells.map(({ categories }) => categoryIdsOf(categories, dimensions));
    const ecosystemId = cells[0]?.ecosystemId ?? '';
    const breakdowns = await ensureBreakdowns(unit, { indicatorVersionId, ecosystemId, combinations });
    await insertCells(
      unit,
      cells.map(({ categories: _categories, ...cell }, at) => ({ ...cell, breakdownId: breakdowns[at] })),
    );
  }
}
