import { describe, expect, it } from 'vitest';
import { type Comparability, worstComparability } from './comparability.ts';

const links = (...all: Comparability[]) => all.map((comparability) => ({ comparability }));

describe('worstComparability', () => {
  it.each<[Comparability, Comparability[]]>([
    ['YES', []],
    ['YES', ['YES', 'YES']],
    ['WITH_CAVEAT', ['YES', 'WITH_CAVEAT', 'YES']],
    ['NO', ['WITH_CAVEAT', 'NO', 'YES']],
  ])('is %s for the links %j', (worst, all) => {
    expect(worstComparability(links(...all))).toBe(worst);
  });
});
