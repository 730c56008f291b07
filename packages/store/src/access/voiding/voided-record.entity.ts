import { defineEntity, p } from '@mikro-orm/core';
import { timestamp } from '../../shared/record-entity.ts';

/**
 * A record that is voided: who voided it, when and why. Records that were voided together have the same `voidingId`, and are
 * restored together. The row is deleted when the record is restored; the audit log keeps both.
 */
export const VoidedRecordEntity = defineEntity({
  name: 'VoidedRecord',
  tableName: 'voided_record',
  properties: {
    recordId: p.uuid().primary(),
    recordType: p.text(),
    ecosystemId: p.uuid(),
    voidingId: p.uuid(),
    reason: p.text(),
    voidedAt: timestamp(),
    /** The id of a principal, or the name of a program, as in the audit log. */
    voidedBy: p.text(),
  },
  indexes: [
    { name: 'voided_record_by_time', properties: ['voidedAt', 'recordId'] },
    { name: 'voided_record_by_voiding', properties: ['voidingId'] },
  ],
});
