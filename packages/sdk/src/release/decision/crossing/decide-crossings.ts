import { type CrossedSet, protectCrossing } from '@collective-impact/disclosure';
import type { Crossing, FigureCell } from '../../../indicator/index.ts';
import { decided } from '../decided-cells.ts';
import type { SetDecision, SetProtection } from '../linked/linked-release.ts';
import { releaseRows, type Stage } from '../release-context.ts';
import { type DecidedCell, type DecidedRow, type ReportedRow, rowKey } from '../rows.ts';
import { aggregateCells } from '../totals/aggregate-cells.ts';
import { isFigure } from '../totals/row-totals.ts';
import { CrossedGrid } from './crossed-grid.ts';
import { crossedTables } from './crossed-tables.ts';
import { marginProofs } from './margin-proofs.ts';

type ReleasedCell = FigureCell & { suppressed: boolean };

/** A crossing of a release: its cells in the reports of the organizations and in the current release. */
interface ReleaseCrossing {
  grid: CrossedGrid;
  /** The rows that this release adds to the totals, with all their reported cells. */
  added: readonly ReportedRow[];
  /** The other rows of the totals. */
  kept: readonly ReportedRow[];
  /** The aggregate in the current release, by cell of the grid. */
  released: readonly (ReleasedCell | undefined)[];
  /** The aggregate of the reports, by cell of the grid. Undefined where no report has a figure. */
  figures: readonly (FigureCell | undefined)[];
}

/**
 * Decides the declared crossings of the aggregate, after its totals. Each is a two-way table that is protected together
 * with its two dimensions and the total. All cells of a crossing are suppressed if it cannot be protected, if a report
 * is incomplete, or if the current release and the reports are inconsistent, for example because a report was corrected.
 *
 * A later release decides the growth of the crossing, as it decides that of the totals. Suppressed cells stay
 * suppressed. Rows of organizations are not crossed.
 */
export function decideCrossings(decision: SetDecision, stage: Stage): DecidedCell[] {
  return crossingsOf(stage).flatMap((crossing) => {
    const reasons = decision.protection && reasonsOf(crossing, { decision, protection: decision.protection, stage });
    if (!reasons) return suppressedGrid(crossing);
    return crossing.figures.flatMap((cell, index) => (cell ? [decided(cell, reasons[index] ?? null)] : []));
  });
}

