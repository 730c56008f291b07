import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';

/** The parts of a schema that graphql-jit handles incorrectly in every operation. */
export interface Pitfalls {
  /** `Type.field` pairs for which graphql-jit uses the same resolver, because it joins the names without a separator. */
  ambiguous: ReadonlySet<string>;
  /** Object types with an `isTypeOf` function, which graphql-jit calls without the context and does not await. */
  checked: ReadonlySet<string>;
  /** `Interface.field` pairs whose implementations differ from the interface in arguments or defaults. */
  argumentsDiffer: ReadonlySet<string>;
}

/** Finds the {@link Pitfalls} of a schema. */
export function pitfallsOf(schema: GraphQLSchema): Pitfalls {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const fields = types.flatMap((type) => Object.keys(type.getFields()).map((field) => ({ type: type.name, field })));
  const joined = Map.groupBy(fields, ({ type, field }) => type + field);
  const ambiguous = [...joined.values()].filter((pairs) => pairs.length > 1).flat();
  return {
    ambiguous: new Set(ambiguous.map(({ type, field }) => `${type}.${field}`)),
    checked: new Set(types.filter(({ isTypeOf }) => isTypeOf).map(({ name }) => name)),
    argumentsDiffer: new Set(types.flatMap(differingArguments)),
  };
}

function differingArguments(type: GraphQLObjectType): string[] {
  const differs = (field: string, parent: ReturnType<GraphQLObjectType['getInterfaces']>[number]) => {
    const [here, there] = [argumentsOf(type, field), argumentsOf(parent, field)];
    return here.length !== there.length || here.some((part, index) => part !== there[index]);
  };
  return type.getInterfaces().flatMap((parent) =>
    Object.keys(parent.getFields())
      .filter((field) => differs(field, parent))
      .map((field) => `${parent.name}.${field}`),
  );
}

function argumentsOf(type: Pick<GraphQLObjectType, 'getFields'>, field: string): unknown[] {
  return type.getFields()[field]?.args.flatMap((arg) => [arg.name, String(arg.type), arg.defaultValue]) ?? [];
}
