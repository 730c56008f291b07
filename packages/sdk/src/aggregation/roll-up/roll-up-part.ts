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
 * The releases in which an organization reports by place. Their published total is an aggregate over places: it is neither a figure of
 * a place nor one without a place.
 */
export function releasesByPlace(parts: readonly RollUpPart[]): ReadonlySet<string> {
  return new Set(parts.filter(({ source, place }) => source === 'ORGANIZATION' && place !== null).map(releaseOf));
}

/** Identifies the release of a part. */
export function releaseOf({ versionId, period }: Pick<RollUpPart, 'versionId' | 'period'>): string {
  return `${versionId} ${period}`;
}

/** Whether it is the total over organizations that the release published. */
export function isPublishedTotal({ source }: RollUpPart): boolean {
  return source === 'AGGREGATE';
}
