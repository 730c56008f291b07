import type { IndicatorVersion } from '@collective-impact/sdk/indicator';
import { type RawBuilder, sql } from 'kysely';

/** Numerator and denominator of every cell of a sum, if cells are grouped by them. Null for cells without. */
export interface EachQuotient {
  eachNumerator?: string | null;
  eachDenominator?: string | null;
}

/**
 * Whether figures of a version are combined to the smallest or largest of several quotients. Values can be stated rounded, so that the
 * cells are grouped by their {@link eachQuotient}, which are exact. No definition averages quotients.
 */
export function selectsQuotients({
  kind,
  aggregationAcrossOrganizations: way,
}: Pick<IndicatorVersion, 'kind' | 'aggregationAcrossOrganizations'>): boolean {
  return (kind === 'RATIO' || kind === 'MEAN') && (way === 'MIN' || way === 'MAX');
}

/** {@link selectsQuotients} for a version `v`. */
export const selectsQuotientsOfVersion = sql<boolean>`("v"."kind" in ('RATIO', 'MEAN') and "v"."aggregation_across_organizations" in ('MIN', 'MAX'))`;

/** The numerator and the denominator of a cell `t` as keys to group by, if `isGrouped` is true. Otherwise they are null. */
export function eachQuotient(isGrouped: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const key = (name: string) => sql`case when ${isGrouped} then trim_scale(${sql.ref(`t.${name}`)}) end`;
  return [sql`${key('numerator')} as "eachNumerator"`, sql`${key('denominator')} as "eachDenominator"`];
}