/** Suppresses every cell of the declared crossings. */
export function suppressCrossings(stage: Stage): DecidedCell[] {
  return crossingsOf(stage).flatMap(suppressedGrid);
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

function crossingsOf(stage: Stage): ReleaseCrossing[] {
  const { context } = stage;
  const { input, totals, crossedReports, crossedCells } = context;
  const rows = releaseRows(stage).filter((row) => totals.includes(row));
  const reportOf = (row: DecidedRow) => crossedReports.get(rowKey(row));
  const added = rows.filter(({ origin }) => origin === 'NEW').flatMap((row) => reportOf(row) ?? []);
  const kept = rows.filter(({ origin }) => origin === 'KEPT').flatMap((row) => reportOf(row) ?? []);
  return (input.crossings ?? []).flatMap((declared: Crossing) => {
    const grid = CrossedGrid.of(declared, input.dimensions);
    if (!grid) return [];
    const cells = [...added, ...kept].map((row) => grid.cellsOf(row.cells).flatMap((cell) => cell ?? []));
    const released = grid.cellsOf(crossedCells);
    if (!cells.flat().some(isFigure) && released.every((cell) => cell === undefined)) return [];
    return [{ grid, added, kept, released, figures: grid.cellsOf(aggregateCells(cells, input.version)) }];
  });
}

/** Why each cell of the grid is suppressed, or null if it is published. Undefined if nothing of it can be published. */
function reasonsOf(
  crossing: ReleaseCrossing,
  release: { decision: SetDecision; protection: SetProtection; stage: Stage },
): (DecidedCell['reason'] | undefined)[] | undefined {
  const { grid, added, kept, released, figures } = crossing;
  const { decision, protection, stage } = release;
  const { input, linked, totals, history } = stage.context;
  const { threshold, hideZeros, version } = input;
  const rows = releaseRows(stage).filter((row) => totals.includes(row));
  const isConsistent =
    rows.length === added.length + kept.length &&
    added.every((row) => history.releasedRow(row)?.summed !== true) &&
    kept.every((row) => history.releasedRow(row)?.same === true) &&
    (input.previous?.rows ?? []).every(({ summed, ...row }) => !summed || rows.some((each) => isSameRow(each, row)));
  const addedByKey = new Map(added.map((row) => [rowKey(row), row]));
  const linkedRows = protection.rows.flatMap(({ key }) => addedByKey.get(key) ?? []);
  if (version.kind === 'MEAN' || !isConsistent || linkedRows.length !== protection.rows.length) return undefined;
  if (linkedRows.length !== added.length) return undefined;
  const tables = crossedTables({
    grid,
    rows: [...linkedRows, ...kept].map(({ cells }) => cells),
    columns: decision.columns,
    measures: linked.measures,
    sources: protection.sources,
    hasPublicDenominators: protection.rows.some(({ publicDenominators }) => publicDenominators !== undefined),
  });
  const margins = tables && marginProofs(tables, { grid, columns: decision.columns, protection });
  if (!tables || !margins) return undefined;
  const sumOf = (table: readonly (readonly number[])[], cell: number) =>
    table.reduce((sum, counts) => sum + (counts[cell] ?? 0), 0);
  const keptSums = tables.map((table) => table.rows.slice(linkedRows.length));
  const isResidual = grid.isResidual;
  const isHidden = isResidual.map((isNeverPublished, cell) => isNeverPublished || released[cell]?.suppressed === true);
  const isReleased = isResidual.every((isNeverPublished, cell) => {
    const isUnlisted = !released[cell] && keptSums.some((table) => sumOf(table, cell) > 0);
    const hasFigure = figures[cell] !== undefined || tables.every((table) => sumOf(table.rows, cell) === 0);
    return isNeverPublished || (!isUnlisted && hasFigure);
  });
  if (!isReleased) return undefined;
  const sets = tables.map((table, index): CrossedSet => {
    const lowest = isHidden.map((isFixed, cell) => {
      const hasOther = tables.some((other, each) => each !== index && sumOf(other.rows, cell) > 0);
      const hasKept = keptSums.some((ofTable) => sumOf(ofTable, cell) > 0);
      if (isFixed || hasOther || hasKept) return 0;
      const figure = figures[cell];
      return figure && hideZeros && !linked.measures.isAboutSomebody(figure) ? 0 : 1;
    });
    const counts = table.rows.slice(0, linkedRows.length);
    return {
      threshold,
      hideZeros,
      lowest,
      size: grid.size,
      rows: linkedRows.map(({ organizationId }, row) => ({ contributor: organizationId, counts: counts[row] ?? [] })),
    };
  });
  const pattern = protectCrossing(sets, { margins, isFixed: isHidden });
  if (!pattern) return undefined;
  return pattern.isSuppressed.map((isSuppressed, cell) => {
    if (!isSuppressed) return null;
    if (isHidden[cell]) return 'FIXED';
    const isSensitive = sets.some(({ rows: ofSet }) => {
      const sum = ofSet.reduce((all, { counts }) => all + (counts[cell] ?? 0), 0);
      return sum < threshold && (sum > 0 || hideZeros);
    });
    return isSensitive ? 'SENSITIVE' : 'COMPLEMENTARY';
  });
}

function isSameRow(one: Parameters<typeof rowKey>[0], other: Parameters<typeof rowKey>[0]): boolean {
  return rowKey(one) === rowKey(other);
}

/**
 * All cells of a crossing as suppressed cells with the same fields, so that the list of cells contains no information.
 */
function suppressedGrid({ grid }: ReleaseCrossing): DecidedCell[] {
  return grid.categories.flatMap((categories) =>
    categories === null
      ? []
      : [
          decided(
            { categories, value: null, numerator: null, denominator: null, base: null, status: 'OBSERVED' },
            'LAST_RESORT',
          ),
        ],
  );
}
