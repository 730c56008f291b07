import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSchema } from '@collective-impact/gateway';
import { parse, validate } from 'graphql';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const schema = createSchema();

/** Every ```graphql block of a page, with its line. Blocks of the documentation of the schema are SDL. */
const operations = globSync(['README.md', 'docs/**/*.md', 'packages/*/README.md', 'examples/*.md'], {
  cwd: root,
}).flatMap((page) => {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/^```graphql\n(.*?)^```$/gms)].map((match) => ({
    place: `${page}:${text.slice(0, match.index).split('\n').length}`,
    source: match[1] ?? '',
  }));
});

it.each(operations)('the operation at $place is valid', ({ source }) => {
  expect(validate(schema, parse(source)).map(({ message }) => message)).toEqual([]);
});
