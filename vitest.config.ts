import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

/*
 * Four kinds of tests, by where they are and how they are named:
 *
 *   unit              no database: everything that is not listed below
 *   store-pglite      on the embedded database
 *   store-postgresql  on a PostgreSQL that the tests start
 *   e2e               processes: the built command, and the scripts of this workspace
 *
 * The store is tested on PostgreSQL, the gateway on the embedded database, and on both what SQL does differently there.
 * The long tests of the gateway run on PostgreSQL, where they take less time.
 * `openTestDatabase` fails in a project that has no such database.
 */

/** A file named `*.pglite.test.ts` or `*.postgresql.test.ts` runs on that database alone, wherever it is. */
const namedForPglite = '{packages,test}/**/*.pglite.test.ts';
const namedForPostgresql = '{packages,test}/**/*.postgresql.test.ts';

/** Runs on both: drivers, transactions, values, the migrated schema, triggers, locks, the audit, voiding, erasures, and who may do what. */
const onBoth = [
  'packages/store/src/{shared/database,testing}/**/*.test.ts',
  'packages/store/src/migrations/migrations.test.ts',
  'packages/store/src/*/{triggers,owner}.test.ts',
  'packages/store/src/maintenance/**/*.test.ts',
  'packages/store/src/access/{audit,erasure/{erase,erase-rights,erase-voided,interrupted,short-names},voiding/{restore-rules,voided-places,voiding,voiding-parts,voiding-rights}}.test.ts',
  'packages/store/src/access/{grant/{access-grants,replaced-backbone},invitation/invitations}.test.ts',
  'packages/store/src/partnership/contributor-responses.test.ts',
  'packages/store/src/release/{voided-reports,withdraw-release}.test.ts',
];
/** Runs on both as well: the SQL of every operation, an import from end to end, visibility by role, and hostile requests. */
const acrossPackagesOnBoth = ['test/{operations,round-trip,security}/**/*.test.ts'];
/**
 * Both databases get the same statements of the matrices, which the embedded database runs in five times the time. It runs them
 * in `npm run test:long`; otherwise it runs `visibility-by-role.test.ts`, and every operation for a principal.
 */
const matrices = process.env.TEST_LONG ? [] : ['test/security/{matrix,mutation-matrix}.test.ts'];
const onPostgresql = ['packages/store/src/**/*.test.ts'];
const longTestsOfGateway = [
  'test/bad-input/**/*.test.ts',
  'test/disclosure/gateway.test.ts',
  'test/docs/concepts.test.ts',
];
const onPglite = [
  'packages/gateway/src/**/*resolvers.test.ts',
  'test/conformance/**/*.test.ts',
  'examples/http-client/*.test.ts',
];

/** In the folders of the store, but about addresses, folders and lists. */
const withoutDatabase = [
  'packages/store/src/shared/{event-loop,page-of-list}.test.ts',
  'packages/store/src/shared/database/{database-address,connection-queue,lock-timeouts,transaction-places,write-guard}.test.ts',
  'packages/store/src/shared/database/folder-lock/*.test.ts',
];

const ofProcesses = [
  'test/e2e/**/*.test.ts',
  'scripts/{checks,installed,published,run,schema-changes,sizes,tally}.test.ts',
];

/** One kind of tests; what its files need is made ready once by its set-up, which only runs when one of them does. */
function project(name: string, test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration {
  return { extends: true, test: { ...test, name } };
}

/** Milliseconds after which a test or hook fails. The long attacks of `npm run test:long` take an hour, or several. */
const limit = process.env.TEST_LONG ? 24 * 3_600_000 : 600_000;

export default defineConfig({
  // The workspace names lead to the sources; tsconfig.base.json is the one place that says where.
  resolve: {
    tsconfigPaths: true,
    // One graphql for sources and packages: Node.js takes its CommonJS build, where Vite by itself takes the other.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    // No test judges by the clock: these end a test that hangs, on a machine however slow.
    testTimeout: limit,
    hookTimeout: limit,
    expect: { poll: { timeout: 300_000 } },
    // Files of one worker share the modules they import. They share no state: each opens a database of its own.
    isolate: false,
    // By default Vitest leaves one processor idle, which on two is half of the machine.
    maxWorkers: '100%',
    setupFiles: ['test/support/property-tests.ts'],
    allowOnly: false,
    passWithNoTests: false,
    projects: [
      project('unit', {
        include: [
          'packages/!(store)/{src,scripts}/**/*.test.ts',
          '{schema,test,examples,scripts}/**/*.test.ts',
          ...withoutDatabase,
        ],
        exclude: [
          // The packages of the benchmark of other servers.
          'test/bench/peers/node_modules/**',
          ...[namedForPglite, namedForPostgresql, ...acrossPackagesOnBoth, ...onPglite, ...longTestsOfGateway],
          ...ofProcesses,
        ],
      }),
      project('store-pglite', {
        include: [namedForPglite, ...onBoth, ...acrossPackagesOnBoth, ...onPglite],
        exclude: [namedForPostgresql, ...withoutDatabase, ...matrices],
        globalSetup: 'test/support/start-pglite.ts',
        env: { COLLECTIVE_IMPACT_TEST_ENGINE: 'pglite' },
      }),
      project('store-postgresql', {
        include: [namedForPostgresql, ...onBoth, ...acrossPackagesOnBoth, ...onPostgresql, ...longTestsOfGateway],
        exclude: [namedForPglite, ...withoutDatabase],
        globalSetup: 'test/support/start-postgresql.ts',
        env: { COLLECTIVE_IMPACT_TEST_ENGINE: 'postgresql' },
      }),
      project('e2e', {
        include: ofProcesses,
        globalSetup: 'test/support/start-postgresql.ts',
      }),
    ],
  },
});
