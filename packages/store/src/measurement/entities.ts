import { AdoptionEntity } from './adoption.entity.ts';
import { BaselineEntity, TargetEntity } from './baseline.entity.ts';
import { BreakdownEntity } from './breakdown.entity.ts';
import { CalendarReleaseEntity } from './calendar-release.entity.ts';
import { CrosswalkEntity } from './crosswalk.entity.ts';
import { DataQualityRuleEntity } from './data-quality-rule.entity.ts';
import { CategoryEntity, DimensionEntity } from './dimension.entity.ts';
import { DiscussionEntryEntity } from './discussion-entry.entity.ts';
import { EvidenceEntity } from './evidence.entity.ts';
import { IndicatorEntity } from './indicator.entity.ts';
import { CellEntity, IndicatorReportEntity } from './indicator-report.entity.ts';
import { IndicatorVersionEntity } from './indicator-version.entity.ts';
import { NetworkAdoptionEntity } from './network-adoption.entity.ts';
import { PopulationFigureEntity } from './population-figure.entity.ts';
import { ReleasedCellEntity, ReleasedRowEntity, ReleasedSumEntity, ReleaseEntity } from './release.entity.ts';
import { ReplacedCellEntity, ReportCorrectionEntity } from './report-correction.entity.ts';
import { ReportingCalendarEntity } from './reporting-calendar.entity.ts';
import { WaitingReportEntity } from './waiting-report.entity.ts';

/** The kinds of record of this room. */
export const measurementEntities = [
  IndicatorEntity,
  IndicatorVersionEntity,
  DimensionEntity,
  BaselineEntity,
  TargetEntity,
  IndicatorReportEntity,
  ReleaseEntity,
  ReportingCalendarEntity,
  DataQualityRuleEntity,
  AdoptionEntity,
  NetworkAdoptionEntity,
  DiscussionEntryEntity,
  EvidenceEntity,
  PopulationFigureEntity,
  CrosswalkEntity,
] as const;

/** What has a table and is part of a record. */
export const measurementParts = [
  CategoryEntity,
  BreakdownEntity,
  CellEntity,
  ReleasedRowEntity,
  ReleasedCellEntity,
  ReleasedSumEntity,
  ReportCorrectionEntity,
  ReplacedCellEntity,
  CalendarReleaseEntity,
  WaitingReportEntity,
] as const;
