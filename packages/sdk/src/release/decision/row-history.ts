import type { CellStatus } from '@collective-impact/disclosure';
import type { FigureCell } from '../../indicator/index.ts';
import { breakdownKey } from '../../indicator/index.ts';
import { hidesDenominator, isSameCell } from './decided-cells.ts';
import type { StatusOf } from './linked/linked-rows.ts';
import { currentCells } from './previous-release.ts';
import { type ReleasedRow, type ReportedRow, type Reporting, rowKey } from './rows.ts';

/** The rows of the current release, and of earlier ones, compared with the reports. */
export class RowHistory {
  readonly #released: ReadonlyMap<string, ReleasedRow>;
  /** Results of {@link isUnchanged}, which is called for the same rows repeatedly. */
  readonly #unchanged = new Map<ReportedRow, boolean>();

  constructor(released: readonly ReleasedRow[]) {
    this.#released = new Map(released.map((row) => [rowKey(row), row]));
  }

  /** The row of a reporter and place in the latest release that contains it. Undefined if there is none. */
  releasedRow(row: Reporting): ReleasedRow | undefined {
    return this.#released.get(rowKey(row));
  }

  /**
   * Whether a report has the same cells as the current release. Suppressed cells are the same if the released report
   * itself is unchanged.
   */
  isUnchanged(row: ReportedRow): boolean {
    const isUnchanged = this.#unchanged.get(row) ?? this.#compare(row);
    this.#unchanged.set(row, isUnchanged);
    return isUnchanged;
  }

  #compare(row: ReportedRow): boolean {
    const released = this.releasedRow(row);
    const shown = currentCells(released?.cells ?? []);
    if (!released || shown.length !== row.cells.length) return false;
    if (!released.same && shown.some(({ suppressed }) => suppressed)) return false;
    const cells = cellsByBreakdown(row.cells);
    return shown.every((cell) => {
      const current = cells.get(breakdownKey(cell.categories));
      return current !== undefined && (cell.suppressed || isSameCell(cell, current));
    });
  }

  /** Whether the current release suppresses a cell of a report without showing its denominator. */
  hasHiddenDenominators(row: Reporting): boolean {
    return this.releasedRow(row)?.cells.some(hidesDenominator) ?? false;
  }

  /** Whether the current release shows the denominator of a suppressed cell of a report. */
  hasShownDenominators(row: Reporting): boolean {
    return this.releasedRow(row)?.cells.some((cell) => cell.suppressed && !hidesDenominator(cell)) ?? false;
  }

  /**
   * Status of the cells of a report: a suppressed cell stays suppressed, and a published cell that has not changed is
   * public. A correction must not disclose a suppressed cell to an attacker who assumes that it changed little.
   */
  statusOf(row: ReportedRow): StatusOf {
    const released = cellsByBreakdown(this.releasedRow(row)?.cells ?? []);
    const cells = cellsByBreakdown(row.cells);
    return (dimension, category): CellStatus => {
      const key = breakdownKey(dimension === undefined || category === undefined ? [] : [{ dimension, category }]);
      const before = released.get(key);
      const current = cells.get(key);
      if (!before) return 'UNDECIDED';
      if (before.suppressed) return 'SUPPRESSED';
      return current && isSameCell(before, current) ? 'PUBLISHED' : 'UNDECIDED';
    };
  }
}

function cellsByBreakdown<T extends FigureCell>(cells: readonly T[]): Map<string, T> {
  return new Map(cells.map((cell) => [breakdownKey(cell.categories), cell]));
}
