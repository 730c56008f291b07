import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { MikroORM } from '@mikro-orm/postgresql';
import { createSchema, createYoga } from 'graphql-yoga';
import { rollUpOf, seriesOf } from '../data/peer-objects.ts';
import { listenOn, serve } from './serve.ts';
import { CommonAgenda, Ecosystem, entities, Goal, Indicator, Organization } from './yoga-entities.ts';
import { createLoaders, type Loaders } from './yoga-loaders.ts';

const typeDefs = /* GraphQL */ `
  type Query {
    ecosystem(slug: String!): Ecosystem
    organizations(first: Int!, after: String): OrganizationConnection!
  }
  type Mutation { createOrganization(input: CreateOrganizationInput!): CreateOrganizationPayload }
  input CreateOrganizationInput { ecosystemId: ID! name: String! visibility: Visibility }
  enum Visibility { PUBLIC NETWORK MEMBERS RESTRICTED }
  type CreateOrganizationPayload { organization: Organization userErrors: [UserError!]! }
  type UserError { code: String! }
  type Ecosystem {
    id: ID! name: String! agenda: CommonAgenda
    organizations(first: Int!, stakeholderGroup: String): OrganizationConnection!
    indicators(code: String): IndicatorConnection!
  }
  type OrganizationConnection { nodes: [Organization!]! totalCount: Int! }
  type Organization { id: ID! name: String! url: String legalEntity: Boolean! joinedOn: String stakeholderGroups: [Code!]! }
  type Code { code: String! label: String! }
  type CommonAgenda { id: ID! vision: String goals(first: Int!): GoalConnection! }
  type GoalConnection { nodes: [Goal!]! }
  type Goal {
    id: ID! code: String! title: String!
    goalContributions(first: Int!): GoalContributionConnection!
    indicators(first: Int!): IndicatorConnection!
  }
  type GoalContributionConnection { nodes: [GoalContribution!]! }
  type GoalContribution { id: ID! expectedEffect: String activity: Activity }
  type Activity { id: ID! title: String! status: String! lead: Organization }
  type IndicatorConnection { nodes: [Indicator!]! }
  type Indicator {
    id: ID! code: String! name: String!
    releases(first: Int!): ReleaseConnection!
    series(by: [String!]!): [Point!]
    rollUp(over: [RollUpOver!]!, by: [String!]!): [Point!]
  }
  enum RollUpOver { ORGANIZATIONS PLACES ECOSYSTEMS }
  type ReleaseConnection { nodes: [Release!]! }
  type Release { id: ID! period: String! cells(first: Int!): CellConnection! }
  type CellConnection { nodes: [Cell!]! }
  type Cell { value: String status: String! scope: String! suppressed: Boolean! organization: Organization }
  type Point { period: String! value: String status: String categories: [Category!]! coverage: Coverage }
  type Category { code: String! }
  type Coverage { figuresIncluded: Int! }
`;

interface Context {
  em: MikroORM['em'];
  loaders: Loaders;
}

type Id = { id: string };
type First = { first: number };

/** A row of a time series or of a roll-up. */
type Figure = { period: string; code: string; value: string | null; status: string; values: number };

const byName = { name: 'asc', id: 'asc' } as const;

