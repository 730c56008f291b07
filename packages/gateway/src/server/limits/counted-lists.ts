import { turnFor } from '@collective-impact/store';
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
import type { GatewayContext } from '../../shared/context.ts';
import { isPromiseLike } from '../../shared/promise.ts';
import { weightOf } from './field-weight.ts';
import { tooComplex } from './too-complex.ts';

/**
 * Maximum number of errors for lists beyond the allowance. An error ends the execution of an interpreted query early, but
 * not of a compiled one. Further lists are returned empty.
 */
const maximumErrors = 100;

/** The number of objects that a request may still read in lists without pages. */
class Allowance {
  readonly #limit: number;
  #remaining: number;
  #errors = 0;

  constructor(limit: number) {
    this.#limit = limit;
    this.#remaining = limit;
  }

  get isSpent(): boolean {
    return this.#remaining < 0;
  }

  /**
   * Returns the list, or throws if it exceeds the allowance, so that its entries are not resolved. An entry counts as `weight`
   * objects.
   */
  spend(list: unknown, weight = 1): unknown {
    if (Array.isArray(list)) this.#remaining -= list.length * weight;
    if (!this.isSpent) return list;
    this.#errors += 1;
    if (this.#errors <= maximumErrors) throw readsTooMuch(this.#limit);
    return [];
  }

  /** Resets the allowance, unless it is spent. */
  renew(): void {
    this.#errors = 0;
    if (!this.isSpent) this.#remaining = this.#limit;
  }
}

const allowances = new WeakMap<object, Allowance>();
const counted = new WeakSet<GraphQLSchema>();

/**
 * Counts the entries of all lists without pages while a request is executed, because their length is not known before. The
 * entries count against the allowance of {@link allowObjects}. Without an allowance they are not counted.
 */
export function countLists(schema: GraphQLSchema): void {
  if (counted.has(schema)) return;
  counted.add(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__') || type.name.endsWith('Connection')) continue;
    for (const field of Object.values(type.getFields())) {
      if (!isListType(getNullableType(field.type)) || !isCompositeType(getNamedType(field.type))) continue;
      const { entry } = weightOf(schema, field);
      field.resolve = countedResolver(field.resolve ?? defaultFieldResolver, Math.max(1, entry));
    }
  }
}

function countedResolver(
  resolve: GraphQLFieldResolver<unknown, object>,
  weight: number,
): GraphQLFieldResolver<unknown, object> {
  return (parent, args, context, info) => {
    const allowance = allowances.get(context);
    if (!allowance) return resolve(parent, args, context, info);
    // Nothing is computed for a request that is rejected in any case.
    if (allowance.isSpent) return allowance.spend([]);
    const list: unknown = resolve(parent, args, context, info);
    if (!isPromiseLike(list)) return allowance.spend(list, weight);
    return spendLater(list, { allowance, weight }).catch((error: Error) => {
      // A mutation is not stopped: it may still have to read what it changes.
      if (allowance.isSpent && info.operation.operation === 'query') stopReading(context, error);
      throw error;
    });
  };
}

/** Lists that are requested but not read yet are not read. */
function stopReading(context: Partial<Pick<GatewayContext, 'read'>>, error: Error): void {
  context.read?.stop(error);
}

/** The entries of a long list are resolved in a turn of the event loop of their own. */
async function spendLater(
  list: PromiseLike<unknown>,
  { allowance, weight }: { allowance: Allowance; weight: number },
): Promise<unknown> {
  const entries = await list;
  if (Array.isArray(entries)) await turnFor(entries.length);
  return allowance.spend(entries, weight);
}

/**
 * Sets the number of objects that the request with this context may read in lists without pages. Called again, it resets
 * the allowance, unless the request has already exceeded it.
 */
export function allowObjects(context: object, limit: number): void {
  const existing = allowances.get(context);
  if (existing) existing.renew();
  else allowances.set(context, new Allowance(limit));
}

/** Whether a request has exceeded its allowance. */
export function hasReadTooMuch(context: object): boolean {
  return allowances.get(context)?.isSpent ?? false;
}

/** The error of a request that reads more than `limit` objects. */
export function readsTooMuch(limit: number): GraphQLError {
  return tooComplex(
    `The request reads more than ${limit.toLocaleString('en')} objects in lists without pages. Request fewer nested lists, or narrower series.`,
  );
}
