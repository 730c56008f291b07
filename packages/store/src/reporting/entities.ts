import type { InferKyselyDB } from '@mikro-orm/sql';
import type { IndicatorTables } from '../indicator/index.ts';
import { ReportRequestEntity } from './calendar/report-request.entity.ts';
import { ReportingCalendarEntity } from './calendar/reporting-calendar.entity.ts';
import { ReplacedCellEntity, ReportCorrectionEntity } from './correction/report-correction.entity.ts';
import { DataQualityRuleEntity } from './data-quality/data-quality-rule.entity.ts';
import { EvidenceEntity } from './evidence.entity.ts';
import { PopulationFigureEntity } from './population-figure.entity.ts';
import { CellEntity, IndicatorReportEntity } from './report/indicator-report.entity.ts';

/** The record types of this domain. */
export const reportingEntities: readonly [
  typeof IndicatorReportEntity,
  typeof ReportingCalendarEntity,
  typeof ReportRequestEntity,
  typeof DataQualityRuleEntity,
  typeof EvidenceEntity,
  typeof PopulationFigureEntity,
] = [
  IndicatorReportEntity,
  ReportingCalendarEntity,
  ReportRequestEntity,
  DataQualityRuleEntity,
  EvidenceEntity,
  PopulationFigureEntity,
];

/** Tables of this domain that belong to a record, and are not records. */
export const reportingParts: readonly [typeof CellEntity, typeof ReportCorrectionEntity, typeof ReplacedCellEntity] = [
  CellEntity,
  ReportCorrectionEntity,
  ReplacedCellEntity,
];

/** Row types of the tables that statements of this domain read. */
export type ReportingTables = IndicatorTables &
  InferKyselyDB<(typeof reportingEntities)[number] | (typeof reportingParts)[number]>;
