import { meetingKinds } from '@collective-impact/sdk/communication';
import { type SqlBool, sql } from 'kysely';
import { hasCode } from '../shared/conditions.ts';
import { namesGoalAmongOthers } from '../shared/goal-lineage.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf, type Relation, type Scope } from '../shared/relation.ts';
import { type CommunicationInput, readCommunicationInput } from './communication-input.ts';
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
  /** True for meetings that were held, false for the others. */
  held?: boolean | null;
}

/** Filters a list of decisions or action items. */
export interface OpenFilter {
  /** True for open decisions or action items, false for settled ones. */
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
    findsFirst: true,
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
   * The working groups of an ecosystem, of an organization (as chair or member), or for a goal and the goals that it is based
   * on. Ordered by name.
   */
  workingGroups({ of, id }: Parent<typeof groupsOf>, page: PageArguments): Promise<Page<WorkingGroupRow>> {
    return this.#reader.page(groupsOf[of], { parent: id, page });
  }

  /** The meetings of an ecosystem or of a working group, by planned date. */
  meetings(
    { of, id }: Parent<typeof meetingsOf>,
    list: { page: PageArguments; filter: MeetingFilter },
  ): Promise<Page<MeetingRow>> {
    return this.#reader.page(meetingsOf[of], { parent: id, ...list });
  }

  /** The decisions of an ecosystem, a working group or a meeting, oldest record first. */
  decisions(
    { of, id }: Parent<typeof decisionsOf>,
    list: { page: PageArguments; filter: OpenFilter },
  ): Promise<Page<DecisionRow>> {
    return this.#reader.page(decisionsOf[of], { parent: id, ...list });
  }

  /** The action items of an ecosystem, an organization, a meeting or a decision, oldest record first. */
  actionItems(
    { of, id }: Parent<typeof actionItemsOf>,
    list: { page: PageArguments; filter: OpenFilter },
  ): Promise<Page<ActionItemRow>> {
    return this.#reader.page(actionItemsOf[of], { parent: id, ...list });
  }

  /** The communication plans of an ecosystem, oldest record first. */
  plans(ecosystemId: string, page: PageArguments): Promise<Page<CommunicationPlanRow>> {
    return this.#reader.page(plansOfEcosystem, { parent: ecosystemId, page });
  }

  /** The events of a communication plan, by date. */
  events(communicationPlanId: string, page: PageArguments): Promise<Page<CommunicationEventRow>> {
    return this.#reader.page(eventsOfPlan, { parent: communicationPlanId, page });
  }

  /** The records from which the SDK computes the indicators of communication, as far as the viewer may see them. */
  indicatorInput(ecosystemId: string): Promise<CommunicationInput> {
    return this.#reader
      .loader<string, CommunicationInput>('communication#input', (ids) => readCommunicationInput(this.#reader, ids))
      .load(ecosystemId);
  }
}
