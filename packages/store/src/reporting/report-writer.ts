import {
  accepted,
  type Cell,
  type Code,
  completeCell,
  type Issue,
  indicatorReport,
  judgeCells,
  judgeReportable,
  judgeReportChange,
  judgeSubmission,
  placeReportPeriod,
  type ReportStatus,
  refused,
  reportLife,
} from '@collective-impact/sdk';
import { sql } from 'kysely';
import { type LockedVersion, loadDimensions, lockVersion } from '../indicator/index.ts';
import { lifeStep } from '../shared/life-step.ts';
import { touched } from '../shared/touched.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Writing, WrittenRecord } from '../shared/writing.ts';
import { writeCells } from './cell-writer.ts';
import { judgeReportQuality } from './data-quality-writer.ts';
import { IndicatorReportEntity } from './indicator-report.entity.ts';

/** A report as its writers hold it. */
export type ReportRecord = WrittenRecord & {
  indicatorVersionId: string;
  status: ReportStatus;
  narrative: string | null;
};
type ReportDraft = ReportRecord & { organizationId: string | null; place: Code | null; period: string; cells: Cell[] };

/** How reports are written, their cells with them: given cells replace all that there were. */
export const indicatorReportWriting: Writing = {
  type: indicatorReport,
  entity: IndicatorReportEntity,
  life: reportLife,
  onCreate: async (unit, draft) => {
    const { indicatorVersionId, organizationId, place, period, cells, ecosystemId } = draft as ReportDraft;
    const version = await lockVersion(unit, { id: indicatorVersionId, strength: 'share' });
    const placed = placeReportPeriod(period, version);
    const issues = [
      ...(placed.ok ? judgeReportable(version, placed.value.periodStart) : placed.issues),
      ...(await judgeOwnCells(unit, { version, cells })),
    ];
    if (!placed.ok || issues.length > 0) return refused(...issues);
    const reporterId = organizationId ?? ecosystemId;
    return accepted({ ...placed.value, reporterId, placeKey: place?.code ?? '' });
  },
  onUpdate: async (unit, { record, changes }) => {
    const report = record as ReportRecord;
    const { cells } = changes as { cells?: Cell[] };
    const version = await lockVersion(unit, { id: report.indicatorVersionId, strength: 'share' });
    const issues = [...judgeReportChange(report), ...(cells ? await judgeOwnCells(unit, { version, cells }) : [])];
    if (issues.length > 0) return refused(...issues);
    return accepted(cells ? touched() : {});
  },
  writeParts: async (unit, { record, values }) => {
    const { id, ecosystemId, indicatorVersionId } = record as ReportRecord;
    const { cells } = values as { cells?: Cell[] };
    if (!cells) return [];
    const version = await lockVersion(unit, { id: indicatorVersionId, strength: 'share' });
    const completed = cells.map((cell) => completeCell(cell, version));
    await writeCells(unit, { reportId: id, ecosystemId, indicatorVersionId, cells: completed });
    return [];
  },
  constraints: {
    indicator_report_unique: {
      path: ['period'],
      message: 'there is a report of this version by this reporter for this place and period: change that one',
    },
  },
};

/** Hands a report in, to be verified; one that says nothing, or breaks a rule that blocks, is refused. */
export const submitIndicatorReport = lifeStep(indicatorReportWriting, {
  step: 'submit',
  rule: async (unit, { record }) => {
    const { id, indicatorVersionId, narrative } = record as ReportRecord;
    const { kind } = await lockVersion(unit, { id: indicatorVersionId, strength: 'share' });
    const issues = [
      ...judgeSubmission({ kind, narrative, cells: await cellCount(unit, id) }),
      ...(await judgeReportQuality(unit, { id })),
    ];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
});

/** Confirms the figures of a report: it can be released. */
export const verifyIndicatorReport = lifeStep(indicatorReportWriting, { step: 'verify' });

/** Gives a report back to be put right. */
export const returnIndicatorReport = lifeStep(indicatorReportWriting, { step: 'return' });

/** What is wrong with the cells of a report of this version. */
export async function judgeOwnCells(
  unit: UnitOfWork,
  report: { version: LockedVersion; cells: readonly Cell[] },
): Promise<Issue[]> {
  const { version, cells } = report;
  if (cells.length === 0) return [];
  return judgeCells({ cells, version, dimensions: await loadDimensions(unit, version.id) });
}

async function cellCount(unit: UnitOfWork, reportId: string): Promise<number> {
  const [cells] = await unit.rows<{ count: number }>(
    sql`select count(*) as "count" from "cell" where "report_id" = ${reportId}::uuid`,
  );
  return cells?.count ?? 0;
}
