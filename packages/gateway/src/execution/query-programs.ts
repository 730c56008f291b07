import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { Variables } from '../shared/variables.ts';
import type { CompiledOperation, Compiler } from './compiled-operation.ts';
import { conditionVariables } from './specialized-operation.ts';

const maxVariants = 16;
const maxFaults = 3;

/** A compiled query, and how often it failed when graphql-js did not. */
interface Variant {
  program: CompiledOperation | undefined;
  faults: number;
}

/** The compiled variants of one query, one for each combination of values of its condition variables. */
export class QueryPrograms {
  readonly operation: OperationDefinitionNode;
  readonly #document: DocumentNode;
  readonly #conditions: string[];
  readonly #variants = new Map<string, Variant>();

  /** `document` contains only the operation and its fragments. */
  constructor(operation: OperationDefinitionNode, document: DocumentNode) {
    this.operation = operation;
    this.#document = document;
    this.#conditions = conditionVariables(document);
  }

  /** Approximate size of the compiled variants and the syntax tree, in bytes. */
  get bytes(): number {
    const { start, end } = this.operation.loc ?? { start: 0, end: 0 };
    let bytes = 1000 + 50 * (end - start);
    for (const { program } of this.#variants.values()) bytes += 5000 * (program?.fields ?? 0);
    return bytes;
  }

  /**
   * The compiled query for these variables. If there is none yet, its compilation is passed to `schedule`. Undefined until
   * it is compiled, and always if the query cannot be compiled.
   */
  programFor(
    variables: Variables,
    make: { compiler: Compiler; schedule: (compilation: () => void) => void; report: (error: unknown) => void },
  ): CompiledOperation | undefined {
    const key = this.#variantOf(variables);
    const existing = key === undefined ? undefined : this.#variants.get(key);
    if (existing) return existing.faults < maxFaults ? existing.program : undefined;
    if (key === undefined || this.#variants.size >= maxVariants) return undefined;
    const variant: Variant = { program: undefined, faults: 0 };
    this.#variants.set(key, variant);
    make.schedule(() => {
      try {
        const made = make.compiler.compile(this.#document, variables);
        if (typeof made !== 'string') variant.program = made;
      } catch (error) {
        // The query remains interpreted.
        make.report(error);
      }
    });
    return variant.program;
  }

  /**
   * Counts a failure of a compiled query that graphql-js did not confirm. Returns true if the query has now failed too often
   * and is no longer used.
   */
  noteFault(program: CompiledOperation): boolean {
    const variant = this.#variants.values().find((candidate) => candidate.program === program);
    if (variant) variant.faults += 1;
    return variant?.faults === maxFaults;
  }

  #variantOf(variables: Variables): string | undefined {
    let key = '';
    for (const name of this.#conditions) {
      const value = variables[name];
      if (typeof value !== 'boolean') return undefined;
      key += value ? '1' : '0';
    }
    return key;
  }
}
