import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
} from 'graphql';
import { isPromiseLike } from '../shared/promise.ts';

type Resolver = GraphQLFieldResolver<unknown, unknown>;

/** The original of each resolver that {@link deferListItems} has replaced. */
const originals = new WeakMap<Resolver, Resolver>();

/**
 * Changes the lists of objects of a schema so that their items are promises.
 *
 * graphql-js 16 drops the pending items of a list when a later item throws synchronously. If a dropped item then
 * rejects as well, the rejection has no handler, and Node.js ends the process. A promised item cannot throw
 * synchronously, so graphql-js keeps all of them. Any caller can cause both errors, for example with invalid arguments.
 */
export function deferListItems(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const depth = listDepth(field.type);
      if (depth === 0 || !isCompositeType(getNamedType(field.type))) continue;
      const resolve = originalResolver(field);
      const deferred: Resolver = (parent, args, context, info) => {
        const list: unknown = resolve(parent, args, context, info);
        return isPromiseLike(list) ? list.then((settled) => defer(settled, depth)) : defer(list, depth);
      };
      originals.set(deferred, resolve);
      field.resolve = deferred;
    }
  }
}

/** The resolver of a field as it was before {@link deferListItems}. */
export function originalResolver({ resolve = defaultFieldResolver }: GraphQLField<unknown, unknown>): Resolver {
  return originals.get(resolve) ?? resolve;
}

/** The number of nested lists of a type. 0 if it is not a list. */
function listDepth(type: GraphQLOutputType): number {
  const nullable = getNullableType(type);
  return isListType(nullable) ? 1 + listDepth(nullable.ofType) : 0;
}

/** Makes the items of a list promises, through `depth` lists: an object may itself be represented by an array. */
function defer(list: unknown, depth: number): unknown {
  if (depth === 0 || !isIterableObject(list)) return list;
  return Array.from(list, (item) =>
    isPromiseLike(item) ? item.then((settled) => defer(settled, depth - 1)) : Promise.resolve(defer(item, depth - 1)),
  );
}

function isIterableObject(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
