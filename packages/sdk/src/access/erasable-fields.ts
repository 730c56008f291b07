import * as z from 'zod';
import { freeTexts } from '../shared/fields.ts';
import type { AnyRecordType } from '../shared/record.ts';

/**
 * The fields of a type of record whose text can be erased: those with personal data, and those with free text. `judgments.evidence`
 * is the field `evidence` of the entries of the list `judgments`.
 */
export function erasableFields(type: Pick<AnyRecordType, 'fields' | 'personal'>): string[] {
  return [...new Set([...type.personal, ...freeTextFields(type.fields)])];
}

/** Whether a type of record consists of personal data and references: then an erasure deletes the whole record. */
export function isPersonalRecord(type: Pick<AnyRecordType, 'fields' | 'personal' | 'references'>): boolean {
  const others = Object.keys(type.fields).filter((field) => !type.personal.includes(field));
  return type.personal.length > 0 && others.every((field) => type.references.some((each) => each.field === field));
}

/** The fields that contain free text, also those of the entries of lists. */
export function freeTextFields(fields: Readonly<Record<string, z.ZodType>>): string[] {
  return Object.entries(fields).flatMap(([field, schema]) => {
    const inner = innermost(schema);
    if (inner instanceof z.ZodObject) return freeTextFields(inner.shape).map((part) => `${field}.${part}`);
    return freeTexts.has(inner) ? [field] : [];
  });
}

/**
 * What the text of a field becomes: `Erased`, an address that does not exist for a URL, and null for an email address.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2606 RFC 2606, section 2: the domain `invalid`
 */
export function wordFor({ fields }: Pick<AnyRecordType, 'fields'>, field: string): string | null {
  const schema = fields[field];
  const inner = schema && innermost(schema);
  if (inner instanceof z.ZodEmail) return null;
  return inner instanceof z.ZodURL ? 'https://erased.invalid/' : 'Erased';
}

/** The schema inside lists, defaults, and what may be null or absent. */
function innermost(schema: z.ZodType): z.ZodType {
  let inner = schema;
  while ('unwrap' in inner && typeof inner.unwrap === 'function') inner = inner.unwrap();
  return inner;
}
