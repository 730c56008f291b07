import { unwrap, type Viewer } from '@collective-impact/sdk';
import {
  type ActivityOutcome,
  type ActivityStatus,
  type AlignmentOptions,
  activityOutcomes,
  type CommitmentStatus,
  type ResultsChainSource,
  settings,
} from '@collective-impact/sdk/activity';
import { type Expression, type SqlBool, sql } from 'kysely';
import { servesPlace } from '../ecosystem/index.ts';
import { anyFrom, hasCode } from '../shared/conditions.ts';
import { goalLineage, namesGoal } from '../shared/goal-lineage.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf, type Relation, type RowConditions, type Scope } from '../shared/relation.ts';
import { visibleTo } from '../shared/visibility.ts';
import {
  type AlignmentRecords,
  alignmentWith,
  type EcosystemAlignment,
  readAlignment,
  readResultsChains,
} from './alignment-reader.ts';
import type { ActivityTables } from './entities.ts';
import {
  type ActivityRow,
  activityTable,
  type CommitmentRow,
  commitmentTable,
  type GoalContributionRow,
  goalContributionTable,
  type ReinforcementRow,
  reinforcementTable,
} from './tables.ts';

/** Filters a list of activities. */
export interface ActivityFilter {
  status?: ActivityStatus | null;
  /** Code of the list `setting`. */
  setting?: string | null;
  /** UUID of an organization that leads the activity or participates in it. */
  organizationId?: string | null;
}

/** Filters a list of commitments. */
export interface CommitmentFilter {
  status?: CommitmentStatus | null;
  /** UUID of the organization that made the commitment. */
  organizationId?: string | null;
  /** Only commitments that are due before this date. */
  dueBefore?: string | null;
}

/** The condition that an organization leads an activity or participates in it. */
const involves = (eb: RowConditions<ActivityRow>, organization: Expression<string>) =>
  eb.or([
    eb('t.lead_id', '=', organization),
    sql<SqlBool>`${eb.ref('t.participants')} @> jsonb_build_array(jsonb_build_object('organizationId', ${organization}))`,
  ]);

/**
 * A subquery, in parentheses, for the ids of the indicators of the results chains of the goal `k.parent`, or of an earlier version of
 * it: the core indicators, and those that contribute to one. The viewer may see both indicators and the record that links them.
 */
const chainIndicators = (viewer: Viewer) =>
  sql<string>`(select "o"."id" from "indicator" as "o" where "o"."level" = 'POPULATION'
      and "o"."goal_ids" && array${goalLineage(viewer)} and ${visibleTo(viewer, { table: 'indicator', alias: 'o' })}
    union select "i"."id" from "indicator_contribution" as "l"
    join "indicator" as "i" on "i"."id" = "l"."indicator_id"
    join "indicator" as "o" on "o"."id" = "l"."core_indicator_id"
    where "o"."goal_ids" && array${goalLineage(viewer)} and ${visibleTo(viewer, { table: 'indicator_contribution', alias: 'l' })}
    and ${visibleTo(viewer, { table: 'indicator', alias: 'i' })} and ${visibleTo(viewer, { table: 'indicator', alias: 'o' })})`;

/**
 * The condition that an activity serves the goal `k.parent`, or an earlier version of it, through a contribution, a strategy or a
 * results chain that the viewer may see. The activities are found by an index for each way, so that others are not read.
 */
const servesGoal = (viewer: Viewer) => {
  const goals = anyFrom(goalLineage(viewer));
  const isSeen = visibleTo(viewer, { table: 'goal_contribution', alias: 'c' });
  return sql<SqlBool>`"t"."id" = ${anyFrom(sql`(
    select "c"."activity_id" from "goal_contribution" as "c" where "c"."goal_id" = ${goals} and ${isSeen}
    union select "a"."id" from "strategy" as "s" join "activity" as "a" on "a"."strategy_ids" @> array["s"."id"]
      where "s"."goal_id" = ${goals} and ${visibleTo(viewer, { table: 'strategy', alias: 's' })}
    union select "c"."activity_id" from "goal_contribution" as "c" where "c"."indicator_id" = ${anyFrom(chainIndicators(viewer))} and ${isSeen}
    union select "a"."id" from ${chainIndicators(viewer)} as "i"
      join "activity" as "a" on "a"."outputs" @> jsonb_build_array(jsonb_build_object('indicatorId', "i"."id")))`)}`;
};

/** The condition that the viewer may see an organization. Without it, a filter would disclose hidden organizations. */
const isVisible = <Row>(organizationId: string, { tables, visible }: Scope<Row>) => {
  const { exists, selectFrom, lit } = tables<ActivityTables>();
  return exists(
    selectFrom('organization as o')
      .select(lit(1).as('one'))
      .where('o.id', '=', organizationId)
      .where(visible('organization', 'o')),
  );
};

const activitiesWhere = ({ status, setting, organizationId }: ActivityFilter, scope: Scope<ActivityRow>) => {
  const { eb } = scope;
  return [
    status != null && eb('t.status', '=', status),
    setting != null && hasCode(eb.ref('t.setting'), { list: settings, code: setting }),
    organizationId != null && involves(eb, sql`${organizationId}::uuid`),
    organizationId != null && isVisible(organizationId, scope),
  ];
};

