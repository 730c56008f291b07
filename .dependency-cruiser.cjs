/*
 * Import rules. `scripts/imports.ts` runs them. It also checks for cycles between domains and the order of the domains of
 * measurement, and fails if a TypeScript file was not analyzed.
 *
 *   disclosure <- sdk, and tests     schema <- gateway, cli     sdk     <- interop, store, gateway, cli
 *   interop    <- gateway, cli       store  <- gateway, cli     gateway <- cli
 */

/**
 * A package imports no workspace packages except those listed.
 *
 * @param {string} name
 * @param {{ at: string, mayImport: string[] }} place
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
const packageImports = (name, { at, mayImport }) => ({
  name: `${name}-imports`,
  severity: 'error',
  comment: `${name} imports of the workspace: ${mayImport.join(', ') || 'nothing'}.`,
  from: { path: `^${at}/` },
  to: {
    path: '^(packages|schema)/|^(@collective-impact/|collective-impact(/|$))|node_modules/(@collective-impact/|collective-impact/)',
    pathNot: [`^${at}/`, ...mayImport.map((other) => `^${other === 'schema' ? '' : 'packages/'}${other}/`)],
  },
});

const forTests = '[.](test|fixture)[.]ts$';
const entries = '^packages/([^/]+/src/(index|testing/index|main)|sdk/src/[^/]+/index)[.]ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles-between-files',
      severity: 'error',
      comment: 'Files that need each other belong in one file, or one of them does too much. Imports of types count.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domains-meet-at-their-index',
      severity: 'error',
      comment:
        'A domain imports only index.ts of another domain, or internal.ts, which other packages cannot import. Shared, generated and test files are exempt.',
      from: { path: '^packages/([^/]+)/src/([^/]+)/' },
      to: {
        path: '^packages/$1/src/[^/]+/',
        pathNot: ['^packages/$1/src/($2|shared|generated|testing)/', '/(index|internal)[.]ts$'],
      },
    },
    {
      name: 'packages-meet-at-their-entries',
      severity: 'error',
      comment: 'A package imports only the entries of another package. (Tests across packages may import any file.)',
      from: { path: '^(packages/[^/]+|schema|examples|scripts)/' },
      to: { path: '^packages/[^/]+/src/', pathNot: ['^$1/', entries] },
    },
    packageImports('schema', { at: 'schema', mayImport: [] }),
    packageImports('disclosure', { at: 'packages/disclosure', mayImport: [] }),
    packageImports('sdk', { at: 'packages/sdk', mayImport: ['disclosure'] }),
    packageImports('interop', { at: 'packages/interop', mayImport: ['sdk'] }),
    packageImports('store', { at: 'packages/store', mayImport: ['sdk'] }),
    packageImports('gateway', { at: 'packages/gateway', mayImport: ['schema', 'sdk', 'store', 'interop'] }),
    packageImports('cli', { at: 'packages/cli', mayImport: ['schema', 'sdk', 'store', 'interop', 'gateway'] }),
    {
      name: 'runs-in-a-browser',
      severity: 'error',
      comment:
        'The SDK and the disclosure package use no Node.js API. (Their tests run on Node.js and may read files.)',
      from: { path: '^packages/(sdk|disclosure)/src/', pathNot: forTests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-store-sees-the-database',
      severity: 'error',
      comment: 'MikroORM, Kysely and the drivers stay behind the readers and writers of the store, in tests as well.',
      from: { pathNot: '^packages/store/' },
      to: { path: '(^|node_modules/)(@mikro-orm|kysely|pg|pg-[a-z-]+|postgres|@types/pg|@electric-sql)(/|$)' },
    },
    {
      name: 'only-gateway-sees-yoga',
      severity: 'error',
      comment: 'The server library is a decision of the gateway alone.',
      from: { pathNot: '^packages/gateway/' },
      to: { path: '(^|node_modules/)graphql-yoga(/|$)' },
    },
    {
      name: 'no-test-support-in-what-is-published',
      severity: 'error',
      comment: 'Published code does not import tests, fixtures or scripts.',
      from: { path: '^(packages/[^/]+/src|schema)/', pathNot: [forTests, '^packages/[^/]+/src/testing/'] },
      to: { path: `${forTests}|^(test|scripts)/|^packages/[^/]+/(scripts|src/testing)/` },
    },
    {
      name: 'only-cli-imports-examples',
      severity: 'error',
      comment: 'Only the command line loads the examples.',
      from: { path: '^(packages|schema)/', pathNot: '^packages/cli/src/examples/' },
      to: { path: '^examples/' },
    },
    {
      name: 'sources-not-builds',
      severity: 'error',
      comment: 'Built files may be out of date, and these rules do not analyze their imports.',
      from: {},
      to: { path: '(^|/)(packages/[^/]+|schema)/dist/' },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      comment: 'An import that does not resolve was not checked by any rule.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // Include imports of types and the paths of tsconfig.json, as the compiler does.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'require', 'default', 'types'],
      extensions: ['.ts', '.js', '.cjs', '.mjs', '.json', '.d.ts'],
    },
  },
};
