import { type GraphQLField, type GraphQLSchema, getDirectiveValues } from 'graphql';

const cache = new WeakMap<GraphQLField<unknown, unknown>, number>();

/** The weight that `@cost` declares for a field: its cost for one parent object, beside the objects that it returns. Usually 0. */
export function weightOf(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): number {
  const cached = cache.get(field);
  if (cached !== undefined) return cached;
  const directive = schema.getDirective('cost');
  const declared = directive && field.astNode && getDirectiveValues(directive, field.astNode);
  const weight = Number(declared?.weight ?? 0);
  cache.set(field, weight);
  return weight;
}
