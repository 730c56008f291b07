import { disparityStatus, measureDisparity, type ProgressDisparity } from '@collective-impact/sdk/aggregation';
import { type DisparityDefinition, disparityReferenceRules } from '@collective-impact/sdk/indicator';
import type { DisparityMatching } from './disparity-matching.ts';
import { type ComparedRollUps, compareFigures, type DisparityComparisonRow } from './disparity-reader.ts';
import type { RollUpFigureRow } from './roll-up/figure-rows.ts';

/** The figure that is compared with a target, and the figures that it was computed from. */
export interface MeasuredFigure {
  latest: RollUpFigureRow;
  /** The figure itself or, for a disparity, those of the category and the reference. */
  compared: readonly RollUpFigureRow[];
  /** The comparison that the disparity is of. Null for a value, and if it cannot be computed. */
  comparison: DisparityComparisonRow | null;
  /** The disparity of the previous period that it is compared with. Null for a value, and if there is none. */
  matching: DisparityMatching | null;
  disparity: ProgressDisparity | null;
}

/**
 * The disparity of the category of a figure, in the period of the figure: its difference or ratio as the value. If the disparity
 * cannot be computed, the value is null, with the reason.
 */
export function measuredFigure(
  figure: RollUpFigureRow,
  { disparity, rolledUp }: { disparity: DisparityDefinition; rolledUp: ComparedRollUps },
): MeasuredFigure {
  const { reference, referenceCategory, measure } = disparity;
  const dimension = figure.categories[0]?.dimension.code ?? '';
  const outcome = compareFigures(rolledUp, { dimension, reference, referenceCategory, period: figure.period });
  if (!outcome.ok) {
    const explanation = outcome.issues.map(({ message }) => message).join(' ');
    const without = { value: null, interval: null, exact: null };
    const latest = { ...figure, ...without, reason: 'NOT_COMPARABLE' as const, explanation };
    return {
      latest,
      compared: [figure],
      comparison: null,
      matching: null,
      disparity: { measure, suppressedCategories: 0 },
    };
  }
  const [comparison] = outcome.value;
  const ofCategory = comparison?.categories.find((each) => each.figure === figure);
  if (!comparison || !ofCategory) throw new Error(`The figure for ${figure.period} is not in its own comparison.`);
  const compared = [figure, ...(comparison.reference ? [comparison.reference] : [])];
  const latest = {
    ...figure,
    status: disparityStatus(compared),
    caveats: ofCategory.caveats,
    ...measureDisparity(ofCategory, measure),
  };
  const { suppressedCategories, contradictoryCategories } = comparison;
  const unknown = disparityReferenceRules[reference].isChosenByValue
    ? { suppressedCategories, contradictoryCategories }
    : { suppressedCategories: 0 };
  return { latest, compared, comparison, matching: ofCategory.matching, disparity: { measure, ...unknown } };
}
