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
export { requireDifferentDatabases, requireOtherFolder } from './different-databases.ts';
export * from './doctor/index.ts';
export { newEpoch } from './new-epoch.ts';
export { requireServingRole } from './require-serving-role.ts';
export { type Restored, restore } from './restore.ts';
export { describeRemoval, type Removal } from './restore-target.ts';
export type { RestoredAccess } from './restored-access.ts';
export { grantServing, requireRole } from './serving-role.ts';
