import { type RowOf, tableOf } from '../shared/table.ts';
import { BaselineEntity, TargetEntity } from './baseline.entity.ts';
import { DimensionEntity } from './dimension/dimension.entity.ts';
import { IndicatorEntity } from './indicator.entity.ts';
import { IndicatorContributionEntity } from './indicator-contribution.entity.ts';
import { IndicatorVersionEntity } from './version/indicator-version.entity.ts';

/** An indicator as readers return it. */
export type IndicatorRow = RowOf<typeof IndicatorEntity>;
/** An indicator version as readers return it. */
export type IndicatorVersionRow = RowOf<typeof IndicatorVersionEntity>;
/** A declared contribution of an indicator to a core indicator as readers return it. */
export type IndicatorContributionRow = RowOf<typeof IndicatorContributionEntity>;
/** A dimension as readers return it, without its categories. */
export type DimensionRow = RowOf<typeof DimensionEntity>;
/** A baseline as readers return it. */
export type BaselineRow = RowOf<typeof BaselineEntity>;
/** A target as readers return it. */
export type TargetRow = RowOf<typeof TargetEntity>;

export const indicatorTable = tableOf<IndicatorRow>(IndicatorEntity);
export const indicatorVersionTable = tableOf<IndicatorVersionRow>(IndicatorVersionEntity);
export const indicatorContributionTable = tableOf<IndicatorContributionRow>(IndicatorContributionEntity);
export const dimensionTable = tableOf<DimensionRow>(DimensionEntity);
export const baselineTable = tableOf<BaselineRow>(BaselineEntity);
export const targetTable = tableOf<TargetRow>(TargetEntity);
