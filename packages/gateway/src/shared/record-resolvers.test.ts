import { anonymous, encodeTypeId, localProgram } from '@collective-impact/sdk';
import {
  type AnyRecordDefinition,
  type Command,
  commonAgendaDefinition,
  ecosystemDefinition,
  goalDefinition,
  Writer,
} from '@collective-impact/store';
import { openTestDatabase, statementsOf, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createContext } from './context.ts';
import { recordResolvers } from './record-resolvers.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('pglite');
});
afterAll(() => database.close());

async function created(definition: AnyRecordDefinition, command: Command): Promise<string> {
  const outcome = await new Writer(database, localProgram).create(definition, { visibility: 'PUBLIC', ...command });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
  return outcome.value;
}

it('reads the references of many rows in one statement, without records that the viewer may not see', async () => {
  const ecosystemId = await created(ecosystemDefinition, { slug: 'made-up-town', name: 'Made-up Town' });
  const ecosystem = encodeTypeId('ecosystem', ecosystemId);
  const agenda = encodeTypeId('common_agenda', await created(commonAgendaDefinition, { ecosystemId: ecosystem }));
  const goal = (code: string, more = {}) =>
    created(goalDefinition, { commonAgendaId: agenda, code, title: code, ...more });
  const [open, other, hidden] = [await goal('G1'), await goal('G2'), await goal('G3', { visibility: 'MEMBERS' })];
  const context = createContext(database, anonymous);
  const read = (goalIds: string[]) => recordResolvers.Indicator?.goals?.({ id: '', goalIds }, {}, context);
  const lists = () => Promise.all([read([other, hidden, open]), read([open]), read([])]);
  const { result, statements } = await statementsOf(database, lists);
  expect(result).toMatchObject([[{ code: 'G2' }, { code: 'G1' }], [{ code: 'G1' }], []]);
  expect(statements).toHaveLength(1);
});

it('returns null for an empty reference, without a statement', async () => {
  const context = createContext(database, anonymous);
  const resolve = () => recordResolvers.Indicator?.definedBy?.({ id: '', definedById: null }, {}, context);
  const { result, statements } = await statementsOf(database, async () => await resolve());
  expect(result).toBeNull();
  expect(statements).toEqual([]);
});

it('resolves the id and the ecosystem of every type, except the ecosystem of an ecosystem', () => {
  expect(Object.keys(recordResolvers.Coding ?? {})).toEqual(['id', 'ecosystem', 'excerpt', 'codebookCode']);
  expect(Object.keys(recordResolvers.Ecosystem ?? {})).toEqual(['id']);
});
