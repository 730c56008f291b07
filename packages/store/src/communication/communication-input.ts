import type { CadencedPlan, FollowUpItem, Meeting, MeetingGroup } from '@collective-impact/sdk/communication';
import type { NotNull } from 'kysely';
import { anyOf } from '../shared/conditions.ts';
import type { Reader } from '../shared/reader.ts';
import { visibleTo } from '../shared/visibility.ts';
import type { CommunicationTables } from './entities.ts';

/** The records from which the SDK computes the indicators of communication. Ids are UUIDs. */
export interface CommunicationInput {
  groups: MeetingGroup[];
  /** Only meetings that were held. */
  meetings: { workingGroupId: string | null; heldOn: string; attendance: Meeting['attendance'] }[];
  plans: CadencedPlan[];
  events: { communicationPlanId: string; happenedOn: string }[];
  decisions: FollowUpItem[];
  actionItems: FollowUpItem[];
}

/** Reads the records of several ecosystems that the viewer may see, by one statement for each record type. */
export async function readCommunicationInput(
  reader: Reader,
  ecosystemIds: readonly string[],
): Promise<CommunicationInput[]> {
  const tables = reader.tables<CommunicationTables>();
  const visible = (table: string, alias = 't') => visibleTo(reader.viewer, { table, alias });
  const dayOfMeeting = tables
    .selectFrom('meeting as m')
    .select((eb) => eb.fn.coalesce('m.held_on', 'm.planned_on').as('day'))
    .where(visible('meeting', 'm'));
  const groups = await reader.rows(
    tables
      .selectFrom('working_group as t')
      .select([
        't.ecosystem_id as ecosystemId',
        't.id',
        't.cadence',
        't.started_on as startedOn',
        't.ended_on as endedOn',
      ])
      .where('t.ecosystem_id', '=', anyOf(ecosystemIds))
      .where(visible('working_group'))
      .orderBy('t.id'),
  );
  const meetings = await reader.rows(
    tables
      .selectFrom('meeting as t')
      .select([
        't.ecosystem_id as ecosystemId',
        't.working_group_id as workingGroupId',
        't.held_on as heldOn',
        't.attendance',
      ])
      .where('t.ecosystem_id', '=', anyOf(ecosystemIds))
      .where('t.held_on', 'is not', null)
      .where(visible('meeting'))
      .orderBy('t.id')
      .$narrowType<{ heldOn: NotNull }>(),
  );
  const plans = await reader.rows(
    tables
      .selectFrom('communication_plan as t')
      .select(['t.ecosystem_id as ecosystemId', 't.id', 't.cadence', 't.starts_on as startsOn', 't.ends_on as endsOn'])
      .where('t.ecosystem_id', '=', anyOf(ecosystemIds))
      .where(visible('communication_plan'))
      .orderBy('t.id'),
  );
  const events = await reader.rows(
    tables
      .selectFrom('communication_event as t')
      .select([
        't.ecosystem_id as ecosystemId',
        't.communication_plan_id as communicationPlanId',
        't.happened_on as happenedOn',
      ])
      .where('t.ecosystem_id', '=', anyOf(ecosystemIds))
      .where(visible('communication_event'))
      .orderBy('t.id'),
  );
  const decisions = await reader.rows(
    tables
      .selectFrom('decision as t')
      .select(['t.ecosystem_id as ecosystemId', 't.due_on as dueOn', 't.decided_on as settledOn'])
      .select(({ ref }) => dayOfMeeting.where('m.id', '=', ref('t.meeting_id')).as('raisedOn'))
      .where('t.ecosystem_id', '=', anyOf(ecosystemIds))
      .where(visible('decision'))
      .orderBy('t.id'),
  );
  const actionItems = await reader.rows(
    tables
      .selectFrom('action_item as t')
      .select(['t.ecosystem_id as ecosystemId', 't.due_on as dueOn', 't.done_on as settledOn'])
      .select((eb) => {
        const ofDecision = eb.selectFrom('decision as d').select('d.meeting_id').whereRef('d.id', '=', 't.decision_id');
        const meetingId = eb.fn.coalesce('t.meeting_id', ofDecision.where(visible('decision', 'd')));
        return dayOfMeeting.where('m.id', '=', meetingId).as('raisedOn');
      })
      .where('t.ecosystem_id', '=', anyOf(ecosystemIds))
      .where(visible('action_item'))
      .orderBy('t.id'),
  );
  const rowsOf = <Row extends { ecosystemId: string }>(rows: Row[], id: string) =>
    rows.filter(({ ecosystemId }) => ecosystemId === id);
  return ecosystemIds.map((id) => ({
    groups: rowsOf(groups, id),
    meetings: rowsOf(meetings, id),
    plans: rowsOf(plans, id),
    events: rowsOf(events, id),
    decisions: rowsOf(decisions, id),
    actionItems: rowsOf(actionItems, id),
  }));
}
