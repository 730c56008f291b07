import { type ArgumentNode, type FieldNode, type GraphQLField, getArgumentValues, Kind, visit } from 'graphql';
import type { Variables } from '../shared/variables.ts';

/** The arguments of one field of an operation, which graphql-js coerces once per request. */
export class FieldArguments {
  readonly #field: GraphQLField<unknown, unknown>;
  readonly #node: FieldNode;
  readonly #variables: { argument: string; name: string }[];
  readonly #constant: Variables | undefined;

  constructor(options: { field: GraphQLField<unknown, unknown>; node: FieldNode; position: number }) {
    this.#field = options.field;
    this.#node = options.node;
    this.#variables = options.field.args.map(({ name }) => ({
      argument: name,
      name: `__${options.position}_${name}`,
    }));
    this.#constant = isConstant(options.node) ? getArgumentValues(options.field, options.node) : undefined;
  }

  /** The arguments as variables. */
  asVariables(): ArgumentNode[] {
    return this.#variables.map(({ argument, name }) => ({
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: argument },
      value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
    }));
  }

  /** The names of those variables. */
  variableNames(): string[] {
    return this.#variables.map(({ name }) => name);
  }

  /** Adds the values of a request to `into`, except absent arguments. Throws what graphql-js throws. */
  addValues(variables: Variables, into: Variables): void {
    const values = this.#constant ?? getArgumentValues(this.#field, this.#node, variables);
    for (const { argument, name } of this.#variables)
      if (Object.hasOwn(values, argument)) into[name] = values[argument];
  }
}

/** Whether requests can share the values: there are no variables, and no objects that a resolver could change. */
function isConstant(node: FieldNode): boolean {
  let constant = true;
  const markMutable = () => {
    constant = false;
  };
  for (const argument of node.arguments ?? []) {
    visit(argument.value, { Variable: markMutable, ListValue: markMutable, ObjectValue: markMutable });
  }
  return constant;
}
