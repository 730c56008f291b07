import type { ScenarioDimension } from './scenario/gateway-scenario.ts';
import { changeFields, type SeenChange } from './seen-change.ts';

/** Bounds as the gateway returns them. */
export interface SeenInterval {
  low: string | null;
  high: string | null;
}

/** What disparities are requested: of which dimension, over which units, and compared with what. */
interface RequestedDisparities {
  over: readonly string[];
  dimension: string;
  kind: 'BEST' | 'TOTAL' | 'CATEGORY';
  referenceCategory: string | null;
}

/** The disparities of one period and unit as the gateway returns them, and what was requested. */
export interface SeenDisparities extends RequestedDisparities {
  period: string;
  organization: { id: string } | null;
  place: { code: string } | null;
  publishedCategories: number;
  suppressedCategories: number;
  reference: { categories: { code: string }[]; value: string | null } | null;
  categories: {
    category: { code: string };
    figure: { value: string | null };
    difference: string | null;
    ratio: string | null;
    interval: { difference: SeenInterval | null; ratio: SeenInterval | null } | null;
    position: string | null;
    reason: string | null;
    matchedChange: SeenChange | null;
  }[];
}

/** Every dimension, compared with the best category, the total, and the first category. */
export function requestedDisparities(
  dimensions: readonly ScenarioDimension[],
  units: readonly (readonly string[])[],
): RequestedDisparities[] {
  return units.flatMap((over) =>
    dimensions.flatMap(({ code: dimension, categories: [first] }): RequestedDisparities[] => [
      { over, dimension, kind: 'BEST', referenceCategory: null },
      { over, dimension, kind: 'TOTAL', referenceCategory: null },
      { over, dimension, kind: 'CATEGORY', referenceCategory: first?.code ?? '' },
    ]),
  );
}

/** The field of an indicator that returns them. */
export function disparitiesField({ over, dimension, kind, referenceCategory }: RequestedDisparities): string {
  const category = referenceCategory === null ? '' : `, referenceCategory: ${JSON.stringify(referenceCategory)}`;
  return `disparities(over: [${over.join(', ')}], dimension: ${JSON.stringify(dimension)}, reference: ${kind}${category}) {
    period organization { id } place { code } publishedCategories suppressedCategories reference { categories { code } value }
    categories { category { code } figure { value } difference ratio interval { difference { low high } ratio { low high } } position reason
      ${changeFields} } }`;
}
