import { type RowOf, tableOf } from '../shared/table.ts';
import { BaselineEntity, TargetEntity } from './baseline.entity.ts';
import { DimensionEntity } from './dimension/dimension.entity.ts';
import { IndicatorEntity } from './indicator.entity.ts';
import { IndicatorContributionEntity } from './indicator-contribution.entity.ts';
import { IndicatorVersionEntity } from './version/indicator-version.entity.ts';

/** An indicator as readers return it. */
export interface IndicatorRow extends RowOf<typeof IndicatorEntity> {}
/** An indicator version as readers return it. */
export interface IndicatorVersionRow extends RowOf<typeof IndicatorVersionEntity> {}
/** A declared contribution of an indicator to a core indicator as readers return it. */
export interface IndicatorContributionRow extends RowOf<typeof IndicatorContributionEntity> {}
/** A dimension as readers return it, without its categories. */
export interface DimensionRow extends RowOf<typeof DimensionEntity> {}
/** A baseline as readers return it. */
export interface BaselineRow extends RowOf<typeof BaselineEntity> {}
/** A target as readers return it. */
export interface TargetRow extends RowOf<typeof TargetEntity> {}

export const indicatorTable = tableOf<IndicatorRow>(IndicatorEntity);
export const indicatorVersionTable = tableOf<IndicatorVersionRow>(IndicatorVersionEntity);
export const indicatorContributionTable = tableOf<IndicatorContributionRow>(IndicatorContributionEntity);
export const dimensionTable = tableOf<DimensionRow>(DimensionEntity);
export const baselineTable = tableOf<BaselineRow>(BaselineEntity);
export const targetTable = tableOf<TargetRow>(TargetEntity);
