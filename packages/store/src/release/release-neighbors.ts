import type { Issue } from '@collective-impact/sdk';
import type { ReleaseDecision } from '@collective-impact/sdk/release';
import type { PeriodColumns } from '@collective-impact/sdk/reporting';
import { type RawBuilder, sql } from 'kysely';
import type { LockedVersion } from '../indicator/index.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';

/** Releases of a network and its members that include the same people. */
interface LinkedReleases {
  /** If a member releases: a release of the network with its own figure, by version number. */
  network: { number: number; suppresses: boolean } | null;
  /** If a network releases its own figure: a release of a member's local version, by the name of the member. */
  member: { name: string; suppresses: boolean } | null;
}

/** Published figures that can overlap with those of a release. */
interface Neighbors {
  /** Another released period of the same version that overlaps the period. */
  overlapping: string | null;
  /** Another version of the indicator that is released for an overlapping period, and whether it suppresses cells. */
  version: { number: number; suppresses: boolean } | null;
  /** Whether viewers other than stewards can see a baseline of the same version and period. */
  baseline: boolean;
}

/**
 * Checks a release of figures about people against published figures about the same people that are not protected together
 * with it. Returns `SMALL_GROUP` issues if differencing would disclose suppressed figures. Compares overlapping periods, other
 * versions of the indicator, a network's own figure with the figures of its members, and visible baselines.
 */
export async function judgeNeighbors(
  unit: UnitOfWork,
  release: { version: LockedVersion; placed: PeriodColumns; decision: ReleaseDecision },
): Promise<Issue[]> {
  const { version, placed, decision } = release;
  if (!decision.isOfPeople) return [];
  const [neighbors] = await unit.rows<Neighbors>(
    sql`select (${overlappingPeriod}) as "overlapping", (${otherReleasedVersion}) as "version", exists (${visibleBaseline}) as "baseline"
      from "indicator_version" as "v",
        (values (${placed.period}, ${placed.periodStart}::date, ${placed.periodEnd}::date)) as "p"("period", "start", "end")
      where "v"."id" = ${version.id}::uuid`,
  );
  if (!neighbors) return [];
  const suppresses = [...decision.rows, { cells: decision.aggregate }].some(({ cells }) =>
    cells.some(({ suppressed }) => suppressed),
  );
  const issues: string[] = await judgeLinked(unit, { ...release, suppresses });
  if (neighbors.overlapping !== null) {
    issues.push(
      `${neighbors.overlapping} is already released and overlaps ${placed.period}. Small groups would be disclosed by differencing. Release only periods that do not overlap.`,
    );
  }
  if (neighbors.version && (suppresses || neighbors.version.suppresses)) {
    issues.push(
      `Version ${neighbors.version.number} of this indicator is released for an overlapping period. Together, the releases would disclose suppressed figures. Publish this period with that version only.`,
    );
  }
  if (suppresses && neighbors.baseline) {
    issues.push(
      `A visible baseline for ${placed.period} would disclose suppressed figures. Set its \`visibility\` to RESTRICTED, then publish.`,
    );
  }
  return issues.map((message) => ({ code: 'SMALL_GROUP', path: ['period'], message }));
}

/** Condition that the period of a release `r` overlaps the period `p`. */
const overlaps = sql`"r"."period_start" <= "p"."end" and "r"."period_end" >= "p"."start"`;

/** Condition that a release `r` suppresses a cell. */
const suppressesCells = sql`exists (select from "released_cell_with_voided" as "c" where "c"."release_id" = "r"."id" and "c"."suppressed")`;

/** Selects another released period of the version `v` that overlaps the period `p`. */
const overlappingPeriod = sql`
        select "r"."period" from "release" as "r" where "r"."indicator_version_id" = "v"."id" and "r"."period" <> "p"."period"
          and ${overlaps} order by "r"."period" limit 1`;

/** Selects another version of the indicator that is released for an overlapping period: its number, and whether it suppresses cells. */
const otherReleasedVersion = sql`
        select jsonb_build_object('number', "o"."number", 'suppresses', ${suppressesCells})
        from "indicator_version" as "o" join "release" as "r" on "r"."indicator_version_id" = "o"."id"
        where "o"."indicator_id" = "v"."indicator_id" and "o"."id" <> "v"."id" and ${overlaps}
        order by 1 desc limit 1`;

/** Selects baselines of the same version and period that viewers other than stewards can see, or could before they were voided. */
const visibleBaseline = sql`
        select from "baseline_with_voided" as "b" where "b"."indicator_version_id" = "v"."id" and "b"."period" = "p"."period" and "b"."visibility" <> 'RESTRICTED'`;

