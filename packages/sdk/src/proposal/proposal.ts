import * as z from 'zod';
import { distinct, prose, typeId } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { proposalStatuses } from './proposal-life-cycle.ts';

/** The name of a field, with its value as JSON. */
const fieldValue = () => z.strictObject({ field: z.string().min(1).max(100), value: z.string().min(1).max(100_000) });

const fieldValues = () => distinct(z.array(fieldValue()).min(1).max(100), ({ field }) => field);

/**
 * A suggestion to change a record of any type, for those who may change it. `recordId` is its TypeID, and `recordType` the prefix of
 * its type. `changes` are the fields with their new values. `basis` are the same fields with the values that they had when the change
 * was proposed, and `recordVersion` is the version of the record then. `proposerId` is null if a local program proposed the change.
 * The fields about the decision are null while the proposal is open.
 */
export const proposal = defineRecord({
  name: 'Proposal',
  prefix: 'proposal',
  personal: ['changes.value', 'basis.value'],
  fields: {
    recordId: z.string().min(1).max(200),
    recordType: z.string(),
    recordVersion: z.int().min(1),
    changes: fieldValues(),
    basis: fieldValues(),
    reason: prose(),
    status: z.enum(proposalStatuses),
    proposerId: typeId('principal').nullable(),
    decidedById: typeId('principal').nullable(),
    decidedAt: z.iso.datetime({ offset: true }).nullable(),
    decisionReason: prose().nullable(),
  },
  setByRule: [
    'recordType',
    'recordVersion',
    'basis',
    'status',
    'proposerId',
    'decidedById',
    'decidedAt',
    'decisionReason',
  ],
  fixed: ['recordId', 'changes', 'reason'],
  concerns: { recordType: 'recordType', recordId: 'recordId', author: 'proposerId' },
  visibilities: ['RESTRICTED'],
});

/** See {@link proposal}. */
export type Proposal = RecordOf<typeof proposal>;

/** A field of a record, with its value as JSON. */
export type FieldValue = Proposal['changes'][number];

/** The values of the command that refuses a proposal. */
export const refuseProposalValues = z.strictObject({ reason: prose() });
