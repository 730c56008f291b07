import * as z from 'zod';
import { references } from './fields.ts';

/** A field of a record that refers to other records. */
export interface Reference {
  /** The list of objects in which the field stands, such as `participants`; absent where it is the record's own. */
  readonly within?: string;
  /** The field, such as `commonAgendaId` or `goalIds`. */
  readonly field: string;
  /** What the field is called where it holds the records themselves: `commonAgenda`, `goals`. */
  readonly name: string;
  /** The prefix of the records that it refers to. */
  readonly prefix: string;
  /** Whether it refers to any number of them. */
  readonly list: boolean;
  /** Whether they can be another ecosystem's. */
  readonly crossing: boolean;
}

/** Finds the references among fields, those in lists, and those that can be null or left out, included. */
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
