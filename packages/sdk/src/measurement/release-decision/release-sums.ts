import { breakdownKey } from '../breakdown.ts';
import type { FigureCell } from '../cell-rules.ts';
import type { PreviousRelease } from './previous-release.ts';
import type { RowHistory } from './row-history.ts';
import { type DecidedCell, type DecidedRow, isOwn, type ReportedRow, type Reporting, rowKey } from './rows.ts';
import { type AddingVersion, addsOverOrganizations, cellsTogether } from './together.ts';

/** Which rows of a release make figures together, and what these are. */
export class ReleaseSums {
  /** Whether figures of organizations add up at all. */
  readonly adds: boolean;
  /** Whether the ecosystem itself says what its organizations' figures come to: then nothing else does. */
  readonly isStated: boolean;
  readonly #version: AddingVersion;
  readonly #history: RowHistory;
  readonly #reported: ReadonlyMap<string, ReportedRow>;
  /** The keys of those who have a figure of all places. */
  readonly #everywhere: ReadonlySet<string | null>;
  readonly #hasOrganizations: boolean;

  constructor(
    release: { version: AddingVersion; reported: readonly ReportedRow[]; previous: PreviousRelease | null },
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

  /** Whether a row of a release has a part in its sums: a new one as its report is, a kept one as it had before. */
  has(row: DecidedRow): boolean {
    if (!this.adds || this.isStated) return false;
    const reported = this.#reported.get(rowKey(row));
    if (row.origin === 'KEPT') return row.summed && (reported?.open ?? true);
    return reported !== undefined && this.isSummed(reported);
  }

  /** What rows come to, in every combination of categories: also where it will not be shown. */
  of(rows: readonly DecidedRow[]): FigureCell[] {
    const figures = rows
      .filter((row) => this.has(row))
      .map((row) => this.#truthOf(row)?.cells ?? row.cells.map(withoutSecret));
    return cellsTogether(figures, this.#version);
  }

  /**
   * In which categories what rows come to is not known, as `breakdownKey` says them: a kept one is withheld there, and no
   * report says it now.
   */
  unknown(rows: readonly DecidedRow[]): ReadonlySet<string> {
    const withoutReport = rows.filter((row) => this.has(row) && this.#truthOf(row) === undefined);
    const withheld = withoutReport.flatMap(({ cells }) => cells.filter(({ suppressed }) => suppressed));
    return new Set(withheld.map(({ categories }) => breakdownKey(categories)));
  }

  /** Whether somebody had a part in the sums of the current release who is closed to those who see the next one. */
  hasLost(previous: PreviousRelease | null): boolean {
    return (previous?.rows ?? []).some((row) => row.summed && this.#reported.get(rowKey(row))?.open === false);
  }

  /** The report of a row, where it says what the row was decided by. */
  #truthOf(row: DecidedRow): ReportedRow | undefined {
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
