import type { Viewer } from '@collective-impact/sdk';
import { type ActivityStatus, type CommitmentStatus, type Counting, settings } from '@collective-impact/sdk/activity';
import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import { goalLine, namesGoal } from '../shared/goal-line.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import { childrenOf, type Reader, type Relation } from '../shared/reader.ts';
import { type AlignmentRecords, alignmentWith, type EcosystemAlignment, readAlignment } from './alignment-reader.ts';
import {
  type ActivityRow,
  activityTable,
  type CommitmentRow,
  type ContributionRow,
  commitmentTable,
  contributionTable,
  type ReinforcementRow,
  reinforcementTable,
} from './tables.ts';

/** Narrows a list of activities. */
export interface ActivityFilter {
  status?: ActivityStatus | null;
  /** Code of a setting of the default scheme. */
  setting?: string | null;
  /** The organization that leads it or takes part in it, by its UUID. */
  organizationId?: string | null;
}

/** Narrows a list of commitments. */
export interface CommitmentFilter {
  status?: CommitmentStatus | null;
  /** The organization that made it, by its UUID. */
  organizationId?: string | null;
  /** Only what is due before this day. */
  dueBefore?: string | null;
}

const madeBy = (organization: RawBuilder<unknown>) =>
  sql<boolean>`("t"."lead_id" = ${organization} or "t"."participants" @> jsonb_build_array(jsonb_build_object('organizationId', ${organization})))`;

/** Without it, that a list has something would tell which organization is meant where a record says of it only null. */
const isSeen = (organizationId: string, viewer: Viewer) =>
  sql<boolean>`exists (select from "organization" as "o" where "o"."id" = ${organizationId}::uuid and ${visibleTo(viewer, 'o')})`;

const activitiesWhere = ({ status, setting, organizationId }: ActivityFilter, viewer: Viewer) =>
  every([
    status != null && sql<boolean>`"t"."status" = ${status}`,
    setting != null &&
      sql<boolean>`"t"."setting" @> jsonb_build_object('scheme', ${settings.scheme}::text, 'code', ${setting}::text)`,
    organizationId != null && madeBy(sql`${organizationId}::uuid`),
    organizationId != null && isSeen(organizationId, viewer),
  ]);

const commitmentsWhere = ({ status, organizationId, dueBefore }: CommitmentFilter, viewer: Viewer) =>
  every([
    status != null && sql<boolean>`"t"."status" = ${status}`,
    organizationId != null && sql<boolean>`"t"."organization_id" = ${organizationId}::uuid`,
    organizationId != null && isSeen(organizationId, viewer),
    dueBefore != null && sql<boolean>`"t"."due_on" < ${dueBefore}::date`,
  ]);

const activities = { table: activityTable, order: ['id'], where: activitiesWhere } as const;
const activitiesOf = {
  ecosystem: childrenOf<ActivityRow, ActivityFilter>({ ...activities, by: 'ecosystemId' }),
  organization: {
    ...activities,
    name: 'activity.organization',
    of: madeBy(sql`"k"."parent"`),
  } satisfies Relation<ActivityRow, ActivityFilter>,
  strategy: {
    ...activities,
    name: 'activity.strategy',
    of: sql<boolean>`"t"."strategy_ids" @> array["k"."parent"]`,
  } satisfies Relation<ActivityRow, ActivityFilter>,
};

const contributionsOf = {
  activity: childrenOf({ table: contributionTable, by: 'activityId', order: ['id'] }),
  indicator: childrenOf({ table: contributionTable, by: 'indicatorId', order: ['id'] }),
};

const reinforcementsOf = {
  activity: childrenOf({ table: reinforcementTable, by: 'activityId', order: ['id'] }),
  reinforced: childrenOf({ table: reinforcementTable, by: 'reinforcedId', order: ['id'] }),
};

const commitments = { table: commitmentTable, order: ['id'], where: commitmentsWhere } as const;
const commitmentsOf = {
  ecosystem: childrenOf<CommitmentRow, CommitmentFilter>({ ...commitments, by: 'ecosystemId' }),
  organization: childrenOf<CommitmentRow, CommitmentFilter>({ ...commitments, by: 'organizationId' }),
  strategy: childrenOf<CommitmentRow, CommitmentFilter>({ ...commitments, by: 'strategyId' }),
  activity: childrenOf<CommitmentRow, CommitmentFilter>({ ...commitments, by: 'activityId' }),
};

