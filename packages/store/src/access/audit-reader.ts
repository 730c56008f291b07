import { type AnyRecordType, encodeTypeId, InputError, knownWords, recordTypes } from '@collective-impact/sdk';
import { type Expression, sql } from 'kysely';
import { AuditEntryEntity } from '../change/index.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf } from '../shared/relation.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { isStewardOfRow, isUnrestricted } from '../shared/visibility.ts';
import { type AuditedChange, type AuditedValues, auditedChanges } from './audited-changes.ts';

/** An audit entry as it is stored. */
type AuditRow = Omit<RowOf<typeof AuditEntryEntity>, 'before' | 'after'> & {
  before: AuditedValues | null;
  after: AuditedValues | null;
};

/** Kinds of changes in the audit log. */
export type AuditAction = keyof typeof operations;

/** The operation that the triggers record for each kind of change. */
const operations = {
  CREATE: 'INSERT',
  UPDATE: 'UPDATE',
  VOID: 'VOID',
  RESTORE: 'RESTORE',
  DELETE: 'DELETE',
  ERASE: 'ERASE',
} as const;

/** Filters the audit log of an ecosystem. Ids are UUIDs. */
export interface AuditFilter {
  recordId?: string | null;
  /** The name of a type of record, such as `Organization`, or `Principal`. */
  recordType?: string | null;
  principalId?: string | null;
  action?: AuditAction | null;
  /** The first moment. */
  from?: string | null;
  /** The moment after the last one. */
  to?: string | null;
}

/** A change of a record, for stewards. */
export interface AuditEntry {
  /** The name of the type of the record, such as `Organization`. `Principal` for the erasure of a principal. */
  readonly recordType: string;
  /** TypeID. */
  readonly recordId: string;
  readonly action: AuditAction;
  readonly at: string;
  readonly actor: string | null;
  readonly address: string | null;
  readonly requestId: string | null;
  readonly changes: AuditedChange[];
  /** The fields that an erasure removed. */
  readonly erasedFields: string[];
  /** The reason for which a record was voided, restored or erased. */
  readonly reason: string | null;
}

const microseconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

const table = {
  ...tableOf<AuditRow>(AuditEntryEntity),
  accepts: (property: string, text: string) =>
    property === 'at' ? microseconds.test(text) && isMoment(text) : /^\d{1,15}$/.test(text),
};

/** Whether there is this moment: `Date` accepts 30 February, PostgreSQL does not. */
function isMoment(text: string): boolean {
  const moment = new Date(text);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 19) === text.slice(0, 19);
}

const ofEcosystem = childrenOf<AuditRow, AuditFilter>({
  table,
  by: 'ecosystemId',
  order: ['at', 'id'],
  descending: true,
  parts: true,
  where: ({ recordId, recordType, principalId, action, from, to }, { viewer }) => {
    const column = (property: Extract<keyof AuditRow, string>) => table.column(property) as Expression<string>;
    return [
      !isUnrestricted(viewer) && isStewardOfRow(viewer),
      recordId != null && sql<boolean>`${column('recordId')} = ${recordId}::uuid`,
      recordType != null && sql<boolean>`${column('recordType')} = ${prefixOf(recordType)}`,
      principalId != null && sql<boolean>`${column('actor')} = ${encodeTypeId('principal', principalId)}`,
      // A literal, so that PostgreSQL uses the index of updates and deletions.
      action != null && sql<boolean>`${column('operation')} = ${sql.lit(operations[action])}`,
      from != null && sql<boolean>`${column('at')} >= ${from}::timestamptz`,
      to != null && sql<boolean>`${column('at')} < ${to}::timestamptz`,
    ];
  },
});

/** Reads the audit log for stewards. */
export class AuditReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * The changes of the records of an ecosystem, the newest first. None if the viewer is not a steward. Throws an `InputError` for an
   * unknown type of record, or if the period ends before it begins.
   */
  async ofEcosystem(
    ecosystemId: string,
    { page, filter }: { page: PageArguments; filter: AuditFilter },
  ): Promise<Page<AuditEntry>> {
    const { recordType, from, to } = filter;
    if (recordType != null) prefixOf(recordType);
    if (from != null && to != null && new Date(to) <= new Date(from)) {
      throw new InputError(`\`to\` (${to}) must be after \`from\` (${from}). Correct one of them.`);
    }
    // An entry is made of other properties of a row.
    const whole = { ...page, needed: undefined };
    const found = await this.#reader.page(ofEcosystem, { parent: ecosystemId, page: whole, filter });
    const rows = new Map(found.rows.map((row) => [entryOf(row), row]));
    return {
      ...found,
      rows: [...rows.keys()],
      cursorOf: (entry) => {
        const row = rows.get(entry);
        if (!row) throw new Error('The entry is not of this page.');
        return found.cursorOf(row);
      },
    };
  }
}

/** The prefix of each type by its name. A principal is no record, but can be erased. */
const prefixes = new Map<string, string>([
  ...recordTypes.map(({ name, prefix }) => [name, prefix] as const),
  ['Principal', 'principal'],
]);
const names = new Map([...prefixes].map(([name, prefix]) => [prefix, name]));
const types = new Map<string, AnyRecordType>(recordTypes.map((type) => [type.prefix, type]));

function prefixOf(name: string): string {
  const prefix = prefixes.get(name);
  if (prefix !== undefined) return prefix;
  throw new InputError(
    `\`recordType\` is "${name.slice(0, 100)}", which is not a record type.${knownWords(name, [...prefixes.keys()])}`,
  );
}

function entryOf(row: AuditRow): AuditEntry {
  const { recordType: prefix, operation, at, actor = null, address = null, requestId = null } = row;
  const recordType = names.get(prefix);
  if (recordType === undefined) throw new Error(`There is no type of record with the prefix ${prefix}.`);
  const action = (Object.keys(operations) as AuditAction[]).find((each) => operations[each] === operation);
  if (!action) throw new Error(`There is no kind of change for ${operation}.`);
  const entry = { recordType, recordId: encodeTypeId(prefix, row.recordId), action, at, actor, address, requestId };
  if (action === 'ERASE') return { ...entry, changes: [], ...erasureOf(row.after) };
  return {
    ...entry,
    changes: auditedChanges(types.get(prefix) ?? { references: [] }, row),
    erasedFields: [],
    reason: row.reason ?? null,
  };
}

function erasureOf(details: AuditedValues | null): Pick<AuditEntry, 'erasedFields' | 'reason'> {
  const { fields, reason } = details ?? {};
  return {
    erasedFields: Array.isArray(fields) ? fields.map(String) : [],
    reason: typeof reason === 'string' ? reason : null,
  };
}
