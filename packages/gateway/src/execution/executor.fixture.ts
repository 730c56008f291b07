import {
  buildSchema,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  parse,
} from 'graphql';
import { createExecutor, type Executor, type ExecutorOptions } from './executor.ts';

/** Resolvers of a test schema, by type and field. */
export type Resolvers = Record<string, Record<string, GraphQLFieldResolver<never, unknown>>>;

/** Builds a schema with resolvers. The type of an abstract value is its `kind`. */
export function schemaOf(sdl: string, resolvers: Resolvers = {}): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const [type, fields] of Object.entries(resolvers)) {
    const known = (schema.getType(type) as GraphQLObjectType).getFields();
    for (const [name, resolve] of Object.entries(fields)) Object.assign(known[name] ?? {}, { resolve });
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = ({ kind }: { kind: string }) => kind;
  }
  return schema;
}

/** Runs an operation often enough to be compiled. Returns the result of the last run, and how it ran. */
export async function run(
  schema: GraphQLSchema,
  execution: Omit<ExecutionArgs, 'schema' | 'document'> & { text: string; executor?: Executor },
  options: Partial<ExecutorOptions> = {},
): Promise<{ result: ExecutionResult; ran: 'compiled' | 'interpreted' | 'repeated' }> {
  const { text, executor = createExecutor({ schema, compileAt: 1, ...options }), ...rest } = execution;
  const before = { ...executor.counts };
  const result = await executor({ schema, document: parse(text), ...rest });
  const repeated = executor.counts.repeated > before.repeated;
  const compiled = executor.counts.compiled > before.compiled;
  return { result: plain(result), ran: repeated ? 'repeated' : compiled ? 'compiled' : 'interpreted' };
}

/** The result as a client receives it. */
export function plain(result: ExecutionResult): ExecutionResult {
  return JSON.parse(JSON.stringify(result)) as ExecutionResult;
}

/** A schema whose fields return their arguments. */
export const echo = schemaOf(
  /* GraphQL */ `
    scalar JSON
    enum Size { SMALL LARGE }
    input Change { name: String size: Size = SMALL note: String }
    input Which @oneOf { id: ID name: String }
    type Query {
      echo(change: Change, text: String, count: Int = 5): JSON
      which(by: Which!): JSON
      a: Box!
      b: Box!
    }
    type Mutation { echo(text: String): JSON }
    type Box { n: Int inner: Box! text(of: String): String }
  `,
  {
    Query: {
      echo: (_, args) => args,
      which: (_, { by }) => by,
      a: () => ({ n: 1, inner: { n: 2, inner: { n: 3 } } }),
      b: () => ({ n: 10, inner: { n: 20, inner: { n: 30 } } }),
    },
    Mutation: { echo: (_, args) => args },
    Box: { text: (_, { of }) => of },
  },
);
