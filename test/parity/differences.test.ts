import { expect, it } from 'vitest';
import { differences, type Field } from './differences.ts';

const differencesBetween = (model: Record<string, Field>, graphql: Record<string, Field>) =>
  differences(
    'Goal',
    { name: 'the model', fields: new Map(Object.entries(model)) },
    { name: 'GraphQL', fields: new Map(Object.entries(graphql)) },
  );

it.each([
  ['a field that only the first layer has', { code: {} }, {}, 'Goal.code: only in the model'],
  ['a field that only the second layer has', {}, { code: {} }, 'Goal.code: only in GraphQL'],
  [
    'nullability',
    { code: { nullable: false } },
    { code: { nullable: true } },
    'Goal.code: can be null in GraphQL, but not in the model',
  ],
  [
    'required inputs',
    { code: { required: true } },
    { code: { required: false } },
    'Goal.code: is required in the model, but not in GraphQL',
  ],
  [
    'enumeration values',
    { kind: { values: ['A', 'B'] } },
    { kind: { values: ['A'] } },
    'Goal.kind: B only in the model',
  ],
  [
    'parts of a field',
    { parts: { parts: new Map([['role', { nullable: false }]]) } },
    { parts: { parts: new Map([['role', { nullable: true }]]) } },
    'Goal.parts.role: can be null in GraphQL, but not in the model',
  ],
])('lists a difference in %s, with its place', (_kind, model, graphql, difference) => {
  expect(differencesBetween(model, graphql)).toEqual([difference]);
});

it('compares only properties that both layers state', () => {
  expect(differencesBetween({ code: { nullable: true, values: ['A'] } }, { code: { required: true } })).toEqual([]);
});
