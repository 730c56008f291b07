import { unwrap } from '@collective-impact/sdk';
import { type Alignment, type AlignmentSource, alignment, type Counting } from '@collective-impact/sdk/activity';
import { agendaInForce, type DatedAgenda } from '@collective-impact/sdk/agenda';
import { type RawBuilder, sql } from 'kysely';
import { commonAgendaTable, goalTable, strategyTable } from '../agenda/index.ts';
import { organizationTable } from '../ecosystem/index.ts';
import { indicatorTable } from '../indicator/index.ts';
import type { Reader } from '../shared/reader.ts';
import { recordsAsJson } from '../shared/records-as-json.ts';
import type { Table } from '../shared/table.ts';
import { activityTable, commitmentTable, goalContributionTable, reinforcementTable } from './tables.ts';

/** What the alignment of an ecosystem is worked out from: its agendas with the goals of all of them, and what it does. */
export type AlignmentRecords = Required<Omit<AlignmentSource, 'goals' | 'earlierGoals'>> & {
  agendas: DatedAgenda[];
  goals: { id: string; commonAgendaId: string; order: number; basedOnId: string | null }[];
};

/** How what partners do serves one version of their agenda. */
export interface EcosystemAlignment extends Alignment {
  /** The version whose goals are looked at; null where none is named, and none is in force (on the day, where one is given). */
  commonAgendaId: string | null;
  /** What lists are sorted by that go goal by goal: a goal's number in the agenda, then its id. */
  keyOfGoal: ReadonlyMap<string, string>;
}

/**
 * The alignment with the version of the agenda that is named, or else with that in force on the day that is looked at, or
 * now where no day is; null where the one that is named is not among the ecosystem's.
 */
export function alignmentWith(
  { agendas, goals, ...records }: AlignmentRecords,
  { commonAgendaId, counting }: { commonAgendaId: string | null; counting: Counting },
): EcosystemAlignment | null {
  const agenda =
    commonAgendaId === null
      ? unwrap(agendaInForce(agendas, counting.on))
      : agendas.find(({ id }) => id === commonAgendaId);
  if (!agenda && commonAgendaId !== null) return null;
  const looked = goals.filter((goal) => goal.commonAgendaId === agenda?.id);
  return {
    ...unwrap(alignment({ ...records, goals: looked, earlierGoals: goals }, counting)),
    commonAgendaId: agenda?.id ?? null,
    keyOfGoal: new Map(looked.map(({ id, order }) => [id, `${String(order).padStart(6, '0')}/${id}`])),
  };
}

/** Reads what alignment is worked out from, of many ecosystems by one statement: whatever the viewer may see. */
export async function readAlignment(reader: Reader, ecosystemIds: readonly string[]): Promise<AlignmentRecords[]> {
  const all = <Row>(table: Table<Row>, properties: readonly (keyof Row & string)[]) =>
    recordsAsJson(table, { properties, viewer: reader.viewer });
  const days = ['startsOn', 'endsOn'] as const;
  const lists: Record<keyof AlignmentRecords, RawBuilder<unknown>> = {
    agendas: all(commonAgendaTable, ['id', 'status', 'ratifiedOn', 'supersededOn']),
    goals: all(goalTable, ['id', 'commonAgendaId', 'order', 'basedOnId']),
    strategies: all(strategyTable, ['id', 'goalId']),
    organizations: all(organizationTable, ['id', 'joinedOn', 'leftOn']),
    indicators: all(indicatorTable, ['id', 'goalIds']),
    activities: all(activityTable, [
      'id',
      'status',
      'leadId',
      'participants',
      'strategyIds',
      'population',
      'place',
      ...days,
    ]),
    goalContributions: all(goalContributionTable, ['id', 'activityId', 'goalId']),
    reinforcements: all(reinforcementTable, ['id', 'activityId', 'reinforcedId']),
    commitments: all(commitmentTable, [
      'id',
      'organizationId',
      'status',
      'goalId',
      'strategyId',
      'activityId',
      'agreedOn',
      'closedOn',
    ]),
  };
  const columns = sql.join(Object.entries(lists).map(([name, list]) => sql`${list} as ${sql.ref(name)}`));
  const rows = await reader.rows<AlignmentRecords & { id: string }>(
    sql`select "k"."id", ${columns} from unnest(${ecosystemIds}::uuid[]) as "k"("id")`,
  );
  const byId = new Map(rows.map(({ id, ...records }) => [id, records]));
  return ecosystemIds.map((id) => {
    const records = byId.get(id);
    if (!records) throw new Error(`The alignment query returned no row for ecosystem ${id}`);
    return records;
  });
}
