import type { Issue } from '@collective-impact/sdk';
import type { ReleaseDecision } from '@collective-impact/sdk/release';
import type { PeriodColumns } from '@collective-impact/sdk/reporting';
import { type RawBuilder, sql } from 'kysely';
import type { LockedVersion } from '../indicator/index.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';

/** Releases of a network and its members about the same people. */
interface LinkedReleases {
  /** Where what is released is a member's: the network's version that it is brought in as, with a figure of its own. */
  network: { number: number; withholds: boolean } | null;
  /** Where what is released is a network's with a figure of its own: a member that has released what it brings in. */
  member: { name: string; withholds: boolean } | null;
}

interface Neighbours {
  /** A period of the same version that has days in common with this one, and a release. */
  overlapping: string | null;
  /** Another version of the indicator that is released for some of the same days, and whether anything of it is withheld. */
  version: { number: number; withholds: boolean } | null;
  /** Whether a baseline of the same version and period is open to others. */
  baseline: boolean;
}

/**
 * What stands in the way of publishing figures of people beside others that are published and speak of the same people, but
 * are not decided together with them: `SMALL_GROUP`. Those are figures of overlapping periods, of another version of the
 * indicator, a network's own figure beside what its members bring in, and open baselines.
 */
export async function judgeNeighbours(
  unit: UnitOfWork,
  release: { version: LockedVersion; placed: PeriodColumns; decision: ReleaseDecision },
): Promise<Issue[]> {
  const { version, placed, decision } = release;
  if (!decision.isOfPeople) return [];
  const [found] = await unit.rows<Neighbours>(
    sql`select (${overlappingPeriod}) as "overlapping", (${otherReleasedVersion}) as "version", exists (${visibleBaseline}) as "baseline"
      from "indicator_version" as "v",
        (values (${placed.period}, ${placed.periodStart}::date, ${placed.periodEnd}::date)) as "p"("period", "start", "end")
      where "v"."id" = ${version.id}::uuid`,
  );
  if (!found) return [];
  const withholds = [...decision.rows, { cells: decision.aggregate }].some(({ cells }) =>
    cells.some(({ suppressed }) => suppressed),
  );
  const issues: string[] = await judgeLinked(unit, { ...release, withholds });
  if (found.overlapping !== null) {
    issues.push(
      `${found.overlapping} is already released and overlaps ${placed.period}. Small groups would be disclosed by differencing. Release only periods that do not overlap.`,
    );
  }
  if (found.version && (withholds || found.version.withholds)) {
    issues.push(
      `Version ${found.version.number} of this indicator is released for an overlapping period. Together, the releases would disclose withheld figures.`,
    );
  }
  if (withholds && found.baseline) {
    issues.push(
      `A visible baseline for ${placed.period} would disclose withheld figures. Set its \`visibility\` to RESTRICTED, then publish.`,
    );
  }
  return issues.map((message) => ({ code: 'SMALL_GROUP', path: ['period'], message }));
}

/** Whether the period of a release `r` overlaps the period `p`. */
const overlaps = sql`"r"."period_start" <= "p"."end" and "r"."period_end" >= "p"."start"`;

/** Whether a release `r` withholds a cell. */
const withholdsCells = sql`exists (select from "released_cell" as "c" where "c"."release_id" = "r"."id" and "c"."suppressed")`;

/** Another released period of the version `v` that overlaps the period `p`. */
const overlappingPeriod = sql`
        select "r"."period" from "release" as "r" where "r"."indicator_version_id" = "v"."id" and "r"."period" <> "p"."period"
          and ${overlaps} order by "r"."period" limit 1`;

/** Another version of the indicator that is released for an overlapping period: its number, and whether it withholds cells. */
const otherReleasedVersion = sql`
        select jsonb_build_object('number', "o"."number", 'withholds', ${withholdsCells})
        from "indicator_version" as "o" join "release" as "r" on "r"."indicator_version_id" = "o"."id"
        where "o"."indicator_id" = "v"."indicator_id" and "o"."id" <> "v"."id" and ${overlaps}
        order by 1 desc limit 1`;

/** A baseline of the same version and period that others than stewards see. */
const visibleBaseline = sql`
        select from "baseline" as "b" where "b"."indicator_version_id" = "v"."id" and "b"."period" = "p"."period" and "b"."visibility" <> 'RESTRICTED'`;

