import { accepted, encodeTypeId, type Outcome, refused } from '@collective-impact/sdk';
import { LockMode } from '@mikro-orm/core';
import { sql } from 'kysely';
import { anyRecord, nounOf } from '../access/index.ts';
import type { AnyRecordDefinition, StoredRecord } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { visibleTo } from '../shared/visibility.ts';
import { absentIssue } from '../shared/writing/absent-issue.ts';
import { malformedIdIssue } from '../shared/writing/malformed-id-issue.ts';
import { voidedIssue } from '../shared/writing/voided-issue.ts';
import { changeableRecords } from './changeable-records.ts';

/** A record to which a change is proposed, locked until the transaction ends. */
export interface ProposedRecord {
  readonly definition: AnyRecordDefinition;
  readonly record: StoredRecord;
}

/** Locks the record with a TypeID. Issues concern an id that is not valid, a record that the viewer does not see, and a voided one. */
export async function lockProposedRecord(
  unit: UnitOfWork,
  { id, path }: { id: string; path: string[] },
): Promise<Outcome<ProposedRecord>> {
  const named = anyRecord(id);
  if (!named) return refused(malformedIdIssue({ id, path }));
  const { prefix } = named.type;
  const definition = changeableRecords.get(prefix);
  if (!definition) {
    const message = `Changes of a record of the type ${named.type.name} cannot be proposed. Ask a person who may change the record.`;
    return refused({ code: 'INVALID', path, message });
  }
  const visible = await unit.rows(
    sql`select 1 from ${sql.table(prefix)} as "t" where "t"."id" = ${named.id}::uuid and ${visibleTo(unit.viewer, { table: prefix })}`,
  );
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const record: StoredRecord | null =
    visible.length === 0 ? null : await unit.em.findOne(definition.entity, { id: named.id }, lock);
  if (record) return accepted({ definition, record });
  const voided = await voidedIssue(unit, { prefix, id: named.id });
  const absent = absentIssue({ noun: nounOf(named.type), id: encodeTypeId(prefix, named.id), path });
  return refused(voided ? { ...voided, path } : absent);
}

/** The TypeID of the record of a stored proposal. */
export function recordIdOf({ recordType, recordId }: { recordType: string; recordId: string }): string {
  return encodeTypeId(recordType, recordId);
}
