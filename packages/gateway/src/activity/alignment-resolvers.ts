import {
  type ActivityOverlap,
  type AlignedCode,
  type AlignmentEntry,
  overlapKey,
  type ResultsChain,
} from '@collective-impact/sdk/activity';
import { type PageArguments, pageOfList, type RecordPrefix, type RowOfPrefix } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import type { GatewayContext } from '../shared/context.ts';
import { idArgument, visibleIdArgument } from '../shared/id-argument.ts';

/** The records with these ids. The alignment contains only records that the viewer may see. */
async function records<Prefix extends RecordPrefix>(
  { read }: GatewayContext,
  { prefix, ids }: { prefix: Prefix; ids: readonly string[] },
): Promise<RowOfPrefix<Prefix>[]> {
  const rows = await Promise.all(ids.map((id) => read.record(prefix, id)));
  return rows.filter((row) => row !== null);
}

async function recordsPage(
  context: GatewayContext,
  list: { name: string; prefix: RecordPrefix; ids: readonly string[]; page: PageArguments },
): Promise<Connection> {
  const { name, prefix, ids, page } = list;
  const idPage = pageOfList(ids, { name: `alignment.${name}`, page, keyOf: (id) => id });
  const rows = await records(context, { prefix, ids: idPage.rows });
  return new Connection({ ...idPage, rows, cursorOf: (row: { id: string }) => idPage.cursorOf(row.id) });
}

function first<Row>([row]: readonly Row[]): Row {
  if (row === undefined) throw new Error('A record of the alignment is missing or hidden from the viewer.');
  return row;
}

function withLabel({ scheme, code, label, uri }: AlignedCode) {
  return { scheme, code, label: label ?? code, uri: uri ?? null };
}

export const alignmentResolvers: Resolvers = {
  Ecosystem: {
    alignment: ({ id }, { commonAgenda, on, statuses }, { read }) =>
      read.activity.alignment(id, {
        commonAgendaId: idArgument('common_agenda', commonAgenda),
        options: { on, statuses },
      }),
  },
  Alignment: {
    commonAgenda: ({ commonAgendaId }, _args, { read }) => read.record('common_agenda', commonAgendaId),
    activities: ({ activityIds }, page, context) =>
      recordsPage(context, { name: 'activities', prefix: 'activity', ids: activityIds, page }),
    entries: async ({ entries, keyOfGoal }, { goal, organization, ...page }, context) => {
      const [goalId, organizationId] = await Promise.all([
        visibleIdArgument(context, { argument: 'goal', prefix: 'goal', id: goal }),
        visibleIdArgument(context, { argument: 'organization', prefix: 'organization', id: organization }),
      ]);
      const filtered = entries.filter(
        (entry) =>
          (goalId === null || entry.goalId === goalId) &&
          (organizationId === null || entry.organizationId === organizationId),
      );
      const keyOf = (entry: AlignmentEntry) => `${keyOfGoal.get(entry.goalId)}/${entry.organizationId}`;
      return new Connection(pageOfList(filtered, { name: 'alignment.entries', page, keyOf }));
    },
    goalsWithoutActivity: ({ goalsWithoutActivity }, _args, context) =>
      records(context, { prefix: 'goal', ids: goalsWithoutActivity }),
    goalsWithoutIndicator: ({ goalsWithoutIndicator }, _args, context) =>
      records(context, { prefix: 'goal', ids: goalsWithoutIndicator }),
    activitiesWithoutGoal: ({ activitiesWithoutGoal }, page, context) =>
      recordsPage(context, { name: 'withoutGoal', prefix: 'activity', ids: activitiesWithoutGoal, page }),
    resultsChains: ({ resultsChains, keyOfGoal }, page) => {
      const keyOf = ({ goalId, coreIndicatorId }: ResultsChain) => `${keyOfGoal.get(goalId)}/${coreIndicatorId}`;
      return new Connection(pageOfList(resultsChains, { name: 'alignment.resultsChains', page, keyOf }));
    },
    overlaps: ({ overlaps, keyOfGoal }, page) => {
      const keyOf = (overlap: ActivityOverlap) => `${keyOfGoal.get(overlap.goalId)}/${overlapKey(overlap)}`;
      return new Connection(pageOfList(overlaps, { name: 'alignment.overlaps', page, keyOf }));
    },
    unlinkedActivities: ({ unlinkedActivities }, page, context) =>
      recordsPage(context, { name: 'unlinkedActivities', prefix: 'activity', ids: unlinkedActivities, page }),
    organizationsWithoutActivity: ({ organizationsWithoutActivity: ids }, page, context) =>
      recordsPage(context, { name: 'withoutActivity', prefix: 'organization', ids, page }),
  },
  AlignmentEntry: {
    goal: async ({ goalId }, _args, context) => first(await records(context, { prefix: 'goal', ids: [goalId] })),
    organization: async ({ organizationId }, _args, context) =>
      first(await records(context, { prefix: 'organization', ids: [organizationId] })),
    leads: ({ leadIds }, _args, context) => records(context, { prefix: 'activity', ids: leadIds }),
    participations: ({ participationIds }, _args, context) =>
      records(context, { prefix: 'activity', ids: participationIds }),
    goalContributions: ({ goalContributionIds }, _args, context) =>
      records(context, { prefix: 'goal_contribution', ids: goalContributionIds }),
    commitments: ({ commitmentIds }, _args, context) => records(context, { prefix: 'commitment', ids: commitmentIds }),
  },
  ActivityOutput: {
    indicator: ({ indicatorId }, _args, { read }) => read.record('indicator', indicatorId),
  },
  ActivityOutcome: {
    indicator: async ({ indicatorId }, _args, context) =>
      first(await records(context, { prefix: 'indicator', ids: [indicatorId] })),
    isAdopted: async ({ indicatorId }, _args, { read }) =>
      (await read.indicator.definitions.adoptedVersion(indicatorId)) !== null,
    contributingIndicators: ({ contributingIndicatorIds }, _args, context) =>
      records(context, { prefix: 'indicator', ids: contributingIndicatorIds }),
  },
  ResultsChain: {
    goal: async ({ goalId }, _args, context) => first(await records(context, { prefix: 'goal', ids: [goalId] })),
    coreIndicator: async ({ coreIndicatorId }, _args, context) =>
      first(await records(context, { prefix: 'indicator', ids: [coreIndicatorId] })),
    isAdopted: async ({ coreIndicatorId }, _args, { read }) =>
      (await read.indicator.definitions.adoptedVersion(coreIndicatorId)) !== null,
    contributingIndicators: ({ contributingIndicatorIds }, _args, context) =>
      records(context, { prefix: 'indicator', ids: contributingIndicatorIds }),
    activities: ({ activityIds }, _args, context) => records(context, { prefix: 'activity', ids: activityIds }),
  },
  ActivityOverlap: {
    goal: async ({ goalId }, _args, context) => first(await records(context, { prefix: 'goal', ids: [goalId] })),
    place: ({ place }) => withLabel(place),
    populationCode: ({ populationCode }) => populationCode && withLabel(populationCode),
    activities: ({ activityIds }, _args, context) => records(context, { prefix: 'activity', ids: activityIds }),
  },
};
