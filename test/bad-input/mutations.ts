import { createContext, type createSchema } from '@collective-impact/gateway';
import { type AnyRecordType, operator, recordTypes } from '@collective-impact/sdk';
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

/** A mutation of the contract, as far as it follows from the schema. */
export interface Mutation {
  readonly name: string;
  /** A step is about one record and a version of it; what is none of these begins something in a way of its own. */
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

/** What came of a mutation: the record, what its user can put right, or what GraphQL refused. */
export interface Answer {
  record: { id: string; version: number } | null;
  userErrors: UserError[];
  errors: { code: unknown; message: string }[];
}

/** Every mutation of the schema. */
export function mutationsOf(schema: Schema): Mutation[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).map(mutationOf);
}

function mutationOf(field: GraphQLField<unknown, unknown>): Mutation {
  const { name, args, type } = field;
  const payload = getNamedType(type) as GraphQLObjectType;
  // Where a mutation is about several records, each has a result of its own.
  const { results } = payload.getFields();
  const result = results ? (getNamedType(results.type) as GraphQLObjectType) : payload;
  const answered = Object.values(result.getFields()).find((each) => each.name !== 'userErrors');
  const record = recordTypes.find((each) => answered && each.name === getNamedType(answered.type).name);
  const input = getNamedType(args[0]?.type) as GraphQLInputObjectType | undefined;
  if (!answered || !record || !input) throw new Error(`${name} does not take an input and answer a record`);
  const errors = 'userErrors { code path message ... on VersionConflict { currentVersion } }';
  const asked = `record: ${answered.name} { id version } ${errors}`;
  const document = parse(
    `mutation ($input: ${input.name}!) { done: ${name}(input: $input) { ${results ? `results { ${asked} } ${errors}` : asked} } }`,
  );
  return { name, kind: kindOf(name, { record, input }), record: record as AnyRecordType, input, document };
}

function kindOf(name: string, of: { record: { name: string }; input: GraphQLInputObjectType }): Mutation['kind'] {
  if (name === `create${of.record.name}`) return 'CREATE';
  if (name === `update${of.record.name}`) return 'UPDATE';
  return 'expectedVersion' in of.input.getFields() ? 'STEP' : 'OTHER';
}

/** Carries a mutation out as the operator; errors are those that a client would see. */
export async function carryOut(
  mutation: Mutation,
  { schema, database, input }: { schema: Schema; database: Database; input: object },
): Promise<Answer> {
  const { data, errors = [] } = await execute({
    schema,
    document: mutation.document,
    variableValues: { input },
    contextValue: createContext(database, operator),
  });
  const { results = [], ...done } = (data?.done ?? {}) as Partial<Answer> & { results?: Answer[] };
  const record = done.record ?? results[0]?.record ?? null;
  const userErrors = [...(done.userErrors ?? []), ...results.flatMap((each) => each.userErrors)];
  const faults: string[] = [];
  const seen = errors.map((error) => toGraphQLError(error, ({ cause }) => faults.push(String(cause))));
  return {
    record,
    userErrors,
    errors: seen.map(({ extensions, message }) => ({
      code: extensions.code,
      message: faults.length > 0 ? faults.join(' ').slice(0, 500) : message,
    })),
  };
}
