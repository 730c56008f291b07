import { encodeTypeId, unwrap } from '@collective-impact/sdk';
import {
  type Alignment,
  type AlignmentOptions,
  type AlignmentSource,
  alignment,
  type ResultsChainSource,
} from '@collective-impact/sdk/activity';
import { agendaInForce, type DatedAgenda } from '@collective-impact/sdk/agenda';
import { type RawBuilder, sql } from 'kysely';
import { commonAgendaTable, goalTable, strategyTable } from '../agenda/index.ts';
import { organizationTable, placeTable } from '../ecosystem/index.ts';
import { indicatorContributionTable, indicatorTable } from '../indicator/index.ts';
import type { Reader } from '../shared/reader.ts';
import { recordsAsJson, requireFewRecords } from '../shared/rows/records-of-analysis.ts';
import type { Table } from '../shared/table.ts';
import { requireKnown } from '../shared/writing/known-value.ts';
import { activityTable, commitmentTable, goalContributionTable, reinforcementTable } from './tables.ts';

/** The records of an ecosystem from which its alignment is computed, with all agenda versions and their goals. */
export type AlignmentRecords = Required<Omit<AlignmentSource, 'goals' | 'earlierGoals' | 'laterGoals'>> & {
  agendas: DatedAgenda[];
  goals: { id: string; commonAgendaId: string; order: number; basedOnId: string | null }[];
};

/** The alignment of an ecosystem with one agenda version. */
export interface EcosystemAlignment extends Alignment {
  /** The agenda version. Null if none was requested and none is in force on the date. */
  commonAgendaId: string | null;
  /** Sort keys of lists that are grouped by goal, by goal id: the order of the goal in the agenda, then its id. */
  keyOfGoal: ReadonlyMap<string, string>;
}

/**
 * The alignment with the agenda version `commonAgendaId`, or if it is null, with the agenda in force on the date `options.on`,
 * or now without a date. Throws an {@link InputError} if the version does not belong to the ecosystem, or if there are too many records.
 */
export function alignmentWith(
  lists: AlignmentRecords,
  { commonAgendaId, options }: { commonAgendaId: string | null; options: AlignmentOptions },
): EcosystemAlignment {
  requireFewRecords('alignment', lists);
  const { agendas, goals, ...records } = lists;
  const agenda =
    commonAgendaId === null
      ? unwrap(agendaInForce(agendas, options.on))
      : agendas.find(({ id }) => id === commonAgendaId);
  requireKnown(commonAgendaId && encodeTypeId('common_agenda', commonAgendaId), {
    argument: 'commonAgenda',
    noun: 'a version of the common agenda of the ecosystem',
    known: agendas.map(({ id }) => encodeTypeId('common_agenda', id)).sort(),
  });
  const agendaGoals = goals.filter((goal) => goal.commonAgendaId === agenda?.id);
  const ratified = agendas.filter(({ status }) => status === 'RATIFIED' || status === 'SUPERSEDED');
  const ratifiedIds = new Set(ratified.map(({ id }) => id));
  const laterGoals = goals.filter((goal) => ratifiedIds.has(goal.commonAgendaId));
  return {
    ...unwrap(alignment({ ...records, goals: agendaGoals, earlierGoals: goals, laterGoals }, options)),
    commonAgendaId: agenda?.id ?? null,
    keyOfGoal: new Map(agendaGoals.map(({ id, order }) => [id, `${String(order).padStart(6, '0')}/${id}`])),
  };
}

/** Reads the records of several ecosystems that the viewer may see, with one statement. */
export async function readAlignment(reader: Reader, ecosystemIds: readonly string[]): Promise<AlignmentRecords[]> {
  const jsonOf = <Row>(table: Table<Row>, properties: readonly (keyof Row & string)[]) =>
    recordsAsJson(table, { properties, viewer: reader.viewer });
  const dates = ['startsOn', 'endsOn', 'canceledOn', 'canceledFrom'] as const;
  const lists: Record<keyof AlignmentRecords, RawBuilder<unknown>> = {
    agendas: jsonOf(commonAgendaTable, ['id', 'status', 'ratifiedOn', 'supersededOn']),
    goals: jsonOf(goalTable, ['id', 'commonAgendaId', 'order', 'basedOnId']),
    strategies: jsonOf(strategyTable, ['id', 'goalId']),
    organizations: jsonOf(organizationTable, ['id', 'joinedOn', 'leftOn']),
    indicators: jsonOf(indicatorTable, ['id', 'level', 'goalIds']),
    indicatorContributions: jsonOf(indicatorContributionTable, ['id', 'indicatorId', 'coreIndicatorId']),
    activities: jsonOf(activityTable, [
      'id',
      'status',
      'leadId',
      'participants',
      'strategyIds',
      'outputs',
      'population',
      'populations',
      'place',
      'serviceAreas',
      ...dates,
    ]),
    goalContributions: jsonOf(goalContributionTable, ['id', 'activityId', 'goalId', 'indicatorId']),
    reinforcements: jsonOf(reinforcementTable, ['id', 'activityId', 'reinforcedId']),
    commitments: jsonOf(commitmentTable, [
      'id',
      'organizationId',
      'status',
      'goalId',
      'strategyId',
      'activityId',
      'agreedOn',
      'closedOn',
    ]),
    places: jsonOf(placeTable, ['id', 'code', 'level', 'parentId']),
  };
  return readLists<AlignmentRecords>(reader, { ecosystemIds, lists });
}

/** Reads the records of several ecosystems from which the outcomes of activities follow, with one statement. */
export async function readResultsChains(
  reader: Reader,
  ecosystemIds: readonly string[],
): Promise<Required<ResultsChainSource>[]> {
  const { viewer } = reader;
  return readLists<Required<ResultsChainSource>>(reader, {
    ecosystemIds,
    lists: {
      indicators: recordsAsJson(indicatorTable, { properties: ['id', 'level', 'goalIds'], viewer }),
      indicatorContributions: recordsAsJson(indicatorContributionTable, {
        properties: ['indicatorId', 'coreIndicatorId'],
        viewer,
      }),
      goalContributions: recordsAsJson(goalContributionTable, { properties: ['activityId', 'indicatorId'], viewer }),
    },
  });
}

async function readLists<Lists extends object>(
  reader: Reader,
  query: { ecosystemIds: readonly string[]; lists: Record<keyof Lists & string, RawBuilder<unknown>> },
): Promise<Lists[]> {
  const lists: [string, RawBuilder<unknown>][] = Object.entries(query.lists);
  const columns = sql.join(lists.map(([name, list]) => sql`${list} as ${sql.ref(name)}`));
  const rows = await reader.rows<Lists & { id: string }>(
    sql`select "k"."id", ${columns} from unnest(${query.ecosystemIds}::uuid[]) as "k"("id")`,
  );
  const byId = new Map(rows.map((row): [string, Lists] => [row.id, row]));
  return query.ecosystemIds.map((id) => {
    const records = byId.get(id);
    if (!records) throw new Error(`The query returned no row for ecosystem ${id}.`);
    return records;
  });
}
