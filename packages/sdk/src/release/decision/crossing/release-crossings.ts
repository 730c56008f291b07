import type { FigureCell } from '../../../indicator/index.ts';
import { releaseRows, type Stage } from '../release-context.ts';
import { type ReleasedCell, type ReportedRow, rowKey } from '../rows.ts';
import { aggregateCells } from '../totals/aggregate-cells.ts';
import { isFigure } from '../totals/row-totals.ts';
import { CrossedGrid } from './crossed-grid.ts';

/**
 * A declared crossing of a release: its cells in the reports and in the current release. Reports without a figure of the
 * crossing contribute nothing to it.
 */
export interface ReleaseCrossing {
  grid: CrossedGrid;
  /** The reports that this release adds to the totals, with all their reported cells. */
  added: readonly ReportedRow[];
  /** The other reports of the totals. */
  kept: readonly ReportedRow[];
  /** The aggregate in the current release, by cell of the grid. */
  released: readonly (ReleasedCell | undefined)[];
  /** The aggregate of the reports, by cell of the grid. Undefined where no report has a figure. */
  figures: readonly (FigureCell | undefined)[];
}

/** The declared crossings in which a report or the current release has a figure. */
export function releaseCrossings(stage: Stage): ReleaseCrossing[] {
  const { input, totals, crossedReports, crossedCells } = stage.context;
  const rows = releaseRows(stage).filter((row) => totals.includes(row));
  const reportsOf = (grid: CrossedGrid, origin: 'NEW' | 'KEPT') =>
    rows
      .filter((row) => row.origin === origin)
      .flatMap((row) => crossedReports.get(rowKey(row)) ?? [])
      .filter(({ cells }) => grid.cellsOf(cells).some((cell) => cell && isFigure(cell)));
  return (input.crossings ?? []).flatMap((declared) => {
    const grid = CrossedGrid.of(declared, input.dimensions);
    if (!grid) return [];
    const [added, kept] = [reportsOf(grid, 'NEW'), reportsOf(grid, 'KEPT')];
    const released = grid.cellsOf(crossedCells);
    if (added.length + kept.length === 0 && released.every((cell) => cell === undefined)) return [];
    const cells = [...added, ...kept].map((row) => grid.cellsOf(row.cells).flatMap((cell) => cell ?? []));
    return [{ grid, added, kept, released, figures: grid.cellsOf(aggregateCells(cells, input.version)) }];
  });
}

/**
 * Whether the crossing of the current release is the sum of the kept reports: none of them was corrected, and no report
 * was removed. Otherwise its growth is unknown.
 */
export function hasKnownGrowth(stage: Stage): boolean {
  const { input, totals, history, crossedReports } = stage.context;
  const rows = releaseRows(stage).filter((row) => totals.includes(row));
  const keys = new Set(rows.map(rowKey));
  return (
    rows.every((row) => {
      const released = history.releasedRow(row);
      if (!crossedReports.has(rowKey(row))) return false;
      return row.origin === 'KEPT' ? released?.same === true : released?.summed !== true;
    }) && (input.previous?.rows ?? []).every((row) => !row.summed || keys.has(rowKey(row)))
  );
}
