import { submissionKey } from '@collective-impact/sdk/reporting';
import { sql } from 'kysely';
import { categoryIdsOf, ensureBreakdowns, loadDimensions } from '../indicator/index.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { visibleTo } from '../shared/visibility.ts';
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
    .map(({ id, values, placed, version, reporterId, placeKey }) => ({
      ...values,
      ...placed,
      cells: undefined,
      id,
      ecosystemId: version.ecosystemId,
      reporterId,
      placeKey,
    }));
  const created = await unit.rows<{ id: string }>(
    sql`insert into "indicator_report" ("id", "ecosystem_id", "visibility", "source_uri", "indicator_version_id", "organization_id", "place",
        "reporter_id", "place_key", "period", "period_start", "period_end", "status", "method_note", "source", "narrative")
      select "r"."id", "r"."ecosystemId", 'RESTRICTED', "r"."sourceUri", "r"."indicatorVersionId", "r"."organizationId", "r"."place",
        "r"."reporterId", "r"."placeKey", "r"."period", "r"."periodStart", "r"."periodEnd", 'SUBMITTED', "r"."methodNote", "r"."source", "r"."narrative"
      from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as ("id" uuid, "ecosystemId" uuid, "sourceUri" text,
        "indicatorVersionId" uuid, "organizationId" uuid, "place" jsonb, "reporterId" uuid, "placeKey" text, "period" text, "periodStart" date,
        "periodEnd" date, "methodNote" text, "source" text, "narrative" text)) with ordinality as "r" order by "r"."ordinality"
      on conflict ("indicator_version_id", "period", "reporter_id", "place_key") do nothing returning "id"`,
  );
  return new Set(created.map(({ id }) => id));
}

/** Updates existing reports. Fields that are omitted keep their values. */
async function changeReports(unit: UnitOfWork, submissions: readonly Submission[]): Promise<void> {
  const rows = submissions.map(({ id, values }) => ({ ...values, cells: undefined, id }));
  if (rows.length === 0) return;
  await unit.rows(
    sql`update "indicator_report" as "t" set "status" = 'SUBMITTED', "method_note" = coalesce("r"."methodNote", "t"."method_note"),
        "source" = coalesce("r"."source", "t"."source"), "narrative" = coalesce("r"."narrative", "t"."narrative"),
        "source_uri" = coalesce("r"."sourceUri", "t"."source_uri")
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as "r"("id" uuid, "methodNote" text, "source" text, "narrative" text, "sourceUri" text)
      where "t"."id" = "r"."id"`,
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
    const rows = cells.map(({ categories: _categories, ...cell }, at) => ({ ...cell, breakdownId: breakdowns[at] }));
    await unit.rows(
      sql`insert into "cell" ("report_id", "breakdown_id", "ecosystem_id", "value", "numerator", "denominator", "base", "standard_error",
        "lower_bound", "upper_bound", "status")
        select "r"."reportId", "r"."breakdownId", "r"."ecosystemId", "r"."value", "r"."numerator", "r"."denominator", "r"."base",
          "r"."standardError", "r"."lowerBound", "r"."upperBound", "r"."status"
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as "r"("reportId" uuid, "breakdownId" int, "ecosystemId" uuid, "value" numeric,
          "numerator" numeric, "denominator" numeric, "base" int, "standardError" numeric, "lowerBound" numeric,
          "upperBound" numeric, "status" text)
        order by "r"."reportId", "r"."breakdownId"`,
    );
  }
}
