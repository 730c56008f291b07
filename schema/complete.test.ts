import {
  buildSchema,
  type FieldDefinitionNode,
  type GraphQLDirective,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  getDirectiveValues,
  printType,
  Source,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { complete } from './complete.ts';

const floor = `
directive @fixed on INPUT_FIELD_DEFINITION | FIELD_DEFINITION
directive @page(default: Int! = 20, max: Int! = 100) on FIELD_DEFINITION
type Query { node(id: ID!): Node }
type Mutation
interface Node { id: ID! }
interface UserError { message: String! }
type PageInfo { hasNextPage: Boolean! }
enum Visibility { PUBLIC MEMBERS }
scalar DateTime
type Ecosystem implements Node { slug: String! }
`;

function completed(sdl: string) {
  return buildSchema(complete([new Source(floor, 'floor.graphql'), new Source(sdl, 'domain.graphql')]));
}

/** A type of the completed contract, as SDL. */
function shown(sdl: string, type: string): string {
  const found = completed(sdl).getType(type);
  return found ? printType(found).replaceAll('"""', '"') : `no ${type}`;
}

function fieldsOf(sdl: string, type: string): string[] {
  const found = completed(sdl).getType(type) as GraphQLObjectType | GraphQLInputObjectType | undefined;
  return Object.values(found?.getFields() ?? {}).map((field) => `${field.name}: ${field.type}`);
}

const working = 'type WorkingGroup implements Node { name: String! }';

describe('a record', () => {
  it('has the standard fields of a record, each described, around its particular fields', () => {
    expect(
      shown(`type WorkingGroup implements Node { "Its name." name: String! }`, 'WorkingGroup'),
    ).toBe(`type WorkingGroup implements Node {
  "Global ID, in the form \`working_group_…\`."
  id: ID!

  "Ecosystem of the record. Null if the caller cannot see it."
  ecosystem: Ecosystem

  "Its name."
  name: String!

  "Time when the record was created."
  createdAt: DateTime!

  "Time when the record was last changed."
  updatedAt: DateTime!

  "Revision number. Send it as \`expectedVersion\` when updating."
  version: Int!

  "Who can see the record."
  visibility: Visibility!

  "URI of the source, if the record was imported."
  sourceUri: String
}`);
  });

  it('keeps a standard field that is written by hand', () => {
    expect(shown(`type Gap implements Node { "Mine." visibility: Visibility! }`, 'Gap')).toContain('"Mine."');
  });

  it('has the field `ecosystem` unless it is an ecosystem', () => {
    expect(fieldsOf(working, 'Ecosystem')).not.toContain('ecosystem: Ecosystem');
  });

  it('is a type that implements Node; other types get no fields', () => {
    expect(fieldsOf('type Cell { value: String }', 'Cell')).toEqual(['value: String']);
  });
});

describe('a connection', () => {
  const used = 'type Cell { value: String } extend type Ecosystem { cells(by: String): CellConnection! }';

  it('is generated with its edges where a field refers to it', () => {
    expect(fieldsOf(used, 'CellConnection')).toEqual([
      'edges: [CellEdge!]!',
      'nodes: [Cell!]!',
      'pageInfo: PageInfo!',
      'totalCount: Int!',
    ]);
    expect(fieldsOf(used, 'CellEdge')).toEqual(['cursor: String!', 'node: Cell!']);
  });

  it('is not generated without a reference, nor in place of a hand-written type', () => {
    expect(fieldsOf(working, 'WorkingGroupConnection')).toEqual([]);
    expect(fieldsOf(`${used} type CellConnection { size: Int }`, 'CellConnection')).toEqual(['size: Int']);
  });

  it.each([
    ['Cell', 'A page of cells.'],
    ['Funding', 'A page of funding.'],
    ['Study', 'A page of studies.'],
    ['Survey', 'A page of surveys.'],
    ['Process', 'A page of processes.'],
    ['LandscapeScan', 'A page of landscape scans.'],
  ])('of %s has the description: %s', (node, words) => {
    const sdl = `type ${node} { x: Int } extend type Ecosystem { list: ${node}Connection! }`;
    expect(shown(sdl, `${node}Connection`)).toContain(`"${words}"`);
  });

  it('has the page arguments after the arguments of its field', () => {
    const argumentsOf = (sdl: string) => {
      const type = completed(sdl).getType('Ecosystem') as GraphQLObjectType;
      return type.getFields().cells?.args.map(({ name, description }) => (description ? name : `${name}, undescribed`));
    };
    expect(argumentsOf(used)).toEqual(['by, undescribed', 'first', 'after', 'last', 'before']);
    const own = 'type Cell { value: String } extend type Ecosystem { cells(first: Int): CellConnection! }';
    expect(argumentsOf(own)).toEqual(['first, undescribed', 'after', 'last', 'before']);
  });

  it.each([
    ['', 20, 100],
    ['@page', 20, 100],
    ['@page(max: 50)', 20, 50],
    ['@page(default: 5, max: 10)', 5, 10],
  ])('declares its page limits if the field has "%s"', (directive, usual, max) => {
    const schema = completed(
      `type Cell { value: String } extend type Ecosystem { cells: CellConnection! ${directive} }`,
    );
    const field = (schema.getType('Ecosystem') as GraphQLObjectType).getFields().cells;
    const page = schema.getDirective('page') as GraphQLDirective;
    expect(getDirectiveValues(page, field?.astNode as FieldDefinitionNode)).toEqual({ default: usual, max });
    expect(field?.args.find(({ name }) => name === 'first')?.description).toBe(
      `Number of entries from the start of the list, 0 to ${max}. ${usual} if neither \`first\` nor \`last\` is given.`,
    );
  });

  it.each(['default: 101', 'default: -1', 'max: 19'])('does not accept contradictory page limits: %s', (limit) => {
    const sdl = `type Cell { value: String } extend type Ecosystem { cells: CellConnection! @page(${limit}) }`;
    expect(() => completed(sdl)).toThrow(
      'domain.graphql:1: the default page of `cells` must be between 0 and its maximum',
    );
  });
});

describe('a mutation', () => {
  const created = `${working}
extend type Mutation { createWorkingGroup: CreateWorkingGroupPayload updateWorkingGroup: UpdateWorkingGroupPayload }
"A working group to create."
input CreateWorkingGroupInput {
  ecosystemId: ID!
  parentId: ID! @fixed
  "Its name, for people."
  name: String!
  tags: [String!] = []
}`;

  it('has the argument `input`', () => {
    const [create] = Object.values(completed(created).getMutationType()?.getFields() ?? {});
    expect(create?.args.map(({ name, type, description }) => [name, String(type), description])).toEqual([
      ['input', 'CreateWorkingGroupInput!', 'The working group to create.'],
    ]);
  });

  it('that creates a record accepts the standard fields of a record', () => {
    expect(fieldsOf(created, 'CreateWorkingGroupInput')).toEqual([
      'ecosystemId: ID!',
      'parentId: ID!',
      'name: String!',
      'tags: [String!]',
      'visibility: Visibility',
      'sourceUri: String',
      'idempotencyKey: String',
    ]);
  });

  it('that updates a record accepts every field of the create input that is not fixed, as an optional field', () => {
    expect(fieldsOf(created, 'UpdateWorkingGroupInput')).toEqual([
      'id: ID!',
      'expectedVersion: Int!',
      'name: String',
      'tags: [String!]',
      'visibility: Visibility',
      'sourceUri: String',
      'idempotencyKey: String',
    ]);
    const update = shown(created, 'UpdateWorkingGroupInput');
    expect(update).toContain('"Its name, for people."');
    expect(update).toContain(
      'Fields to change in the working group. Omitted fields keep their value. Null clears a field.',
    );
    expect(update, 'a default value would change an omitted field').not.toContain('= []');
  });

  it('that updates a record can describe a field differently', () => {
    const sdl = `${created} extend input UpdateWorkingGroupInput { "All of its tags." tags: [String!] }`;
    expect(shown(sdl, 'UpdateWorkingGroupInput')).toContain('"All of its tags."');
    expect(fieldsOf(sdl, 'UpdateWorkingGroupInput')).toHaveLength(7);
  });

  it('that updates a record without a create mutation needs a hand-written input, which gets the standard fields', () => {
    const sdl = `${working} extend type Mutation { updateWorkingGroup: UpdateWorkingGroupPayload }`;
    expect(() => completed(sdl)).toThrow('domain.graphql:1: UpdateWorkingGroupInput is not defined');
    expect(fieldsOf(`${sdl} input UpdateWorkingGroupInput { name: String }`, 'UpdateWorkingGroupInput')).toEqual([
      'id: ID!',
      'expectedVersion: Int!',
      'name: String',
      'visibility: Visibility',
      'sourceUri: String',
      'idempotencyKey: String',
    ]);
  });

  it('accepts no visibility if the visibility of the record is fixed', () => {
    const sdl = created.replace('{ name: String! }', '{ name: String! visibility: Visibility! @fixed }');
    for (const input of ['CreateWorkingGroupInput', 'UpdateWorkingGroupInput']) {
      expect(fieldsOf(sdl, input)).not.toContain('visibility: Visibility');
      expect(fieldsOf(sdl, input)).toContain('sourceUri: String');
    }
  });

  it('that changes a status accepts the id of the record and its expected version', () => {
    const sdl = `${working} extend type Mutation { closeWorkingGroup: CloseWorkingGroupPayload }`;
    const standard = ['id: ID!', 'expectedVersion: Int!', 'idempotencyKey: String'];
    expect(fieldsOf(sdl, 'CloseWorkingGroupInput')).toEqual(standard);
    expect(shown(sdl, 'CloseWorkingGroupInput')).toContain('"Input for `closeWorkingGroup`."');
    const more = `${sdl} extend input CloseWorkingGroupInput { reason: String }`;
    expect(fieldsOf(more, 'CloseWorkingGroupInput')).toEqual([...standard, 'reason: String']);
  });

  it('of any other kind accepts an idempotency key', () => {
    const sdl = `${working} extend type Mutation { mergeGroups: MergeGroupsPayload }
input MergeGroupsInput { from: ID! } type MergeGroupsPayload { done: Boolean }`;
    expect(fieldsOf(sdl, 'MergeGroupsInput')).toEqual(['from: ID!', 'idempotencyKey: String']);
    const publish = `${working} extend type Mutation { publishWorkingGroup: PublishWorkingGroupPayload }
input PublishWorkingGroupInput { period: String! }`;
    expect(fieldsOf(publish, 'PublishWorkingGroupInput')).toEqual(['period: String!', 'idempotencyKey: String']);
  });

  it('returns the record with the longest name that the name of the mutation ends with', () => {
    const sdl = `${created} type Group implements Node { name: String! }`;
    expect(shown(sdl, 'CreateWorkingGroupPayload')).toBe(`"Result of \`createWorkingGroup\`."
type CreateWorkingGroupPayload {
  "The working group. Null if there are user errors."
  workingGroup: WorkingGroup

  "Errors that the caller can correct. Empty if the mutation succeeded."
  userErrors: [UserError!]!
}`);
  });

  it('must be nullable, so that its failure does not hide the results of others', () => {
    const sdl = `${working}\nextend type Mutation {\n  closeWorkingGroup: CloseWorkingGroupPayload!\n}`;
    expect(() => completed(sdl)).toThrow('domain.graphql:3: the mutation closeWorkingGroup must be nullable');
  });
});

describe('an undefined reference', () => {
  it.each([
    ['a type', 'extend type Ecosystem {\n  ghost: Ghost\n}', 'domain.graphql:2: Ghost is not defined'],
    ['a node of a connection', 'extend type Ecosystem { a: GhostConnection! }', 'GhostConnection is not defined'],
    [
      'an input',
      `${working} extend type Mutation { createWorkingGroup: Int }`,
      'CreateWorkingGroupInput is not defined',
    ],
    ['a payload', 'extend type Mutation { doGhost(input: Int): DoGhostPayload }', 'DoGhostPayload is not defined'],
  ])('is an error: %s', (_what, sdl, message) => {
    expect(() => completed(sdl)).toThrow(message);
  });
});

it('removes the directive `@fixed` from the contract', () => {
  const sdl = complete([new Source(floor), new Source('type Gap implements Node { visibility: Visibility! @fixed }')]);
  expect(sdl).not.toContain('fixed');
});
