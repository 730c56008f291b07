import type { FigureCell } from '../../indicator/index.ts';

/**
 * Why a cell of a release is suppressed. Visible to data stewards only, because the reason narrows the possible values.
 *
 * - `SENSITIVE`: primary suppression. The cell is about fewer people than the threshold.
 * - `COMPLEMENTARY`: publishing it would disclose a sensitive cell.
 * - `FIXED`: an earlier release suppressed the cell, or a total that the cell is part of.
 * - `LAST_RESORT`: no smaller suppression pattern is safe.
 * - `OUTSIDE`: the cell is about people but not part of a linked set. It is a parent category, or a place beside the
 *   figure for all places.
 */
export const suppressionReasons = ['SENSITIVE', 'COMPLEMENTARY', 'FIXED', 'LAST_RESORT', 'OUTSIDE'] as const;
/** One of {@link suppressionReasons}. */
export type SuppressionReason = (typeof suppressionReasons)[number];

/** The reporter and place of a row. */
export interface Reporting {
  /** Id of the organization. Null for the figures of the ecosystem itself. */
  organizationId: string | null;
  /** Key of a place, unique across schemes of codes. Null for all places. */
  place: string | null;
}

/** The figures of a verified report. */
export interface ReportedRow extends Reporting {
  cells: readonly FigureCell[];
  /** Whether everyone who sees the release sees the organization. Closed organizations are excluded from totals. */
  open: boolean;
}

/** A published or suppressed cell. A release shows the denominator of a suppressed cell if `showsDenominator` is true. */
export type DecidedCell = FigureCell & {
  suppressed: boolean;
  reason: SuppressionReason | null;
  showsDenominator: boolean;
};

/** A released cell. A suppressed cell contains no figures, except for a denominator that is shown. */
export type ReleasedCell = FigureCell & {
  suppressed: boolean;
  /**
   * Whether the current release no longer contains the cell, but an earlier one does, such as a cell of a voided report. It is not
   * published again, and what is known of it still counts. False if it is omitted.
   */
  removed?: boolean;
};

/** A row of the current release, or the latest one of an earlier release, whose cells are then all `removed`. */
export interface ReleasedRow extends Reporting {
  cells: readonly ReleasedCell[];
  /** Whether the report has not changed since that release, including its suppressed cells. */
  same: boolean;
  /** Whether the row contributes to the totals of that release. */
  summed: boolean;
}

/** A row of the new release. */
export interface DecidedRow extends Reporting {
  /** `NEW`: decided for this release. `KEPT`: unchanged from the current release. */
  origin: 'NEW' | 'KEPT';
  /** Whether the row contributes to the totals. */
  summed: boolean;
  cells: DecidedCell[];
}

/** Key of the reporter and place of a row. */
export function rowKey({ organizationId, place }: Reporting): string {
  return JSON.stringify([organizationId, place]);
}

/** Whether a row is reported by the ecosystem itself. */
export function isOwn({ organizationId }: Reporting): boolean {
  return organizationId === null;
}
