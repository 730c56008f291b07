import type { Issue } from '@collective-impact/sdk';
import type { AdoptedDays, AdoptionRecord } from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';
import { type IndicatorTables, networkAdoptionDefinition } from '../indicator/index.ts';
import type { WithVoided } from '../shared/database/schema/current-records.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { guard } from '../shared/writing/guard.ts';
import type { ReleaseTables } from './entities.ts';

/** Rejects a new or extended adoption that links releases which disclose figures suppressed in each other. */
export const guardNetworkAdoption = guard(networkAdoptionDefinition, async (unit, { before, after }) =>
  before === null || isLonger(after, before) ? judgeReleases(unit, after) : [],
);

function isLonger(after: AdoptedDays, before: AdoptedDays): boolean {
  if (after.startsOn < before.startsOn) return true;
  return before.endsOn !== null && (after.endsOn === null || after.endsOn > before.endsOn);
}

/** Issues of the releases of both sides, for days on which the records of both sides are in force. */
async function judgeReleases(unit: UnitOfWork, record: AdoptionRecord): Promise<Issue[]> {
  const { ecosystemId, networkVersionId, adopterId } = record;
  const { startsOn, endsOn } = record;
  const counterparts = await unit.rows<AdoptedDays & { localVersionId: string | null }>(
    unit
      .tables<IndicatorTables>()
      .selectFrom('network_adoption')
      .select(['starts_on as startsOn', 'ends_on as endsOn', 'local_version_id as localVersionId'])
      .where('network_version_id', '=', networkVersionId)
      .where('adopter_id', '=', adopterId)
      .where('ecosystem_id', '<>', ecosystemId)
      .$if(endsOn !== null, (adoptions) => adoptions.where('starts_on', '<=', endsOn ?? ''))
      .where((adoption) => adoption.or([adoption('ends_on', 'is', null), adoption('ends_on', '>=', startsOn)]))
      .orderBy('starts_on'),
  );
  const issues: Issue[] = [];
  for (const counterpart of counterparts) {
    const localVersionId = record.localVersionId ?? counterpart.localVersionId;
    if (localVersionId === null) continue;
    const startsOn = record.startsOn > counterpart.startsOn ? record.startsOn : counterpart.startsOn;
    const ends = [record.endsOn, counterpart.endsOn].filter((end) => end !== null).sort();
    issues.push(...(await judgeLink(unit, { networkVersionId, localVersionId, startsOn, endsOn: ends[0] ?? null })));
  }
  return issues.slice(0, 1);
}

/**
 * Returns a `SMALL_GROUP` issue if a link between a member's version and a network's version would disclose suppressed
 * figures. This is so if both versions have releases for common days that the link includes, the network's release
 * contains a figure of its own, and one of the two releases suppresses figures.
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
  const [released] = await unit.rows(
    unit
      .tables<ReleaseTables & WithVoided<ReleaseTables>>()
      .selectFrom('release as n')
      .innerJoin('release as m', (join) =>
        join
          .on('m.indicator_version_id', '=', localVersionId)
          .onRef('m.period_start', '<=', 'n.period_end')
          .onRef('m.period_end', '>=', 'n.period_start'),
      )
      .select('n.period')
      .where('n.indicator_version_id', '=', networkVersionId)
      .where(sql<boolean>`greatest("n"."period_end", "m"."period_end") >= ${startsOn}::date`)
      .where(sql<boolean>`least("n"."period_start", "m"."period_start") <= coalesce(${endsOn}::date, 'infinity')`)
      .where(({ exists, or, selectFrom, and }) => {
        const cells = selectFrom('released_cell_with_voided as c').select('c.release_id');
        const ofNetwork = cells.whereRef('c.release_id', '=', 'n.id');
        const ofMember = cells.whereRef('c.release_id', '=', 'm.id');
        return and([
          exists(ofNetwork.where('c.scope', '=', sql.lit('ECOSYSTEM'))),
          or([ofNetwork, ofMember].map((each) => exists(each.where('c.suppressed', 'is', true)))),
        ]);
      })
      .orderBy('n.period_start')
      .limit(1),
  );
  if (!released) return [];
  const message = `The network released its own figure for ${released.period}, and the member released its contribution. Together, they would disclose suppressed figures. Start the adoption after both periods.`;
  return [{ code: 'SMALL_GROUP', path: ['startsOn'], message }];
}
