import type { CellStatus } from '@collective-impact/disclosure';
import type { FigureCell } from '../../indicator/index.ts';
import { breakdownKey } from '../../indicator/index.ts';
import type { Settled } from './linked-rows.ts';
import { type ReleasedRow, type ReportedRow, rowKey } from './rows.ts';
import { isSameCell } from './verdict.ts';

/** What the current release shows, row by row, and whether reports still say it. */
export class RowHistory {
  readonly #released: ReadonlyMap<string, ReleasedRow>;
  /** What {@link isSame} found: it is asked of the same rows again and again. */
  readonly #same = new Map<ReportedRow, boolean>();

  constructor(released: readonly ReleasedRow[]) {
    this.#released = new Map(released.map((row) => [rowKey(row), row]));
  }

  of(row: Pick<ReportedRow, 'organizationId' | 'place'>): ReleasedRow | undefined {
    return this.#released.get(rowKey(row));
  }

  /** Whether a report says what is released of it: where cells are withheld, as far as the release knows. */
  isSame(row: ReportedRow): boolean {
    const known = this.#same.get(row) ?? this.#compare(row);
    this.#same.set(row, known);
    return known;
  }

  #compare(row: ReportedRow): boolean {
    const released = this.of(row);
    if (!released || released.cells.length !== row.cells.length) return false;
    if (!released.same && released.cells.some(({ suppressed }) => suppressed)) return false;
    const cells = cellsByPlace(row.cells);
    return released.cells.every((cell) => {
      const now = cells.get(breakdownKey(cell.categories));
      return now !== undefined && (cell.suppressed || isSameCell(cell, now));
    });
  }

  /**
   * What is settled of a row's cells: what was withheld stays withheld, and what was shown and is unchanged is known. Who
   * supposes that a correction changed little must not learn from it what was withheld.
   */
  settledOf(row: ReportedRow): Settled {
    const released = cellsByPlace(this.of(row)?.cells ?? []);
    const cells = cellsByPlace(row.cells);
    return (dimension, category): CellStatus => {
      const key = breakdownKey(dimension === undefined || category === undefined ? [] : [{ dimension, category }]);
      const before = released.get(key);
      const now = cells.get(key);
      if (!before) return 'UNDECIDED';
      if (before.suppressed) return 'SUPPRESSED';
      return now && isSameCell(before, now) ? 'PUBLISHED' : 'UNDECIDED';
    };
  }
}

function cellsByPlace<T extends FigureCell>(cells: readonly T[]): Map<string, T> {
  return new Map(cells.map((cell) => [breakdownKey(cell.categories), cell]));
}
