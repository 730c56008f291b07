import type { CategoryReference } from '../fields.ts';
import type { ObservationStatus } from '../vocabulary.ts';

/** The fields of a cell that rules read. Numbers are canonical decimals. */
export interface FigureCell {
  categories: readonly CategoryReference[];
  value: string | null;
  numerator: string | null;
  denominator: string | null;
  base: number | null;
  status: ObservationStatus;
  standardError?: string | null;
  /** Bounds that are stated instead of a figure, both inclusive. Null or absent where none is stated. */
  lowerBound?: string | null;
  upperBound?: string | null;
}

/** The statuses of a cell that has a figure. The other statuses explain why there is none. */
export const figureStatuses: readonly ObservationStatus[] = ['OBSERVED', 'ESTIMATED', 'PROVISIONAL'];
