export { backUp } from './back-up.ts';
export type {
  BackupColumn,
  BackupEnd,
  BackupHeader,
  BackupPart,
  BackupRow,
  BackupTable,
  SequencePosition,
} from './backup-part.ts';
export { type Restored, restore } from './restore.ts';
export { describeRemoval, type Removal } from './restore-target.ts';
