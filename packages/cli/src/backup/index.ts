export { backupCommand } from './backup.ts';
export { migrateToCommand } from './migrate-to.ts';
export { type RestoreOptions, restoreCommand } from './restore.ts';
