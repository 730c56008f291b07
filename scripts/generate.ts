import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { generate } from '@graphql-codegen/cli';
import { buildSchema, GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { toJSONSchema } from 'zod';
import codegen from '../codegen.ts';
import { typeDefs } from '../schema/index.ts';
import { apiReports } from './api-report.ts';

/*
 * node scripts/generate.ts             writes all generated files; the packages must be built
 * node scripts/generate.ts --check     fails if a committed contract does not match its source
 * node scripts/generate.ts --types     writes only the types of the resolvers, which git ignores
 */

const root = resolve(import.meta.dirname, '..');
const folders = ['schema/printed', 'schema/json'];

/** The path and the content of each file that is generated *and* committed, because others rely on it. */
async function contracts(): Promise<[path: string, content: string][]> {
  // Import the model only here. The types of the resolvers must be written even if the model does not compile.
  const { recordTypes } = await import('../packages/sdk/src/index.ts');
  return [
    ['schema/printed/schema.graphql', `${printSchema(published(buildSchema(typeDefs)))}\n`],
    ...recordTypes.map(({ name, prefix, schema }): [string, string] => [
      `schema/json/${prefix}.schema.json`,
      `${JSON.stringify({ title: name, ...toJSONSchema(schema, { io: 'input' }) }, undefined, 2)}\n`,
    ]),
    ...apiReports(root),
  ];
}

/** The schema sorted by name, without the directives `@page` and `@cost`, because printing omits their uses. */
function published(schema: GraphQLSchema): GraphQLSchema {
  const { directives, ...parts } = lexicographicSortSchema(schema).toConfig();
  return new GraphQLSchema({
    ...parts,
    directives: directives.filter(({ name }) => name !== 'page' && name !== 'cost'),
  });
}

async function writeResolverTypes(): Promise<void> {
  await generate({ ...codegen, cwd: root }, true);
}

async function writeContracts(): Promise<void> {
  const files = await contracts();
  for (const folder of folders) rmSync(resolve(root, folder), { recursive: true, force: true });
  for (const folder of folders) mkdirSync(resolve(root, folder));
  for (const [path, content] of files) writeFileSync(resolve(root, path), content);
}

/** The contracts that are missing, out of date, or without a source. */
async function staleContracts(): Promise<string[]> {
  const generated = new Map(await contracts());
  const committed = new Map(
    folders
      .filter((folder) => existsSync(resolve(root, folder)))
      .flatMap((folder) => readdirSync(resolve(root, folder)).map((name) => `${folder}/${name}`))
      .concat([...generated.keys()].filter((path) => existsSync(resolve(root, path))))
      .map((path) => [path, readFileSync(resolve(root, path), 'utf8')]),
  );
  const paths = new Set([...generated.keys(), ...committed.keys()]);
  return [...paths].filter((path) => generated.get(path) !== committed.get(path));
}

const { values } = parseArgs({ options: { check: { type: 'boolean' }, types: { type: 'boolean' } } });

await writeResolverTypes();
if (values.check) {
  const stale = await staleContracts();
  for (const path of stale) console.error(`${path} does not match its source. Run "npm run generate", then commit it.`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else if (!values.types) {
  await writeContracts();
}
