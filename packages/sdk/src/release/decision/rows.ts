import type { FigureCell } from '../../indicator/index.ts';

/**
 * Why a cell of a release is withheld; for stewards alone, since to tell it tells on the cell.
 *
 * - `SENSITIVE`: it is about a small number of people.
 * - `COMPLEMENTARY`: shown, it would give a sensitive one away.
 * - `FIXED`: an earlier release withheld it, or a sum that it is part of.
 * - `LAST_RESORT`: no smaller choice of cells was found to be safe.
 * - `OUTSIDE`: it is of people and stands outside what is decided together: it is of two dimensions at once, of a category
 *   that has others within it, or of a place beside the figure of all places.
 */
export const suppressionReasons = ['SENSITIVE', 'COMPLEMENTARY', 'FIXED', 'LAST_RESORT', 'OUTSIDE'] as const;
/** One of {@link suppressionReasons}. */
export type SuppressionReason = (typeof suppressionReasons)[number];

/** Whose figures the rows of a release are: an organization's, or with null the ecosystem's own; of a place, or of all. */
export interface Reporting {
  organizationId: string | null;
  /** The code of a place. */
  place: string | null;
}

/** What a verified report says. */
export interface ReportedRow extends Reporting {
  cells: readonly FigureCell[];
  /** Whether whoever sees the release sees the organization too. What a closed one reports is in no sum. */
  open: boolean;
}

/** A cell as it is published, or withheld. */
export type DecidedCell = FigureCell & { suppressed: boolean; reason: SuppressionReason | null };

/** What the current release shows of a reporter: of its withheld cells, only that they are. */
export interface ReleasedRow extends Reporting {
  cells: readonly (FigureCell & { suppressed: boolean })[];
  /** Whether the report that it was made of still says the same, in the cells that are withheld too. */
  same: boolean;
  /** Whether it has a part in the sums of the current release. */
  summed: boolean;
}

/** A row of a release to be made. */
export interface DecidedRow extends Reporting {
  /** `NEW` where it was decided now, `KEPT` where it is what the release before shows. */
  origin: 'NEW' | 'KEPT';
  /** Whether it has a part in the sums. */
  summed: boolean;
  cells: DecidedCell[];
}

/** Whether two rows are of the same reporter and place. */
export function rowKey({ organizationId, place }: Reporting): string {
  return JSON.stringify([organizationId, place]);
}

/** Whether a row is what the ecosystem reports of itself. */
export function isOwn({ organizationId }: Reporting): boolean {
  return organizationId === null;
}
