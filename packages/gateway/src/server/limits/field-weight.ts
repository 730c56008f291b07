import { type GraphQLField, type GraphQLSchema, getDirectiveValues } from 'graphql';

/** What `@cost` declares for a field. */
export interface FieldWeight {
  /** The cost for one parent object, beside the objects that it returns. Usually 0. */
  weight: number;
  /** The cost of each entry of the list, beside the objects that the entry has. Usually 0. */
  entry: number;
}

const cache = new WeakMap<GraphQLField<unknown, unknown>, FieldWeight>();

/** The cost that `@cost` declares for a field. */
export function weightOf(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): FieldWeight {
  const cached = cache.get(field);
  if (cached !== undefined) return cached;
  const directive = schema.getDirective('cost');
  const declared = directive && field.astNode && getDirectiveValues(directive, field.astNode);
  const weight = { weight: Number(declared?.weight ?? 0), entry: Number(declared?.entry ?? 0) };
  cache.set(field, weight);
  return weight;
}
