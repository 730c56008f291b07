import type { PlaceCode } from '../../ecosystem/index.ts';
import type { CategoryReference, DimensionRules } from '../../indicator/index.ts';
import type { Code } from '../../shared/code.ts';
import type { PartialFigure } from './aggregate/partial-figure.ts';

/**
 * Source of the figures of a part: organizations, the ecosystem itself, or the total over organizations that a release
 * published.
 */
export const rollUpSources = ['ORGANIZATION', 'ECOSYSTEM', 'AGGREGATE'] as const;

/** One of {@link rollUpSources}. */
export type RollUpSource = (typeof rollUpSources)[number];

/**
 * Released figures of one version, period and combination of categories. A database combines them over organizations and
 * places if the roll-up aggregates those; otherwise each part is of one organization or place.
 */
export interface RollUpPart {
  versionId: string;
  ecosystemId: string;
  /** Canonical code of the period, and its first and last day (`YYYY-MM-DD`). */
  period: string;
  periodStart: string;
  periodEnd: string;
  categories: readonly CategoryReference[];
  source: RollUpSource;
  /** Id of the organization. Null for figures of several organizations, of the ecosystem, or of an unidentified organization. */
  organizationId: string | null;
  place: Code | null;
  /** The scheme of the places that are combined. Null for figures without a place. */
  placeScheme: string | null;
  /** The places that are combined. If left out, it is `place`, or they are unknown. */
  places?: readonly PlaceCode[];
  partial: PartialFigure;
  /**
   * The same figures, if some are stated as bounds: `partial` has the lowest figures that these allow, and this the highest ones.
   * If left out, no figure is stated as bounds.
   */
  highest?: PartialFigure;
  /**
   * Counts of organizations that the caller cannot see, as the published total of the release includes them, without their
   * numbers. If left out, they are counted as in `partial`.
   */
  publishedCounts?: PartialFigure;
}

/** A part that has one category of a dimension more than the figure that is computed. */
export interface DisaggregatedPart {
  part: RollUpPart;
  /** The additional dimension. Its categories are exclusive. */
  dimension: DimensionRules;
  /** The code of the category in that dimension. */
  category: string;
}

/**
 * The tables, by {@link tableOf}, in which an organization reports by place. Their published totals are aggregates over places: they are
 * neither figures of a place nor ones without a place. This is decided for each table, so that a figure is the same whichever other
 * dimensions are requested with it: totals of a crossing have no place if only figures by one dimension are reported by place.
 */
export function tablesByPlace(parts: readonly RollUpPart[]): ReadonlySet<string> {
  return new Set(parts.filter(({ source, place }) => source === 'ORGANIZATION' && place !== null).map(tableOf));
}

/** Identifies the release of a part and the dimensions of its categories. */
export function tableOf({
  versionId,
  period,
  categories,
}: Pick<RollUpPart, 'versionId' | 'period' | 'categories'>): string {
  return JSON.stringify([versionId, period, ...categories.map(({ dimension }) => dimension).toSorted()]);
}

/** Whether it is the total over organizations that the release published. */
export function isPublishedTotal({ source }: RollUpPart): boolean {
  return source === 'AGGREGATE';
}