/**
 * A network's own figure less what its members bring in is what another member brings in. Which releases count is asked as
 * roll-ups ask it: those whose period ends while both sides of an adoption hold; here also such as end on another day of it.
 */
async function judgeLinked(
  unit: UnitOfWork,
  release: { version: LockedVersion; placed: PeriodColumns; decision: ReleaseDecision; withholds: boolean },
): Promise<string[]> {
  const { version, placed, decision, withholds } = release;
  // Concurrent transactions that release or link one of them take turns, so that the second is judged together with the first.
  await unit.rows(
    sql`select pg_advisory_xact_lock(hashtextextended('release_of_network:' || "k"."id", 0)) from (
      select ${version.id}::uuid as "id" union
      select "network_version_id" from "network_adoption" where ${version.id}::uuid in ("network_version_id", "local_version_id") order by 1
    ) as "k"`,
  );
  const hasEcosystemFigures = decision.rows.some(
    ({ organizationId, cells }) => organizationId === null && cells.length > 0,
  );
  const [found] = await unit.rows<LinkedReleases>(
    sql`with "p" as (select ${placed.periodStart}::date as "start", ${placed.periodEnd}::date as "end"),
      "link" as (${adoptionsInPeriod(version.id)})
      select (${releasedByNetwork(version.id)}) as "network", (${releasedByMember(version.id, hasEcosystemFigures)}) as "member"`,
  );
  const { network = null, member = null } = found ?? {};
  return [
    ...(network && (withholds || network.withholds)
      ? [
          `The network released its own figure for an overlapping period (version ${network.number} of its indicator). Subtracting the figures of its members would disclose withheld figures.`,
        ]
      : []),
    ...(member && (withholds || member.withholds)
      ? [
          `"${member.name}" released its contribution for an overlapping period. Subtracting it from the network's own figure would disclose withheld figures. Leave the network's own figure out, and roll up the figures of its members.`,
        ]
      : []),
  ];
}

/** The adoptions that both sides agreed to during the period `p`, of a version that is the network's or the local one. */
function adoptionsInPeriod(versionId: string): RawBuilder<unknown> {
  return sql`
        select distinct "a"."network_version_id", "a"."local_version_id", "a"."adopter_id" from "p", "network_adoption" as "a"
        join "network_adoption" as "n" on "n"."network_version_id" = "a"."network_version_id" and "n"."adopter_id" = "a"."adopter_id"
          and "n"."ecosystem_id" <> "n"."adopter_id"
        where "a"."ecosystem_id" = "a"."adopter_id" and ${versionId}::uuid in ("a"."network_version_id", "a"."local_version_id")
          and greatest("a"."starts_on", "n"."starts_on") <= "p"."end"
          and coalesce(least("a"."ends_on", "n"."ends_on"), 'infinity') >= "p"."start"`;
}

/** A release of the network with figures of its own for an overlapping period; one that withholds cells first. */
function releasedByNetwork(versionId: string): RawBuilder<unknown> {
  return sql`
        select jsonb_build_object('number', "v"."number", 'withholds', ${withholdsCells}) from "p", "link" as "l"
        join "indicator_version" as "v" on "v"."id" = "l"."network_version_id" join "release" as "r" on "r"."indicator_version_id" = "v"."id"
        where "l"."local_version_id" = ${versionId}::uuid and ${overlaps}
          and exists (select from "released_cell" as "c" where "c"."release_id" = "r"."id" and "c"."scope" = 'ECOSYSTEM')
        order by ${withholdsCells} desc limit 1`;
}

/** A release of a member for an overlapping period; one that withholds cells first. None if the network has no figures of its own. */
function releasedByMember(versionId: string, hasEcosystemFigures: boolean): RawBuilder<unknown> {
  return sql`
        select jsonb_build_object('name', "e"."name", 'withholds', ${withholdsCells}) from "p", "link" as "l"
        join "ecosystem" as "e" on "e"."id" = "l"."adopter_id" join "release" as "r" on "r"."indicator_version_id" = "l"."local_version_id"
        where "l"."network_version_id" = ${versionId}::uuid and ${overlaps} and ${hasEcosystemFigures}
        order by ${withholdsCells} desc, "e"."name" limit 1`;
}