/** Of which record a list is: its kind as the list names it, and its UUID. */
type Parent<Lists> = { of: keyof Lists & string; id: string };

/** Reads what partners do, how it serves goals, and what they have committed themselves to. */
export class ActivityReader {
  readonly #reader: Reader;
  readonly #ofGoal: ReturnType<typeof servingGoal>;

  constructor(reader: Reader) {
    this.#reader = reader;
    this.#ofGoal = servingGoal(reader.viewer);
  }

  /**
   * The activities of an ecosystem, of an organization that does them, or of a strategy or goal that they serve. What serves
   * a goal serves those that go on from it: so in each list of a goal.
   */
  activities(
    { of, id }: Parent<typeof activitiesOf & { goal: unknown }>,
    list: { page: PageArguments; filter?: ActivityFilter },
  ): Promise<Page<ActivityRow>> {
    return this.#reader.page(of === 'goal' ? this.#ofGoal.activities : activitiesOf[of], { parent: id, ...list });
  }

  /** The contributions of an activity, to a goal, or by an indicator. */
  contributions(
    { of, id }: Parent<typeof contributionsOf & { goal: unknown }>,
    { page }: { page: PageArguments },
  ): Promise<Page<ContributionRow>> {
    return this.#reader.page(of === 'goal' ? this.#ofGoal.contributions : contributionsOf[of], { parent: id, page });
  }

  /** The reinforcements by an activity, or of the activity reinforced. */
  reinforcements(
    { of, id }: Parent<typeof reinforcementsOf>,
    { page }: { page: PageArguments },
  ): Promise<Page<ReinforcementRow>> {
    return this.#reader.page(reinforcementsOf[of], { parent: id, page });
  }

  /** The commitments in an ecosystem, of an organization, or to a goal, strategy or activity that they name. */
  commitments(
    { of, id }: Parent<typeof commitmentsOf & { goal: unknown }>,
    list: { page: PageArguments; filter?: CommitmentFilter },
  ): Promise<Page<CommitmentRow>> {
    return this.#reader.page(of === 'goal' ? this.#ofGoal.commitments : commitmentsOf[of], { parent: id, ...list });
  }

  /**
   * How what partners do serves the version of their agenda that is named, or else that in force; null where the one that
   * is named is not the ecosystem's. Worked out from what the viewer may see.
   */
  async alignment(
    ecosystemId: string,
    asked: { commonAgendaId: string | null; counting: Counting },
  ): Promise<EcosystemAlignment | null> {
    const records = await this.#reader
      .loader<string, AlignmentRecords>('activity#alignment', (ids) => readAlignment(this.#reader, ids))
      .load(ecosystemId);
    return alignmentWith(records, asked);
  }
}

/** The lists of what serves a goal; an activity does by a contribution, or by one of its strategies, that the viewer may see. */
function servingGoal(viewer: Viewer) {
  const contributing = sql`select "c"."activity_id" from "contribution" as "c" where "c"."goal_id" in (${goalLine(viewer)}) and ${visibleTo(viewer, 'c')}`;
  const strategies = sql`array(select "s"."id" from "strategy" as "s" where "s"."goal_id" in (${goalLine(viewer)}) and ${visibleTo(viewer, 's')})`;
  const of = namesGoal(viewer);
  return {
    activities: {
      ...activities,
      name: 'activity.goal',
      of: sql<boolean>`("t"."id" in (${contributing}) or "t"."strategy_ids" && ${strategies})`,
    } satisfies Relation<ActivityRow, ActivityFilter>,
    contributions: {
      name: 'contribution.goal',
      table: contributionTable,
      of,
      order: ['id'],
    } satisfies Relation<ContributionRow>,
    commitments: { ...commitments, name: 'commitment.goal', of } satisfies Relation<CommitmentRow, CommitmentFilter>,
  };
}

/** All of the conditions that there are. */
function every(conditions: readonly (RawBuilder<boolean> | false)[]): RawBuilder<boolean> {
  const given = conditions.filter((condition) => condition !== false);
  return given.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(given, sql` and `)}`;
}
