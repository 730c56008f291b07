import { describe, expect, it } from 'vitest';
import { guards } from './guards.ts';
import * as store from './index.ts';
import type { AnyRecordDefinition } from './shared/record-definition.ts';

/** The record definitions among the exports of the package. */
const definitions = Object.values<unknown>(store).filter(
  (each): each is AnyRecordDefinition =>
    typeof each === 'object' && each !== null && 'type' in each && 'entity' in each,
);

describe('the rules of a restored record', () => {
  it.each(definitions.filter(({ onRestore }) => onRestore !== undefined).map(({ type }) => [type.name, type.prefix]))(
    'are applied to %s',
    (_, prefix) => {
      expect(guards.filter((guard) => guard.prefix === prefix && guard.judgeRestored !== undefined)).toHaveLength(1);
    },
  );
});
