// Does not export `open-database.ts`: it imports the entities of every domain, and the domains import this file.

export type { KyselyOfAnySchema } from './any-schema.ts';
export type { ConnectOptions, Schema } from './connect-database.ts';
export type { ConnectionCounts } from './connection-queue.ts';
export type { Database, EngineName } from './database.ts';
export {
  databaseErrorCode,
  isCheckViolation,
  isForeignKeyViolation,
  isNotNullViolation,
  isUniqueViolation,
  violatedConstraint,
} from './database-error.ts';
export { folderNames } from './pglite/database-folder.ts';
export { type DatabaseDump, dropTemplates, dumpDatabase, pgliteVersion } from './pglite/dump.ts';
export { migrate, type SchemaStatus, schemaStatus } from './schema/migrate.ts';
export { type SchemaUse, useSchema } from './schema/schema-use.ts';
export type { Statement } from './statement-log.ts';
export { type TransactOptions, transact } from './transact.ts';
export { type Unavailability, unavailabilityOf } from './unavailability.ts';
