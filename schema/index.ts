import { readdirSync, readFileSync } from 'node:fs';
import { Source } from 'graphql';
import { complete } from './complete.ts';

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.graphql') && !name.startsWith('printed/'))
  .sort()
  .map((name) => new Source(readFileSync(`${import.meta.dirname}/${name}`, 'utf8'), `schema/${name}`));

/**
 * The whole contract in the GraphQL schema definition language: every `*.graphql` file of this folder and its domains, in
 * the order of their paths, completed by the rules of `README.md`. The build stores this value in `dist/index.js`, which
 * reads no files.
 */
export const typeDefs: string = complete(sources);
