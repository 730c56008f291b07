import type { Visibility } from '@collective-impact/sdk';
import { type Reporting, rowKey } from '@collective-impact/sdk/release';
import { sql } from 'kysely';
import type { EcosystemTables } from '../ecosystem/index.ts';
import { type ReleaseCounts, Releasing, waitsForLaterRelease } from '../release/index.ts';
import { anyOf } from '../shared/conditions.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { OnProgress } from './progress.ts';
import type { Affected } from './reports.ts';
import type { ImportTables } from './tables.ts';

/** A report that waits for a later release, because too few organizations have changes. */
export interface WaitingReport {
  indicator: string;
  period: string;
  /** Name of the organization. Null if the ecosystem itself reports. */
  organization: string | null;
  /** Code of the place. Null if the report is for no particular place. */
  place: string | null;
}

/** A release of an import. */
export interface ImportedRelease extends ReleaseCounts {
  indicator: string;
  period: string;
  visibility: Visibility;
}

/** The releases of an import, those that were rejected, and its waiting reports, including unchanged ones. */
export interface Releases {
  released: ImportedRelease[];
  unreleased: { indicator: string; period: string; reason: string }[];
  waiting: WaitingReport[];
}

/** Reports of an indicator and period that wait for a later release. */
interface WaitingSet {
  indicator: string;
  period: string;
  reports: readonly Reporting[];
}

/** Releases every version and period that an import changed. `codes` are indicator codes by the UUID of the version. */
export async function releaseAffected(
  unit: UnitOfWork,
  work: {
    affected: readonly Affected[];
    /** `defaultVisibility` is that of the ecosystem, for releases that replace none. */
    options: { visibility?: Visibility; defaultVisibility: Visibility; onProgress?: OnProgress };
    codes: ReadonlyMap<string | undefined, string>;
  },
): Promise<Releases> {
  const { affected, options, codes } = work;
  const { onProgress } = options;
  const total = affected.length;
  const outcome: Releases = { released: [], unreleased: [], waiting: [] };
  const waitingSets: WaitingSet[] = [];
  const releasing = new Releasing(unit);
  for (const [done, { indicatorVersionId, period, visibility: before }] of affected.entries()) {
    onProgress?.({ phase: 'releasing', done, total });
    const indicator = codes.get(indicatorVersionId) ?? '';
    const visibility = options.visibility ?? before ?? options.defaultVisibility;
    const release = await releasing.release({ indicatorVersionId, period, visibility });
    waitingSets.push({ indicator, period, reports: releasing.waiting });
    if (release.ok) {
      outcome.released.push({ indicator, period, visibility, ...(await releasing.counts()) });
    } else {
      const reason = release.issues.map(({ message }) => message).join(' ');
      outcome.unreleased.push({ indicator, period, reason });
    }
  }
  if (total > 0) onProgress?.({ phase: 'releasing', done: total, total });
  waitingSets.push(...(await stillWaiting(unit, work)));
  const names = await namesOf(
    unit,
    waitingSets.flatMap(({ reports }) => reports),
  );
  outcome.waiting = waitingSets.flatMap(({ indicator, period, reports }) => {
    const waiting = [...new Map(reports.map((report) => [rowKey(report), report])).values()];
    return waiting
      .map(({ organizationId, place }) => {
        const organization = organizationId === null ? null : (names.get(organizationId) ?? organizationId);
        return { indicator, period, organization, place };
      })
      .sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  });
  return outcome;
}

/** Unchanged reports that already waited, of periods that the import does not release. */
async function stillWaiting(
  unit: UnitOfWork,
  { affected, codes }: { affected: readonly Affected[]; codes: ReadonlyMap<string | undefined, string> },
): Promise<WaitingSet[]> {
  const setKey = (set: { indicatorVersionId: string; period: string }) => `${set.indicatorVersionId} ${set.period}`;
  const released = new Set(affected.map(setKey));
  const rows = await unit.rows(
    unit
      .tables<ImportTables>()
      .selectFrom('imported_report as i')
      .innerJoin('indicator_report as t', 't.id', 'i.report_id')
      .innerJoin('release as l', (join) =>
        join
          .onRef('l.indicator_version_id', '=', 't.indicator_version_id')
          .onRef('l.period', '=', 't.period')
          .on('l.replaced_at', 'is', null),
      )
      .select(['t.indicator_version_id as indicatorVersionId', 't.period', 't.organization_id as organizationId'])
      .where('i.same', 'is', true)
      .where('t.status', '=', sql.lit('VERIFIED'))
      .where(waitsForLaterRelease)
      .orderBy('i.number'),
  );
  return [...Map.groupBy(rows, setKey)].flatMap(([key, reports]) => {
    const [first] = reports;
    if (!first || released.has(key)) return [];
    const indicator = codes.get(first.indicatorVersionId) ?? '';
    return [{ indicator, period: first.period, reports: reports.map((report) => ({ ...report, place: null })) }];
  });
}

/** The sort key of waiting reports. Those of the ecosystem come first. */
const nameOf = ({ organization, place }: WaitingReport) => `${organization ?? ''}\n${place ?? ''}`;

async function namesOf(unit: UnitOfWork, reports: readonly Reporting[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(reports.flatMap(({ organizationId }) => organizationId ?? []))];
  if (ids.length === 0) return new Map();
  const organizations = unit.tables<EcosystemTables>().selectFrom('organization').select(['id', 'name']);
  const rows = await unit.rows(organizations.where('id', '=', anyOf(ids)));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
