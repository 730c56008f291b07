import {
  accepted,
  type Issue,
  judgeRelease,
  newUuid,
  type Outcome,
  type PeriodColumns,
  parseCommand,
  placePeriod,
  type ReleasableCell,
  refused,
  release,
  type Visibility,
} from '@collective-impact/sdk';
import { sql } from 'kysely';
import { judgeReferences, resolveIds } from '../shared/references.ts';
import { meaningful } from '../shared/refusal.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Command, Writer } from '../shared/writer.ts';
import type { Writing } from '../shared/writing.ts';
import { loadDimensions } from './breakdown-writer.ts';
import { categoryCodesOf } from './cell-condition.ts';
import { ReleaseEntity } from './release.entity.ts';
import { copyCells } from './released-cell-writer.ts';
import { type LockedVersion, lockVersion } from './version-lock.ts';

/** What releases are; they are made by {@link releaseReports} alone. */
export const releaseWriting: Writing = {
  type: release,
  entity: ReleaseEntity,
  constraints: {
    release_one_current: {
      path: ['period'],
      message: 'this version and period were released by someone else at the same moment: look at that release first',
    },
  },
};

/**
 * What to release: the verified reports of a version (a UUID) for a period, to be seen by everyone unless said. The
 * release gets a new UUID unless one is given.
 */
export interface ReleaseCommand {
  id?: string;
  indicatorVersionId: string;
  period: string;
  visibility?: Visibility;
  sourceUri?: string | null;
}

/** Publishes what the verified reports of a version say of a period. */
export function publishRelease(writer: Writer, command: Command): Promise<Outcome<string>> {
  return writer.carryOut({
    name: 'publishRelease',
    command,
    work: async (unit, values) => {
      const given = Object.entries(values).filter(([, value]) => value !== null);
      const parsed = parseCommand(release.createSchema, Object.fromEntries(given));
      if (!parsed.ok) return parsed;
      const resolved = resolveIds({ writing: releaseWriting, values: parsed.value });
      const { references } = resolved;
      const { issues } = await judgeReferences(unit, { references, container: null });
      if (issues.length > 0) return refused(...issues);
      return releaseReports(unit, resolved.values as unknown as ReleaseCommand);
    },
  });
}

/**
 * Copies the cells of the verified reports of a version and period into a new release, which takes the place of the one
 * before; later corrections leave it as it is. Answers the release's UUID. Refused, with nothing written, where no
 * report is verified or a figure would tell on a small group.
 */
export async function releaseReports(unit: UnitOfWork, command: ReleaseCommand): Promise<Outcome<string>> {
  const version = await lockVersion(unit, { id: command.indicatorVersionId, strength: 'share' });
  const placed = placePeriod(command.period, version);
  const issues = await judgeReports(unit, { version, period: placed.period });
  if (issues.length > 0) return refused(...issues);
  const id = command.id ?? newUuid();
  await meaningful(releaseWriting, () => replaceCurrent(unit, { id, version, placed, command }));
  await copyCells(unit, { releaseId: id, indicatorVersionId: version.id, period: placed.period });
  return accepted(id);
}

/**
 * Holds the reports as they are until the transaction ends, and judges what they would show: something, and nothing that
 * tells on few people.
 */
async function judgeReports(unit: UnitOfWork, set: { version: LockedVersion; period: string }): Promise<Issue[]> {
  const { version, period } = set;
  const reports = await unit.rows<{ id: string }>(
    sql`select "r"."id" from "indicator_report" as "r"
      where "r"."indicator_version_id" = ${version.id}::uuid and "r"."period" = ${period} and "r"."status" = 'VERIFIED'
      order by "r"."id" for share of "r"`,
  );
  if (reports.length === 0) {
    const message = `no report of this version for ${period} is verified: verify one first`;
    return [{ code: 'NOT_FOUND', path: ['period'], message }];
  }
  const reportIds = reports.map(({ id }) => id);
  const shown = await unit.rows(sql`select 1 from "cell" where "report_id" = any(${reportIds}::uuid[]) limit 1`);
  if (shown.length === 0) {
    const message = `the verified reports of this version for ${period} have no figures: there is nothing to release`;
    return [{ code: 'REQUIRED', path: ['period'], message }];
  }
  const cells = await cellsOfPeople(unit, { version, reportIds });
  if (cells.length === 0) return [];
  const dimensions = await loadDimensions(unit, version.id);
  const issues = judgeRelease({ version, cells, dimensions, threshold: version.disclosureThreshold });
  return issues.map((issue) => ({ ...issue, path: ['period'] }));
}

/**
 * The cells of reports that can tell on people: all where people are counted, else those that say how many stand behind
 * them.
 */
async function cellsOfPeople(
  unit: UnitOfWork,
  set: { version: LockedVersion; reportIds: readonly string[] },
): Promise<ReleasableCell[]> {
  const { version, reportIds } = set;
  const countsPeople = version.counts === 'PEOPLE' || version.counts === 'PEOPLE_UNDUPLICATED';
  return unit.rows<ReleasableCell>(
    sql`with "combination" as (
        select "b"."id", ${categoryCodesOf('b')} as "categories"
        from "breakdown" as "b" where "b"."indicator_version_id" = ${version.id}::uuid
      )
      select "r"."organization_id" as "organizationId", nullif("r"."place_key", '') as "place", "combination"."categories",
        "c"."value", "c"."numerator", "c"."denominator", "c"."base", "c"."status"
      from "cell" as "c" join "combination" on "combination"."id" = "c"."breakdown_id"
      join "indicator_report" as "r" on "r"."id" = "c"."report_id"
      where "c"."report_id" = any(${reportIds}::uuid[]) and (${countsPeople}::boolean or "c"."base" is not null)`,
  );
}

async function replaceCurrent(
  unit: UnitOfWork,
  release: { id: string; version: LockedVersion; placed: PeriodColumns; command: ReleaseCommand },
): Promise<void> {
  const { id, version, placed, command } = release;
  await unit.rows(
    sql`update "release" set "replaced_at" = now()
      where "indicator_version_id" = ${version.id}::uuid and "period" = ${placed.period} and "replaced_at" is null`,
  );
  await unit.rows(
    sql`insert into "release" ("id", "ecosystem_id", "visibility", "source_uri", "indicator_version_id", "period", "period_start",
        "period_end", "released_at", "released_by", "threshold")
      values (${id}::uuid, ${version.ecosystemId}::uuid, ${command.visibility ?? 'PUBLIC'}, ${command.sourceUri ?? null},
        ${version.id}::uuid, ${placed.period}, ${placed.periodStart}::date, ${placed.periodEnd}::date, now(),
        ${unit.viewer.kind.toLowerCase()}, ${version.disclosureThreshold})`,
  );
}
