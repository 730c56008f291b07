import type { Meeting, MeetingGroup } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import type { Reader } from '../shared/reader.ts';

/** What it is worked out from how partners communicate: ids are UUIDs. */
export interface ConductRecords {
  groups: MeetingGroup[];
  /** Those that were held. */
  meetings: { workingGroupId: string | null; heldOn: string; attendance: Meeting['attendance'] }[];
  /** Those that are not settled. */
  openDecisions: { dueOn: string | null }[];
  openActionItems: { dueOn: string | null }[];
}

/** Reads the records of many ecosystems, by one statement for each kind. */
export async function readConduct(reader: Reader, ecosystemIds: readonly string[]): Promise<ConductRecords[]> {
  const rows = <Row>(table: string, list: { columns: RawBuilder<unknown>; where?: RawBuilder<boolean> }) =>
    reader.rows<Row & { ecosystemId: string }>(
      sql`select "t"."ecosystem_id" as "ecosystemId", ${list.columns} from ${sql.table(table)} as "t" where "t"."ecosystem_id" = any(${ecosystemIds}::uuid[]) and ${list.where ?? sql`true`} and ${visibleTo(reader.viewer)} order by "t"."id"`,
    );
  const groups = await rows<ConductRecords['groups'][number]>('working_group', {
    columns: sql`"t"."id", "t"."cadence", "t"."started_on" as "startedOn", "t"."ended_on" as "endedOn"`,
  });
  const meetings = await rows<ConductRecords['meetings'][number]>('meeting', {
    columns: sql`"t"."working_group_id" as "workingGroupId", "t"."held_on" as "heldOn", "t"."attendance"`,
    where: sql<boolean>`"t"."held_on" is not null`,
  });
  const openDecisions = await rows<ConductRecords['openDecisions'][number]>('decision', {
    columns: sql`"t"."due_on" as "dueOn"`,
    where: sql<boolean>`"t"."decided_on" is null`,
  });
  const openActionItems = await rows<ConductRecords['openActionItems'][number]>('action_item', {
    columns: sql`"t"."due_on" as "dueOn"`,
    where: sql<boolean>`"t"."done_on" is null`,
  });
  const of = <Row extends { ecosystemId: string }>(all: Row[], id: string) =>
    all.filter(({ ecosystemId }) => ecosystemId === id);
  return ecosystemIds.map((id) => ({
    groups: of(groups, id),
    meetings: of(meetings, id),
    openDecisions: of(openDecisions, id),
    openActionItems: of(openActionItems, id),
  }));
}
