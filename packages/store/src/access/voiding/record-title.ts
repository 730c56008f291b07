import type { AnyRecordType } from '@collective-impact/sdk';

/** Fields by which people recognize a record, the most specific first. */
const titleFields = [
  'title',
  'name',
  'label',
  'term',
  'statement',
  'aim',
  'objective',
  'question',
  'vision',
  'purpose',
  'period',
  'code',
  'number',
  'round',
  'role',
];

/** The field of a record type that serves as the title of its records in lists of any type. Null if it has none. */
export function titleFieldOf({ fields }: Pick<AnyRecordType, 'fields'>): string | null {
  return titleFields.find((field) => field in fields) ?? null;
}
