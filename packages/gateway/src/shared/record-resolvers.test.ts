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
import { isObjectType, Kind, parse } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSchema } from '../schema.ts';
import { createContext } from './context.ts';
import type { SelectedField } from './needed-properties.ts';
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

const schema = createSchema();

/** A field of a record in an operation that selects it. */
function fieldOf(typeName: string, selection: string): SelectedField {
  const [operation] = parse(`{ node(id: "") { ... on ${typeName} { ${selection} } } }`).definitions;
  const type = schema.getType(typeName);
  const field = isObjectType(type) && type.getFields()[selection.split(' ')[0] ?? ''];
  if (operation?.kind !== Kind.OPERATION_DEFINITION || !field) throw new Error(`${typeName} has no ${selection}.`);
  return { schema, operation, fragments: {}, returnType: field.type };
}

it('reads the references of many rows in one statement, without records that the viewer may not see', async () => {
  const ecosystemId = await created(ecosystemDefinition, { slug: 'made-up-town', name: 'Made-up Town' });
  const ecosystem = encodeTypeId('ecosystem', ecosystemId);
  const agenda = encodeTypeId('common_agenda', await created(commonAgendaDefinition, { ecosystemId: ecosystem }));
  const goal = (code: string, more = {}) =>
    created(goalDefinition, { commonAgendaId: agenda, code, title: code, ...more });
  const [open, other, hidden] = [await goal('G1'), await goal('G2'), await goal('G3', { visibility: 'MEMBERS' })];
  const context = createContext(database, anonymous);
  const field = fieldOf('WorkingGroup', 'goals { title }');
  const read = (goalIds: string[]) => recordResolvers.WorkingGroup?.goals?.({ goalIds }, {}, context, field);
  const lists = () => Promise.all([read([other, hidden, open]), read([open]), read([])]);
  const { result, statements } = await statementsOf(database, lists);
  const [first, second] = [
    { id: open, title: 'G1' },
    { id: other, title: 'G2' },
  ];
  expect(result).toEqual([[second, first], [first], []]);
  expect(statements).toHaveLength(1);
});

it('returns null for an empty reference, without a statement', async () => {
  const context = createContext(database, anonymous);
  const resolve = () =>
    recordResolvers.Indicator?.definedBy?.(
      { definedById: null },
      {},
      context,
      fieldOf('Indicator', 'definedBy { name }'),
    );
  const { result, statements } = await statementsOf(database, async () => await resolve());
  expect(result).toBeNull();
  expect(statements).toEqual([]);
});

it('resolves the id and the ecosystem of every type, except the ecosystem of an ecosystem', () => {
  expect(Object.keys(recordResolvers.Coding ?? {})).toEqual(['id', 'ecosystem', 'excerpt', 'codebookCode']);
  expect(Object.keys(recordResolvers.Ecosystem ?? {})).toEqual(['id']);
});
