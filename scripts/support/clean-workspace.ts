/** The files of the project that the small workspace copies. */
export const rules = [
  '.dependency-cruiser.cjs',
  '.gitignore',
  'biome.json',
  'eslint.config.js',
  'knip.json',
  'packages/sdk/tsconfig.json',
  'scripts/imports.ts',
  'scripts/domain-cycles.ts',
  'scripts/domain-order.ts',
  'tsconfig.base.json',
  'tsconfig.json',
];

/** The package.json of one of its packages. */
export const manifest = (name: string, dependencies: string[] = []) =>
  `${JSON.stringify(
    {
      name,
      version: '0.1.0',
      type: 'module',
      dependencies: Object.fromEntries(dependencies.map((dependency) => [dependency, '*'])),
    },
    undefined,
    2,
  )}\n`;

/** The files of the small workspace. Every check passes with them. */
export const clean: Record<string, string> = {
  'package.json': `${JSON.stringify(
    {
      name: 'workspace',
      private: true,
      type: 'module',
      workspaces: ['schema', 'packages/*'],
      scripts: { lint: 'eslint' },
      devDependencies: {
        '@graphql-eslint/eslint-plugin': '*',
        '@types/node': '*',
        'dependency-cruiser': '*',
        eslint: '*',
      },
    },
    undefined,
    2,
  )}\n`,
  'schema/package.json': manifest('@collective-impact/schema'),
  'schema/index.ts': "export const typeDefs: string = 'type Query';\n",
  'schema/printed/schema.graphql': `"Where a query starts."
type Query {
  "A record, by its id."
  node("The id." id: ID!): Node
  "All things."
  things(
    "How many of the first."
    first: Int
    "After which."
    after: String
    "How many of the last."
    last: Int
    "Before which."
    before: String
  ): ThingConnection!
}

"What has an id."
interface Node {
  "The id."
  id: ID!
}

"A thing."
type Thing implements Node {
  "The id."
  id: ID!
}

"A page of things."
type ThingConnection {
  "The things, each with its place."
  edges: [ThingEdge!]!
  "The things."
  nodes: [Thing!]!
  "Which page this is."
  pageInfo: PageInfo!
}

"A thing and its place."
type ThingEdge {
  "The thing."
  node: Thing!
  "The place."
  cursor: String!
}

"Which page this is."
type PageInfo {
  "Whether there is more after it."
  hasNextPage: Boolean!
  "Whether there is more before it."
  hasPreviousPage: Boolean!
  "The first place."
  startCursor: String
  "The last place."
  endCursor: String
}
`,
  'packages/disclosure/package.json': manifest('@collective-impact/disclosure'),
  'packages/disclosure/src/index.ts': 'export const protect = () => [];\n',
  'packages/sdk/package.json': manifest('@collective-impact/sdk'),
  'packages/sdk/src/index.ts': "export { goal } from './agenda/index.ts';\n",
  'packages/sdk/src/agenda/index.ts': "export { goal } from './goal.ts';\n",
  'packages/sdk/src/agenda/goal.ts': "import { one } from '../shared/one.ts';\n\nexport const goal = () => one;\n",
  'packages/sdk/src/shared/one.ts': "export const one = new URL('https://one.example').port.length;\n",
  'packages/interop/package.json': manifest('@collective-impact/interop', ['@collective-impact/sdk']),
  'packages/interop/src/index.ts':
    "import { goal } from '@collective-impact/sdk';\n\nexport const source = () => goal();\n",
  'packages/store/package.json': manifest('@collective-impact/store', ['@mikro-orm/core']),
  'packages/store/src/index.ts': "export { p } from '@mikro-orm/core';\n",
  'packages/store/src/testing/index.ts': "export const fixture = 'x';\n",
  'packages/gateway/package.json': manifest('@collective-impact/gateway', [
    '@collective-impact/schema',
    'graphql-yoga',
  ]),
  'packages/gateway/src/mappers.ts': 'export const mappers = {};\n',
  'packages/gateway/src/index.ts':
    "import { typeDefs } from '@collective-impact/schema';\nimport { createYoga } from 'graphql-yoga';\n\nexport const gateway = () => [createYoga({}), typeDefs];\n",
  'packages/cli/package.json': manifest('collective-impact', [
    '@collective-impact/gateway',
    '@collective-impact/store',
  ]),
  'packages/cli/src/main.ts':
    "import { gateway } from '@collective-impact/gateway';\nimport { p } from '@collective-impact/store';\n\ngateway();\np.string();\n",
};
