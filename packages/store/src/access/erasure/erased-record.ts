import { type AnyRecordType, encodeTypeId, recordTypes } from '@collective-impact/sdk';

/** A record of which fields are erased. */
export interface ErasedRecord {
  readonly type: AnyRecordType;
  /** UUID. */
  readonly id: string;
  readonly fields: readonly string[];
}

/** The types of records by their prefix. */
export const typesByPrefix = new Map<string, AnyRecordType>(recordTypes.map((type) => [type.prefix, type]));

/** The TypeID of an erased record. */
export function idOf({ type, id }: ErasedRecord): string {
  return encodeTypeId(type.prefix, id);
}
