import { limitPage, type PageArguments, type PageLimits } from '@collective-impact/store';
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getDirectiveValues,
  isObjectType,
} from 'graphql';

const known = new WeakMap<GraphQLField<unknown, unknown>, PageLimits | null>();

/** The limits that `@page` declares on a field; null if the field is not a connection. */
export function pageLimitsOf(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): PageLimits | null {
  const remembered = known.get(field);
  if (remembered !== undefined) return remembered;
  const directive = schema.getDirective('page');
  const declared = directive && field.astNode && getDirectiveValues(directive, field.astNode);
  const limits = declared ? (declared as unknown as PageLimits) : null;
  known.set(field, limits);
  return limits;
}

/** Makes every connection of a schema keep its page limits: its resolver always receives a size within them. */
export function limitPages(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    for (const field of Object.values(type.getFields())) {
      const limits = pageLimitsOf(schema, field);
      if (limits) field.resolve = limitedResolver(field.resolve ?? defaultFieldResolver, limits);
    }
  }
  return schema;
}

function limitedResolver<Source, Context>(
  resolve: GraphQLFieldResolver<Source, Context, PageArguments>,
  limits: PageLimits,
): GraphQLFieldResolver<Source, Context, PageArguments> {
  return (parent, args, context, info) => resolve(parent, limitPage(args, limits), context, info);
}
