import type { FigureCell } from '../../indicator/index.ts';
import { breakdownKey, type DimensionRules } from '../../indicator/index.ts';
import type { PreviousRelease } from './previous-release.ts';
import type { RowHistory } from './row-history.ts';
import { type DecidedCell, type DecidedRow, isOwn, type ReportedRow, type Reporting, rowKey } from './rows.ts';
import { addsOverOrganizations, cellsTogether } from './together.ts';
import { isFigure, lacks, type SplitVersion, withTotal } from './whole-rows.ts';

/** Which rows of a release make figures together, and what these are. */
export class ReleaseSums {
  /** Whether figures of organizations add up at all. */
  readonly adds: boolean;
  /** Whether the ecosystem itself says what its organizations' figures come to: then nothing else does. */
  readonly isStated: boolean;
  readonly #version: SplitVersion;
  readonly #dimensions: readonly DimensionRules[];
  readonly #history: RowHistory;
  readonly #reported: ReadonlyMap<string, ReportedRow>;
  /** The keys of those who have a figure of all places. */
  readonly #everywhere: ReadonlySet<string | null>;
  readonly #hasOrganizations: boolean;

  constructor(
    release: {
      version: SplitVersion;
      dimensions: readonly DimensionRules[];
      reported: readonly ReportedRow[];
      previous: PreviousRelease | null;
    },
    history: RowHistory,
  ) {
    const everyone: readonly Reporting[] = [...release.reported, ...(release.previous?.rows ?? [])];
    this.adds = addsOverOrganizations(release.version);
    this.#everywhere = new Set(
      everyone.filter(({ place }) => place === null).map(({ organizationId }) => organizationId),
    );
    this.isStated = this.#everywhere.has(null);
    this.#hasOrganizations = everyone.some((row) => !isOwn(row));
    this.#version = release.version;
    this.#dimensions = release.dimensions;
    this.#history = history;
    this.#reported = new Map(release.reported.map((row) => [rowKey(row), row]));
  }

  /** Whether a row is of one place, beside a figure of all places by the same reporter, or the ecosystem's by place. */
  isBesideAll(row: Reporting): boolean {
    if (row.place === null) return false;
    return this.#everywhere.has(row.organizationId) || (isOwn(row) && this.#hasOrganizations);
  }

  /** Whether a report has a part in the sums of a release that takes it. */
  isSummed(row: ReportedRow): boolean {
    return row.open && !isOwn(row) && !this.isBesideAll(row);
  }

  /**
   * Whether a report is part of what is decided together. What the ecosystem itself says includes organizations that are
   * closed to those who see the release: opened later, they are seen beside it.
   */
  isPart(row: ReportedRow): boolean {
    if (!this.adds || !this.isStated) return this.isSummed(row);
    return !isOwn(row) && !this.isBesideAll(row);
  }

  /** Whether a row of a release has a part in its sums: a new one as its report is, a kept one as it had before. */
  has(row: DecidedRow): boolean {
    if (!this.adds || this.isStated) return false;
    const reported = this.#reported.get(rowKey(row));
    if (row.origin === 'KEPT') return row.summed && (reported?.open ?? true);
    return reported !== undefined && this.isSummed(reported);
  }

  /** Whether a report comes to sums that it had no part in when it was released: its organization was closed then. */
  joins(row: ReportedRow): boolean {
    const before = this.#history.of(row);
    return this.adds && !this.isStated && before !== undefined && !before.summed && this.isSummed(row);
  }

  /**
   * What rows come to, in every combination of categories: also where it will not be shown. A sum to which a row would
   * bring a number that it does not say, and that follows from nothing it says, is not there.
   */
  of(rows: readonly DecidedRow[]): FigureCell[] {
    const figures = rows
      .filter((row) => this.has(row))
      .map((row) => this.truthOf(row)?.cells ?? row.cells.map(withoutSecret));
    const whole = figures.map(
      (cells) => withTotal(cells, { dimensions: this.#dimensions, version: this.#version }) ?? cells,
    );
    const saysFigures = (cells: readonly FigureCell[]) => cells.some(isFigure);
    const saysTotal = (cells: readonly FigureCell[]) =>
      cells.some((cell) => cell.categories.length === 0 && isFigure(cell));
    const isLacking = ({ categories: [first, ...more] }: FigureCell) => {
      if (first === undefined) return whole.some((cells) => saysFigures(cells) && !saysTotal(cells));
      const dimension = this.#dimensions.find(({ code }) => code === first.dimension);
      return (
        dimension !== undefined &&
        more.length === 0 &&
        figures.some((cells) => lacks(cells, { dimension, category: first.category }))
      );
    };
    return cellsTogether(whole, this.#version).filter((cell) => !isLacking(cell));
  }

  /**
   * In which categories what rows come to is not known, as `breakdownKey` says them: a kept one is withheld there, and no
   * report says it now.
   */
  unknown(rows: readonly DecidedRow[]): ReadonlySet<string> {
    const withoutReport = rows.filter((row) => this.has(row) && this.truthOf(row) === undefined);
    const withheld = withoutReport.flatMap(({ cells }) => cells.filter(({ suppressed }) => suppressed));
    return new Set(withheld.map(({ categories }) => breakdownKey(categories)));
  }

  /** Whether somebody had a part in the sums of the current release who is closed to those who see the next one. */
  hasLost(previous: PreviousRelease | null): boolean {
    return (previous?.rows ?? []).some((row) => row.summed && this.#reported.get(rowKey(row))?.open === false);
  }

  /** The report of a row, where it says what the row was decided by. */
  truthOf(row: DecidedRow): ReportedRow | undefined {
    const report = this.#reported.get(rowKey(row));
    return report && (row.origin === 'NEW' || this.#history.isSame(report)) ? report : undefined;
  }
}

/** A withheld cell has no figure to add; whether it still has a part in a sum is decided by itself. */
function withoutSecret(cell: DecidedCell): FigureCell {
  const { categories, suppressed } = cell;
  if (!suppressed) return cell;
  return { categories, value: null, numerator: null, denominator: null, base: null, status: 'MISSING' };
}
