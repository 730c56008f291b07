import type { ProgressCoverage, RollUpReason } from '@collective-impact/sdk/aggregation';
import type { DisparityDefinition, DisparityMeasure, ObservationStatus } from '@collective-impact/sdk/indicator';
import { type ComparedRollUps, compareFigures, type DisparityRow } from './disparity-reader.ts';
import type { RollUpFigureRow } from './roll-up/roll-up-reader.ts';

/** A disparity as the figure that is compared with a target, and the figures of its category and reference. */
export interface MeasuredFigure {
  latest: RollUpFigureRow;
  /** The figure of the category and, if there is one, of the reference. */
  compared: readonly RollUpFigureRow[];
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
  const ofPeriod = ({ period }: RollUpFigureRow) => period === figure.period;
  const outcome = compareFigures(rolledUp, { dimension, reference, referenceCategory, isCompared: ofPeriod });
  if (!outcome.ok) {
    const explanation = outcome.issues.map(({ message }) => message).join(' ');
    const latest = { ...figure, value: null, interval: null, reason: 'NOT_COMPARABLE' as const, explanation };
    return { latest, compared: [figure] };
  }
  const [comparison] = outcome.value;
  const found = comparison?.categories.find((each) => each.figure === figure);
  if (!comparison || !found) throw new Error(`The figure for ${figure.period} is not in its own comparison.`);
  const compared = [figure, ...(comparison.reference ? [comparison.reference] : [])];
  const latest = {
    ...figure,
    interval: null,
    status: statusOf(compared),
    caveats: found.caveats,
    ...measureOf(found, measure),
  };
  return { latest, compared };
}

/** The difference or ratio of a disparity. A ratio without meaning, such as to a reference of 0, is `NO_DATA`. */
function measureOf(
  { difference, ratio, reason, explanation }: DisparityRow,
  measure: DisparityMeasure,
): { value: string | null; reason: RollUpReason | null; explanation: string | null } {
  const value = measure === 'DIFFERENCE' ? difference : ratio;
  if (value !== null) return { value, reason: null, explanation: null };
  return { value, reason: reason === 'NO_RATIO' || reason === null ? 'NO_DATA' : reason, explanation };
}

/**
 * The coverage with the lowest share of expected ecosystems, or of expected organizations if these are equal. Where none are
 * expected, nothing is missing. Null without coverages.
 */
export function lowestCoverage<Coverage extends ProgressCoverage>(coverages: readonly Coverage[]): Coverage | null {
  const share = (included: number, expected: number) => (expected > 0 ? included / expected : 1);
  const ofEcosystems = (each: Coverage) => share(each.ecosystems, each.expectedEcosystems);
  const ofOrganizations = (each: Coverage) => share(each.reporters, each.expected);
  const lowestFirst = coverages.toSorted(
    (one, other) => ofEcosystems(one) - ofEcosystems(other) || ofOrganizations(one) - ofOrganizations(other),
  );
  return lowestFirst[0] ?? null;
}

/** The first of these statuses that one of the figures has. */
const precedence: readonly ObservationStatus[] = [
  'SUPPRESSED_AT_SOURCE',
  'NOT_APPLICABLE',
  'MISSING',
  'PROVISIONAL',
  'ESTIMATED',
  'OBSERVED',
];

function statusOf(figures: readonly RollUpFigureRow[]): ObservationStatus | null {
  if (figures.some(({ status }) => status === null)) return null;
  return precedence.find((each) => figures.some(({ status }) => status === each)) ?? null;
}
