import { limitPage, type PageArguments, type PageLimits } from '@collective-impact/store';
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getDirectiveValues,
  getNamedType,
  isObjectType,
} from 'graphql';
import { neededProperties } from './needed-properties.ts';

const cache = new WeakMap<GraphQLField<unknown, unknown>, PageLimits | null>();

/** The limits that `@page` declares on a field; null if the field is not a connection. */
export function pageLimitsOf(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): PageLimits | null {
  const cached = cache.get(field);
  if (cached !== undefined) return cached;
  const directive = schema.getDirective('page');
  const declared = directive && field.astNode && getDirectiveValues(directive, field.astNode);
  const limits = declared ? (declared as unknown as PageLimits) : null;
  cache.set(field, limits);
  return limits;
}

/**
 * Enforces the page limits of every connection of a schema: its resolver always receives a size within them, and the properties of the
 * rows that the operation needs.
 */
export function limitPages(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    for (const field of Object.values(type.getFields())) {
      const limits = pageLimitsOf(schema, field);
      if (limits) {
        const listed = nodeTypeOf(field);
        field.resolve = pageResolver(field.resolve ?? defaultFieldResolver, { limits, listed });
      }
    }
  }
  return schema;
}

/** The type of the nodes of a connection. */
function nodeTypeOf({ type }: GraphQLField<unknown, unknown>): unknown {
  const connection = getNamedType(type);
  const nodes = isObjectType(connection) ? connection.getFields().nodes : undefined;
  return nodes && getNamedType(nodes.type);
}

function pageResolver<Source, Context>(
  resolve: GraphQLFieldResolver<Source, Context, PageArguments>,
  { limits, listed }: { limits: PageLimits; listed: unknown },
): GraphQLFieldResolver<Source, Context, PageArguments> {
  return (parent, args, context, info) =>
    resolve(parent, { ...limitPage(args, limits), needed: neededProperties(listed, info) }, context, info);
}
