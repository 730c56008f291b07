import type { AnyRecordType } from '../shared/record.ts';

/**
 * The fields of a type of record whose text can be erased: those with personal data, and those with free text. `judgments.evidence`
 * is the field `evidence` of the entries of the list `judgments`.
 */
export function erasableFields(type: Pick<AnyRecordType, 'erasable'>): string[] {
  return type.erasable.map(({ field }) => field);
}

/** Whether a type of record consists of personal data and references: then an erasure deletes the whole record. */
export function isPersonalRecord(type: Pick<AnyRecordType, 'fields' | 'personal' | 'references'>): boolean {
  const others = Object.keys(type.fields).filter((field) => !type.personal.includes(field));
  return type.personal.length > 0 && others.every((field) => type.references.some((each) => each.field === field));
}

/** What the text of a field becomes: `Erased`, an address that does not exist for a URL, and null for an email address. */
export function wordFor(type: Pick<AnyRecordType, 'erasable'>, field: string): string | null {
  const erasable = type.erasable.find((each) => each.field === field);
  return erasable ? erasable.word : 'Erased';
}
