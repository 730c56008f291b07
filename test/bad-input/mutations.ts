import { createContext, type createSchema } from '@collective-impact/gateway';
import { type AnyRecordType, localProgram, recordTypes } from '@collective-impact/sdk';
import type { Database } from '@collective-impact/store';
import {
  type DocumentNode,
  execute,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  getNamedType,
  parse,
} from 'graphql';
import { toGraphQLError } from '../../packages/gateway/src/shared/errors.ts';

type Schema = ReturnType<typeof createSchema>;

/** A mutation of the schema, with the record that it writes. */
export interface Mutation {
  readonly name: string;
  /** STEP: a transition of one record at an expected version. OTHER: a mutation that creates a record in its own way. */
  readonly kind: 'CREATE' | 'UPDATE' | 'STEP' | 'OTHER';
  readonly record: AnyRecordType;
  readonly input: GraphQLInputObjectType;
  readonly document: DocumentNode;
}

interface UserError {
  code: string;
  path: string[];
  message: string;
  currentVersion?: number;
}

/** Result of a mutation: the record, the user errors, or the GraphQL errors. */
export interface Answer {
  record: { id: string; version: number } | null;
  /** The secret of a new invitation. */
  secret?: string;
  userErrors: UserError[];
  errors: { code: unknown; message: string }[];
}

/** Mutations of records of any type, and of records that no create mutation makes. `test/security/matrix/calls.ts` sends them. */
const withOwnTests = ['erasePersonalData', 'voidRecord', 'restoreRecord', 'withdrawRelease'];

/** All mutations of the schema that write records of one type. */
export function mutationsOf(schema: Schema): Mutation[] {
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
  return fields.filter(({ name }) => !withOwnTests.includes(name)).map(mutationOf);
}

function mutationOf(field: GraphQLField<unknown, unknown>): Mutation {
  const { name, args, type } = field;
  const payload = getNamedType(type) as GraphQLObjectType;
  // A mutation of several records returns one result for each record.
  const { results } = payload.getFields();
  const result = results ? (getNamedType(results.type) as GraphQLObjectType) : payload;
  const recordField = Object.values(result.getFields()).find((each) => each.name !== 'userErrors');
  const record = recordTypes.find((each) => recordField && each.name === getNamedType(recordField.type).name);
  const input = getNamedType(args[0]?.type) as GraphQLInputObjectType | undefined;
  if (!recordField || !record || !input) throw new Error(`${name} has no input or returns no record.`);
  const errors = 'userErrors { code path message ... on VersionConflict { currentVersion } }';
  const secret = 'secret' in result.getFields() ? 'secret' : '';
  const selection = `record: ${recordField.name} { id version } ${secret} ${errors}`;
  const document = parse(
    `mutation ($input: ${input.name}!) { done: ${name}(input: $input) { ${results ? `results { ${selection} } ${errors}` : selection} } }`,
  );
  return { name, kind: kindOf(name, { record, input }), record: record as AnyRecordType, input, document };
}

function kindOf(name: string, mutation: { record: { name: string }; input: GraphQLInputObjectType }): Mutation['kind'] {
  if (name === `create${mutation.record.name}`) return 'CREATE';
  if (name === `update${mutation.record.name}`) return 'UPDATE';
  return 'expectedVersion' in mutation.input.getFields() ? 'STEP' : 'OTHER';
}

/** Runs a mutation, by default as a local program. Returns the errors that a client would see. */
export async function carryOut(
  mutation: Mutation,
  {
    schema,
    database,
    input,
    contextValue = createContext(database, localProgram),
  }: { schema: Schema; database: Database; input: object; contextValue?: ReturnType<typeof createContext> },
): Promise<Answer> {
  const { data, errors = [] } = await execute({
    schema,
    document: mutation.document,
    variableValues: { input },
    contextValue,
  });
  const { results = [], ...done } = (data?.done ?? {}) as Partial<Answer> & { results?: Answer[] };
  const record = done.record ?? results[0]?.record ?? null;
  const userErrors = [...(done.userErrors ?? []), ...results.flatMap((each) => each.userErrors)];
  const faults: string[] = [];
  const clientErrors = errors.map((error) => toGraphQLError(error, ({ cause }) => faults.push(String(cause))));
  return {
    record,
    ...(done.secret && { secret: done.secret }),
    userErrors,
    errors: clientErrors.map(({ extensions, message }) => ({
      code: extensions.code,
      message: faults.length > 0 ? faults.join(' ').slice(0, 500) : message,
    })),
  };
}
