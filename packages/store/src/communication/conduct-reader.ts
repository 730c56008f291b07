import type { Meeting, MeetingGroup, ToSettle } from '@collective-impact/sdk/communication';
import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import type { Reader } from '../shared/reader.ts';

/** What it is worked out from how partners communicate: ids are UUIDs. */
export interface ConductRecords {
  groups: MeetingGroup[];
  /** Those that were held. */
  meetings: { workingGroupId: string | null; heldOn: string; attendance: Meeting['attendance'] }[];
  decisions: ToSettle[];
  actionItems: ToSettle[];
}

/** Reads the records of many ecosystems, by one statement for each kind. */
export async function readConduct(reader: Reader, ecosystemIds: readonly string[]): Promise<ConductRecords[]> {
  const rows = <Row>(table: string, list: { columns: RawBuilder<unknown>; where?: RawBuilder<boolean> }) =>
    reader.rows<Row & { ecosystemId: string }>(
      sql`select "t"."ecosystem_id" as "ecosystemId", ${list.columns} from ${sql.table(table)} as "t" where "t"."ecosystem_id" = any(${ecosystemIds}::uuid[]) and ${list.where ?? sql`true`} and ${visibleTo(reader.viewer)} order by "t"."id"`,
    );
  const raisedOn = (meeting: RawBuilder<unknown>) =>
    sql`(select coalesce("m"."held_on", "m"."planned_on") from "meeting" as "m" where "m"."id" = ${meeting} and ${visibleTo(reader.viewer, 'm')})`;
  const groups = await rows<ConductRecords['groups'][number]>('working_group', {
    columns: sql`"t"."id", "t"."cadence", "t"."started_on" as "startedOn", "t"."ended_on" as "endedOn"`,
  });
  const meetings = await rows<ConductRecords['meetings'][number]>('meeting', {
    columns: sql`"t"."working_group_id" as "workingGroupId", "t"."held_on" as "heldOn", "t"."attendance"`,
    where: sql<boolean>`"t"."held_on" is not null`,
  });
  const decisions = await rows<ToSettle>('decision', {
    columns: sql`"t"."due_on" as "dueOn", "t"."decided_on" as "settledOn", ${raisedOn(sql`"t"."meeting_id"`)} as "raisedOn"`,
  });
  const ofDecision = sql`(select "d"."meeting_id" from "decision" as "d" where "d"."id" = "t"."decision_id" and ${visibleTo(reader.viewer, 'd')})`;
  const actionItems = await rows<ToSettle>('action_item', {
    columns: sql`"t"."due_on" as "dueOn", "t"."done_on" as "settledOn", ${raisedOn(sql`coalesce("t"."meeting_id", ${ofDecision})`)} as "raisedOn"`,
  });
  const of = <Row extends { ecosystemId: string }>(all: Row[], id: string) =>
    all.filter(({ ecosystemId }) => ecosystemId === id);
  return ecosystemIds.map((id) => ({
    groups: of(groups, id),
    meetings: of(meetings, id),
    decisions: of(decisions, id),
    actionItems: of(actionItems, id),
  }));
}
