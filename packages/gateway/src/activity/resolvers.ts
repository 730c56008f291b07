import type { ActivityFilter, CommitmentFilter } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import type { GatewayContext } from '../shared/context.ts';
import { visibleIdArgument } from '../shared/id-argument.ts';
import { alignmentResolvers } from './alignment-resolvers.ts';
import { activityMutations } from './mutations.ts';

type Page = { first?: number | null; after?: string | null; last?: number | null; before?: string | null };
type Row = { id: string };

function organizationArgument(context: GatewayContext, id: string | null | undefined): Promise<string | null> {
  return visibleIdArgument(context, { argument: 'organization', prefix: 'organization', id });
}

/** Resolves the activities of a record, filtered by the arguments of the field. */
function activitiesOf(of: 'ecosystem' | 'organization' | 'strategy' | 'goal') {
  return async (
    { id }: Row,
    { status, setting, organization, ...page }: Page & ActivityFilter & { organization?: string | null },
    context: GatewayContext,
  ) => {
    const filter = { status, setting, organizationId: await organizationArgument(context, organization) };
    return new Connection(await context.read.activity.activities({ of, id }, { page, filter }));
  };
}

/** Resolves the commitments of a record, filtered by the arguments of the field. */
function commitmentsOf(of: 'ecosystem' | 'organization' | 'goal' | 'strategy' | 'activity') {
  return async (
    { id }: Row,
    { status, dueBefore, organization, ...page }: Page & CommitmentFilter & { organization?: string | null },
    context: GatewayContext,
  ) => {
    const filter = { status, dueBefore, organizationId: await organizationArgument(context, organization) };
    return new Connection(await context.read.activity.commitments({ of, id }, { page, filter }));
  };
}

function goalContributionsOf(of: 'activity' | 'goal' | 'indicator') {
  return async ({ id }: Row, page: Page, { read }: GatewayContext) =>
    new Connection(await read.activity.goalContributions({ of, id }, { page }));
}

function reinforcementsOf(of: 'activity' | 'reinforced') {
  return async ({ id }: Row, page: Page, { read }: GatewayContext) =>
    new Connection(await read.activity.reinforcements({ of, id }, { page }));
}

export const activityResolvers: Resolvers = {
  ...alignmentResolvers,
  Ecosystem: {
    ...alignmentResolvers.Ecosystem,
    activities: activitiesOf('ecosystem'),
    commitments: commitmentsOf('ecosystem'),
  },
  Organization: { activities: activitiesOf('organization'), commitments: commitmentsOf('organization') },
  Strategy: { activities: activitiesOf('strategy'), commitments: commitmentsOf('strategy') },
  Goal: {
    activities: activitiesOf('goal'),
    goalContributions: goalContributionsOf('goal'),
    commitments: commitmentsOf('goal'),
  },
  Indicator: { goalContributions: goalContributionsOf('indicator') },
  Activity: {
    outcomes: (activity, _args, { read }) => read.activity.outcomes(activity),
    goalContributions: goalContributionsOf('activity'),
    reinforces: reinforcementsOf('activity'),
    reinforcedBy: reinforcementsOf('reinforced'),
    commitments: commitmentsOf('activity'),
  },
  Mutation: activityMutations,
};
