import { describe, expect, it } from 'vitest';
import { hashOfKey, isApiKey, newApiKey } from './api-key.ts';

describe('an API key', () => {
  it('is the prefix ci_live_, 30 random characters, and their checksum', () => {
    const keys = Array.from({ length: 100 }, newApiKey);
    for (const key of keys) {
      expect(key).toMatch(/^ci_live_[0-9A-Za-z]{36}$/);
      expect(isApiKey(key)).toBe(true);
    }
    expect(new Set(keys).size).toBe(100);
  });

  it('has the CRC-32 of its random characters, in base 62 with six digits', () => {
    // The CRC-32 is 0xf0c344af or 4039328943: 4·62⁵ + 25·62⁴ + 22·62³ + 37·62² + 60·62 + 51.
    expect(isApiKey('ci_live_0123456789ABCDEFGHIJKLMNOPQRST4PMbyp')).toBe(true);
  });

  it.each([
    ['another character', (key: string) => `${key.slice(0, 10)}${key[10] === 'a' ? 'b' : 'a'}${key.slice(11)}`],
    ['another checksum', (key: string) => `${key.slice(0, -1)}${key.at(-1) === 'a' ? 'b' : 'a'}`],
    ['one character less', (key: string) => key.slice(0, -1)],
    ['one character more', (key: string) => `${key}0`],
    ['a line break at the end', (key: string) => `${key}\n`],
    ['another prefix', (key: string) => key.replace('live', 'test')],
    ['no prefix', (key: string) => key.slice('ci_live_'.length)],
  ])('is rejected with %s', (_, damage) => {
    expect(isApiKey(damage(newApiKey()))).toBe(false);
  });

  it('is stored as its SHA-256', () => {
    expect(hashOfKey('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
