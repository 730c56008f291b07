import type { Visibility } from '@collective-impact/sdk';
import { type Reporting, rowKey } from '@collective-impact/sdk/release';
import { sql } from 'kysely';
import { Releasing, waitsForLaterRelease } from '../release/index.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { OnProgress } from './progress.ts';
import type { Affected } from './reports.ts';

/** A report that waits for a later release: too few organizations have something new to hide among each other. */
export interface WaitingReport {
  indicator: string;
  period: string;
  /** The name of the organization; null where the ecosystem itself reported. */
  organization: string | null;
  /** The code of a place; null where it is of no place in particular. */
  place: string | null;
}

/** What became of the releases that an import asks for, and which of its reports wait: those too that it did not change. */
export interface Releases {
  released: { indicator: string; period: string; visibility: Visibility }[];
  unreleased: { indicator: string; period: string; reason: string }[];
  waiting: WaitingReport[];
}

/** Reports of an indicator and period that were left for a later release. */
interface Left {
  indicator: string;
  period: string;
  reports: readonly Reporting[];
}

/** Nobody opens records by not saying who sees them. */
export const unsaid: Visibility = 'MEMBERS';

/** Releases every version and period that an import has changed; `codes` are those of indicators by the UUIDs of versions. */
export async function releaseAffected(
  unit: UnitOfWork,
  work: {
    affected: readonly Affected[];
    options: { visibility?: Visibility; onProgress?: OnProgress };
    codes: ReadonlyMap<string | undefined, string>;
  },
): Promise<Releases> {
  const { affected, options, codes } = work;
  const { onProgress } = options;
  const total = affected.length;
  const outcome: Releases = { released: [], unreleased: [], waiting: [] };
  const left: Left[] = [];
  const releasing = new Releasing(unit);
  for (const [done, { indicatorVersionId, period, visibility: before }] of affected.entries()) {
    onProgress?.({ phase: 'releasing', done, total });
    const indicator = codes.get(indicatorVersionId) ?? '';
    const visibility = options.visibility ?? before ?? unsaid;
    const made = await releasing.release({ indicatorVersionId, period, visibility });
    left.push({ indicator, period, reports: releasing.waiting });
    if (made.ok) outcome.released.push({ indicator, period, visibility });
    else {
      const reason = made.issues.map(({ message }) => message).join('; ');
      outcome.unreleased.push({ indicator, period, reason });
    }
  }
  if (total > 0) onProgress?.({ phase: 'releasing', done: total, total });
  left.push(...(await waitingStill(unit, work)));
  const names = await namesOf(
    unit,
    left.flatMap(({ reports }) => reports),
  );
  outcome.waiting = left.flatMap(({ indicator, period, reports }) => {
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

/** Reports that an import found as they should be, of periods that it had no reason to release, and that wait since before. */
async function waitingStill(
  unit: UnitOfWork,
  { affected, codes }: { affected: readonly Affected[]; codes: ReadonlyMap<string | undefined, string> },
): Promise<Left[]> {
  const setOf = (of: { indicatorVersionId: string; period: string }) => `${of.indicatorVersionId} ${of.period}`;
  const told = new Set(affected.map(setOf));
  const rows = await unit.rows<{ indicatorVersionId: string; period: string; organizationId: string | null }>(sql`
    select "t"."indicator_version_id" as "indicatorVersionId", "t"."period", "t"."organization_id" as "organizationId"
    from "imported_report" as "i" join "indicator_report" as "t" on "t"."id" = "i"."report_id"
    join "release" as "l" on "l"."indicator_version_id" = "t"."indicator_version_id" and "l"."period" = "t"."period" and "l"."replaced_at" is null
    where "i"."same" and "t"."status" = 'VERIFIED' and ${waitsForLaterRelease} order by "i"."number"`);
  return [...Map.groupBy(rows, setOf)].flatMap(([set, reports]) => {
    const [first] = reports;
    if (!first || told.has(set)) return [];
    const indicator = codes.get(first.indicatorVersionId) ?? '';
    return [{ indicator, period: first.period, reports: reports.map((report) => ({ ...report, place: null })) }];
  });
}

/** By which reports of a period are sorted: the ecosystem's own come first. */
const nameOf = ({ organization, place }: WaitingReport) => `${organization ?? ''}\n${place ?? ''}`;

async function namesOf(unit: UnitOfWork, reports: readonly Reporting[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(reports.flatMap(({ organizationId }) => organizationId ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await unit.rows<{ id: string; name: string }>(
    sql`select "id", "name" from "organization" where "id" = any(${ids}::uuid[])`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
