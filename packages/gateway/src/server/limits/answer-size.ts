import type { JsonObject } from '../../shared/json-object.ts';

/**
 * A lower bound for the number of characters of a value as JSON. Counting stops beyond `limit`, so that a response that is
 * too large is detected before it is serialized.
 */
export function charactersOf(value: unknown, limit: number): number {
  return limit - remaining(value, limit);
}

/** The characters that remain of `limit` after a value. Negative if the value does not fit. */
function remaining(value: unknown, limit: number): number {
  if (typeof value === 'string') return limit - value.length - 2;
  if (typeof value !== 'object' || value === null) return limit - 1;
  let rest = limit - 1;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length && rest >= 0; at++) rest = remaining(value[at], rest - 1);
    return rest;
  }
  const fields = value as JsonObject;
  for (const name in fields) {
    if (rest < 0) return rest;
    rest = remaining(fields[name], rest - name.length - 4);
  }
  return rest;
}
