/*
 * Who may import whom. `scripts/imports.ts` runs these rules; it also looks for cycles between rooms, and fails when a
 * TypeScript file was not seen.
 *
 *   disclosure <- sdk, and tests     schema <- gateway, cli     sdk     <- interop, store, gateway, cli
 *   interop    <- gateway, cli       store  <- gateway, cli     gateway <- cli
 */

/**
 * A package sees, of the workspace, nothing but the packages listed.
 *
 * @param {string} name
 * @param {{ at: string, mayImport: string[] }} place
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
      comment: 'What needs each other belongs together, or one of the two asks for too much. Types count.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domains-meet-at-their-index',
      severity: 'error',
      comment:
        'A domain imports index.ts of another domain, or internal.ts, which no other package sees. Files that are shared, generated or for tests are open.',
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
      comment: 'Code that is served does not lean on tests or on what is made for them.',
      from: { path: '^(packages/[^/]+/src|schema)/', pathNot: [forTests, '^packages/[^/]+/src/testing/'] },
      to: { path: `${forTests}|^(test|scripts)/|^packages/[^/]+/(scripts|src/testing)/` },
    },
    {
      name: 'examples-are-told-by-the-command',
      severity: 'error',
      comment: 'What the examples tell is loaded by the command line alone.',
      from: { path: '^(packages|schema)/', pathNot: '^packages/cli/src/examples/' },
      to: { path: '^examples/' },
    },
    {
      name: 'sources-not-builds',
      severity: 'error',
      comment: 'What an import of something built leads to is not judged, and may be out of date.',
      from: {},
      to: { path: '(^|/)(packages/[^/]+|schema)/dist/' },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      comment: 'An import that leads nowhere here is one that no rule has judged.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // As the compiler sees it: imports of types, and the paths of tsconfig.json, included.
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
