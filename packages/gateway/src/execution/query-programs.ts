import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { Variables } from './arguments.ts';
import type { CompiledOperation, Compiler } from './compiled-operation.ts';
import { conditionVariables } from './specialized-operation.ts';

const maxVariants = 16;
const maxFaults = 3;

/** A program, and how often it met an error that graphql-js did not. */
interface Variant {
  program: CompiledOperation | undefined;
  faults: number;
}

/** The programs of one query: one for each combination of what its `@skip` and `@include` can be told. */
export class QueryPrograms {
  readonly operation: OperationDefinitionNode;
  readonly #document: DocumentNode;
  readonly #conditions: string[];
  readonly #variants = new Map<string, Variant>();

  /** `document` holds the operation and its fragments, and nothing else. */
  constructor(operation: OperationDefinitionNode, document: DocumentNode) {
    this.operation = operation;
    this.#document = document;
    this.#conditions = conditionVariables(document);
  }

  /** About how many bytes the programs and the syntax tree take. */
  get bytes(): number {
    const { start, end } = this.operation.loc ?? { start: 0, end: 0 };
    let bytes = 1000 + 50 * (end - start);
    for (const { program } of this.#variants.values()) bytes += 5000 * (program?.fields ?? 0);
    return bytes;
  }

  /**
   * The program for these variables. Where there is none yet, `schedule` is given its making; undefined meanwhile, and
   * for good where the query is not to be compiled.
   */
  programFor(
    variables: Variables,
    make: { compiler: Compiler; schedule: (compilation: () => void) => void; report: (error: unknown) => void },
  ): CompiledOperation | undefined {
    const key = this.#variantOf(variables);
    const known = key === undefined ? undefined : this.#variants.get(key);
    if (known) return known.faults < maxFaults ? known.program : undefined;
    if (key === undefined || this.#variants.size >= maxVariants) return undefined;
    const variant: Variant = { program: undefined, faults: 0 };
    this.#variants.set(key, variant);
    make.schedule(() => {
      try {
        const made = make.compiler.compile(this.#document, variables);
        if (typeof made !== 'string') variant.program = made;
      } catch (error) {
        // The query stays interpreted, and is answered all the same.
        make.report(error);
      }
    });
    return variant.program;
  }

  /**
   * Notes that a program met an error where there was none. Answers whether that was once too often, and the program is
   * not used any more.
   */
  noteFault(program: CompiledOperation): boolean {
    const variant = this.#variants.values().find((known) => known.program === program);
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