/**
 * Checks a release against releases of the network or its members. Subtracting the figures of members from a network's own
 * figure discloses the figures of the other members. Includes every release for a period that overlaps an adoption that both
 * sides agreed to. Roll-ups include fewer: only releases whose period ends during the adoption.
 */
async function judgeLinked(
  unit: UnitOfWork,
  release: { version: LockedVersion; placed: PeriodColumns; decision: ReleaseDecision; suppresses: boolean },
): Promise<string[]> {
  const { version, placed, decision, suppresses } = release;
  // The lock serializes transactions that release or link these versions, so that each one is compared with the previous one.
  await unit.rows(
    sql`select pg_advisory_xact_lock(hashtextextended('release_of_network:' || "k"."id", 0)) from (
      select ${version.id}::uuid as "id" union
      select "network_version_id" from "network_adoption" where ${version.id}::uuid in ("network_version_id", "local_version_id") order by 1
    ) as "k"`,
  );
  const hasEcosystemFigures = decision.rows.some(
    ({ organizationId, cells }) => organizationId === null && cells.length > 0,
  );
  const [linked] = await unit.rows<LinkedReleases>(
    sql`with "p" as (select ${placed.periodStart}::date as "start", ${placed.periodEnd}::date as "end"),
      "link" as (${adoptionsInPeriod(version.id)})
      select (${releasedByNetwork(version.id)}) as "network", (${releasedByMember(version.id, hasEcosystemFigures)}) as "member"`,
  );
  const { network = null, member = null } = linked ?? {};
  return [
    ...(network && (suppresses || network.suppresses)
      ? [
          `The network released its own figure for an overlapping period (version ${network.number} of its indicator). Subtracting the figures of its members would disclose suppressed figures. End the adoption of the network's version before this period, then publish.`,
        ]
      : []),
    ...(member && (suppresses || member.suppresses)
      ? [
          `"${member.name}" released its contribution for an overlapping period. Subtracting it from the network's own figure would disclose suppressed figures. Omit the network's own figure, and roll up the figures of its members.`,
        ]
      : []),
  ];
}

/** Selects adoptions of or by a version that both sides agreed to on at least one day of the period `p`, also voided ones. */
function adoptionsInPeriod(versionId: string): RawBuilder<unknown> {
  return sql`
        select distinct "a"."network_version_id", "a"."local_version_id", "a"."adopter_id" from "p", "network_adoption_with_voided" as "a"
        join "network_adoption_with_voided" as "n" on "n"."network_version_id" = "a"."network_version_id" and "n"."adopter_id" = "a"."adopter_id"
          and "n"."ecosystem_id" <> "n"."adopter_id"
        where "a"."ecosystem_id" = "a"."adopter_id" and ${versionId}::uuid in ("a"."network_version_id", "a"."local_version_id")
          and greatest("a"."starts_on", "n"."starts_on") <= "p"."end"
          and coalesce(least("a"."ends_on", "n"."ends_on"), 'infinity') >= "p"."start"`;
}

/** Selects a release of the network with its own figures for an overlapping period. Prefers a release that suppresses cells. */
function releasedByNetwork(versionId: string): RawBuilder<unknown> {
  return sql`
        select jsonb_build_object('number', "v"."number", 'suppresses', ${suppressesCells}) from "p", "link" as "l"
        join "indicator_version" as "v" on "v"."id" = "l"."network_version_id" join "release" as "r" on "r"."indicator_version_id" = "v"."id"
        where "l"."local_version_id" = ${versionId}::uuid and ${overlaps}
          and exists (select from "released_cell_with_voided" as "c" where "c"."release_id" = "r"."id" and "c"."scope" = 'ECOSYSTEM')
        order by ${suppressesCells} desc limit 1`;
}

/** Selects a release of a member for an overlapping period. Prefers a release that suppresses cells. Returns none if the network has no own figures. */
function releasedByMember(versionId: string, hasEcosystemFigures: boolean): RawBuilder<unknown> {
  return sql`
        select jsonb_build_object('name', "e"."name", 'suppresses', ${suppressesCells}) from "p", "link" as "l"
        join "ecosystem" as "e" on "e"."id" = "l"."adopter_id" join "release" as "r" on "r"."indicator_version_id" = "l"."local_version_id"
        where "l"."network_version_id" = ${versionId}::uuid and ${overlaps} and ${hasEcosystemFigures}
        order by ${suppressesCells} desc, "e"."name" limit 1`;
}
