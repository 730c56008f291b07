import { accepted, authorOf, refused, unwrap } from '@collective-impact/sdk';
import { completeCell } from '@collective-impact/sdk/indicator';
import { judgeSubmission, reportCorrection, reportLife } from '@collective-impact/sdk/reporting';
import { type RawBuilder, sql } from 'kysely';
import { lockVersion } from '../../indicator/index.ts';
import { columnList } from '../../shared/rows/populated-rows.ts';
import { timeOrderedId } from '../../shared/time-ordered-id.ts';
import { type TransitionOf, transition } from '../../shared/transition.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { judgeReportQuality } from '../data-quality/data-quality-writer.ts';
import { writeCells } from '../report/cell-writer.ts';
import { figureProperties } from '../report/indicator-report.entity.ts';
import { indicatorReportDefinition, judgeOwnCells } from '../report/report-writer.ts';

/** Corrects a verified report. The previous figures and the reason are kept, and the report must be verified again. Releases do not change. */
export const correctIndicatorReport: TransitionOf<typeof indicatorReportDefinition, typeof reportCorrection> =
  transition(indicatorReportDefinition, {
    name: 'correctIndicatorReport',
    values: reportCorrection,
    clears: ['methodNote', 'source', 'narrative'],
    rule: async (unit, { record, values }) => {
      const corrected = reportLife.transition(record, 'correct');
      if (!corrected.ok) return corrected;
      const { id, ecosystemId, indicatorVersionId, narrative } = record;
      const { reason, cells, ...notes } = values;
      const version = await lockVersion(unit, { id: indicatorVersionId, strength: 'share' });
      const told = notes.narrative === undefined ? narrative : notes.narrative;
      const said = { kind: version.kind, cells: cells.length, narrative: told };
      const issues = [...judgeSubmission(said), ...(await judgeOwnCells(unit, { version, cells }))];
      if (issues.length > 0) return refused(...issues);
      const completed = cells.map((cell) => unwrap(completeCell(cell, version)));
      const found = await judgeReportQuality(unit, { id, cells: completed });
      if (found.length > 0) return refused(...found);
      await keepReplaced(unit, { reports: sql`${id}::uuid`, reason });
      await writeCells(unit, { reportId: id, ecosystemId, indicatorVersionId, cells: completed });
      return accepted({ ...corrected.value, ...notes });
    },
  });

/**
 * Stores a correction for each verified report, with all its current cells, before the reports are changed. The reports must
 * be locked until the transaction ends. Executes one statement.
 */
export async function keepReplaced(
  unit: UnitOfWork,
  /** The UUIDs of reports: a list, or a query of them. */
  change: { reports: RawBuilder<string>; reason: string },
): Promise<void> {
  const { reports, reason } = change;
  const correctedBy = authorOf(unit.viewer);
  const kept = ['breakdownId', 'ecosystemId', ...Object.keys(figureProperties)];
  await unit.rows(
    sql`with "kept" as (
        insert into "report_correction" ("id", "ecosystem_id", "report_id", "number", "corrected_at", "corrected_by", "reason",
          "release_id", "method_note", "source", "narrative")
        select ${timeOrderedId}, "r"."ecosystem_id", "r"."id",
          1 + (select count(*) from "report_correction" as "n" where "n"."report_id" = "r"."id"), now(), ${correctedBy}, ${reason},
          (select "l"."id" from "release" as "l" where "l"."indicator_version_id" = "r"."indicator_version_id"
            and "l"."period" = "r"."period" and "l"."replaced_at" is null),
          "r"."method_note", "r"."source", "r"."narrative"
        from "indicator_report" as "r" where "r"."id" in (${reports}) and "r"."status" = 'VERIFIED' order by "r"."id"
        returning "id", "report_id"
      )
      insert into "replaced_cell" ("correction_id", ${columnList(kept)}) select "kept"."id", ${columnList(kept, 'c')}
      from "kept" join "cell" as "c" on "c"."report_id" = "kept"."report_id"`,
  );
}
