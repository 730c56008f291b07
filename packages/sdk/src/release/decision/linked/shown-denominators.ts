import type { LinkedRow } from '@collective-impact/disclosure';
import type { DimensionRules } from '../../../indicator/index.ts';
import type { ReportedRow } from '../rows.ts';
import type { RowContext } from './decision-rules.ts';

/** A set of ratios that is decided, with the rows of its linked tables. */
interface SetOfRatios {
  rows: readonly ReportedRow[];
  linked: readonly LinkedRow[];
  dimensions: readonly DimensionRules[];
  hideZeros: boolean;
}

/**
 * Whether a release can show the denominators of the suppressed cells of a set. It can if the proofs of the set already
 * assume that every denominator is public, and nobody knows more about these denominators than the set contains:
 *
 * - No denominator is small, nor any residual (`publicDenominators`). If zeros are hidden, none of them is 0 either.
 * - The categories of no dimension overlap and cover everyone, which would relate numerators by an inequality.
 * - No row has places, whose suppressed figures are about at least one person each.
 * - The current release suppresses no cell of a row without showing its denominator.
 */
export function canShowDenominators(
  { rows, linked, dimensions, hideZeros }: SetOfRatios,
  { placesOf, hasHiddenDenominators }: RowContext,
): boolean {
  return (
    linked.every((row) => row.publicDenominators !== undefined && !(hideZeros && hasHiddenZero(row))) &&
    dimensions.every(({ exclusive, exhaustive }) => exclusive || !exhaustive) &&
    rows.every((row) => placesOf(row).length === 0 && !hasHiddenDenominators(row))
  );
}

function hasHiddenZero({ publicDenominators, status }: LinkedRow): boolean {
  const denominators = [publicDenominators?.total, ...(publicDenominators?.parts.flat() ?? [])];
  const statuses = [status?.total, ...(status?.parts.flat() ?? [])];
  return denominators.some((denominator, cell) => denominator === 0 && statuses[cell] !== 'PUBLISHED');
}
