import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparabilities } from '../../shared/comparability.ts';
import { unwrap } from '../../shared/outcome.ts';
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

/** Versions 1, 2, 3 and so on, each with changes to the fields of the first version. */
const chain = (...changes: Partial<ComparedVersion>[]): ComparedVersion[] =>
  [{}, ...changes].map((change, index) => ({ ...first, number: index + 1, ...change }));

const comparabilityAcross = (versions: ComparedVersion[]) =>
  unwrap(comparabilityOf(versions, { from: 1, to: versions.length }));

describe('comparabilityOf', () => {
  it('is YES for a version and itself', () => {
    expect(comparabilityAcross(chain())).toEqual({ comparability: 'YES', notes: [] });
    expect(unwrap(comparabilityOf(chain({ comparability: null }), { from: 2, to: 2 })).comparability).toBe('YES');
    expect(unwrap(comparabilityOf(chain({ status: 'DRAFT' }), { from: 2, to: 2 })).comparability).toBe('YES');
  });

  it('is the recorded comparability of the later version, with its note', () => {
    expect(
      comparabilityAcross(chain({ comparability: 'YES', comparabilityNote: 'Only the words are others.' })),
    ).toEqual({
      comparability: 'YES',
      notes: [],
    });
    expect(
      comparabilityAcross(chain({ comparability: 'WITH_CAVEAT', comparabilityNote: 'Short visits no longer count.' })),
    ).toEqual({
      comparability: 'WITH_CAVEAT',
      notes: ['Version 2 is comparable with version 1 with a caveat: Short visits no longer count.'],
    });
    expect(comparabilityAcross(chain({ comparability: 'NO' }))).toEqual({
      comparability: 'NO',
      notes: ['Version 2 is not comparable with version 1.'],
    });
  });

  it('is NO if nobody has recorded the comparability', () => {
    expect(comparabilityAcross(chain({}))).toEqual({
      comparability: 'NO',
      notes: ['It is not recorded whether version 2 is comparable with version 1.'],
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
  ])('is NO for %s, whatever was recorded', (difference, change) => {
    expect(comparabilityAcross(chain({ comparability: 'YES', ...change }))).toEqual({
      comparability: 'NO',
      notes: [`Version 2 is not comparable with version 1, because it has ${difference}.`],
    });
  });

  it('ignores differences in the label of the unit and in the notation of the multiplier', () => {
    const relabelled = { unit: { scheme: 'unit', code: 'visits', label: 'Class visits' }, multiplier: '1.0' };
    expect(comparabilityAcross(chain({ comparability: 'YES', ...relabelled })).comparability).toBe('YES');
  });

  it('is the worst comparability of the chain, with the notes of all its versions', () => {
    expect(
      comparabilityAcross(chain({ comparability: 'WITH_CAVEAT' }, { comparability: 'YES' }, { comparability: 'NO' })),
    ).toEqual({
      comparability: 'NO',
      notes: ['Version 2 is comparable with version 1 with a caveat.', 'Version 4 is not comparable with version 3.'],
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
  ])('ends the note %s with a full stop unless it already ends a sentence', (comparabilityNote, sentence) => {
    const caveat = { comparability: 'WITH_CAVEAT', comparabilityNote } as const;
    expect(comparabilityAcross(chain(caveat, { comparability: 'NO', comparabilityNote })).notes).toEqual([
      `Version 2 is comparable with version 1 with a caveat: ${sentence}`,
      `Version 3 is not comparable with version 2: ${sentence}`,
    ]);
  });

  it('skips versions in between that were never adopted', () => {
    const versions = chain({ status: 'DISCUSSED', kind: 'AMOUNT' }, { status: 'ADOPTED', comparability: 'YES' });
    expect(comparabilityAcross(versions)).toEqual({ comparability: 'YES', notes: [] });
    expect(unwrap(comparabilityOf(versions, { from: 2, to: 3 }))).toMatchObject({ comparability: 'NO' });
  });

  it('compares a draft with the adopted version before it', () => {
    expect(comparabilityAcross(chain({ status: 'DRAFT', comparability: 'WITH_CAVEAT' })).comparability).toBe(
      'WITH_CAVEAT',
    );
  });

  it('is NO if a version of the chain is missing', () => {
    const versions = chain({ comparability: 'YES' }, { comparability: 'YES' });
    for (const missing of [1, 2, 3]) {
      const known = versions.filter(({ number }) => number !== missing);
      expect(unwrap(comparabilityOf(known, { from: 1, to: 3 }))).toEqual({
        comparability: 'NO',
        notes: [`Version ${missing} does not exist or is not visible to you, so comparability across it is unknown.`],
      });
    }
  });

  it('does not depend on how far the numbers of two versions are apart', () => {
    const far = [first, { ...first, number: 4_000_000_000, comparability: 'YES' as const }];
    expect(unwrap(comparabilityOf(far, { from: 1, to: 4_000_000_000 }))).toEqual({
      comparability: 'NO',
      notes: [
        'Versions 2 to 3999999999 do not exist or are not visible to you, so comparability across them is unknown.',
      ],
    });
    expect(unwrap(comparabilityOf([], { from: 0, to: Number.MAX_SAFE_INTEGER })).comparability).toBe('NO');
  });

  const versionLists = fc
    .array(
      fc.record({
        status: fc.constantFrom('RETIRED' as const, 'DRAFT' as const),
        comparability: fc.option(fc.constantFrom(...comparabilities), { nil: null }),
        kind: fc.constantFrom('COUNT' as const, 'COUNT' as const, 'AMOUNT' as const),
      }),
      { minLength: 2, maxLength: 6 },
    )
    .map((changes) => changes.map((change, index) => ({ ...first, number: index + 1, ...change })));

  it('does not depend on the direction or on the order of the versions', () => {
    fc.assert(
      fc.property(versionLists, fc.nat(5), fc.nat(5), (versions, one, other) => {
        const [from, to] = [(one % versions.length) + 1, (other % versions.length) + 1];
        const result = comparabilityOf(versions, { from, to });
        expect(comparabilityOf(versions.toReversed(), { from: to, to: from })).toEqual(result);
      }),
    );
  });

  it('never improves with a longer chain, and has notes exactly if it is not YES', () => {
    const rank = (versions: ComparedVersion[], to: number) =>
      comparabilities.indexOf(unwrap(comparabilityOf(versions, { from: 1, to })).comparability);
    fc.assert(
      fc.property(versionLists, (versions) => {
        const adopted = versions.map((version) => ({ ...version, status: 'RETIRED' as const }));
        for (const { number } of adopted.slice(1)) {
          expect(rank(adopted, number)).toBeGreaterThanOrEqual(rank(adopted, number - 1));
        }
        const { comparability, notes } = comparabilityAcross(versions);
        expect(comparability === 'YES').toBe(notes.length === 0);
      }),
    );
  });
});
