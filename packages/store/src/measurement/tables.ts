import { type RowOf, type Table, tableOf } from '../shared/table.ts';
import { BaselineEntity, TargetEntity } from './baseline.entity.ts';
import { CalendarReleaseEntity } from './calendar-release.entity.ts';
import { DataQualityRuleEntity } from './data-quality-rule.entity.ts';
import { DimensionEntity } from './dimension.entity.ts';
import { IndicatorEntity } from './indicator.entity.ts';
import { CellEntity, IndicatorReportEntity } from './indicator-report.entity.ts';
import { IndicatorVersionEntity } from './indicator-version.entity.ts';
import { ReleasedCellEntity, ReleaseEntity } from './release.entity.ts';
import { ReplacedCellEntity, ReportCorrectionEntity } from './report-correction.entity.ts';
import { ReportingCalendarEntity } from './reporting-calendar.entity.ts';

/** An indicator as readers answer it. */
export type IndicatorRow = RowOf<typeof IndicatorEntity>;
/** An indicator version as readers answer it. */
export type IndicatorVersionRow = RowOf<typeof IndicatorVersionEntity>;
/** A dimension as readers answer it, without its categories. */
export type DimensionRow = RowOf<typeof DimensionEntity>;
/** A baseline as readers answer it. */
export type BaselineRow = RowOf<typeof BaselineEntity>;
/** A target as readers answer it. */
export type TargetRow = RowOf<typeof TargetEntity>;
/** A report as readers answer it, without its cells. */
export type IndicatorReportRow = RowOf<typeof IndicatorReportEntity>;
/** A release as readers answer it, without its cells. */
export type ReleaseRow = RowOf<typeof ReleaseEntity>;
/** A cell of a report as its table has it. */
export type ReportedCellRow = RowOf<typeof CellEntity>;
/** A cell of a release as its table has it. */
export type ReleasedCellRow = RowOf<typeof ReleasedCellEntity>;
/** A correction of a report as readers answer it, without the cells that it replaced. */
export type ReportCorrectionRow = RowOf<typeof ReportCorrectionEntity>;
/** A cell that a correction replaced, as its table has it. */
export type ReplacedCellRow = RowOf<typeof ReplacedCellEntity>;
/** A reporting calendar as readers answer it. */
export type ReportingCalendarRow = RowOf<typeof ReportingCalendarEntity>;
/** What came of a calendar's release, as its table has it. */
export type CalendarReleaseRow = RowOf<typeof CalendarReleaseEntity>;
/** A rule for the quality of data as readers answer it. */
export type DataQualityRuleRow = RowOf<typeof DataQualityRuleEntity>;

export const indicatorTable = tableOf<IndicatorRow>(IndicatorEntity);
export const indicatorVersionTable = tableOf<IndicatorVersionRow>(IndicatorVersionEntity);
export const dimensionTable = tableOf<DimensionRow>(DimensionEntity);
export const baselineTable = tableOf<BaselineRow>(BaselineEntity);
export const targetTable = tableOf<TargetRow>(TargetEntity);
export const indicatorReportTable = tableOf<IndicatorReportRow>(IndicatorReportEntity);
export const releaseTable = tableOf<ReleaseRow>(ReleaseEntity);
export const reportedCellTable = numbered(tableOf<ReportedCellRow>(CellEntity));
export const releasedCellTable = numbered(tableOf<ReleasedCellRow>(ReleasedCellEntity));
export const reportCorrectionTable = tableOf<ReportCorrectionRow>(ReportCorrectionEntity);
export const replacedCellTable = numbered(tableOf<ReplacedCellRow>(ReplacedCellEntity));
export const reportingCalendarTable = tableOf<ReportingCalendarRow>(ReportingCalendarEntity);
export const calendarReleaseTable = tableOf<CalendarReleaseRow>(CalendarReleaseEntity);
export const dataQualityRuleTable = tableOf<DataQualityRuleRow>(DataQualityRuleEntity);

/** Cells are listed by a number: the one of their breakdown, or their place in the release. */
function numbered<Row>(table: Table<Row>): Table<Row> {
  return { ...table, accepts: (_property, text) => /^\d{1,9}$/.test(text) };
}
