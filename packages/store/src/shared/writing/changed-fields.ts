import { isDeepStrictEqual } from 'node:util';

/**
 * The fields to which a command gives another value than the record has. A value that the record already has is not a
 * change, and equal JSON is equal whatever the order of its keys.
 */
export function changedFields<Changes extends object>(record: object, changes: Changes): (keyof Changes & string)[] {
  const fields = Object.keys(changes) as (keyof Changes & string)[];
  return fields.filter((field) => !isDeepStrictEqual(Reflect.get(record, field), changes[field]));
}
