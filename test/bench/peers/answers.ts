import { decodeTypeId, typeIdPrefix } from '@collective-impact/sdk';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Replaces the values of a key wherever it occurs. */
export function replace(value: Json, key: string, by: (value: Json) => Json): Json {
  if (Array.isArray(value)) return value.map((entry) => replace(entry, key, by));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, name === key ? by(entry) : replace(entry, key, by)]),
  );
}

/** An answer with UUIDs instead of the TypeIDs of this project, so that it can be compared with those of other servers. */
export function withUuids(answer: Json): Json {
  return replace(answer, 'id', (id) => {
    const prefix = typeof id === 'string' ? typeIdPrefix(id) : undefined;
    return typeof id === 'string' && prefix !== undefined ? (decodeTypeId(prefix, id) ?? id) : id;
  });
}

/** The first place where two answers differ, with both values. Null if they are the same. The order of keys does not matter. */
export function difference(left: Json, right: Json, path = 'data'): string | null {
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') {
    return left === right ? null : `${path}: ${shortened(left)} and ${shortened(right)}`;
  }
  if (Array.isArray(left) !== Array.isArray(right)) return `${path}: ${shortened(left)} and ${shortened(right)}`;
  if (Array.isArray(left) && Array.isArray(right) && left.length !== right.length) {
    return `${path}: ${left.length} and ${right.length} entries`;
  }
  const [first, second] = [Object.entries(left), new Map(Object.entries(right))];
  for (const [key, value] of first) {
    const other = second.get(key);
    if (other === undefined) return `${path}.${key}: ${shortened(value)} and nothing`;
    const found = difference(value, other, `${path}.${key}`);
    if (found !== null) return found;
    second.delete(key);
  }
  for (const [key, value] of second) return `${path}.${key}: nothing and ${shortened(value)}`;
  return null;
}

const shortened = (value: Json) => JSON.stringify(value).slice(0, 200);
