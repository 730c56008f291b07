import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { networkChange } from './network-change.ts';
import { partnershipNetwork } from './partnership-network.ts';
import type { NetworkRating, RatedPair } from './rated-pair.ts';

/** Ratings in short form: `a>b 3` means that a rates b with level 3. */
const ratingsFrom = (...lines: string[]) =>
  lines.map((line): NetworkRating => {
    const [raterId = '', ratedId = '', level] = line.split(/[> ]/);
    return { raterId, ratedId, collaborationLevel: Number(level) };
  });
const pairIds = (pairs: RatedPair[]) =>
  pairs.map(({ firstOrganizationId, secondOrganizationId }) => `${firstOrganizationId}-${secondOrganizationId}`);

describe('networkChange', () => {
  const before = ratingsFrom('a>b 1', 'b>c 0', 'c>d 2', 'a>c 1', 'e>a 0');
  const after = ratingsFrom('b>a 0', 'b>c 3', 'd>c 1', 'c>a 2', 'f>a 2');
  const change = unwrap(networkChange({ before, after }));

  it('compares only the pairs that were rated in both waves, by either organization', () => {
    expect(change).toMatchObject({ organizationIds: ['a', 'b', 'c', 'd'], pairs: 4 });
    expect(pairIds(change.tiesFormed)).toEqual(['b-c']);
    expect(pairIds(change.tiesEnded)).toEqual(['a-b']);
  });

  it('returns each measure before and after, with the difference', () => {
    expect(change.density).toEqual({ before: '0.75', after: '0.75', difference: '0' });
    expect(change.centralization).toEqual({ before: '0.333333', after: '1', difference: '0.666667' });
    expect(change.levelConcordance).toEqual({ before: null, after: null, difference: null });
    expect([change.components, change.isolates]).toEqual([0, 0]);
  });

  it('lists the organizations that joined and the organizations that left', () => {
    expect(change).toMatchObject({ joinedIds: ['f'], leftIds: ['e'] });
  });

  it('returns the change in centrality of each organization, highest betweenness in the later wave first', () => {
    expect(change.centralities.map(({ organizationId }) => organizationId)).toEqual(['c', 'a', 'b', 'd']);
    expect(change.centralities[0]).toEqual({
      organizationId: 'c',
      degree: { before: '2', after: '3', difference: '1' },
      weightedDegree: { before: '3', after: '6', difference: '3' },
      // Of the four pairs, only b rated c in both waves: 0, then 3.
      inDegree: { before: '0', after: '1', difference: '1' },
      outDegree: { before: '0', after: '0', difference: '0' },
      betweenness: { before: '0.666667', after: '1', difference: '0.333333' },
    });
  });

  it('counts cross-sector ties of organizations with known stakeholder groups only', () => {
    const organizations = ['a', 'b', 'c', 'd'].map((id) => ({
      id,
      stakeholderGroups: [{ scheme: 'stakeholder-group', code: id === 'd' ? 'schools' : 'libraries' }],
    }));
    const { crossSectorShare } = unwrap(networkChange({ before, after }, { organizations }));
    expect(crossSectorShare).toEqual({ before: '0.333333', after: '0.333333', difference: '0' });
  });

  it('compares the ties between ecosystems', () => {
    const organizations = ['a', 'b', 'c', 'd'].map((id) => ({
      id,
      ecosystemId: id < 'c' ? 'city' : 'town',
      stakeholderGroups: [],
    }));
    const { crossEcosystemShare, expectedCrossEcosystemShare } = unwrap(
      networkChange({ before, after }, { organizations }),
    );
    // Of the ties a-b, a-c and c-d, a-c connects ecosystems. Of the later ties a-c, b-c and c-d, two do. Of the 4 rated pairs a-b, a-c, b-c and c-d, two do.
    expect(crossEcosystemShare).toEqual({ before: '0.333333', after: '0.666667', difference: '0.333334' });
    expect(expectedCrossEcosystemShare).toEqual({ before: '0.5', after: '0.5', difference: '0' });
  });
});

