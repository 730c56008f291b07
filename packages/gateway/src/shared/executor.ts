import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  OperationTypeNode,
  separateOperations,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { type CompiledOperation, Compiler } from './execution/compiled-operation.ts';
import { isPromiseLike } from './execution/promise.ts';
import { QueryPrograms } from './execution/query-programs.ts';

/** How queries run: as programs made by graphql-jit, or by graphql-js. Answers are the same. */
export type ExecutionMode = 'compiled' | 'interpreted';

/** How an {@link Executor} works; all but the schema can be left out. */
export interface ExecutorOptions {
  schema: GraphQLSchema;
  /** `compiled` where left out. */
  execution?: ExecutionMode;
  /** Which sighting of an operation has it compiled: the second, where left out. */
  compileAt?: number;
  /** The longest program that is made, in fields written out; longer queries stay interpreted. */
  maxFields?: number;
  /** How many operations are remembered, and about how many bytes of them. */
  remember?: { operations: number; bytes: number };
  /** When a program is made: at once, where left out, so that the request at hand waits and then runs compiled. */
  schedule?: (compilation: () => void) => void;
  /** Told the context of an operation before it runs, and again before it is repeated. */
  begin?: (context: unknown) => void;
  /** Told of a query that cannot be compiled although it should; a warning of the process, where left out. */
  report?: (error: unknown) => void;
}

/** How operations ran since the executor was made. */
export interface ExecutionCounts {
  compiled: number;
  interpreted: number;
  /** Of the interpreted: those whose compiled run met an error. */
  repeated: number;
}

/** How often an operation was seen, and its programs once it was seen often enough. */
interface Seen {
  times: number;
  programs?: QueryPrograms;
}

const maxText = 50_000;

/**
 * Runs operations of one schema, validated, with variables as the caller sent them, and answers what graphql-js would.
 *
 * A query is compiled once it has been seen before. Mutations, introspection, and what graphql-jit cannot be trusted
 * with stay interpreted. A compiled run that met an error is run again by graphql-js, since only that knows which
 * errors to report; queries change nothing, and readers keep what they have read.
 */
export interface Executor {
  (execution: ExecutionArgs): ExecutionResult | Promise<ExecutionResult>;
  readonly counts: ExecutionCounts;
}

/** Makes an {@link Executor}. */
export function createExecutor(options: ExecutorOptions): Executor {
  const runner = new Runner(options);
  return Object.assign((execution: ExecutionArgs) => runner.execute(execution), { counts: runner.counts });
}

class Runner {
  readonly counts: ExecutionCounts = { compiled: 0, interpreted: 0, repeated: 0 };
  readonly #schema: GraphQLSchema;
  readonly #compileAt: number;
  readonly #compiler: Compiler | undefined;
  readonly #schedule: (compilation: () => void) => void;
  readonly #report: (error: unknown) => void;
  readonly #begin: ((context: unknown) => void) | undefined;
  readonly #seen: LRUCache<string, Seen>;

  constructor(options: ExecutorOptions) {
    const { operations, bytes } = options.remember ?? { operations: 1000, bytes: 64_000_000 };
    this.#schema = options.schema;
    this.#compileAt = options.compileAt ?? 2;
    this.#schedule = options.schedule ?? ((compilation) => compilation());
    this.#report = options.report ?? ((error) => process.emitWarning(error instanceof Error ? error : String(error)));
    this.#begin = options.begin;
    this.#seen = new LRUCache({ max: operations, maxSize: bytes });
    if (options.execution !== 'interpreted') {
      this.#compiler = new Compiler({ schema: options.schema, maxFields: options.maxFields ?? 1000 });
    }
  }

  execute(execution: ExecutionArgs): ExecutionResult | Promise<ExecutionResult> {
    if (execution.schema !== this.#schema) throw new Error('an executor runs operations of its own schema only');
    this.#begin?.(execution.contextValue);
    const found = this.#programFor(execution);
    if (!found) return this.#interpret(execution);
    const { programs, program, variables } = found;
    const repeat = () => this.#repeat(execution, () => this.#noteFault(programs, program));
    const accept = (result: ExecutionResult) => (result.errors ? repeat() : this.#count(result));
    try {
      const { rootValue, contextValue } = execution;
      const answer = program.run({ rootValue, contextValue, variables });
      return isPromiseLike(answer) ? answer.then(accept, repeat) : accept(answer);
    } catch {
      // Whatever it was, graphql-js meets it too, and reports it.
      return repeat();
    }
  }

  #programFor(execution: ExecutionArgs) {
    const compiler = this.#compiler;
    const found = compiler && this.#programsOf(execution);
    if (!found) return undefined;
    const { programs, remember } = found;
    const { variableDefinitions = [] } = programs.operation;
    const { coerced } = getVariableValues(this.#schema, variableDefinitions, execution.variableValues ?? {}, {
      maxErrors: 1,
    });
    if (!coerced) return undefined;
    const schedule = (compilation: () => void) =>
      this.#schedule(() => {
        compilation();
        remember();
      });
    const program = programs.programFor(coerced, { compiler, schedule, report: this.#report });
    return program && { programs, program, variables: coerced };
  }

  #programsOf({ document, operationName }: ExecutionArgs) {
    const text = document.loc?.source.body;
    if (text === undefined || text.length > maxText) return undefined;
    const key = `${operationName?.length ?? '-'}:${operationName ?? ''}${text}`;
    const seen = this.#seen.get(key) ?? { times: 0 };
    const remember = () => this.#seen.set(key, seen, { size: 2 * key.length + 100 + (seen.programs?.bytes ?? 0) });
    seen.times += 1;
    if (seen.times === this.#compileAt) seen.programs = programsOf(document, operationName);
    if (seen.times === 1 || seen.times === this.#compileAt) remember();
    return seen.programs && { programs: seen.programs, remember };
  }

  #repeat(execution: ExecutionArgs, noteFault: () => void): ExecutionResult | Promise<ExecutionResult> {
    this.counts.repeated += 1;
    const note = (result: ExecutionResult) => {
      if (!result.errors) noteFault();
      return result;
    };
    this.#begin?.(execution.contextValue);
    const answer = this.#interpret(execution);
    return isPromiseLike(answer) ? answer.then(note) : note(answer);
  }

  #noteFault(programs: QueryPrograms, program: CompiledOperation): void {
    if (!programs.noteFault(program)) return;
    const name = programs.operation.name?.value ?? 'without a name';
    this.#report(new Error(`the query ${name} meets errors as a program only, and stays interpreted from now on`));
  }

  #interpret(execution: ExecutionArgs): ExecutionResult | Promise<ExecutionResult> {
    this.counts.interpreted += 1;
    return execute(execution);
  }

  #count(result: ExecutionResult): ExecutionResult {
    this.counts.compiled += 1;
    return result;
  }
}

function programsOf(document: DocumentNode, operationName?: string | null): QueryPrograms | undefined {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.QUERY) return undefined;
  const own = separateOperations(document)[operation.name?.value ?? ''];
  return own && new QueryPrograms(operation, own);
}
