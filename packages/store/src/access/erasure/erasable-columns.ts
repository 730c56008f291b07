import type { AnyRecordType } from '@collective-impact/sdk';
import { erasableFields, isPersonalRecord, notVoidable, wordFor } from '@collective-impact/sdk/access';
import { columnName } from '../../shared/column-name.ts';

/** A column to erase, as the function of the database reads it. */
export interface ErasedColumn {
  readonly column: string;
  /** The fields of the entries of a list. Null for the whole value. */
  readonly parts: readonly string[] | null;
  /** What the value becomes. Null if no word is valid. */
  readonly word: string | null;
}

/** Fields with free text that is unique, or stored in tables of its own. They name terms, categories and rules, not people. */
const kept = new Set([
  'DataQualityRule.name',
  'Dimension.categories.label',
  'Dimension.categories.uri',
  'Term.term',
  'Term.synonyms',
]);

/** The reasons for corrections of a report, which are parts of the report. */
export const reasonsOfCorrections = 'corrections.reason';

/** The reasons for which a record was voided and restored. They are in the audit log. */
export const reasonsOfVoidings = 'voidings.reason';

/** The fields of a type of record that can be erased. */
export function fieldsToErase(type: AnyRecordType): string[] {
  const own = erasableFields(type).filter((field) => !kept.has(`${type.name}.${field}`));
  return [
    ...own,
    'sourceUri',
    ...(type.name === 'IndicatorReport' ? [reasonsOfCorrections] : []),
    ...(type.prefix in notVoidable ? [] : [reasonsOfVoidings]),
  ];
}

/** The columns of fields such as `summary` and `judgments.judgedBy`. */
export function columnsToErase(type: AnyRecordType, fields: readonly string[]): ErasedColumn[] {
  const own = fields.filter((field) => field !== reasonsOfCorrections && field !== reasonsOfVoidings);
  const byField = Map.groupBy(own, (field) => field.split('.')[0] ?? '');
  return [...byField].map(([field, paths]) => {
    const column = columnName(field);
    const parts = paths.includes(field) ? null : paths.map((path) => path.slice(field.length + 1));
    return { column, parts, word: wordFor(type, field) };
  });
}

/** Whether these fields are everything in a record, so that the record itself is deleted. */
export function isWholeRecord(type: AnyRecordType, fields: readonly string[]): boolean {
  return isPersonalRecord(type) && type.personal.every((field) => fields.includes(field));
}
