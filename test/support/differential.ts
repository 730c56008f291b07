import { createExecutor, type Executor } from '@collective-impact/gateway';
import { type ExecutionArgs, type ExecutionResult, type GraphQLSchema, parse } from 'graphql';
import type { Operation } from './generate-operations.ts';

/** What must be equal of two answers: the data, to the order of its fields, and the errors, in any order. */
interface Answer {
  data: string;
  errors: { path: string; code: string; message: string }[];
}

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
 * Where an error makes more than its own field null, it is chance which of several failing fields below is reported, also from
 * one interpreted run to the next. So an error that only one answer has does not count if the other answer has errors of
 * other fields at the same place, and none of this field.
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

/** The place on the way of an error at which the data is null. */
function nullOn(path: string, data: unknown): string {
  const steps = path.split('.');
  let at = data;
  for (const [depth, step] of steps.entries()) {
    if (at === null || at === undefined) return steps.slice(0, depth).join('.');
    at = (at as Record<string, unknown>)[step];
  }
  return path;
}
