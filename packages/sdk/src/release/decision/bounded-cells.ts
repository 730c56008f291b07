import { breakdownKey, type FigureCell, figureStatuses } from '../../indicator/index.ts';
import { isReportedAsBounds } from '../../indicator/internal.ts';
import { decided } from './decided-cells.ts';
import { withAssumedCounts } from './linked/assumed-counts.ts';
import { peopleMeasures } from './linked/people-measures.ts';
import type { ReleaseInput } from './release-input.ts';
import { type DecidedCell, type DecidedRow, isOwn, type ReportedRow } from './rows.ts';

/**
 * The input of a decision in which each count that a source publishes as bounds has a value within them. No release contains
 * these values: see {@link withoutAssumedFigures}.
 */
export function withAssumedFigures(input: ReleaseInput): ReleaseInput {
  const { reported, previous } = input;
  const assume = <T extends { cells: readonly FigureCell[] }>(row: T): T =>
    row.cells.some(isReportedAsBounds) ? { ...row, cells: withAssumedCounts(row.cells, input) } : row;
  // The assumed cells of a released row keep whether they are suppressed.
  return {
    ...input,
    reported: reported.map(assume),
    previous: previous && { ...previous, rows: previous.rows.map(assume) },
  };
}

/**
 * The reports of the ecosystem itself that state bounds of people beside reports of organizations. No release contains them:
 * their bounds and the published figures of some organizations would bound the suppressed figures of the others.
 */
export function ownReportsWithBounds({ version, reported, previous }: ReleaseInput): ReportedRow[] {
  const hasOrganizations = [...reported, ...(previous?.rows ?? [])].some((row) => !isOwn(row));
  const { boundsIn } = peopleMeasures(version);
  return hasOrganizations
    ? reported.filter((row) => isOwn(row) && row.cells.some((cell) => boundsIn(cell) !== null))
    : [];
}

/** A decided cell as a release shows it. A cell with bounds has no value. */
export function withoutAssumedFigures(cell: DecidedCell): DecidedCell {
  return isReportedAsBounds(cell) ? { ...cell, value: null, numerator: null, denominator: null } : cell;
}

/**
 * The aggregate in which the bounds of a sum are shown only if the release shows each figure or bounds that it adds up. Then
 * everyone can add them up. Otherwise the bounds would disclose the sum of the suppressed figures.
 */
export function withKnownBounds(
  aggregate: readonly DecidedCell[],
  { rows }: { rows: readonly DecidedRow[] },
): DecidedCell[] {
  return aggregate.map((cell) => {
    if (cell.suppressed || !isReportedAsBounds(cell)) return cell;
    const key = breakdownKey(cell.categories);
    return rows.every((row) => showsPart(row, key)) ? cell : decided(cell, 'COMPLEMENTARY');
  });
}

/** Whether a row shows what it adds to a sum. A total that it does not report is the sum of its categories. */
function showsPart({ cells }: DecidedRow, key: string): boolean {
  const isPart = (cell: DecidedCell) => breakdownKey(cell.categories) === key && figureStatuses.includes(cell.status);
  const parts = cells.filter(isPart);
  const isTotal = key === breakdownKey([]);
  return (isTotal && parts.length === 0 ? cells : parts).every(({ suppressed }) => !suppressed);
}
