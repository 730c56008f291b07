import {
  defaultFieldResolver,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
} from 'graphql';
import { isPromiseLike } from '../shared/promise.ts';
import { tooComplex } from './too-complex.ts';

/**
 * How many lists beyond the allowance are errors. An error ends the work on what surrounds it at once where a query is
 * interpreted, but in a program it is one of very many; the lists after these are empty.
 */
const mostErrors = 100;

/** How many objects a request may still read in lists without pages. */
class Allowance {
  readonly #limit: number;
  #left: number;
  #errors = 0;

  constructor(limit: number) {
    this.#limit = limit;
    this.#left = limit;
  }

  get isSpent(): boolean {
    return this.#left < 0;
  }

  /** Hands a list on, unless it is too much: then nothing is made of its entries, nor of the answer. */
  spend(list: unknown): unknown {
    if (Array.isArray(list)) this.#left -= list.length;
    if (!this.isSpent) return list;
    this.#errors += 1;
    if (this.#errors <= mostErrors) throw readsTooMuch(this.#limit);
    return [];
  }

  /** Begins again; what is spent stays so. */
  renew(): void {
    this.#errors = 0;
    if (!this.isSpent) this.#left = this.#limit;
  }
}

const allowances = new WeakMap<object, Allowance>();
const counted = new WeakSet<GraphQLSchema>();

/**
 * Has the lists of a schema that have no pages count their entries while a request is answered: how long they are is
 * known only then. What they count against is given by {@link allowObjects}; without it they do not count.
 */
export function countLists(schema: GraphQLSchema): void {
  if (counted.has(schema)) return;
  counted.add(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__') || type.name.endsWith('Connection')) continue;
    for (const field of Object.values(type.getFields())) {
      if (!isListType(getNullableType(field.type)) || !isCompositeType(getNamedType(field.type))) continue;
      field.resolve = countedResolver(field.resolve ?? defaultFieldResolver);
    }
  }
}

function countedResolver(resolve: GraphQLFieldResolver<unknown, object>): GraphQLFieldResolver<unknown, object> {
  return (parent, args, context, info) => {
    const list: unknown = resolve(parent, args, context, info);
    const allowance = allowances.get(context);
    if (!allowance) return list;
    return isPromiseLike(list) ? list.then((entries) => allowance.spend(entries)) : allowance.spend(list);
  };
}

/**
 * Allows the request with this context so many objects in lists without pages; again where it is run once more. One
 * that has read too much stays so.
 */
export function allowObjects(context: object, limit: number): void {
  const known = allowances.get(context);
  if (known) known.renew();
  else allowances.set(context, new Allowance(limit));
}

/** Whether a request met more in its lists than it was allowed. */
export function hasReadTooMuch(context: object): boolean {
  return allowances.get(context)?.isSpent ?? false;
}

/** The refusal of a request that reads more than `limit` objects. */
export function readsTooMuch(limit: number): GraphQLError {
  return tooComplex(
    `a request reads at most ${limit} objects: ask for smaller pages, fewer lists inside lists, or narrower series`,
  );
}
