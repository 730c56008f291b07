import type { FigureCell } from '../../../indicator/index.ts';
import { breakdownKey, type DimensionRules } from '../../../indicator/index.ts';
import { isRemoved, type PreviousRelease } from '../previous-release.ts';
import type { RowHistory } from '../row-history.ts';
import { type DecidedCell, type DecidedRow, isOwn, type ReportedRow, type Reporting, rowKey } from '../rows.ts';
import { addsOverOrganizations, aggregateCells } from './aggregate-cells.ts';
import { isFigure, lacksParentFigure, type SplitVersion, withTotal } from './row-totals.ts';

/** Which rows of a release contribute to its totals, and the aggregate of these rows. */
export class ReleaseTotals {
  /** Whether figures of organizations add up. Those of overlapping places do not, unless the ecosystem states the total. */
  readonly isAdditive: boolean;
  /** Whether the ecosystem itself states the total of its organizations. Then no other total is published. */
  readonly isStated: boolean;
  readonly #version: SplitVersion;
  readonly #dimensions: readonly DimensionRules[];
  readonly #history: RowHistory;
  readonly #reported: ReadonlyMap<string, ReportedRow>;
  /** Reporters with a figure for all places; null for the ecosystem. */
  readonly #reportersOfAllPlaces: ReadonlySet<string | null>;
  readonly #hasOrganizations: boolean;

