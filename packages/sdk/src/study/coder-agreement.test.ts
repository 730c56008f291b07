import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { coderAgreement } from './coder-agreement.ts';
import type { RoundCoding } from './round-codings.ts';

const codes = ['always', 'trust'].map((code) => ({ id: code, code, label: code.toUpperCase() }));

/** Both coders apply `always` to every excerpt. `tally` is the number of excerpts to which they apply `trust`. */
function coded(tally: { both: number; first: number; second: number; neither: number }): RoundCoding[] {
  const { both, first, second, neither } = tally;
  const codersOfTrust = [...Array(both).fill('AB'), ...Array(first).fill('A'), ...Array(second).fill('B')];
  return [...codersOfTrust, ...Array(neither).fill('')].flatMap((appliedBy: string, at) =>
    ['A', 'B'].flatMap((coder) => [
      { coder, excerptId: `x${at}`, codebookCodeId: 'always' },
      ...(appliedBy.includes(coder) ? [{ coder, excerptId: `x${at}`, codebookCodeId: 'trust' }] : []),
    ]),
  );
}

const coding = (coder: string, excerptId: string, codebookCodeId = 'always') => ({ coder, excerptId, codebookCodeId });
const fiftyExcerpts = { both: 20, first: 5, second: 10, neither: 15 };

describe('the agreement of two coders', () => {
  it("is Cohen's kappa for a code", () => {
    const { codes: agreements, comparedExcerpts } = unwrap(coderAgreement({ codes, codings: coded(fiftyExcerpts) }));
    expect(comparedExcerpts).toBe(50);
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
    const { codes: agreements } = unwrap(coderAgreement({ codes, codings: coded(fiftyExcerpts) }));
    expect(agreements[0]).toMatchObject({ both: 50, observed: '1', expected: '1', kappa: null });
  });

  it('is pooled over the codes that either coder applied', () => {
    const all = [...codes, { id: 'luck', code: 'luck', label: 'LUCK' }];
    const agreement = unwrap(coderAgreement({ codes: all, codings: coded(fiftyExcerpts) }));
    expect(agreement).toMatchObject({ basis: 'RECORDS', reason: null, coders: ['A', 'B'], excludedExcerpts: 0 });
    expect(agreement).toMatchObject({ observed: '0.85', expected: '0.75', kappa: '0.4' });
    expect(agreement.codes[1]).toMatchObject({ code: { code: 'luck' }, neither: 50, kappa: null });
  });

  it('has no kappa if both coders applied every code everywhere, and states the reason', () => {
    const agreement = unwrap(coderAgreement({ codes, codings: coded({ both: 3, first: 0, second: 0, neither: 0 }) }));
    expect(agreement).toMatchObject({
      basis: 'RECORDS',
      comparedExcerpts: 3,
      observed: '1',
      expected: '1',
      kappa: null,
    });
    expect(agreement.reason).toContain('chance');
  });

  it('excludes and counts excerpts that only one coder coded', () => {
    const codings = [...coded(fiftyExcerpts), coding('A', 'alone'), coding('B', 'other'), coding('B', 'third')];
    expect(unwrap(coderAgreement({ codes, codings }))).toMatchObject({
      comparedExcerpts: 50,
      excludedExcerpts: 3,
      kappa: '0.4',
    });
  });

  it('compares excerpts that a coder read without applying a code', () => {
    const readings = ['A', 'B'].map((coder) => ({ coder, excerptId: 'empty' }));
    const codings = [coding('A', 'x', 'trust'), coding('B', 'x', 'trust'), coding('A', 'alone', 'trust')];
    // x: both. alone: only A, which B read. empty: neither. Observed 2/3, expected (2·1 + 1·2)/9 = 4/9, kappa 0.4.
    const complete = [...readings, { coder: 'B', excerptId: 'alone' }, { coder: 'A', excerptId: 'x' }];
    expect(unwrap(coderAgreement({ codes, codings, readings: complete }))).toMatchObject({
      comparedExcerpts: 3,
      excludedExcerpts: 0,
      observed: '0.666667',
      expected: '0.444444',
      kappa: '0.4',
      codes: [{ neither: 3 }, { both: 1, onlyFirst: 1, onlySecond: 0, neither: 1 }],
    });
    expect(unwrap(coderAgreement({ codes, codings, readings }))).toMatchObject({
      comparedExcerpts: 2,
      excludedExcerpts: 1,
      kappa: '1',
    });
    expect(unwrap(coderAgreement({ codes, codings: [], readings }))).toMatchObject({
      basis: 'RECORDS',
      comparedExcerpts: 1,
      observed: null,
      expected: null,
      kappa: null,
      reason: 'Neither coder applied a code to an excerpt that both read.',
    });
  });

  it('compares the two coders with the most excerpts in common by default', () => {
    const codings = [coding('A', 'x'), coding('B', 'x'), coding('C', 'x'), coding('B', 'y'), coding('C', 'y')];
    expect(unwrap(coderAgreement({ codes, codings }))).toMatchObject({ coders: ['B', 'C'], comparedExcerpts: 2 });
    expect(unwrap(coderAgreement({ codes, codings }, ['C', 'A']))).toMatchObject({
      coders: ['C', 'A'],
      comparedExcerpts: 1,
      excludedExcerpts: 1,
    });
  });

  it.each([
    ['nothing was coded', { codings: [] }, 'This round has no codings that you can see.'],
    ['only figures are published', { codings: [], published: true }, 'published figures only'],
    ['only codes of other rounds were applied', { codings: [coding('A', 'x', 'other')] }, 'no codings'],
    ['one coder coded alone', { codings: [coding('A', 'x')] }, 'Only A coded'],
    ['no excerpt was coded twice', { codings: [coding('A', 'x'), coding('B', 'y')] }, 'by both A and B'],
  ])('has no data if %s', (_when, round, reason) => {
    const agreement = unwrap(coderAgreement({ codes, ...round }));
    expect(agreement).toMatchObject({
      basis: 'NO_DATA',
      comparedExcerpts: 0,
      kappa: null,
      observed: null,
      coders: [],
      codes: [],
    });
    expect(agreement.reason).toContain(reason);
  });

  it('is between -1 and 1, is symmetric, and is 1 only for perfect agreement', () => {
    const arbitraryTally = fc.record({ both: fc.nat(9), first: fc.nat(9), second: fc.nat(9), neither: fc.nat(9) });
    fc.assert(
      fc.property(arbitraryTally, (tally) => {
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
