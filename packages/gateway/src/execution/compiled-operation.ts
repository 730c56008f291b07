import { type DocumentNode, type ExecutionResult, type GraphQLSchema, isObjectType, Kind } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { FieldArguments, Variables } from './arguments.ts';
import { CompilabilityCheck, type NotCompiledReason } from './compilability.ts';
import { compilationSchema, leafSerializers } from './compilation-schema.ts';
import { type Pitfalls, pitfallsOf } from './pitfalls.ts';
import { specialize } from './specialized-operation.ts';

/** What graphql-jit tells of a field when it asks for its `info`. */
interface InfoInput {
  parentType: { name: string };
  fieldNodes: readonly { name: { value: string } }[];
}

/** Turns queries into programs, for one schema. */
export class Compiler {
  readonly #schema: GraphQLSchema;
  readonly #compilationSchema: GraphQLSchema;
  readonly #serializers: Record<string, (value: unknown) => unknown>;
  readonly #pitfalls: Pitfalls;
  readonly #maxFields: number;

  constructor(options: { schema: GraphQLSchema; maxFields: number }) {
    this.#schema = options.schema;
    this.#compilationSchema = compilationSchema(options.schema);
    this.#serializers = leafSerializers(options.schema);
    this.#pitfalls = pitfallsOf(options.schema);
    this.#maxFields = options.maxFields;
  }

  /**
   * Compiles the one operation of a document for these values of the variables that `@skip` and `@include` depend on;
   * the other variables are free. Answers why not where graphql-jit cannot be trusted with it; throws where graphql-jit
   * does.
   */
  compile(document: DocumentNode, variables: Variables): CompiledOperation | NotCompiledReason {
    const specialized = specialize({ schema: this.#schema, document, variables, pitfalls: this.#pitfalls });
    if (typeof specialized === 'string') return specialized;
    const check = new CompilabilityCheck({
      schema: this.#schema,
      pitfalls: this.#pitfalls,
      limit: this.#maxFields,
    }).of(specialized.document);
    if ('refusal' in check) return check.refusal;
    const compiled = compileQuery(this.#compilationSchema, specialized.document, undefined, {
      disablingCapturingStackErrors: true,
      customSerializers: this.#serializers,
      resolverInfoEnricher: this.#trueInfo(document),
    });
    if (!isCompiledQuery(compiled)) {
      throw new Error('graphql-jit did not understand a query', { cause: compiled.errors });
    }
    return new CompiledOperation({ query: compiled.query, arguments: specialized.arguments, fields: check.fields });
  }

  /** What resolvers are told: the schema and the operation as they are, not as they were rewritten. */
  #trueInfo(document: DocumentNode) {
    const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
    const fragments = Object.fromEntries(
      document.definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
      ),
    );
    return ({ parentType, fieldNodes }: InfoInput) => {
      const parent = this.#schema.getType(parentType.name);
      const fieldName = fieldNodes[0]?.name.value ?? '';
      const returnType = isObjectType(parent) ? parent.getFields()[fieldName]?.type : undefined;
      return { schema: this.#schema, operation, fragments, parentType: parent, fieldName, returnType };
    };
  }
}

/** A query as a program. */
export class CompiledOperation {
  /** How long the program is, in fields. */
  readonly fields: number;
  readonly #query: CompiledQuery['query'];
  readonly #arguments: FieldArguments[];

  constructor(options: { query: CompiledQuery['query']; arguments: FieldArguments[]; fields: number }) {
    this.#query = options.query;
    this.#arguments = options.arguments;
    this.fields = options.fields;
  }

  /**
   * Runs with coerced variables. An answer with errors says only that there was one: which errors stand beside what they
   * made null is for graphql-js to say. Throws where an argument's value is an error of the caller.
   */
  run(request: {
    rootValue: unknown;
    contextValue: unknown;
    variables: Variables;
  }): ExecutionResult | Promise<ExecutionResult> {
    const variables = { ...request.variables };
    for (const taken of this.#arguments) taken.addValues(request.variables, variables);
    return this.#query(request.rootValue, request.contextValue, variables);
  }
}
