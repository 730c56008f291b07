import { type DocumentNode, type ExecutionResult, type GraphQLSchema, isObjectType, Kind } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Variables } from '../shared/variables.ts';
import type { FieldArguments } from './arguments.ts';
import { CompilabilityCheck, type NotCompiledReason } from './compilability.ts';
import { compilationSchema, leafSerializers } from './compilation-schema.ts';
import { type Pitfalls, pitfallsOf } from './pitfalls.ts';
import { specialize } from './specialized-operation.ts';

/** The input of graphql-jit for the `info` of a field. */
interface InfoInput {
  parentType: { name: string };
  fieldNodes: readonly { name: { value: string } }[];
}

/** Compiles the queries of one schema. */
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
   * Compiles the only operation of a document for these values of its condition variables, on which `@skip` and `@include`
   * depend. Returns the reason if graphql-jit would handle the query incorrectly. Throws what graphql-jit throws.
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
      throw new Error('graphql-jit could not compile a query.', { cause: compiled.errors });
    }
    return new CompiledOperation({ query: compiled.query, arguments: specialized.arguments, fields: check.fields });
  }

  /** The `info` of resolvers, with the original schema and operation, not the rewritten ones. */
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

/** A compiled query. */
export class CompiledOperation {
  /** Size of the compiled query, in fields. */
  readonly fields: number;
  readonly #query: CompiledQuery['query'];
  readonly #arguments: FieldArguments[];

  constructor(options: { query: CompiledQuery['query']; arguments: FieldArguments[]; fields: number }) {
    this.#query = options.query;
    this.#arguments = options.arguments;
    this.fields = options.fields;
  }

  /**
   * Runs the query with coerced variables. The errors of the result are not in the form of graphql-js. Throws if the caller
   * sent an invalid argument.
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
