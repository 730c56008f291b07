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
import { isPromiseLike } from '../shared/promise.ts';
import { type CompiledOperation, Compiler } from './compiled-operation.ts';
import { withResolverErrors } from './field-failure.ts';
import { deferListItems } from './list-items.ts';
import { QueryPrograms } from './query-programs.ts';

/** How queries run: compiled by graphql-jit, or interpreted by graphql-js. The results are the same. */
export type ExecutionMode = 'compiled' | 'interpreted';

/** Options of {@link createExecutor}. Only the schema is required. */
export interface ExecutorOptions {
  /** The executor changes how the schema's lists resolve their items; see {@link deferListItems}. */
  schema: GraphQLSchema;
  /** Default: `compiled`. */
  execution?: ExecutionMode;
  /** The occurrence of an operation at which it is compiled. Default: 2. */
  compileAt?: number;
  /** The largest query that is compiled, in fields with fragments expanded. Larger queries are interpreted. */
  maxFields?: number;
  /** The size of the cache: operations, and their approximate bytes. */
  remember?: { operations: number; bytes: number };
  /** Schedules a compilation. By default it runs at once, and the current request runs compiled. */
  schedule?: (compilation: () => void) => void;
  /** Called with the context of an operation before it runs, and again before it runs a second time. */
  begin?: (context: unknown) => void;
  /** Called with the error of a compilation that failed. Default: a process warning. */
  report?: (error: unknown) => void;
}

/** How operations ran since the executor was created. */
export interface ExecutionCounts {
  compiled: number;
  interpreted: number;
  /** The interpreted operations that had run compiled before, and had met a fault of the compiled query. */
  repeated: number;
}

/** How often an operation occurred, and its compiled queries once it has occurred often enough. */
interface Seen {
  times: number;
  programs?: QueryPrograms | undefined;
}

const maxText = 50_000;

/**
 * Executes validated operations of one schema, with variables as the caller sent them. Returns what graphql-js returns.
 *
 * A query is compiled when it occurs again. Mutations, introspection, and queries that graphql-jit handles incorrectly
 * are interpreted. Errors of resolvers are part of the result, and the query does not run again. An error with any
 * other cause, for example a property that is a promise, can be a fault of the compilation: then graphql-js runs the
 * query again. After a few faults that graphql-js does not confirm, the query is no longer compiled.
 */
export interface Executor {
  (execution: ExecutionArgs): ExecutionResult | Promise<ExecutionResult>;
  readonly counts: ExecutionCounts;
}

/** Creates an {@link Executor}. */
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
    deferListItems(options.schema);
  }

  execute(execution: ExecutionArgs): ExecutionResult | Promise<ExecutionResult> {
    if (execution.schema !== this.#schema)
      throw new Error('The operation belongs to another schema. Use an executor of that schema.');
    this.#begin?.(execution.contextValue);
    const compilation = this.#programFor(execution);
    if (!compilation) return this.#interpret(execution);
    const { programs, program, variables } = compilation;
    const repeat = () => this.#repeat(execution, () => this.#noteFault(programs, program));
    const accept = (result: ExecutionResult) => {
      const accepted = result.errors ? withResolverErrors(result) : result;
      return accepted ? this.#count(accepted) : repeat();
    };
    try {
      const { rootValue, contextValue } = execution;
      const result = program.run({ rootValue, contextValue, variables });
      return isPromiseLike(result) ? result.then(accept, repeat) : accept(result);
    } catch {
      // An argument is invalid, or the compiled query is at fault: graphql-js reports which.
      return repeat();
    }
  }

  #programFor(execution: ExecutionArgs) {
    const compiler = this.#compiler;
    const cached = compiler && this.#programsOf(execution);
    if (!cached) return undefined;
    const { programs, remember } = cached;
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
    const remember = () => this.#remember(key, seen);
    seen.times += 1;
    if (seen.times === this.#compileAt) seen.programs = programsOf(document, operationName);
    if (seen.times === 1 || seen.times === this.#compileAt) remember();
    return seen.programs && { programs: seen.programs, remember };
  }

  #remember(key: string, seen: Seen): void {
    const bytes = 2 * key.length + 100;
    const programBytes = seen.programs?.bytes ?? 0;
    // A query that alone exceeds the cache is interpreted from now on. Otherwise it would be compiled again and again.
    const fits = bytes + programBytes <= this.#seen.maxSize;
    if (!fits) seen.programs = undefined;
    // The cache ignores the new size of an entry whose value is the same object.
    this.#seen.delete(key);
    this.#seen.set(key, seen, { size: bytes + (fits ? programBytes : 0) });
  }

  #repeat(execution: ExecutionArgs, noteFault: () => void): ExecutionResult | Promise<ExecutionResult> {
    this.counts.repeated += 1;
    const note = (result: ExecutionResult) => {
      if (!result.errors) noteFault();
      return result;
    };
    this.#begin?.(execution.contextValue);
    const result = this.#interpret(execution);
    return isPromiseLike(result) ? result.then(note) : note(result);
  }

  #noteFault(programs: QueryPrograms, program: CompiledOperation): void {
    if (!programs.noteFault(program)) return;
    const name = programs.operation.name?.value ?? 'without a name';
    this.#report(new Error(`The query ${name} failed only when compiled. It is interpreted from now on.`));
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
  const separated = separateOperations(document)[operation.name?.value ?? ''];
  return separated && new QueryPrograms(operation, separated);
}
