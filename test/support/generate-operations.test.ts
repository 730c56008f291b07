import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import { operationsOf } from './generate-operations.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const schema = buildSchema(`
  enum Color { RED GREEN BLUE }
  input Filter { color: Color name: String numbers: [Int!] }
  interface Node { id: ID! }
  type Shape implements Node { id: ID! color: Color parts(filter: Filter, first: Int): [Shape!]! }
  type Query { shapes(filter: Filter): [Shape!]! node(id: ID!): Node }
`);

it('an operation is forgotten when it has been used, so that any number can be generated', () => {
  const operations = operationsOf({ schema, maxDepth: 7 });
  const use = (numRuns: number) =>
    fc.assert(
      fc.property(operations, ({ document }) => document.length > 0),
      { numRuns },
    );
  const heap = () => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  use(100);
  const before = heap();
  use(400);
  expect(Math.max(0, heap() - before)).toBeLessThan(1_000_000);
});
