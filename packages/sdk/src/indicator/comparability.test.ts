import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparabilities } from '../shared/comparability.ts';
import { type ComparedVersion, comparabilityOf } from './comparability.ts';

const first: ComparedVersion = {
  number: 1,
  status: 'RETIRED',
  kind: 'COUNT',
  countingUnit: 'EVENTS',
  unit: { scheme: 'unit', code: 'visits', label: 'Visits' },
  multiplier: '1',
  comparability: null,
  comparabilityNote: null,
};

/** Versions 1, 2, 3 …, each with what is said of it beside what the first says. */
const chain = (...more: Partial<ComparedVersion>[]): ComparedVersion[] =>
  [{}, ...more].map((own, at) => ({ ...first, number: at + 1, ...own }));

const across = (versions: ComparedVersion[]) => comparabilityOf(versions, { from: 1, to: versions.length });

describe('whether figures of two versions compare', () => {
  it('is no question for one version', () => {
    expect(across(chain())).toEqual({ comparability: 'YES', notes: [] });
    expect(comparabilityOf(chain({ comparability: null }), { from: 2, to: 2 }).comparability).toBe('YES');
    expect(comparabilityOf(chain({ status: 'DRAFT' }), { from: 2, to: 2 }).comparability).toBe('YES');
  });

  it('is as was said of the later one, with the reason', () => {
    expect(across(chain({ comparability: 'YES', comparabilityNote: 'Only the words are others.' }))).toEqual({
      comparability: 'YES',
      notes: [],
    });
    expect(across(chain({ comparability: 'WITH_CAVEAT', comparabilityNote: 'Short visits count no more.' }))).toEqual({
      comparability: 'WITH_CAVEAT',
      notes: ['Version 2 compares with version 1 with a caveat: Short visits count no more.'],
    });
    expect(across(chain({ comparability: 'NO' }))).toEqual({
      comparability: 'NO',
      notes: ['Version 2 does not compare with version 1.'],
    });
  });

  it('is a no where nobody has said', () => {
    expect(across(chain({}))).toEqual({
      comparability: 'NO',
      notes: ['Nobody has recorded whether version 2 compares with version 1.'],
    });
  });

  it.each<[string, Partial<ComparedVersion>]>([
    ['kind AMOUNT instead of COUNT', { kind: 'AMOUNT' }],
    ['countingUnit OTHER instead of EVENTS', { countingUnit: 'OTHER' }],
    ['multiplier 100 instead of 1', { multiplier: '100' }],
    [
      'unit "Hours" (unit hours) instead of "Visits" (unit visits)',
      { unit: { scheme: 'unit', code: 'hours', label: 'Hours' } },
    ],
    [
      'unit "Visits" (ours visits) instead of "Visits" (unit visits)',
      { unit: { scheme: 'ours', code: 'visits', label: 'Visits' } },
    ],
  ])('is a no for another %s, whatever was said', (said, other) => {
    expect(across(chain({ comparability: 'YES', ...other }))).toEqual({
      comparability: 'NO',
      notes: [`Version 2 does not compare with version 1, because it has ${said}.`],
    });
  });

  it('does not ask for the same label, nor for the same writing of a multiplier', () => {
    const relabelled = { unit: { scheme: 'unit', code: 'visits', label: 'Class visits' }, multiplier: '1.0' };
    expect(across(chain({ comparability: 'YES', ...relabelled })).comparability).toBe('YES');
  });

  it('is as good as the worst link, with the reasons of all', () => {
    expect(across(chain({ comparability: 'WITH_CAVEAT' }, { comparability: 'YES' }, { comparability: 'NO' }))).toEqual({
      comparability: 'NO',
      notes: ['Version 2 compares with version 1 with a caveat.', 'Version 4 does not compare with version 3.'],
    });
  });

  it.each([
    ['wider', 'wider.'],
    ['wider (in some towns)', 'wider (in some towns).'],
    ['wider, for "visits"', 'wider, for "visits".'],
    ['Wider. ', 'Wider.'],
    ['Is it wider?', 'Is it wider?'],
    ['They said "Wider."', 'They said "Wider."'],
    ['範囲が広い。', '範囲が広い。'],
    ['wider…', 'wider…'],
  ])('ends the note %s, which another follows', (comparabilityNote, told) => {
    const caveat = { comparability: 'WITH_CAVEAT', comparabilityNote } as const;
    expect(across(chain(caveat, { comparability: 'NO', comparabilityNote })).notes).toEqual([
      `Version 2 compares with version 1 with a caveat: ${told}`,
      `Version 3 does not compare with version 2: ${told}`,
    ]);
  });

  it('leaves out versions between that were never adopted', () => {
    const versions = chain({ status: 'DISCUSSED', kind: 'AMOUNT' }, { status: 'ADOPTED', comparability: 'YES' });
    expect(across(versions)).toEqual({ comparability: 'YES', notes: [] });
    expect(comparabilityOf(versions, { from: 2, to: 3 })).toMatchObject({ comparability: 'NO' });
  });

  it('is said of a draft too that follows an adopted version', () => {
    expect(across(chain({ status: 'DRAFT', comparability: 'WITH_CAVEAT' })).comparability).toBe('WITH_CAVEAT');
  });

  it('is a no where a version of the chain is not known', () => {
    const versions = chain({ comparability: 'YES' }, { comparability: 'YES' });
    for (const missing of [1, 2, 3]) {
      const known = versions.filter(({ number }) => number !== missing);
      expect(comparabilityOf(known, { from: 1, to: 3 })).toEqual({
        comparability: 'NO',
        notes: [`Version ${missing} does not exist or is not visible to you, so comparability across it is unknown.`],
      });
    }
  });

  const anyVersions = fc
    .array(
      fc.record({
        status: fc.constantFrom('RETIRED' as const, 'DRAFT' as const),
        comparability: fc.option(fc.constantFrom(...comparabilities), { nil: null }),
        kind: fc.constantFrom('COUNT' as const, 'COUNT' as const, 'AMOUNT' as const),
      }),
      { minLength: 2, maxLength: 6 },
    )
    .map((own) => own.map((each, at) => ({ ...first, number: at + 1, ...each })));

  it('is the same in either direction and for any order of the versions', () => {
    fc.assert(
      fc.property(anyVersions, fc.nat(5), fc.nat(5), (versions, one, other) => {
        const [from, to] = [(one % versions.length) + 1, (other % versions.length) + 1];
        const answer = comparabilityOf(versions, { from, to });
        expect(comparabilityOf(versions.toReversed(), { from: to, to: from })).toEqual(answer);
      }),
    );
  });

  it('never gets better through a longer chain, and always says why it is not a yes', () => {
    const rank = (versions: ComparedVersion[], to: number) =>
      comparabilities.indexOf(comparabilityOf(versions, { from: 1, to }).comparability);
    fc.assert(
      fc.property(anyVersions, (versions) => {
        const adopted = versions.map((version) => ({ ...version, status: 'RETIRED' as const }));
        for (const { number } of adopted.slice(1)) {
          expect(rank(adopted, number)).toBeGreaterThanOrEqual(rank(adopted, number - 1));
        }
        const { comparability, notes } = comparabilityOf(versions, { from: 1, to: versions.length });
        expect(comparability === 'YES').toBe(notes.length === 0);
      }),
    );
  });
});