  constructor(
    release: {
      version: SplitVersion;
      dimensions: readonly DimensionRules[];
      reported: readonly ReportedRow[];
      previous: PreviousRelease | null;
      hasOverlappingPlaces?: boolean;
    },
    history: RowHistory,
  ) {
    const everyRow: readonly Reporting[] = [...release.reported, ...(release.previous?.rows ?? [])];
    this.#reportersOfAllPlaces = new Set(
      everyRow.filter(({ place }) => place === null).map(({ organizationId }) => organizationId),
    );
    this.isStated = this.#reportersOfAllPlaces.has(null);
    const { hasOverlappingPlaces = false } = release;
    this.isAdditive = addsOverOrganizations(release.version) && (this.isStated || !hasOverlappingPlaces);
    this.#hasOrganizations = everyRow.some((row) => !isOwn(row));
    this.#version = release.version;
    this.#dimensions = release.dimensions;
    this.#history = history;
    this.#reported = new Map(release.reported.map((row) => [rowKey(row), row]));
  }

  /**
   * Whether a row is about one place and its reporter also has a figure for all places. For the ecosystem itself, a row
   * about one place is enough if organizations report.
   */
  isBesideAllPlaces(row: Reporting): boolean {
    if (row.place === null) return false;
    return this.#reportersOfAllPlaces.has(row.organizationId) || (isOwn(row) && this.#hasOrganizations);
  }

  /** Whether a report contributes to the totals of a release that includes it. */
  isSummed(row: ReportedRow): boolean {
    return row.open && !isOwn(row) && !this.isBesideAllPlaces(row);
  }

  /**
   * Whether a report belongs to the rows that are decided together. A total that the ecosystem states includes
   * organizations that are closed now, so these belong to the rows too: they can be opened later.
   */
  isLinked(row: ReportedRow): boolean {
    if (!this.isAdditive || !this.isStated) return this.isSummed(row);
    return !isOwn(row) && !this.isBesideAllPlaces(row);
  }

  /**
   * Whether a row of a release contributes to its totals. A new row contributes if its report does, and a kept row if
   * it contributed before, its organization is still open and has no figure of all places since.
   */
  includes(row: DecidedRow): boolean {
    if (!this.isAdditive || this.isStated) return false;
    const reported = this.#reported.get(rowKey(row));
    if (row.origin === 'KEPT') return row.summed && (reported?.open ?? true) && !this.isBesideAllPlaces(row);
    return reported !== undefined && this.isSummed(reported);
  }

  /**
   * Whether a row of a release has figures that can be added up, but contributes to no total, because not everyone who sees the release
   * sees its organization, or saw it when the row was released.
   */
  excludes(row: DecidedRow): boolean {
    if (!this.isAdditive || this.isStated || isOwn(row)) return false;
    if (this.isBesideAllPlaces(row) || this.includes(row)) return false;
    const report = this.reportOf(row);
    return report ? aggregateCells([report.cells], this.#version).length > 0 : row.cells.some(isFigure);
  }

  /** Whether a released report is new to the totals, because its organization was closed when it was released. */
  isNewToTotals(row: ReportedRow): boolean {
    const released = this.#history.releasedRow(row);
    return this.isAdditive && !this.isStated && released !== undefined && !released.summed && this.isSummed(row);
  }

  /**
   * The aggregate of rows in every combination of categories, whether it will be published or not. A total is omitted
   * if a row would contribute a figure to it that the row neither reports nor determines by other figures.
   */
  aggregate(rows: readonly DecidedRow[]): FigureCell[] {
    const reported = rows
      .filter((row) => this.includes(row))
      .map((row) => this.reportOf(row)?.cells ?? row.cells.map(withoutSuppressedFigure));
    const withTotals = reported.map(
      (cells) => withTotal(cells, { dimensions: this.#dimensions, version: this.#version }) ?? cells,
    );
    const lacksTotal = (cells: readonly FigureCell[]) =>
      cells.some(isFigure) && !cells.some((cell) => cell.categories.length === 0 && isFigure(cell));
    const isIncomplete = ({ categories: [first, ...crossed] }: FigureCell) => {
      if (first === undefined) return withTotals.some(lacksTotal);
      const dimension = this.#dimensions.find(({ code }) => code === first.dimension);
      return (
        dimension !== undefined &&
        crossed.length === 0 &&
        reported.some((cells) => lacksParentFigure(cells, { dimension, category: first.category }))
      );
    };
    return aggregateCells(withTotals, this.#version).filter((cell) => !isIncomplete(cell));
  }

  /**
   * The categories (as `breakdownKey`) whose total is unknown, because a kept row is suppressed and no report has its
   * figure.
   */
  unknownTotals(rows: readonly DecidedRow[]): ReadonlySet<string> {
    const withoutReport = rows.filter((row) => this.includes(row) && this.reportOf(row) === undefined);
    const suppressed = withoutReport.flatMap(({ cells }) => cells.filter((cell) => cell.suppressed));
    const keys = new Set(suppressed.map(({ categories }) => breakdownKey(categories)));
    // A total that follows from suppressed categories is in no cell of the row.
    const total = breakdownKey([]);
    const hasUnknownTotal = ({ cells }: DecidedRow) =>
      cells.some((cell) => cell.suppressed) &&
      !cells.some((cell) => breakdownKey(cell.categories) === total && isFigure(cell));
    if (withoutReport.some(hasUnknownTotal)) keys.add(total);
    return keys;
  }

  /** Whether an organization that contributed to the totals of the current release is closed now. */
  hasClosedContributors(previous: PreviousRelease | null): boolean {
    const contributors = (previous?.rows ?? []).filter((row) => row.summed && !isRemoved(row));
    return contributors.some((row) => this.#reported.get(rowKey(row))?.open === false);
  }

  /** The report on which the decision about a row is based. Undefined if it has changed or does not exist. */
  reportOf(row: DecidedRow): ReportedRow | undefined {
    const report = this.#reported.get(rowKey(row));
    return report && (row.origin === 'NEW' || this.#history.isUnchanged(report)) ? report : undefined;
  }
}

/** A suppressed cell has no figure to add. Whether it still contributes to a total is decided separately. */
function withoutSuppressedFigure(cell: DecidedCell): FigureCell {
  const { categories, suppressed } = cell;
  if (!suppressed) return cell;
  return { categories, value: null, numerator: null, denominator: null, base: null, status: 'MISSING' };
}
