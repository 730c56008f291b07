import { numbered, type RowOf, tableOf } from '../shared/table.ts';
import { ReportRequestEntity } from './calendar/report-request.entity.ts';
import { ReportingCalendarEntity } from './calendar/reporting-calendar.entity.ts';
import { ReplacedCellEntity, ReportCorrectionEntity } from './correction/report-correction.entity.ts';
import { DataQualityRuleEntity } from './data-quality/data-quality-rule.entity.ts';
import { CellEntity, IndicatorReportEntity } from './report/indicator-report.entity.ts';

/** A report as readers return it, without its cells. */
export interface IndicatorReportRow extends RowOf<typeof IndicatorReportEntity> {}
/** A cell of a report as its table stores it. */
export interface ReportedCellRow extends RowOf<typeof CellEntity> {}
/** A correction of a report as readers return it, without the cells that it replaced. */
export interface ReportCorrectionRow extends RowOf<typeof ReportCorrectionEntity> {}
/** A cell that a correction replaced, as its table stores it. */
export interface ReplacedCellRow extends RowOf<typeof ReplacedCellEntity> {}
/** A reporting calendar as readers return it. */
export interface ReportingCalendarRow extends RowOf<typeof ReportingCalendarEntity> {}
/** A request for reports as readers return it. */
export interface ReportRequestRow extends RowOf<typeof ReportRequestEntity> {}
/** A rule for the quality of data as readers return it. */
export interface DataQualityRuleRow extends RowOf<typeof DataQualityRuleEntity> {}

export const indicatorReportTable = tableOf<IndicatorReportRow>(IndicatorReportEntity);
export const reportedCellTable = numbered(tableOf<ReportedCellRow>(CellEntity));
export const reportCorrectionTable = tableOf<ReportCorrectionRow>(ReportCorrectionEntity);
export const replacedCellTable = numbered(tableOf<ReplacedCellRow>(ReplacedCellEntity));
export const reportingCalendarTable = tableOf<ReportingCalendarRow>(ReportingCalendarEntity);
export const reportRequestTable = tableOf<ReportRequestRow>(ReportRequestEntity);
export const dataQualityRuleTable = tableOf<DataQualityRuleRow>(DataQualityRuleEntity);
