import { describe, expect, it } from 'vitest';
import { nameIn } from './person-name.ts';

describe('the name of a person', () => {
  it.each<[string, object, string]>([
    ['is `name`', { name: 'Ann Example', preferred_username: 'ann' }, 'Ann Example'],
    ['is `preferred_username` without a name', { preferred_username: 'ann' }, 'ann'],
    ['is `preferred_username` if the name is invisible', { name: ' \u200B\u0000 ', preferred_username: 'ann' }, 'ann'],
    ['is the subject without both', {}, 'subject'],
    ['is the subject if both are not texts', { name: ['Ann'], preferred_username: 1 }, 'subject'],
    ['has no control characters', { name: 'Ann\u0000\r\n\u001B[31m\u2028Example' }, 'Ann [31m Example'],
    ['has no marks that change the direction', { name: 'Ann\u202EelpmaxE' }, 'Ann elpmaxE'],
    ['has no half of a surrogate pair', { name: 'Ann \uD83D' }, 'Ann \uFFFD'],
    ['has at most 200 characters', { name: '\u{1F600}x'.repeat(150) }, '\u{1F600}x'.repeat(100)],
  ])('%s', (_, claims, expected) => {
    expect(nameIn({ ...claims }, 'subject')).toBe(expected);
  });
});
