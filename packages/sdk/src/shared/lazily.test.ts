import { expect, it } from 'vitest';
import { lazily } from './lazily.ts';

it('computes a result at the first call only, also if it is undefined', () => {
  const computed: string[] = [];
  const result = lazily(() => void computed.push('once'));
  expect(computed).toEqual([]);
  expect([result(), result()]).toEqual([undefined, undefined]);
  expect(computed).toEqual(['once']);
});
