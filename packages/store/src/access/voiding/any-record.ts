import {
  type AnyRecordType,
  accepted,
  type CommandSchema,
  decodeTypeId,
  encodeTypeId,
  type Outcome,
  parseCommand,
  recordTypes,
  refused,
  typeIdPrefix,
} from '@collective-impact/sdk';
import { malformedIdIssue } from '../../shared/writing/malformed-id-issue.ts';

const byPrefix: ReadonlyMap<string, AnyRecordType> = new Map(recordTypes.map((type) => [type.prefix, type]));

/** A record of any type: its type and its UUID. */
export interface AnyRecord {
  readonly type: AnyRecordType;
  readonly id: string;
}

/** The record type with this prefix. Its table has the same name. */
export function typeOfPrefix(prefix: string): AnyRecordType {
  const type = byPrefix.get(prefix);
  if (!type) throw new Error(`There is no record type ${prefix}.`);
  return type;
}

/** The type and UUID in a TypeID. Undefined if it is not the id of a record. */
export function anyRecord(typeId: string): AnyRecord | undefined {
  const type = byPrefix.get(typeIdPrefix(typeId) ?? '');
  const id = type && decodeTypeId(type.prefix, typeId);
  return type && id !== undefined ? { type, id } : undefined;
}

/** Parses a command for a record of any type. Returns all issues of its values, that of an id of no record included. */
export function parseRecordCommand<Values extends { id: string }>(
  schema: CommandSchema<Values>,
  values: object,
): Outcome<{ record: AnyRecord; values: Values }> {
  const parsed = parseCommand(schema, values);
  const id: unknown = parsed.ok ? parsed.value.id : Reflect.get(values, 'id');
  const record = typeof id === 'string' ? anyRecord(id.trim()) : undefined;
  if (parsed.ok && record) return accepted({ record, values: parsed.value });
  const issues = parsed.ok ? [] : parsed.issues;
  const isJudged = record !== undefined || issues.some(({ path }) => path[0] === 'id');
  return refused(...(isJudged ? [] : [malformedIdIssue({ id: String(id), path: ['id'] })]), ...issues);
}

/** `indicator_report` → `indicator report`. */
export function nounOf({ prefix }: AnyRecordType): string {
  return prefix.replaceAll('_', ' ');
}

/** A record of any type as people recognize it, with its TypeID. */
export function summaryOf({ prefix, id, title }: { prefix: string; id: string; title: string | null }) {
  return { recordType: typeOfPrefix(prefix).name, id: encodeTypeId(prefix, id), title };
}
