import * as z from 'zod';
import { freeTexts } from './fields.ts';

/** A field whose text can be erased: it contains personal data, or free text. */
export interface ErasableField {
  /** The field. `judgments.evidence` is the field `evidence` of the entries of the list `judgments`. */
  readonly field: string;
  /** What the text becomes. Null if no word is valid in the field. */
  readonly word: string | null;
}

/**
 * Returns the fields whose text can be erased: the personal ones, then those with free text. A text becomes `Erased`, a URL becomes an
 * address that does not exist, and an email address becomes null.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2606 RFC 2606, section 2: the domain `invalid`
 */
export function erasableAmong(
  fields: Readonly<Record<string, z.ZodType>>,
  personal: readonly string[],
): ErasableField[] {
  return [...new Set([...personal, ...freeTextsAmong(fields)])].map((field) => ({
    field,
    word: wordOf(fields[field]),
  }));
}

function freeTextsAmong(fields: Readonly<Record<string, z.ZodType>>): string[] {
  return Object.entries(fields).flatMap(([field, schema]) => {
    const inner = innermost(schema);
    if (inner instanceof z.ZodObject) return freeTextsAmong(inner.shape).map((part) => `${field}.${part}`);
    return freeTexts.has(inner) ? [field] : [];
  });
}

function wordOf(schema: z.ZodType | undefined): string | null {
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
