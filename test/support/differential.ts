import { createExecutor, type Executor } from '@collective-impact/gateway';
import { type ExecutionArgs, type ExecutionResult, type GraphQLSchema, parse } from 'graphql';
import { type Answer, answerOf, withoutChance } from './compared-answers.ts';
import type { Operation } from './generate-operations.ts';

/** One operation's answers, and how the second came about: by a program, by one that met an error, or not at all. */
export interface Comparison {
  interpreted: Answer;
  compiled: Answer;
  ran: 'compiled' | 'repeated' | 'interpreted';
}

/** Runs operations both ways. */
export class Differential {
  readonly #schema: GraphQLSchema;
  readonly #interpreted: Executor;
  readonly #compiled: Executor;
  readonly #makeContext: () => unknown;

  /** `makeContext` is called once for every run. Programs are made at the first sighting, at once. */
  constructor(options: { schema: GraphQLSchema; makeContext?: () => unknown }) {
    const { schema } = options;
    this.#schema = schema;
    this.#interpreted = createExecutor({ schema, execution: 'interpreted' });
    this.#compiled = createExecutor({ schema, execution: 'compiled', compileAt: 1 });
    this.#makeContext = options.makeContext ?? (() => undefined);
  }

  /** How often operations ran as programs, and how often such a run was repeated for an error. */
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
