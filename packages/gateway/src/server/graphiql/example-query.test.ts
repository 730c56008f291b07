import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createSchema } from '../../schema.ts';
import { exampleFor, listEcosystems } from './example-query.ts';

const schema = createSchema();
const indicator = (code: string, releases: number) => ({ code, releases: { totalCount: releases } });
const ecosystem = (slug: string, ...nodes: ReturnType<typeof indicator>[]) => ({ slug, indicators: { nodes } });

describe('the example query', () => {
  it.each([
    ['no ecosystem', [], listEcosystems],
    ['ecosystems without indicators', [ecosystem('a'), ecosystem('b')], 'ecosystem(slug: "a")'],
    ['indicators without releases', [ecosystem('a', indicator('x', 0))], 'ecosystem(slug: "a")'],
    [
      'releases',
      [ecosystem('a', indicator('x', 1)), ecosystem('b', indicator('y', 0), indicator('z', 3))],
      'ecosystem(slug: "b") {\n    name\n    indicators(code: "z")',
    ],
    ['a code with a quotation mark', [ecosystem('a', indicator('"x', 1))], 'indicators(code: "\\"x")'],
  ])('is valid for: %s', (_, ecosystems, part) => {
    const example = exampleFor(ecosystems);
    expect(example).toContain(part);
    expect(validate(schema, parse(example))).toEqual([]);
  });
});