describe('the means of ratings', () => {
  const rating = (raterId: string, collaborationLevel: number, more: object = {}) => ({
    raterId,
    ratedId: 'hub',
    collaborationLevel,
    ...more,
  });

  it('change when all ties rise from level 1 to 5, although the density does not', () => {
    const change = unwrap(
      networkChange({ before: ['a', 'b'].map((id) => rating(id, 1)), after: ['a', 'b'].map((id) => rating(id, 5)) }),
    );
    expect(change.density.difference).toBe('0');
    expect(change.quality.meanLevel).toEqual({ before: '1', after: '5', difference: '4' });
    expect(change.centralities.find(({ organizationId }) => organizationId === 'hub')?.weightedDegree).toEqual({
      before: '2',
      after: '10',
      difference: '8',
    });
  });

  it('use ratings, trust and value that were given in both waves', () => {
    const before = [rating('a', 1, { trust: 2, value: 4 }), rating('b', 3, { trust: 4 }), rating('c', 5)];
    const after = [rating('a', 2, { trust: 3 }), rating('b', 3, { value: 1 }), rating('d', 0)];
    const { ratings, quality } = unwrap(networkChange({ before, after }));
    expect(ratings).toBe(2);
    expect(quality).toEqual({
      meanLevel: { before: '2', after: '2.5', difference: '0.5' },
      meanTrust: { before: '2', after: '3', difference: '1' },
      meanValue: { before: null, after: null, difference: null },
    });
  });

  it('change by stakeholder group of the rated organization', () => {
    const organizations = [{ id: 'hub', stakeholderGroups: [{ scheme: 'stakeholder-group', code: 'libraries' }] }];
    const { sectors } = unwrap(
      networkChange({ before: [rating('a', 1)], after: [rating('a', 4)] }, { organizations, minimumLevel: 3 }),
    );
    expect(sectors).toMatchObject([
      {
        group: { code: 'libraries' },
        meanLevel: { before: '1', after: '4', difference: '3' },
        meanDegree: { before: '0', after: '1', difference: '1' },
        meanInDegree: { before: '0', after: '1', difference: '1' },
      },
    ]);
  });
});

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const wave = fc.array(fc.record({ raterId: id, ratedId: id, collaborationLevel: fc.nat(5) }), { maxLength: 20 });

describe('the change of a network', () => {
  it('is zero if both waves are the same, and the measures equal those of the wave', () => {
    fc.assert(
      fc.property(wave, (ratings) => {
        const unchanged = unwrap(networkChange({ before: ratings, after: ratings }));
        const { density, organizationIds, pairs } = unwrap(partnershipNetwork(ratings));
        expect([unchanged.density.after, unchanged.organizationIds, unchanged.pairs]).toEqual([
          density,
          organizationIds,
          pairs.length,
        ]);
        expect([unchanged.joinedIds, unchanged.leftIds, unchanged.tiesFormed, unchanged.tiesEnded]).toEqual([
          [],
          [],
          [],
          [],
        ]);
        expect([unchanged.components, unchanged.isolates]).toEqual([0, 0]);
        for (const { difference } of [
          unchanged.density,
          unchanged.centralization,
          ...unchanged.centralities.map(({ betweenness }) => betweenness),
        ]) {
          expect(difference ?? '0').toBe('0');
        }
      }),
    );
  });

  it('increases the density if more ties formed than ended, because the rated pairs are the same', () => {
    fc.assert(
      fc.property(wave, wave, (before, after) => {
        const { tiesFormed, tiesEnded, density } = unwrap(networkChange({ before, after }));
        expect(Math.sign(Number(density.difference ?? 0))).toBe(Math.sign(tiesFormed.length - tiesEnded.length));
      }),
    );
  });

  it('is reversed if the waves are exchanged', () => {
    fc.assert(
      fc.property(wave, wave, (before, after) => {
        const [forward, backward] = [
          unwrap(networkChange({ before, after })),
          unwrap(networkChange({ before: after, after: before })),
        ];
        expect([forward.joinedIds, forward.leftIds]).toEqual([backward.leftIds, backward.joinedIds]);
        expect(pairIds(forward.tiesFormed)).toEqual(pairIds(backward.tiesEnded));
        expect(Number(forward.density.difference) + Number(backward.density.difference)).toBeCloseTo(0, 9);
        expect(forward.components + backward.components).toBe(0);
      }),
    );
  });
});
