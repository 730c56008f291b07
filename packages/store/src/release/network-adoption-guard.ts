import type { Issue } from '@collective-impact/sdk';
import type { AdoptedDays, AdoptionHalf } from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';
import { networkAdoptionDefinition } from '../indicator/index.ts';
import { guard } from '../shared/guard.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';

type Half = AdoptionHalf & { ecosystemId: string };

/** Forbids an adoption, or a longer one, that links releases which disclose each other's withheld figures. */
export const guardNetworkAdoption = guard(networkAdoptionDefinition, async (unit, { before, after }) =>
  before === null || isLonger(after, before) ? judgeReleases(unit, after) : [],
);

function isLonger(after: AdoptedDays, before: AdoptedDays): boolean {
  if (after.startsOn < before.startsOn) return true;
  return before.endsOn !== null && (after.endsOn === null || after.endsOn > before.endsOn);
}

/** What is released of both sides is judged beside each other for the days that both halves hold. */
async function judgeReleases(unit: UnitOfWork, half: Half): Promise<Issue[]> {
  const { ecosystemId, networkVersionId, adopterId } = half;
  const halves = await unit.rows<AdoptedDays & { localVersionId: string | null }>(
    sql`select "starts_on" as "startsOn", "ends_on" as "endsOn", "local_version_id" as "localVersionId" from "network_adoption"
      where "network_version_id" = ${networkVersionId}::uuid and "adopter_id" = ${adopterId}::uuid and "ecosystem_id" <> ${ecosystemId}::uuid
        and "starts_on" <= coalesce(${half.endsOn}::date, 'infinity') and coalesce("ends_on", 'infinity') >= ${half.startsOn}::date
      order by "starts_on"`,
  );
  const issues: Issue[] = [];
  for (const other of halves) {
    const localVersionId = half.localVersionId ?? other.localVersionId;
    if (localVersionId === null) continue;
    const startsOn = half.startsOn > other.startsOn ? half.startsOn : other.startsOn;
    const ends = [half.endsOn, other.endsOn].filter((end) => end !== null).sort();
    issues.push(...(await judgeLink(unit, { networkVersionId, localVersionId, startsOn, endsOn: ends[0] ?? null })));
  }
  return issues.slice(0, 1);
}

/**
 * What stands in the way of linking a member's version with a network's: both are released already, the network's with a
 * figure of its own, for some days that the link holds for, and something of them is withheld. `SMALL_GROUP`.
 */
async function judgeLink(
  unit: UnitOfWork,
  link: { networkVersionId: string; localVersionId: string; startsOn: string; endsOn: string | null },
): Promise<Issue[]> {
  const { networkVersionId, localVersionId, startsOn, endsOn } = link;
  await unit.rows(
    sql`select pg_advisory_xact_lock(hashtextextended('release_of_network:' || "k"."id", 0))
      from (select unnest(${[networkVersionId, localVersionId]}::uuid[]) as "id" order by 1) as "k"`,
  );
  const withholds = (release: string) =>
    sql`exists (select from "released_cell" as "c" where "c"."release_id" = ${sql.ref(`${release}.id`)} and "c"."suppressed")`;
  const [found] = await unit.rows<{ period: string }>(
    sql`select "n"."period" from "release" as "n" join "release" as "m" on "m"."indicator_version_id" = ${localVersionId}::uuid
        and "m"."period_start" <= "n"."period_end" and "m"."period_end" >= "n"."period_start"
      where "n"."indicator_version_id" = ${networkVersionId}::uuid
        and greatest("n"."period_end", "m"."period_end") >= ${startsOn}::date
        and least("n"."period_start", "m"."period_start") <= coalesce(${endsOn}::date, 'infinity')
        and exists (select from "released_cell" as "c" where "c"."release_id" = "n"."id" and "c"."scope" = 'ECOSYSTEM')
        and (${withholds('n')} or ${withholds('m')})
      order by "n"."period_start" limit 1`,
  );
  if (!found) return [];
  const message = `The network released its own figure for ${found.period}, and the member released its contribution. Together, they would disclose withheld figures. Start the adoption after both periods.`;
  return [{ code: 'SMALL_GROUP', path: ['startsOn'], message }];
}
