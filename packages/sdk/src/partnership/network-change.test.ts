import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { networkChange } from './network-change.ts';
import { partnershipNetwork } from './partnership-network.ts';
import type { NetworkRating, RatedPair } from './rated-pair.ts';

const said = (...lines: string[]) =>
  lines.map((line): NetworkRating => {
    const [raterId = '', ratedId = '', level] = line.split(/[> ]/);
    return { raterId, ratedId, collaborationLevel: Number(level) };
  });
const named = (pairs: RatedPair[]) => pairs.map(({ oneId, otherId }) => `${oneId}-${otherId}`);

describe('the change between two waves', () => {
  const before = said('a>b 1', 'b>c 0', 'c>d 2', 'a>c 1', 'e>a 0');
  const after = said('b>a 0', 'b>c 3', 'd>c 1', 'c>a 2', 'f>a 2');
  const change = unwrap(networkChange({ before, after }));

  it('is of the pairs that both rate, whichever side does', () => {
    expect(change).toMatchObject({ organizationIds: ['a', 'b', 'c', 'd'], pairs: 4 });
    expect(named(change.tiesFormed)).toEqual(['b-c']);
    expect(named(change.tiesEnded)).toEqual(['a-b']);
  });

  it('is of each measure, before and after', () => {
    expect(change.density).toEqual({ before: '0.5', after: '0.5', difference: '0' });
    expect(change.centralization).toEqual({ before: '0.333333', after: '1', difference: '0.666667' });
    expect(change.levelConcordance).toEqual({ before: null, after: null, difference: null });
    expect([change.components, change.isolates]).toEqual([0, 0]);
  });

  it('names who came and who is missing', () => {
    expect(change).toMatchObject({ joinedIds: ['f'], leftIds: ['e'] });
  });

  it('follows the betweenness of each', () => {
    expect(change.betweenness.map(({ organizationId }) => organizationId)).toEqual(['c', 'a', 'b', 'd']);
    expect(change.betweenness[0]).toEqual({
      organizationId: 'c',
      before: '0.666667',
      after: '1',
      difference: '0.333333',
    });
  });

  it('tells sectors apart by the organizations that are known', () => {
    const organizations = ['a', 'b', 'c', 'd'].map((id) => ({
      id,
      stakeholderGroups: [{ scheme: 'stakeholder-group', code: id === 'd' ? 'schools' : 'libraries' }],
    }));
    const { crossSectorShare } = unwrap(networkChange({ before, after }, organizations));
    expect(crossSectorShare).toEqual({ before: '0.333333', after: '0.333333', difference: '0' });
  });
});

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const wave = fc.array(fc.record({ raterId: id, ratedId: id, collaborationLevel: fc.nat(5) }), { maxLength: 20 });

describe('any change', () => {
  it('is none between a wave and itself, whose measures are its own', () => {
    fc.assert(
      fc.property(wave, (ratings) => {
        const none = unwrap(networkChange({ before: ratings, after: ratings }));
        const { density, organizationIds, pairs } = unwrap(partnershipNetwork(ratings));
        expect([none.density.after, none.organizationIds, none.pairs]).toEqual([
          density,
          organizationIds,
          pairs.length,
        ]);
        expect([none.joinedIds, none.leftIds, none.tiesFormed, none.tiesEnded]).toEqual([[], [], [], []]);
        expect([none.components, none.isolates]).toEqual([0, 0]);
        for (const { difference } of [none.density, none.centralization, ...none.betweenness]) {
          expect(difference ?? '0').toBe('0');
        }
      }),
    );
  });

  it('is a denser network where more ties formed than ended', () => {
    fc.assert(
      fc.property(wave, wave, (before, after) => {
        const { tiesFormed, tiesEnded, density } = unwrap(networkChange({ before, after }));
        expect(Math.sign(Number(density.difference ?? 0))).toBe(Math.sign(tiesFormed.length - tiesEnded.length));
      }),
    );
  });

  it('goes the other way from the later to the earlier wave', () => {
    fc.assert(
      fc.property(wave, wave, (before, after) => {
        const [there, back] = [
          unwrap(networkChange({ before, after })),
          unwrap(networkChange({ before: after, after: before })),
        ];
        expect([there.joinedIds, there.leftIds]).toEqual([back.leftIds, back.joinedIds]);
        expect(named(there.tiesFormed)).toEqual(named(back.tiesEnded));
        expect(Number(there.density.difference) + Number(back.density.difference)).toBeCloseTo(0, 9);
        expect(there.components + back.components).toBe(0);
      }),
    );
  });
});
