import { typeDefs } from '@collective-impact/schema';
import { recordTypes } from '@collective-impact/sdk';
import * as store from '@collective-impact/store';
import { buildASTSchema, type GraphQLObjectType, getNamedType, isInputObjectType, isObjectType, parse } from 'graphql';
import { expect, it } from 'vitest';
import { differences, type Layer } from './parity/differences.ts';
import { exceptions } from './parity/exceptions.ts';
import { commandOf, graphqlOf, inputOf, modelOf, tableOf, transitionOf } from './parity/layers.ts';

const schema = buildASTSchema(parse(typeDefs));

function objectType(name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`the schema has no type ${name}`);
  return type;
}

function inputOfMutation(name: string): Layer {
  const field = schema.getMutationType()?.getFields()[name];
  const type = getNamedType(field?.args.find((argument) => argument.name === 'input')?.type);
  if (!isInputObjectType(type)) throw new Error(`the schema has no mutation ${name} with an input`);
  return inputOf(type);
}

const betweenModelAndTable = recordTypes.flatMap((record) =>
  differences(record.name, modelOf(record), tableOf(record)),
);

const betweenModelAndGraphQL = recordTypes.flatMap((record) =>
  differences(record.name, modelOf(record), graphqlOf(record, objectType(record.name))),
);

/** Releases are published and never edited. Proposals are decided, and never updated. */
const betweenCommandsAndInputs = recordTypes
  .filter(({ name }) => name !== 'Release')
  .flatMap((record) => [
    ...differences(`create${record.name}`, commandOf(record.createSchema), inputOfMutation(`create${record.name}`)),
    ...(record.name === 'Proposal'
      ? []
      : differences(`update${record.name}`, commandOf(record.updateSchema), inputOfMutation(`update${record.name}`))),
  ]);

const transitions = Object.values(store).filter((each) => typeof each === 'object' && 'rule' in each);

const betweenTransitionsAndInputs = transitions.flatMap(({ name, values }) =>
  differences(name, transitionOf(values), inputOfMutation(name)),
);

const found = [
  ...betweenModelAndTable,
  ...betweenModelAndGraphQL,
  ...betweenCommandsAndInputs,
  ...betweenTransitionsAndInputs,
];
const expected = new Set(exceptions.flatMap((exception) => exception.differences));

it('describes records, and the commands that write them, alike in the model, the table and GraphQL', () => {
  expect(found.filter((difference) => !expected.has(difference))).toEqual([]);
});

it('has no exception without a difference', () => {
  expect([...expected].filter((difference) => !found.includes(difference))).toEqual([]);
});

it.each(recordTypes.map(({ name, prefix }) => ({ name, prefix })))(
  'documents in GraphQL the prefix of the ids of $name',
  ({ name, prefix }) => {
    expect(objectType(name).getFields().id?.description).toContain(`\`${prefix}_…\``);
  },
);

it('makes exactly the record types of the model nodes', () => {
  const nodes = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && type.getInterfaces().some((each) => each.name === 'Node'),
  );
  expect(nodes.map((type) => type.name).sort()).toEqual(recordTypes.map((record) => record.name).sort());
});
