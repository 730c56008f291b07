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
 * node scripts/generate.ts             writes everything that is made from a source; the packages have to be built
 * node scripts/generate.ts --check     fails where a committed contract is not what its source makes
 * node scripts/generate.ts --types     writes only the types of the resolvers, which git ignores
 */

const root = resolve(import.meta.dirname, '..');
const folders = ['schema/printed', 'schema/json'];

/** The files that are generated *and* committed, because others rely on them: the path and the content of each. */
async function contracts(): Promise<[path: string, content: string][]> {
  // Only now, since the types of the resolvers are needed while the model may not even compile.
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

/** The schema in the order of names, without the directive `@page`: printing drops the places where it applies. */
function published(schema: GraphQLSchema): GraphQLSchema {
  const { directives, ...parts } = lexicographicSortSchema(schema).toConfig();
  return new GraphQLSchema({ ...parts, directives: directives.filter(({ name }) => name !== 'page') });
}

async function writeResolverTypes(): Promise<void> {
  await generate({ ...codegen, cwd: root }, true);
}

async function writeContracts(): Promise<void> {
  const wanted = await contracts();
  for (const folder of folders) rmSync(resolve(root, folder), { recursive: true, force: true });
  for (const folder of folders) mkdirSync(resolve(root, folder));
  for (const [path, content] of wanted) writeFileSync(resolve(root, path), content);
}

/** The contracts that are missing or out of date, and those that have no source any more. */
async function staleContracts(): Promise<string[]> {
  const wanted = new Map(await contracts());
  const found = new Map(
    folders
      .filter((folder) => existsSync(resolve(root, folder)))
      .flatMap((folder) => readdirSync(resolve(root, folder)).map((name) => `${folder}/${name}`))
      .concat([...wanted.keys()].filter((path) => existsSync(resolve(root, path))))
      .map((path) => [path, readFileSync(resolve(root, path), 'utf8')]),
  );
  return [...new Set([...wanted.keys(), ...found.keys()])].filter((path) => wanted.get(path) !== found.get(path));
}

const { values } = parseArgs({ options: { check: { type: 'boolean' }, types: { type: 'boolean' } } });

await writeResolverTypes();
if (values.check) {
  const stale = await staleContracts();
  for (const path of stale)
    console.error(`${path} is not what its source makes: run "npm run generate" and commit it.`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else if (!values.types) {
  await writeContracts();
}
