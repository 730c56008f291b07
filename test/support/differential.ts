import { createExecutor, type Executor } from '@collective-impact/gateway';
import { type ExecutionArgs, type ExecutionResult, type GraphQLSchema, parse } from 'graphql';
import type { Operation } from './generate-operations.ts';

/** The parts of two results that must be equal: the data with the order of its fields, and the errors in any order. */
interface Answer {
  data: string;
  errors: { path: string; code: string; message: string }[];
}

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
      return answerOf(await executor(execution));
    };
    const before = { ...this.counts };
    const [interpreted, compiled] = withoutChance([await run(this.#interpreted), await run(this.#compiled)]);
    const repeated = this.counts.repeated > before.repeated;
    const ran = repeated ? 'repeated' : this.counts.compiled > before.compiled ? 'compiled' : 'interpreted';
    return { interpreted, compiled, ran };
  }
}

function answerOf({ data, errors = [] }: ExecutionResult): Answer {
  const plain = errors.map(({ path = [], message, extensions, originalError }) => ({
    path: path.join('.'),
    code: String(extensions.code ?? originalError?.name),
    message,
  }));
  return { data: JSON.stringify(data) ?? 'none', errors: plain.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/**
 * Removes errors that differ by chance. If an error makes more than its own field null, only one of several failing fields is
 * reported, and which one differs from run to run. An error of one result is removed if the other result has errors of other
 * fields at the same place, and none of this field.
 *
 * @see https://spec.graphql.org/October2021/#sec-Handling-Field-Errors
 */
function withoutChance([one, other]: [Answer, Answer]): [Answer, Answer] {
  if (one.data !== other.data || one.data === 'none') return [one, other];
  const data: unknown = JSON.parse(one.data);
  const counted = (mine: Answer, theirs: Answer) =>
    mine.errors.filter((error) => {
      const place = nullOn(error.path, data);
      const atPlace = theirs.errors.filter((each) => nullOn(each.path, data) === place);
      return atPlace.length === 0 || atPlace.some(({ path }) => path === error.path);
    });
  return [
    { ...one, errors: counted(one, other) },
    { ...other, errors: counted(other, one) },
  ];
}

/** The part of an error's path at which the data is null. */
function nullOn(path: string, data: unknown): string {
  const steps = path.split('.');
  let at = data;
  for (const [depth, step] of steps.entries()) {
    if (at === null || at === undefined) return steps.slice(0, depth).join('.');
    at = (at as Record<string, unknown>)[step];
  }
  return path;
}
