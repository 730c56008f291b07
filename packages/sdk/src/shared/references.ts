import * as z from 'zod';
import { references } from './fields.ts';

/** A field of a record that refers to other records. */
export interface Reference {
  /** The list of objects that has the field, such as `participants`; absent if the record itself has the field. */
  readonly within?: string;
  /** The field, such as `commonAgendaId` or `goalIds`. */
  readonly field: string;
  /** The name of the field that returns the records themselves: `commonAgenda`, `goals`. */
  readonly name: string;
  /** The prefix of the ids that it contains. */
  readonly prefix: string;
  /** Whether it is a list of ids. */
  readonly list: boolean;
  /** Whether it may refer to records of another ecosystem. */
  readonly crossing: boolean;
}

/** Returns the references among fields, including those in lists, and those that can be null or absent. */
export function referencesAmong(fields: Readonly<Record<string, z.ZodType>>): Reference[] {
  return Object.entries(fields).flatMap(([field, schema]) => {
    let list = false;
    let inner = schema;
    while ('unwrap' in inner && typeof inner.unwrap === 'function') {
      list ||= inner instanceof z.ZodArray;
      inner = inner.unwrap();
    }
    if (inner instanceof z.ZodObject && list) {
      return referencesAmong(inner.shape).map((each) => ({ ...each, within: field }));
    }
    const known = references.get(inner);
    return known ? [{ field, name: nameOf(field, list), list, ...known }] : [];
  });
}

/** `goalId` → `goal`, `goalIds` → `goals`, `activityIds` → `activities`. */
function nameOf(field: string, list: boolean): string {
  const name = field.replace(/Ids?$/, '');
  if (!list) return name;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}
