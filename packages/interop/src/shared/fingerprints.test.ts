import { describe, expect, it } from 'vitest';
import { Fingerprints, shortFingerprint } from './fingerprints.ts';

describe('Fingerprints', () => {
  it('returns the last number of each of many names', () => {
    const prints = new Fingerprints();
    const names = Array.from({ length: 20_000 }, (_, index) => `https://example.org/report/${index}`);
    for (const [index, name] of names.entries()) prints.set(name, index);
    prints.set('https://example.org/report/7', 70_000);
    const wrong = names.filter((name, index) => prints.get(name) !== (index === 7 ? 70_000 : index));
    expect(wrong).toEqual([]);
  });

  it('returns undefined for a name that was not set', () => {
    const prints = new Fingerprints();
    prints.set('a', 0);
    expect([prints.get('a'), prints.get('b')]).toEqual([0, undefined]);
  });
});

describe('shortFingerprint', () => {
  it('differs between names', () => {
    expect(shortFingerprint('a')).not.toBe(shortFingerprint('b'));
  });
});
