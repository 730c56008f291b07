import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { coderAgreement } from './coder-agreement.ts';
import type { RoundCoding } from './round-codings.ts';

const codes = ['any', 'trust'].map((code) => ({ id: code, code, label: code.toUpperCase() }));

/** Both coders find `any` in every excerpt; each finds `trust` in those that are said. */
function coded(tally: { both: number; first: number; second: number; neither: number }): RoundCoding[] {
  const { both, first, second, neither } = tally;
  const kinds = [...Array(both).fill('AB'), ...Array(first).fill('A'), ...Array(second).fill('B')];
  return [...kinds, ...Array(neither).fill('')].flatMap((finders: string, at) =>
    ['A', 'B'].flatMap((coder) => [
      { coder, excerptId: `x${at}`, codebookCodeId: 'any' },
      ...(finders.includes(coder) ? [{ coder, excerptId: `x${at}`, codebookCodeId: 'trust' }] : []),
    ]),
  );
}

const found = (coder: string, excerptId: string, codebookCodeId = 'any') => ({ coder, excerptId, codebookCodeId });
const fifty = { both: 20, first: 5, second: 10, neither: 15 };

describe('the agreement of two coders', () => {
  it("is Cohen's kappa for a code", () => {
    const { codes: agreements, n } = unwrap(coderAgreement({ codes, codings: coded(fifty) }));
    expect(n).toBe(50);
    expect(agreements[1]).toEqual({
      code: { code: 'trust', label: 'TRUST' },
      both: 20,
      onlyFirst: 5,
      onlySecond: 10,
      neither: 15,
      observed: '0.7',
      expected: '0.5',
      kappa: '0.4',
    });
  });

  it('is null for a code if the agreement expected by chance is 1', () => {
    const { codes: agreements } = unwrap(coderAgreement({ codes, codings: coded(fifty) }));
    expect(agreements[0]).toMatchObject({ both: 50, observed: '1', expected: '1', kappa: null });
  });

  it('is pooled over the codes that either coder applied', () => {
    const all = [...codes, { id: 'luck', code: 'luck', label: 'LUCK' }];
    const answer = unwrap(coderAgreement({ codes: all, codings: coded(fifty) }));
    expect(answer).toMatchObject({ basis: 'RECORDS', reason: null, coders: ['A', 'B'], excluded: 0 });
    expect(answer).toMatchObject({ observed: '0.85', expected: '0.75', kappa: '0.4' });
    expect(answer.codes[1]).toMatchObject({ code: { code: 'luck' }, neither: 50, kappa: null });
  });

  it('has no kappa if both coders applied every code everywhere, and gives the reason', () => {
    const answer = unwrap(coderAgreement({ codes, codings: coded({ both: 3, first: 0, second: 0, neither: 0 }) }));
    expect(answer).toMatchObject({ basis: 'RECORDS', n: 3, observed: '1', expected: '1', kappa: null });
    expect(answer.reason).toContain('chance');
  });

  it('excludes and counts excerpts that only one coder coded', () => {
    const codings = [...coded(fifty), found('A', 'alone'), found('B', 'other'), found('B', 'third')];
    expect(unwrap(coderAgreement({ codes, codings }))).toMatchObject({ n: 50, excluded: 3, kappa: '0.4' });
  });

  it('compares the two coders with the most excerpts in common by default', () => {
    const codings = [found('A', 'x'), found('B', 'x'), found('C', 'x'), found('B', 'y'), found('C', 'y')];
    expect(unwrap(coderAgreement({ codes, codings }))).toMatchObject({ coders: ['B', 'C'], n: 2 });
    expect(unwrap(coderAgreement({ codes, codings }, ['C', 'A']))).toMatchObject({
      coders: ['C', 'A'],
      n: 1,
      excluded: 1,
    });
  });

  it.each([
    ['nothing was coded', { codings: [] }, 'this round has no codings that you may see'],
    ['only figures are published', { codings: [], published: true }, 'published figures only'],
    ['only codes of other rounds were applied', { codings: [found('A', 'x', 'other')] }, 'no codings'],
    ['one coder coded alone', { codings: [found('A', 'x')] }, 'only A coded'],
    ['no excerpt was coded twice', { codings: [found('A', 'x'), found('B', 'y')] }, 'by both A and B'],
  ])('has no data if %s', (_when, round, reason) => {
    const answer = unwrap(coderAgreement({ codes, ...round }));
    expect(answer).toMatchObject({ basis: 'NO_DATA', n: 0, kappa: null, observed: null, coders: [], codes: [] });
    expect(answer.reason).toContain(reason);
  });

  it('is between -1 and 1, is symmetric, and is 1 only for perfect agreement', () => {
    const some = fc.record({ both: fc.nat(9), first: fc.nat(9), second: fc.nat(9), neither: fc.nat(9) });
    fc.assert(
      fc.property(some, (tally) => {
        const codings = coded(tally);
        const { kappa } = unwrap(coderAgreement({ codes, codings }));
        expect(unwrap(coderAgreement({ codes, codings: [...codings].reverse() }, ['B', 'A'])).kappa).toBe(kappa);
        if (kappa === null) return;
        expect(Math.abs(Number(kappa))).toBeLessThanOrEqual(1);
        expect(kappa === '1').toBe(tally.first + tally.second === 0);
      }),
    );
  });
});
