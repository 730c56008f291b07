import { createExecutor, type Executor } from '@collective-impact/gateway';
import { type ExecutionArgs, type ExecutionResult, type GraphQLSchema, parse } from 'graphql';
import { type Answer, answerOf, withoutChance } from './compared-answers.ts';
import type { Operation } from './generate-operations.ts';

/** The two results of an operation, and how the second one ran: compiled, compiled and then repeated after an error, or interpreted. */
export interface Comparison {
  interpreted: Answer;
  compiled: Answer;
  ran: 'compiled' | 'repeated' | 'interpreted';
}

/** Runs operations compiled and interpreted. */
export class Differential {
  readonly #schema: GraphQLSchema;
  readonly #interpreted: Executor;
  readonly #compiled: Executor;
  readonly #makeContext: () => unknown;

  /** `makeContext` is called once for each run. An operation is compiled when it first occurs. */
  constructor(options: { schema: GraphQLSchema; makeContext?: () => unknown }) {
    const { schema } = options;
    this.#schema = schema;
    this.#interpreted = createExecutor({ schema, execution: 'interpreted' });
    this.#compiled = createExecutor({ schema, execution: 'compiled', compileAt: 1 });
    this.#makeContext = options.makeContext ?? (() => undefined);
  }

  /** The number of compiled runs, and how many of them were repeated after an error. */
  get counts() {
    return this.#compiled.counts;
  }

  async compare(operation: Operation): Promise<Comparison> {
    const document = parse(operation.document);
    const { operationName, variables: variableValues } = operation;
    const run = async (executor: Executor): Promise<Answer> => {
      const execution: ExecutionArgs = {
        schema: this.#schema,
        document,
        operationName,
        variableValues,
        contextValue: this.#makeContext(),
      };
      return answerOf(plain(await executor(execution)));
    };
    const before = { ...this.counts };
    const [interpreted, compiled] = withoutChance([await run(this.#interpreted), await run(this.#compiled)]);
    const repeated = this.counts.repeated > before.repeated;
    const ran = repeated ? 'repeated' : this.counts.compiled > before.compiled ? 'compiled' : 'interpreted';
    return { interpreted, compiled, ran };
  }
}

function plain({ data, errors = [] }: ExecutionResult) {
  return {
    data,
    errors: errors.map(({ path, message, extensions, originalError }) => ({
      ...(path && { path }),
      message,
      extensions: { code: extensions.code ?? originalError?.name },
    })),
  };
}
