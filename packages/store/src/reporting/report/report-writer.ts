import { accepted, type Issue, refused, unwrap } from '@collective-impact/sdk';
import { completeCell, judgeReportable } from '@collective-impact/sdk/indicator';
import {
  type Cell,
  indicatorReport,
  judgeCells,
  judgeReportChange,
  judgeSubmission,
  placeReportPeriod,
  reportLife,
} from '@collective-impact/sdk/reporting';
import { type LockedVersion, loadDimensions, lockVersion } from '../../indicator/index.ts';
import { placeKey } from '../../shared/place-key.ts';
import type { RecordDefinition } from '../../shared/record-definition.ts';
import { type TransitionOf, transition } from '../../shared/transition.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { touched } from '../../shared/writing/touched.ts';
import { judgeReportQuality } from '../data-quality/data-quality-writer.ts';
import type { ReportingTables } from '../entities.ts';
import { writeCells } from './cell-writer.ts';
import { IndicatorReportEntity } from './indicator-report.entity.ts';

/** How reports are stored, with their cells: given cells replace all cells of the report. */
export const indicatorReportDefinition: RecordDefinition<typeof indicatorReport, typeof IndicatorReportEntity> = {
  type: indicatorReport,
  entity: IndicatorReportEntity,
  life: reportLife,
  onCreate: async (unit, draft) => {
    const { indicatorVersionId, organizationId, place, period, cells, ecosystemId } = draft;
    const version = await lockVersion(unit, { id: indicatorVersionId, strength: 'share' });
    const placed = placeReportPeriod(period, version);
    const issues = [
      ...(placed.ok ? judgeReportable(version, placed.value.periodStart) : placed.issues),
      ...(await judgeOwnCells(unit, { version, cells })),
    ];
    if (!placed.ok || issues.length > 0) return refused(...issues);
    const reporterId = organizationId ?? ecosystemId;
    return accepted({ ...placed.value, reporterId, placeKey: placeKey(place) });
  },
  onUpdate: async (unit, { record, changes }) => {
    const { cells } = changes;
    const version = await lockVersion(unit, { id: record.indicatorVersionId, strength: 'share' });
    const issues = [...judgeReportChange(record), ...(cells ? await judgeOwnCells(unit, { version, cells }) : [])];
    if (issues.length > 0) return refused(...issues);
    return accepted(cells ? touched() : {});
  },
  writeParts: async (unit, { record, values }) => {
    const { id, ecosystemId, indicatorVersionId } = record;
    const { cells } = values;
    if (!cells) return [];
    const version = await lockVersion(unit, { id: indicatorVersionId, strength: 'share' });
    const completed = cells.map((cell) => unwrap(completeCell(cell, version)));
    await writeCells(unit, { reportId: id, ecosystemId, indicatorVersionId, cells: completed });
    return [];
  },
  constraints: {
    indicator_report_unique: {
      path: ['period'],
      message: 'A report of this version, reporter, place and period already exists. Update it.',
    },
  },
};

/** Submits a report for verification. Rejects a report that is empty or breaks a blocking data quality rule. */
export const submitIndicatorReport: TransitionOf<typeof indicatorReportDefinition> = transition(
  indicatorReportDefinition,
  {
    name: 'submitIndicatorReport',
    byOwner: true,
    rule: async (unit, { record }) => {
      const submitted = reportLife.transition(record, 'submit');
      if (!submitted.ok) return submitted;
      const { id, indicatorVersionId, narrative } = record;
      const { kind } = await lockVersion(unit, { id: indicatorVersionId, strength: 'share' });
      const issues = [
        ...judgeSubmission({ kind, narrative, cells: await cellCount(unit, id) }),
        ...(await judgeReportQuality(unit, { id })),
      ];
      return issues.length > 0 ? refused(...issues) : submitted;
    },
  },
);

/** Verifies a report, which can then be released. */
export const verifyIndicatorReport: TransitionOf<typeof indicatorReportDefinition> = transition(
  indicatorReportDefinition,
  {
    name: 'verifyIndicatorReport',
    rule: async (_unit, { record }) => reportLife.transition(record, 'verify'),
  },
);

/** Returns a report to its organization for changes. */
export const returnIndicatorReport: TransitionOf<typeof indicatorReportDefinition> = transition(
  indicatorReportDefinition,
  {
    name: 'returnIndicatorReport',
    rule: async (_unit, { record }) => reportLife.transition(record, 'return'),
  },
);

/** Issues of the cells of a report of this version. */
export async function judgeOwnCells(
  unit: UnitOfWork,
  report: { version: LockedVersion; cells: readonly Cell[] },
): Promise<Issue[]> {
  const { version, cells } = report;
  if (cells.length === 0) return [];
  return judgeCells({ cells, version, dimensions: await loadDimensions(unit, version.id) });
}

async function cellCount(unit: UnitOfWork, reportId: string): Promise<number> {
  const [cells] = await unit.rows(
    unit
      .tables<ReportingTables>()
      .selectFrom('cell')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('report_id', '=', reportId),
  );
  return cells?.count ?? 0;
}
