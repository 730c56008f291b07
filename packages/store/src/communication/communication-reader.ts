import { meetingKinds } from '@collective-impact/sdk/communication';
import { type RawBuilder, sql } from 'kysely';
import { namesGoalAmongOthers } from '../shared/goal-line.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import { childrenOf, type Reader, type Relation } from '../shared/reader.ts';
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

/** Narrows a list of meetings. */
export interface MeetingFilter {
  /** Code of a kind of meeting of the default scheme. */
  kind?: string | null;
  /** Only those that were held, or only those that were not. */
  held?: boolean | null;
}

/** Narrows a list of what is to be decided or done. */
export interface OpenFilter {
  /** Only what is open, or only what is settled. */
  open?: boolean | null;
}

const meetingsWhere = ({ kind, held }: MeetingFilter) => {
  const ofKind =
    kind == null
      ? sql<boolean>`true`
      : sql<boolean>`"t"."kind" @> jsonb_build_object('scheme', ${meetingKinds.scheme}::text, 'code', ${kind}::text)`;
  return held == null ? ofKind : sql<boolean>`${ofKind} and ("t"."held_on" is not null) = ${held}::boolean`;
};

/** What has no day yet on which it was settled is open. */
const openUntil =
  (column: string) =>
  ({ open }: OpenFilter) =>
    open == null ? sql<boolean>`true` : sql<boolean>`(${sql.ref(`t.${column}`)} is null) = ${open}::boolean`;

const meetings = { table: meetingTable, order: ['plannedOn', 'id'], where: meetingsWhere } as const;
const decisions = { table: decisionTable, order: ['id'], where: openUntil('decided_on') } as const;
const actionItems = { table: actionItemTable, order: ['id'], where: openUntil('done_on') } as const;

const workingGroups = { table: workingGroupTable, order: ['name', 'id'] } as const;
const containing = (list: string, property: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(`t.${list}`)} @> jsonb_build_array(jsonb_build_object(${sql.lit(property)}, "k"."parent"))`;

const groupsOf = {
  ecosystem: childrenOf<WorkingGroupRow>({ ...workingGroups, by: 'ecosystemId' }),
  organization: {
    ...workingGroups,
    name: 'working_group.organization',
    of: sql<boolean>`("t"."chair_id" = "k"."parent" or ${containing('members', 'organizationId')})`,
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

/** Of which record a list is: its kind as the list names it, and its UUID. */
type Parent<Lists> = { of: keyof Lists & string; id: string };

/** Reads how the partners meet, what they decide and take upon them, and what they tell others. */
export class CommunicationReader {
  readonly #reader: Reader;
  readonly #groupsOf: typeof groupsOf & { goal: Relation<WorkingGroupRow> };

  constructor(reader: Reader) {
    this.#reader = reader;
    const goal = { ...workingGroups, name: 'working_group.goal', of: namesGoalAmongOthers(reader.viewer) };
    this.#groupsOf = { ...groupsOf, goal };
  }

  /**
   * The working groups of an ecosystem, those that an organization chairs or is in, or those for a goal or one that it goes
   * on from; by name.
   */
  workingGroups(
    { of, id }: Parent<typeof groupsOf & { goal: unknown }>,
    page: PageArguments,
  ): Promise<Page<WorkingGroupRow>> {
    return this.#reader.page(this.#groupsOf[of], { parent: id, page });
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

  /** What was done of a communication plan, by day. */
  events(communicationPlanId: string, page: PageArguments): Promise<Page<CommunicationEventRow>> {
    return this.#reader.page(eventsOfPlan, { parent: communicationPlanId, page });
  }

  /** What it is worked out from how an ecosystem's partners communicate, as far as the viewer may see it. */
  conduct(ecosystemId: string): Promise<ConductRecords> {
    return this.#reader
      .loader<string, ConductRecords>('communication#conduct', (ids) => readConduct(this.#reader, ids))
      .load(ecosystemId);
  }
}