const commitmentsWhere = ({ status, organizationId, dueBefore }: CommitmentFilter, scope: Scope<CommitmentRow>) => {
  const { eb } = scope;
  return [
    status != null && eb('t.status', '=', status),
    organizationId != null && eb('t.organization_id', '=', organizationId),
    organizationId != null && isVisible(organizationId, scope),
    dueBefore != null && eb('t.due_on', '<', dueBefore),
  ];
};

/** The condition that a record names a goal, or an earlier version of it, as its goal. */
const hasGoal = ({ viewer }: { viewer: Viewer }) => namesGoal(viewer);

const activities = { table: activityTable, order: ['id'], where: activitiesWhere } as const;
const activitiesOf: Record<
  'ecosystem' | 'organization' | 'strategy' | 'place' | 'goal',
  Relation<ActivityRow, ActivityFilter>
> = {
  ecosystem: childrenOf<ActivityRow, ActivityFilter>({ ...activities, by: 'ecosystemId' }),
  organization: {
    ...activities,
    name: 'activity.organization',
    of: ({ eb }) => involves(eb, eb.ref('k.parent')),
  },
  strategy: {
    ...activities,
    name: 'activity.strategy',
    of: ({ eb }) => sql`${eb.ref('t.strategy_ids')} @> array[${eb.ref('k.parent')}]`,
  },
  // Without service areas, an activity serves its place.
  place: {
    ...activities,
    name: 'activity.place',
    findsFirst: true,
    of: ({ viewer }) =>
      servesPlace(
        viewer,
        sql`case when "t"."service_areas" = '[]' then jsonb_build_array("t"."place") else "t"."service_areas" end`,
      ),
  },
  goal: { ...activities, name: 'activity.goal', of: ({ viewer }) => servesGoal(viewer), findsFirst: true },
};

const goalContributionsOf = {
  activity: childrenOf({ table: goalContributionTable, by: 'activityId', order: ['id'] }),
  indicator: childrenOf({ table: goalContributionTable, by: 'indicatorId', order: ['id'] }),
  goal: {
    name: 'goalContribution.goal',
    table: goalContributionTable,
    of: hasGoal,
    findsFirst: true,
    order: ['id'],
  } satisfies Relation<GoalContributionRow>,
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
  goal: { ...commitments, name: 'commitment.goal', of: hasGoal, findsFirst: true } satisfies Relation<
    CommitmentRow,
    CommitmentFilter
  >,
};

/** The record that a list belongs to: its type and its UUID. */
type Parent<Lists> = { of: keyof Lists & string; id: string };

/** Reads activities, contributions, reinforcements and commitments. */
export class ActivityReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * The activities of an ecosystem, of an organization, or of a strategy or goal that they serve. An activity that serves a
   * goal also serves the goals of later agenda versions that continue it.
   */
  activities(
    { of, id }: Parent<typeof activitiesOf>,
    list: { page: PageArguments; filter?: ActivityFilter },
  ): Promise<Page<ActivityRow>> {
    return this.#reader.page(activitiesOf[of], { parent: id, ...list });
  }

  /** The contributions of an activity, the contributions to a goal, or the contributions that an indicator measures. */
  goalContributions(
    { of, id }: Parent<typeof goalContributionsOf>,
    { page }: { page: PageArguments },
  ): Promise<Page<GoalContributionRow>> {
    return this.#reader.page(goalContributionsOf[of], { parent: id, page });
  }

  /** The reinforcements by an activity (`activity`), or of an activity (`reinforced`). */
  reinforcements(
    { of, id }: Parent<typeof reinforcementsOf>,
    { page }: { page: PageArguments },
  ): Promise<Page<ReinforcementRow>> {
    return this.#reader.page(reinforcementsOf[of], { parent: id, page });
  }

  /** The commitments of an ecosystem or an organization, or to a goal, strategy or activity. */
  commitments(
    { of, id }: Parent<typeof commitmentsOf>,
    list: { page: PageArguments; filter?: CommitmentFilter },
  ): Promise<Page<CommitmentRow>> {
    return this.#reader.page(commitmentsOf[of], { parent: id, ...list });
  }

  /** The outcomes of an activity, from the records that the viewer may see. */
  async outcomes(activity: ActivityRow): Promise<ActivityOutcome[]> {
    const source = await this.#reader
      .loader<string, ResultsChainSource>('activity#resultsChain', (ids) => readResultsChains(this.#reader, ids))
      .load(activity.ecosystemId);
    return unwrap(activityOutcomes(activity, source));
  }

  /**
   * The alignment with the agenda version `commonAgendaId`, or with the agenda in force if it is null. Throws an
   * {@link InputError} if the version belongs to another ecosystem. Computed from the records that the viewer may see.
   */
  async alignment(
    ecosystemId: string,
    request: { commonAgendaId: string | null; options: AlignmentOptions },
  ): Promise<EcosystemAlignment> {
    const records = await this.#reader
      .loader<string, AlignmentRecords>('activity#alignment', (ids) => readAlignment(this.#reader, ids))
      .load(ecosystemId);
    return alignmentWith(records, request);
  }
}