const resolvers = {
  Query: {
    ecosystem: (_: unknown, { slug }: { slug: string }, { em }: Context) => em.findOne(Ecosystem, { slug }),
    organizations: async (_: unknown, { first, after }: First & { after?: string }, { em }: Context) => {
      const last = after === undefined ? null : await em.findOneOrFail(Organization, { id: after });
      const isLater = last && { $or: [{ name: { $gt: last.name } }, { name: last.name, id: { $gt: last.id } }] };
      return { nodes: await em.find(Organization, { ...isLater }, { orderBy: byName, limit: first }) };
    },
  },
  Mutation: {
    createOrganization: async (
      _: unknown,
      { input }: { input: { ecosystemId: string; name: string; visibility: string } },
      { em }: Context,
    ) => {
      const { ecosystemId, name, visibility } = input;
      const lists = { identifiers: [], stakeholderGroups: [], serviceAreas: [] };
      const values = { id: randomUUID(), ecosystem: ecosystemId, name, visibility, legalEntity: true, ...lists };
      const organization = em.create(Organization, values, { partial: true });
      await em.persist(organization).flush();
      return { organization, userErrors: [] };
    },
  },
  Ecosystem: {
    organizations: (
      { id }: Id,
      { first, stakeholderGroup }: First & { stakeholderGroup?: string },
      { em }: Context,
    ) => {
      const group = JSON.stringify([{ scheme: 'stakeholder-group', code: stakeholderGroup }]);
      const where = {
        ecosystem: id,
        ...(stakeholderGroup !== undefined && { stakeholderGroups: { $contains: JSON.parse(group) } }),
      };
      return {
        nodes: () => em.find(Organization, where, { orderBy: byName, limit: first }),
        totalCount: () => em.count(Organization, where),
      };
    },
    indicators: async ({ id }: Id, { code }: { code?: string }, { em }: Context) => ({
      nodes: await em.find(
        Indicator,
        { ecosystem: id, ...(code !== undefined && { code }) },
        { orderBy: { code: 'asc' } },
      ),
    }),
    agenda: ({ id }: Id, _: unknown, { em }: Context) =>
      em.findOne(CommonAgenda, { ecosystem: id, status: 'RATIFIED' }),
  },
  CommonAgenda: {
    goals: async ({ id }: Id, { first }: First, { em }: Context) => ({
      nodes: await em.find(Goal, { commonAgenda: id }, { orderBy: { order: 'asc', id: 'asc' }, limit: first }),
    }),
  },
  Goal: {
    goalContributions: async ({ id }: Id, { first }: First, { loaders }: Context) => ({
      nodes: (await loaders.contributions.load(id)).slice(0, first),
    }),
    indicators: async ({ id }: Id, { first }: First, { loaders }: Context) => ({
      nodes: (await loaders.indicators.load(id)).slice(0, first),
    }),
  },
  GoalContribution: {
    activity: ({ activity }: { activity: Id }, _: unknown, { loaders }: Context) => loaders.activity.load(activity.id),
  },
  Activity: {
    lead: ({ lead }: { lead: Id | null }, _: unknown, { loaders }: Context) =>
      lead && loaders.organization.load(lead.id),
  },
  Indicator: {
    releases: async ({ id }: Id, { first }: First, { loaders }: Context) => ({
      nodes: (await loaders.releases.load(id)).slice(0, first),
    }),
    series: (indicator: Id, { by }: { by: string[] }, { em }: Context) =>
      em.getConnection().execute<Figure[]>(seriesOf({ indicator: '?', dimension: '?' }), [indicator.id, by[0]]),
    rollUp: (indicator: Id, { by }: { by: string[] }, { em }: Context) => {
      const text = rollUpOf({ indicator: '?', dimension: '?' }).replace('"s"."sum"', '"s"."sum" as "value"');
      return em.getConnection().execute<Figure[]>(text, [indicator.id, by[0]]);
    },
  },
  Release: {
    cells: async ({ id }: Id, { first }: First, { loaders }: Context) => ({ nodes: await loaders.cells(id, first) }),
  },
  Cell: {
    organization: ({ organization }: { organization: Id | null }, _: unknown, { loaders }: Context) =>
      organization && loaders.organization.load(organization.id),
  },
  Point: {
    categories: ({ code }: Figure) => [{ code }],
    coverage: ({ values }: Figure) => ({ figuresIncluded: values }),
  },
};

// An ordinary server: Yoga with its defaults, entities of MikroORM, and data loaders for each request.
await serve(async ({ url, poolSize }) => {
  const orm = await MikroORM.init({ clientUrl: url, entities, pool: { min: 0, max: poolSize } });
  const yoga = createYoga({
    schema: createSchema<Context>({ typeDefs, resolvers }),
    context: (): Context => {
      const em = orm.em.fork();
      return { em, loaders: createLoaders(em) };
    },
    logging: 'error',
  });
  return listenOn(createServer(yoga));
});
