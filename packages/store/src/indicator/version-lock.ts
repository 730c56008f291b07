import type { IndicatorVersion, IndicatorVersionStatus } from '@collective-impact/sdk/indicator';
import type { Frequency } from '@collective-impact/sdk/period';
import { sql } from 'kysely';
import type { UnitOfWork } from '../shared/unit-of-work.ts';

/** The fields of a version that rules read, with the calendar and the disclosure settings of its ecosystem. */
export interface LockedVersion
  extends Pick<
    IndicatorVersion,
    | 'kind'
    | 'direction'
    | 'countingUnit'
    | 'multiplier'
    | 'denominatorOverCategories'
    | 'aggregationAcrossOrganizations'
  > {
  id: string;
  ecosystemId: string;
  status: IndicatorVersionStatus;
  /** First day on which a later version applies. Null if there is no later version, or if it has no `effectiveFrom`. */
  replacedFrom: string | null;
  frequency: Frequency;
  schoolYearStart: string;
  fiscalYearStart: string;
  disclosureThreshold: number;
  hidesZeros: boolean;
}

/**
 * Locks a version until the transaction ends: `share` for writers that rely on its definition, `no key update` for a
 * writer that changes it.
 */
export async function lockVersion(
  unit: UnitOfWork,
  lock: { id: string; strength: 'share' | 'no key update' },
): Promise<LockedVersion> {
  const version = (await lockVersions(unit, { ids: [lock.id], strength: lock.strength })).get(lock.id);
  if (!version) throw new Error(`Indicator version ${lock.id} does not exist, although the command refers to it.`);
  return version;
}

/** Locks several versions with one statement, in a fixed order to avoid deadlocks. Returns them by UUID, without those that do not exist. */
export async function lockVersions(
  unit: UnitOfWork,
  lock: { ids: readonly string[]; strength: 'share' | 'no key update' },
): Promise<ReadonlyMap<string, LockedVersion>> {
  const versions = await unit.rows<LockedVersion>(
    sql`select "v"."id", "v"."ecosystem_id" as "ecosystemId", "v"."status", "v"."frequency", "v"."kind", "v"."direction", "v"."counting_unit" as "countingUnit", "v"."multiplier",
        "v"."denominator_over_categories" as "denominatorOverCategories", "v"."aggregation_across_organizations" as "aggregationAcrossOrganizations", (
          select min("n"."effective_from") from "indicator_version" as "n"
          where "n"."indicator_id" = "v"."indicator_id" and "n"."number" > "v"."number" and "n"."status" in ('ADOPTED', 'RETIRED')
        ) as "replacedFrom", "e"."school_year_start" as "schoolYearStart",
        "e"."fiscal_year_start" as "fiscalYearStart", "e"."disclosure_threshold" as "disclosureThreshold", "e"."hides_zeros" as "hidesZeros"
      from "indicator_version" as "v" join "ecosystem" as "e" on "e"."id" = "v"."ecosystem_id"
      where "v"."id" = any(${lock.ids}::uuid[]) order by "v"."id" for ${sql.raw(lock.strength)} of "v"`,
  );
  return new Map(versions.map((version) => [version.id, version]));
}
