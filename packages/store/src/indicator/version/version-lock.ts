import type { IndicatorVersion, IndicatorVersionStatus } from '@collective-impact/sdk/indicator';
import type { Frequency } from '@collective-impact/sdk/period';
import { anyOf } from '../../shared/conditions.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import type { IndicatorTables } from '../entities.ts';

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
    | 'crossings'
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
  const versions = unit
    .tables<IndicatorTables>()
    .selectFrom('indicator_version as v')
    .innerJoin('ecosystem as e', 'e.id', 'v.ecosystem_id')
    .select(['v.id', 'v.ecosystem_id as ecosystemId', 'v.status', 'v.frequency', 'v.kind', 'v.direction'])
    .select(['v.counting_unit as countingUnit', 'v.multiplier', 'v.crossings'])
    .select('v.denominator_over_categories as denominatorOverCategories')
    .select('v.aggregation_across_organizations as aggregationAcrossOrganizations')
    .select(['e.school_year_start as schoolYearStart', 'e.fiscal_year_start as fiscalYearStart'])
    .select(['e.disclosure_threshold as disclosureThreshold', 'e.hides_zeros as hidesZeros'])
    .select(({ selectFrom }) =>
      selectFrom('indicator_version as n')
        .select(({ fn }) => fn.min('n.effective_from').as('earliest'))
        .whereRef('n.indicator_id', '=', 'v.indicator_id')
        .whereRef('n.number', '>', 'v.number')
        .where('n.status', 'in', ['ADOPTED', 'RETIRED'])
        .as('replacedFrom'),
    )
    .where('v.id', '=', anyOf(lock.ids))
    .orderBy('v.id');
  const locked = await unit.rows(lock.strength === 'share' ? versions.forShare('v') : versions.forNoKeyUpdate('v'));
  return new Map(locked.map((version) => [version.id, version]));
}
