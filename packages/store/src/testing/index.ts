export { newPrincipal, TestPrincipal } from './access.fixture.ts';
export { contentOf } from './content-of.ts';
export { emptyDatabase } from './empty-database.ts';
export { engines } from './engines.ts';
export {
  createPostgresqlDatabase,
  migratedDump,
  openNewestPostgresql,
  openTestDatabase,
  type TestDatabase,
  type TestDatabaseOptions,
} from './open-test-database.ts';
export { type DisposableDatabase, withoutTimeouts } from './postgresql-databases.ts';
export { type PostgresqlServer, startPostgresql } from './postgresql-server.ts';
export { type RecordColumn, recordColumns } from './record-columns.ts';
export { insertReleasedCells, sumAllReleasedCells, sumReleasedCells } from './released-cells.ts';
export { type RowsRead, rowsRead } from './rows-read.ts';
export { createRole, type TestRole } from './serving-role.ts';
export { agreeToShare, type SharingHalves } from './sharing.fixture.ts';
export { statementsOf } from './statements-of.ts';
export { folderOfDatabases } from './temporary-folders.ts';
export { preparePglite, preparePostgresql } from './test-databases.ts';
export { whileHeld } from './while-held.ts';
