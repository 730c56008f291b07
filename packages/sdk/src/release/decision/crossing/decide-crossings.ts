import type { FigureCell } from '../../../indicator/index.ts';
import { decided } from '../decided-cells.ts';
import type { SetDecision } from '../linked/set-decision.ts';
import { releaseRows, type Stage } from '../release-context.ts';
import { type DecidedCell, type ReportedRow, rowKey } from '../rows.ts';
import { crossingDecision } from './crossing-decision.ts';
import { type ReleaseCrossing, releaseCrossings } from './release-crossings.ts';

/**
 * Decides the declared crossings of the aggregate, after its totals. Each is a two-way table that is protected together
 * with its two dimensions and the total. All cells of a crossing are suppressed if it cannot be protected, if a report
 * has only a part of it, or if its growth since the current release is unknown, for example because a report was
 * corrected.
 *
 * A later release decides the growth of the crossing, as it decides that of the totals. Suppressed cells stay
 * suppressed. The crossed cells of organizations are always suppressed (see `withCrossedCells`).
 */
export function decideCrossings(decision: SetDecision, stage: Stage): DecidedCell[] {
  const { protection } = decision;
  return releaseCrossings(stage).flatMap((crossing) => {
    const reasons = protection && crossingDecision(crossing, { decision, protection, stage });
    if (!reasons) return suppressedGrid(crossing);
    return crossing.grid.categories.flatMap((categories, index) => {
      const [cell, reason = null] = [crossing.figures[index], reasons[index]];
      if (categories === null || (!cell && reason === null)) return [];
      return [decided(cell ?? withoutFigure(categories), reason)];
    });
  });
}

/** Suppresses every cell of the declared crossings. */
export function suppressCrossings(stage: Stage): DecidedCell[] {
  return releaseCrossings(stage).flatMap(suppressedGrid);
}

/**
 * The crossings of the current release, if no report is added to them. They are suppressed if they are outdated,
 * because a report was corrected that is kept.
 */
export function keptCrossings(waiting: readonly ReportedRow[], stage: Stage): DecidedCell[] {
  const { input, history, totals, crossedCells } = stage.context;
  const waitingKeys = new Set(waiting.map(rowKey));
  const isOutdated = releaseRows(stage).some(
    (row) => totals.includes(row) && !waitingKeys.has(rowKey(row)) && history.releasedRow(row)?.same === false,
  );
  const isSuppressed = isOutdated || totals.hasClosedContributors(input.previous);
  return crossedCells.map((cell) => decided(cell, cell.suppressed || isSuppressed ? 'FIXED' : null));
}

/**
 * All cells of a crossing as suppressed cells with the same fields, so that the list of cells contains no information.
 */
function suppressedGrid({ grid }: ReleaseCrossing): DecidedCell[] {
  return grid.categories.flatMap((categories) =>
    categories === null ? [] : [decided(withoutFigure(categories), 'LAST_RESORT')],
  );
}

function withoutFigure(categories: FigureCell['categories']): FigureCell {
  return { categories, value: null, numerator: null, denominator: null, base: null, status: 'OBSERVED' };
}
