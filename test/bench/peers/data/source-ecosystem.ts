import { encodeTypeId, localProgram, unwrap } from '@collective-impact/sdk';
import {
  type AnyRecordDefinition,
  activityDefinition,
  type Command,
  commonAgendaDefinition,
  type Database,
  ecosystemDefinition,
  goalContributionDefinition,
  goalDefinition,
  indicatorDefinition,
  load,
  organizationDefinition,
  proposeCommonAgenda,
  ratifyCommonAgenda,
  Writer,
} from '@collective-impact/store';
import { mutated, slugOf } from './names.ts';
import { figures, size } from './source-figures.ts';
import type { Sql } from './sql.ts';

const groups = [
  'schools',
  'libraries',
  'museums-and-science-centers',
  'higher-education',
  'businesses',
  'philanthropies',
];

/**
 * Writes one ecosystem by the commands of the product: its organizations, indicators and figures by an import, which also releases
 * the figures, then an agenda with activities. Everything is public.
 */
export async function writeSourceEcosystem(database: Database, sql: Sql): Promise<void> {
  const writer = new Writer(database, localProgram);
  const make = async (definition: AnyRecordDefinition, command: Command) =>
    encodeTypeId(definition.type.prefix, unwrap(await writer.create(definition, command)));
  const shown = { visibility: 'PUBLIC', defaultVisibility: 'PUBLIC' };
  const ecosystemId = await make(ecosystemDefinition, { slug: slugOf(0), name: 'Made-up town', ...shown });
  await make(ecosystemDefinition, { slug: mutated, name: 'Made-up port', ...shown });
  const loaded = await load(database, { source: figures(), viewer: localProgram, ecosystem: slugOf(0) });
  if (loaded.unreleased.length > 0) throw new Error(`Not released: ${JSON.stringify(loaded.unreleased[0])}`);
  const organizations = await ids(sql, 'organization');
  for (const [at, id] of organizations.entries()) {
    const stakeholderGroups = [{ code: groups[at % groups.length] }, { code: 'families' }];
    const joinedOn = `2019-${String(1 + (at % 12)).padStart(2, '0')}-01`;
    const values = { id, expectedVersion: 1, stakeholderGroups, joinedOn };
    unwrap(await writer.update(organizationDefinition, values));
  }
  const agenda = await make(commonAgendaDefinition, { ecosystemId, vision: 'A made-up vision.' });
  const goals: string[] = [];
  for (let at = 0; at < size.goals; at++) {
    const goal = { commonAgendaId: agenda, code: `G${at}`, title: `Made-up goal ${at}`, order: at };
    goals.push(await make(goalDefinition, goal));
  }
  unwrap(await writer.transition(proposeCommonAgenda, { id: agenda, expectedVersion: 1 }));
  unwrap(await writer.transition(ratifyCommonAgenda, { id: agenda, expectedVersion: 2 }));
  for (let at = 0; at < size.goals * size.contributionsPerGoal; at++) {
    const leadId = organizations[(at * 7) % organizations.length];
    const activity = { ecosystemId, title: `Made-up activity ${at}`, leadId, startsOn: '2024-01-01' };
    const activityId = await make(activityDefinition, activity);
    const contribution = { activityId, goalId: goals[at % size.goals], expectedEffect: `Made-up effect ${at}.` };
    await make(goalContributionDefinition, contribution);
  }
  for (const [at, id] of (await ids(sql, 'indicator')).entries()) {
    const command = { id, expectedVersion: 1, goalIds: [goals[at % size.goals]] };
    unwrap(await writer.update(indicatorDefinition, command));
  }
}

/** The TypeIDs of the records of a table, ordered by creation. */
async function ids(sql: Sql, table: string): Promise<string[]> {
  const rows = await sql<{ id: string }>(`select "id" from "${table}" order by "id"`);
  return rows.map(({ id }) => encodeTypeId(table, id));
}
