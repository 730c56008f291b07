import { visibilities } from '@collective-impact/sdk';
import { defineEntity, p } from '@mikro-orm/core';
import type { InferKyselyDB } from '@mikro-orm/sql';
import { timestamp } from '../shared/record-entity.ts';

/**
 * The latest change of a record, including its deletion. Triggers write one row per record. `transactionId` and `sequence`
 * order the feed. `widestVisibility` is the widest visibility that the record ever had.
 */
export const ChangeEntity = defineEntity({
  name: 'Change',
  tableName: 'change',
  properties: {
    recordId: p.uuid().primary(),
    recordType: p.text(),
    ecosystemId: p.uuid(),
    operation: p.enum(['UPSERT', 'DELETE'] as const),
    transactionId: p.string().columnType('xid8'),
    sequence: p.bigint('number'),
    widestVisibility: p.enum(visibilities),
    changedAt: timestamp(),
  },
  indexes: [
    { name: 'change_by_order', properties: ['transactionId', 'sequence'] },
    { name: 'change_by_ecosystem', properties: ['ecosystemId', 'transactionId', 'sequence'] },
  ],
});

/** A change of a record with its actor, origin, time, and values before and after. Triggers append it; it outlives the record. Only an erasure of personal data changes it. */
export const AuditEntryEntity = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    ecosystemId: p.uuid(),
    recordType: p.text(),
    recordId: p.uuid(),
    operation: p.enum(['INSERT', 'UPDATE', 'DELETE', 'ERASE', 'VOID', 'RESTORE'] as const),
    actor: p.text().nullable(),
    /** The network address of the request. Null for changes that no request made. */
    address: p.text().nullable(),
    requestId: p.text().nullable(),
    at: timestamp(),
    before: p.json().nullable(),
    after: p.json().nullable(),
    /** Why a record was voided or restored. Null for other changes. */
    reason: p.text().nullable(),
  },
  // An import appends to the end of each index, so that they cost little. Most entries are insertions: only others have an index by operation.
  indexes: [
    { name: 'audit_entry_by_time', properties: ['ecosystemId', 'at', 'id'] },
    { name: 'audit_entry_by_record', properties: ['ecosystemId', 'recordId', 'at', 'id'] },
    { name: 'audit_entry_by_type', properties: ['ecosystemId', 'recordType', 'at', 'id'] },
    { name: 'audit_entry_by_actor', properties: ['ecosystemId', 'actor', 'at', 'id'] },
    {
      name: 'audit_entry_by_operation',
      properties: ['ecosystemId', 'operation', 'at', 'id'],
      where: "operation <> 'INSERT'",
    },
  ],
});

/** The change feed and the audit log, as the query builder knows them. */
export type ChangeTables = InferKyselyDB<typeof ChangeEntity | typeof AuditEntryEntity>;
