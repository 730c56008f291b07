import { fields, judgeInput, list, text } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import type { AnyRecordType } from '../shared/record.ts';
import { isTooDeep, tooDeep } from '../shared/storable-text.ts';
import type { FieldValue } from './proposal.ts';

/** A JSON value. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

const listOfValues = list(fields<FieldValue>({ field: text, value: text }));

/** Fields of every record that no update changes. */
const identity = new Set(['id', 'expectedVersion', 'idempotencyKey', 'ecosystemId']);

/**
 * The values of an update by which a proposal is carried out. `INVALID` for each value that is not JSON or has more than 32
 * levels, and for a field that no update changes.
 *
 * @example
 * parseChanges([{ field: 'name', value: '"City Library"' }]); // { ok: true, value: { name: 'City Library' } }
 */
export function parseChanges(changes: readonly FieldValue[]): Outcome<Record<string, JsonValue>> {
  const malformed = judgeInput({ changes }, { changes: listOfValues });
  if (malformed.length > 0) return refused(...malformed);
  const issues: Issue[] = [];
  const values: [string, JsonValue][] = [];
  for (const [at, { field, value }] of changes.entries()) {
    const path = ['changes', String(at)];
    const parsed = parseJson(value);
    if (parsed === undefined) {
      const message = `The value of \`${field.slice(0, 100)}\` is not JSON. Write a text in quotation marks, such as "\\"City Library\\"".`;
      issues.push({ code: 'INVALID', path: [...path, 'value'], message });
    } else if (isTooDeep(parsed)) issues.push(tooDeep([...path, 'value']));
    else values.push([field, parsed]);
    if (identity.has(field)) {
      const message = `\`${field}\` is not a field that can be set here. Remove it.`;
      issues.push({ code: 'INVALID', path: [...path, 'field'], message });
    }
  }
  return issues.length > 0 ? refused(...issues) : accepted(Object.fromEntries(values));
}

/**
 * The issues of an update of a record, with paths in the changes that are proposed for it: the value of a field, or the name of a field
 * that no update changes. Issues about no change concern the record.
 */
export function issuesOfChanges(
  issues: readonly Issue[],
  proposed: { type: Pick<AnyRecordType, 'updateSchema'>; changes: readonly FieldValue[] },
): Issue[] {
  const { type, changes } = proposed;
  // Without the schema library, so that the function stays small.
  const shape = 'shape' in type.updateSchema ? Object(type.updateSchema.shape) : {};
  return issues.map((issue) => {
    const [field = '', ...rest] = issue.path;
    const at = changes.findIndex((change) => change.field === field);
    if (at < 0) return { ...issue, path: ['recordId'] };
    return { ...issue, path: ['changes', String(at), ...(field in shape ? ['value', ...rest] : ['field'])] };
  });
}

/** The TypeIDs in the value of a field of a record, of records to which it refers. */
export function referencedIds(
  { references }: Pick<AnyRecordType, 'references'>,
  { field, value }: { field: string; value: JsonValue },
): string[] {
  const direct = references.some((reference) => reference.field === field && reference.within === undefined);
  const parts = references.filter(({ within }) => within === field).map((reference) => reference.field);
  const entries = Array.isArray(value) ? value : [value];
  return entries.flatMap((entry) => {
    if (direct) return typeof entry === 'string' ? [entry] : [];
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return [];
    return parts.flatMap((part) => textsIn(entry[part] ?? null));
  });
}

function textsIn(value: JsonValue): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
}

/** The value of a JSON text. Undefined if it is not JSON, for example after it was erased. */
export function parseJson(json: string): JsonValue | undefined {
  try {
    return JSON.parse(json) as JsonValue;
  } catch {
    return undefined;
  }
}
