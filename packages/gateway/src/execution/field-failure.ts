import {
  type ExecutionResult,
  type FieldNode,
  type GraphQLError,
  type GraphQLFieldResolver,
  locatedError,
} from 'graphql';
import { ignoreRejection, isPromiseLike } from '../shared/promise.ts';

/**
 * The value of a field whose resolver failed, or of a list item that is a failure. A compiled query reports a value
 * that is an `Error` and sets its field to null, as graphql-js does for an error that a resolver throws.
 */
class FieldFailure extends Error {
  readonly nodes: readonly FieldNode[];

  constructor(cause: unknown, nodes: readonly FieldNode[]) {
    super('a resolver failed', { cause });
    this.nodes = nodes;
  }
}

/**
 * A resolver for a compiled query. It returns a {@link FieldFailure} where `resolve` throws, rejects, or returns an
 * `Error`, so that failures of resolvers can be distinguished from faults of the compiled query.
 *
 * A promise is returned as an {@link isolated} one. A list is returned as an array, with its promises treated alike.
 */
export function compiledResolver(
  resolve: GraphQLFieldResolver<unknown, unknown>,
  { isList }: { isList: boolean },
): GraphQLFieldResolver<unknown, unknown> {
  return (parent, args, context, info) => {
    const fail = (error: unknown) => new FieldFailure(error, info.fieldNodes);
    const complete = (value: unknown): unknown => {
      if (value instanceof Error) return fail(value);
      return isList ? completeList(value, { complete: completeItem, fail }) : value;
    };
    const completeItem = (item: unknown): unknown => {
      if (isPromiseLike(item)) return isolated(item.then(completeItem, fail));
      if (item instanceof Error) return fail(item);
      return Array.isArray(item) ? completeList(item, { complete: completeItem, fail }) : item;
    };
    try {
      const value: unknown = resolve(parent, args, context, info);
      return isPromiseLike(value) ? isolated(value.then(complete, fail)) : complete(value);
    } catch (error) {
      return fail(error);
    }
  };
}

function completeList(
  list: unknown,
  { complete, fail }: { complete: (item: unknown) => unknown; fail: (error: unknown) => FieldFailure },
): unknown {
  if (typeof list !== 'object' || list === null || !(Symbol.iterator in list)) return list;
  try {
    const items = Array.isArray(list) ? list : [...(list as Iterable<unknown>)];
    return items.some(isSpecial) ? items.map(complete) : items;
  } catch (error) {
    return fail(error);
  }
}

function isSpecial(item: unknown): boolean {
  return item instanceof Error || isPromiseLike(item) || (Array.isArray(item) && item.some(isSpecial));
}

/**
 * A promise that reports an error which its reader throws to the same reader's error handler. graphql-jit 0.8.9 throws
 * while it reads a promised value if a getter throws; on an ordinary promise that is an unhandled rejection, and the
 * query never settles.
 */
function isolated(promise: PromiseLike<unknown>): PromiseLike<unknown> {
  const then = (take: (value: unknown) => void, fail: (error: unknown) => void) => {
    const guarded = (value: unknown) => {
      try {
        take(value);
      } catch (error) {
        fail(error);
      }
    };
    // `fail` throws if the query has already thrown elsewhere and nothing waits for it.
    ignoreRejection(promise.then(guarded, fail));
  };
  return { then } as PromiseLike<unknown>;
}

/**
 * The result with its errors as graphql-js reports them, or undefined if one of them is not the failure of a resolver:
 * then the compiled query may be at fault.
 *
 * Several errors can make the same field null by propagation. Like graphql-js, the result has the first of them only.
 */
export function withResolverErrors({ data, errors = [] }: ExecutionResult): ExecutionResult | undefined {
  const reported: GraphQLError[] = [];
  const nulled = new Set<string>();
  for (const { originalError, path = [] } of errors) {
    if (!(originalError instanceof FieldFailure)) return undefined;
    const place = nullPlace(path, data);
    if (place.length < path.length) {
      const key = JSON.stringify(place);
      if (nulled.has(key)) continue;
      nulled.add(key);
    }
    reported.push(locatedError(originalError.cause, originalError.nodes, path));
  }
  return { errors: reported, data };
}

/** The path of the outermost null on the way to `path`. */
function nullPlace(path: readonly (string | number)[], data: unknown): readonly (string | number)[] {
  let value = data;
  for (const [depth, key] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, depth);
    value = (value as Record<string | number, unknown>)[key];
  }
  return path;
}
