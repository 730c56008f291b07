import { AdoptionEntity } from './adoption.entity.ts';
import { BaselineEntity, TargetEntity } from './baseline.entity.ts';
import { BreakdownEntity } from './breakdown.entity.ts';
import { CrosswalkEntity } from './crosswalk.entity.ts';
import { CategoryEntity, DimensionEntity } from './dimension.entity.ts';
import { DiscussionEntryEntity } from './discussion-entry.entity.ts';
import { EvidenceEntity } from './evidence.entity.ts';
import { IndicatorEntity } from './indicator.entity.ts';
import { CellEntity, IndicatorReportEntity } from './indicator-report.entity.ts';
import { IndicatorVersionEntity } from './indicator-version.entity.ts';
import { NetworkAdoptionEntity } from './network-adoption.entity.ts';
import { PopulationFigureEntity } from './population-figure.entity.ts';
import { ReleasedCellEntity, ReleaseEntity } from './release.entity.ts';

/** The kinds of record of this room. */
export const measurementEntities = [
  IndicatorEntity,
  IndicatorVersionEntity,
  DimensionEntity,
  BaselineEntity,
  TargetEntity,
  IndicatorReportEntity,
  ReleaseEntity,
  AdoptionEntity,
  NetworkAdoptionEntity,
  DiscussionEntryEntity,
  EvidenceEntity,
  PopulationFigureEntity,
  CrosswalkEntity,
] as const;

/** What has a table and is part of a record. */
export const measurementParts = [CategoryEntity, BreakdownEntity, CellEntity, ReleasedCellEntity] as const;
