import type { AnyRecordType, Reference } from '@collective-impact/sdk';
import { type GraphQLInputType, getNullableType, isInputObjectType, isListType } from 'graphql';
import type * as z from 'zod';

/** A position in an input, with its type and value. */
export interface InputPosition {
  path: string[];
  type: GraphQLInputType;
  value: unknown;
}

/** All positions in a value, at every depth. Only the first entry of a list is included. */
export function placesIn({ path, type, value }: InputPosition): InputPosition[] {
  const inner = getNullableType(type);
  if (isListType(inner)) {
    const entries = (value as unknown[]).slice(0, 1);
    return entries.flatMap((entry) => placesFrom({ path: [...path, '0'], type: inner.ofType, value: entry }));
  }
  if (!isInputObjectType(inner)) return [];
  return Object.values(inner.getFields()).flatMap(({ name, type: own }) =>
    placesFrom({ path: [...path, name], type: own, value: (value as Record<string, unknown>)[name] }),
  );
}

function placesFrom(place: InputPosition): InputPosition[] {
  return place.value == null ? [place] : [place, ...placesIn(place)];
}

/** Returns the input with another value at a path. Undefined removes the field. */
export function replaced(input: object, path: readonly string[], value: unknown): object {
  const [name = '', ...rest] = path;
  const next = rest.length === 0 ? value : replaced((input as Record<string, object>)[name] ?? {}, rest, value);
  if (Array.isArray(input)) return input.map((entry, at) => (String(at) === name ? next : entry));
  const { [name]: _before, ...others } = input as Record<string, unknown>;
  return next === undefined ? others : { ...others, [name]: next };
}

/** A path in the notation of GraphQL errors: `input.cells[0].value`. */
export function writtenPath(path: readonly string[]): string {
  return path.reduce((text, name) => (isPosition(name) ? `${text}[${name}]` : `${text}.${name}`), 'input');
}

/** Whether a part of a path is a position in a list. */
export function isPosition(name: string): boolean {
  return /^\d+$/.test(name);
}

/**
 * The reference at a path in the model. Undefined if there is none. An entry of a list that the model does not have is treated as
 * the record itself. A value of a transition that the record does not have is treated as part of the list to which it is added.
 */
export function referenceAt(record: AnyRecordType, path: readonly string[]): Reference | undefined {
  const names = path.filter((name) => !isPosition(name));
  const [outer, inner] = names.length > 1 && !((names[0] ?? '') in record.fields) ? names.slice(1) : names;
  const isAdded = inner === undefined && !((outer ?? '') in record.fields);
  return record.references.find(({ within, field }) => {
    if (within === undefined) return outer === field;
    return isAdded ? outer === field : outer === within && inner === field;
  });
}

/** The schema of a field of a command. Undefined if the model does not have it, such as the idempotency key. */
export function schemaOf(command: z.ZodType<object>, field: string): z.ZodType | undefined {
  return (command as unknown as { shape: Record<string, z.ZodType> }).shape[field];
}
