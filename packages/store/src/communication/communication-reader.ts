import { meetingKinds } from '@collective-impact/sdk/communication';
import { type SqlBool, sql } from 'kysely';
import { hasCode } from '../shared/conditions.ts';
import { namesGoalAmongOthers } from '../shared/goal-line.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf, type Relation, type Scope } from '../shared/relation.ts';
import { type ConductRecords, readConduct } from './conduct-reader.ts';
import {
  type ActionItemRow,
  actionItemTable,
  type CommunicationEventRow,
  type CommunicationPlanRow,
  communicationEventTable,
  communicationPlanTable,
  type DecisionRow,
  decisionTable,
  type MeetingRow,
  meetingTable,
  type WorkingGroupRow,
  workingGroupTable,
} from './tables.ts';

/** Filters a list of meetings. */
export interface MeetingFilter {
  /** Code of the list `meeting-kind`. */
  kind?: string | null;
  /** Only those that were held, or only those that were not. */
  held?: boolean | null;
}

/** Filters a list of decisions or action items. */
export interface OpenFilter {
  /** Only those that are open, or only those that are decided or done. */
  open?: boolean | null;
}

const meetingsWhere = ({ kind, held }: MeetingFilter, { eb }: Scope<MeetingRow>) => [
  kind != null && hasCode(eb.ref('t.kind'), { list: meetingKinds, code: kind }),
  held != null && eb('t.held_on', held ? 'is not' : 'is', null),
];

const decisionsWhere = ({ open }: OpenFilter, { eb }: Scope<DecisionRow>) => [
  open != null && eb('t.decided_on', open ? 'is' : 'is not', null),
];

const actionItemsWhere = ({ open }: OpenFilter, { eb }: Scope<ActionItemRow>) => [
  open != null && eb('t.done_on', open ? 'is' : 'is not', null),
];

const meetings = { table: meetingTable, order: ['plannedOn', 'id'], where: meetingsWhere } as const;
const decisions = { table: decisionTable, order: ['id'], where: decisionsWhere } as const;
const actionItems = { table: actionItemTable, order: ['id'], where: actionItemsWhere } as const;

const workingGroups = { table: workingGroupTable, order: ['name', 'id'] } as const;
const groupsOf = {
  ecosystem: childrenOf<WorkingGroupRow>({ ...workingGroups, by: 'ecosystemId' }),
  organization: {
    ...workingGroups,
    name: 'working_group.organization',
    of: ({ eb }) =>
      eb.or([
        eb('t.chair_id', '=', eb.ref('k.parent')),
        sql<SqlBool>`${eb.ref('t.members')} @> jsonb_build_array(jsonb_build_object('organizationId', ${eb.ref('k.parent')}))`,
      ]),
  } satisfies Relation<WorkingGroupRow>,
  goal: {
    ...workingGroups,
    name: 'working_group.goal',
    of: ({ viewer }) => namesGoalAmongOthers(viewer),
  } satisfies Relation<WorkingGroupRow>,
};

const meetingsOf = {
  ecosystem: childrenOf<MeetingRow, MeetingFilter>({ ...meetings, by: 'ecosystemId' }),
  workingGroup: childrenOf<MeetingRow, MeetingFilter>({ ...meetings, by: 'workingGroupId' }),
};

const decisionsOf = {
  ecosystem: childrenOf<DecisionRow, OpenFilter>({ ...decisions, by: 'ecosystemId' }),
  workingGroup: childrenOf<DecisionRow, OpenFilter>({ ...decisions, by: 'workingGroupId' }),
  meeting: childrenOf<DecisionRow, OpenFilter>({ ...decisions, by: 'meetingId' }),
};

const actionItemsOf = {
  ecosystem: childrenOf<ActionItemRow, OpenFilter>({ ...actionItems, by: 'ecosystemId' }),
  organization: childrenOf<ActionItemRow, OpenFilter>({ ...actionItems, by: 'ownerId' }),
  meeting: childrenOf<ActionItemRow, OpenFilter>({ ...actionItems, by: 'meetingId' }),
  decision: childrenOf<ActionItemRow, OpenFilter>({ ...actionItems, by: 'decisionId' }),
};

const plansOfEcosystem = childrenOf<CommunicationPlanRow>({
  table: communicationPlanTable,
  by: 'ecosystemId',
  order: ['id'],
});
const eventsOfPlan = childrenOf<CommunicationEventRow>({
  table: communicationEventTable,
  by: 'communicationPlanId',
  order: ['happenedOn', 'id'],
});

/** The record that a list belongs to: its type and its UUID. */
type Parent<Lists> = { of: keyof Lists & string; id: string };

/** Reads working groups, meetings, decisions, action items and communication plans. */
export class CommunicationReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * The working groups of an ecosystem, those that an organization chairs or is a member of, or those for a goal or an earlier
   * version of it; by name.
   */
  workingGroups({ of, id }: Parent<typeof groupsOf>, page: PageArguments): Promise<Page<WorkingGroupRow>> {
    return this.#reader.page(groupsOf[of], { parent: id, page });
  }

  /** The meetings in an ecosystem or of a working group, by the day for which they were planned. */
  meetings(
    { of, id }: Parent<typeof meetingsOf>,
    list: { page: PageArguments; filter: MeetingFilter },
  ): Promise<Page<MeetingRow>> {
    return this.#reader.page(meetingsOf[of], { parent: id, ...list });
  }

  /** The decisions in an ecosystem, of a working group or of a meeting. */
  decisions(
    { of, id }: Parent<typeof decisionsOf>,
    list: { page: PageArguments; filter: OpenFilter },
  ): Promise<Page<DecisionRow>> {
    return this.#reader.page(decisionsOf[of], { parent: id, ...list });
  }

  /** The action items in an ecosystem, of an organization, of a meeting or of a decision. */
  actionItems(
    { of, id }: Parent<typeof actionItemsOf>,
    list: { page: PageArguments; filter: OpenFilter },
  ): Promise<Page<ActionItemRow>> {
    return this.#reader.page(actionItemsOf[of], { parent: id, ...list });
  }

  plans(ecosystemId: string, page: PageArguments): Promise<Page<CommunicationPlanRow>> {
    return this.#reader.page(plansOfEcosystem, { parent: ecosystemId, page });
  }

  /** The communication events of a plan, by day. */
  events(communicationPlanId: string, page: PageArguments): Promise<Page<CommunicationEventRow>> {
    return this.#reader.page(eventsOfPlan, { parent: communicationPlanId, page });
  }

  /** The input of the analysis of how partners communicate, as far as the viewer may see it. */
  conduct(ecosystemId: string): Promise<ConductRecords> {
    return this.#reader
      .loader<string, ConductRecords>('communication#conduct', (ids) => readConduct(this.#reader, ids))
      .load(ecosystemId);
  }
}
