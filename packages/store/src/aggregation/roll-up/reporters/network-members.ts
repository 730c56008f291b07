import type { Viewer } from '@collective-impact/sdk';
import type { RollUpMember } from '@collective-impact/sdk/aggregation';
import { type RawBuilder, sql } from 'kysely';
import { anyOf } from '../../../shared/conditions.ts';
import { visibleTo } from '../../../shared/visibility.ts';
import { anyVersionOf } from '../roll-up-definitions.ts';

/** An ecosystem that contributes figures to the requested indicator `parent` (a UUID) of a network. */
export interface IndicatorMember extends RollUpMember {
  parent: string;
}

/**
 * The ecosystems that adopted versions of these indicators, and the days on which both sides agreed to it. Includes ecosystems
 * and adoptions that the viewer cannot see: they are counted as missing and never named. One statement.
 */
export function membersStatement(ids: readonly string[], viewer: Viewer): RawBuilder<IndicatorMember> {
  const isOpen = [
    visibleTo(viewer, { table: 'indicator_version', alias: 'v' }),
    visibleTo(viewer, { table: 'network_adoption', alias: 'a' }),
    visibleTo(viewer, { table: 'network_adoption', alias: 'n' }),
  ];
  return sql`select "v"."indicator_id" as "parent", "a"."adopter_id" as "ecosystemId", not (${sql.join(isOpen, sql` and `)}) as "isClosed",
      jsonb_agg(jsonb_build_object('from', greatest("a"."starts_on", "n"."starts_on"), 'until', least("a"."ends_on", "n"."ends_on"))) as "spans"
    from "indicator_version" as "v"
    join "network_adoption" as "a" on "a"."network_version_id" = "v"."id" and "a"."network_version_id" = ${anyVersionOf(ids)} and "a"."ecosystem_id" = "a"."adopter_id"
    join "network_adoption" as "n" on "n"."network_version_id" = "v"."id" and "n"."adopter_id" = "a"."adopter_id" and "n"."ecosystem_id" <> "n"."adopter_id"
    where "v"."indicator_id" = ${anyOf(ids)} group by 1, 2, 3 order by 1, 2, 3`;
}
