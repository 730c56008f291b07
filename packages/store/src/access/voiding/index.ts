export { anyRecord, nounOf, typeOfPrefix } from './any-record.ts';
export { type RestoredRecord, restoreRecord } from './restore-record.ts';
export { voidRecord } from './void-record.ts';
export { type VoidedRecordFilter, VoidedRecordReader, type VoidedRecordRow } from './voided-record-reader.ts';
