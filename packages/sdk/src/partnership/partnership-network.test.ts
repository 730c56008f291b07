import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { type NetworkOrganization, partnershipNetwork } from './partnership-network.ts';
import type { NetworkRating } from './rated-pair.ts';

/** `a>b 3` for: a rates b with 3. */
function said(...lines: string[]): NetworkRating[] {
  return lines.map((line) => {
    const [raterId = '', ratedId = '', level] = line.split(/[> ]/);
    return { raterId, ratedId, collaborationLevel: Number(level) };
  });
}

const inGroups = (groups: Record<string, string>): NetworkOrganization[] =>
  Object.entries(groups).map(([id, codes]) => ({
    id,
    stakeholderGroups: codes.split(' ').map((code) => ({ scheme: 'stakeholder-group', code })),
  }));

const star = said('hub>a 1', 'hub>b 2', 'c>hub 5', 'd>hub 1');

describe('the network of a wave', () => {
  it('is of those who rate or are rated', () => {
    expect(unwrap(partnershipNetwork(said('b>a 0', 'c>b 1'))).organizationIds).toEqual(['a', 'b', 'c']);
  });

  it('is empty without ratings, and then has no measure', () => {
    expect(unwrap(partnershipNetwork([]))).toEqual({
      organizationIds: [],
      pairs: [],
      ties: 0,
      twoSided: 0,
      density: null,
      centralization: null,
      crossSectorShare: null,
      confirmedTies: null,
      levelConcordance: null,
      components: [],
      isolateIds: [],
      centralities: [],
      differences: [],
    });
  });

  it('ties two of which one says a level of 1 or more, whatever the other says', () => {
    expect(unwrap(partnershipNetwork(said('a>b 1', 'b>a 0'))).ties).toBe(1);
    expect(unwrap(partnershipNetwork(said('b>a 1'))).ties).toBe(1);
    expect(unwrap(partnershipNetwork(said('a>b 0', 'b>a 0'))).ties).toBe(0);
  });

  it('knows nothing of an organization that rates itself', () => {
    expect(unwrap(partnershipNetwork(said('a>a 5'))).organizationIds).toEqual([]);
  });

  it('is as dense as it has ties among all pairs, those that nobody rates included', () => {
    expect(unwrap(partnershipNetwork(said('a>b 1', 'b>c 1', 'c>d 0'))).density).toBe('0.333333');
    expect(unwrap(partnershipNetwork(said('a>b 1', 'b>c 1', 'a>c 2'))).density).toBe('1');
  });

  it('is centralized wholly where it is a star, and not at all where it is a ring', () => {
    expect(unwrap(partnershipNetwork(star)).centralization).toBe('1');
    expect(unwrap(partnershipNetwork(said('a>b 1', 'b>c 1', 'c>d 1', 'd>a 1'))).centralization).toBe('0');
    expect(unwrap(partnershipNetwork(said('a>b 1', 'b>c 1', 'c>d 1'))).centralization).toBe('0.333333');
    expect(unwrap(partnershipNetwork(said('a>b 1'))).centralization).toBeNull();
  });

  it('says who stands between others', () => {
    const { centralities } = unwrap(partnershipNetwork(said('a>b 1', 'b>c 1', 'c>d 1')));
    expect(centralities).toEqual([
      { organizationId: 'b', degree: 2, betweenness: '0.666667' },
      { organizationId: 'c', degree: 2, betweenness: '0.666667' },
      { organizationId: 'a', degree: 1, betweenness: '0' },
      { organizationId: 'd', degree: 1, betweenness: '0' },
    ]);
    expect(unwrap(partnershipNetwork(star)).centralities[0]).toEqual({
      organizationId: 'hub',
      degree: 4,
      betweenness: '1',
    });
  });

  it('falls into components, of which an isolate is one', () => {
    const { components, isolateIds } = unwrap(partnershipNetwork(said('d>e 1', 'e>f 3', 'a>b 2', 'c>a 0')));
    expect(components).toEqual([['d', 'e', 'f'], ['a', 'b'], ['c']]);
    expect(isolateIds).toEqual(['c']);
  });

  it('is cross-sector in the ties of which both name a group and have none in common', () => {
    const ratings = said('a>b 1', 'a>c 1', 'b>c 1', 'c>d 1', 'a>d 0');
    const groups = inGroups({ a: 'schools', b: 'libraries families', c: 'schools families' });
    expect(unwrap(partnershipNetwork(ratings, groups)).crossSectorShare).toBe('0.333333');
    expect(unwrap(partnershipNetwork(ratings)).crossSectorShare).toBeNull();
    const own = [{ id: 'a', stakeholderGroups: [{ scheme: 'our-town', code: 'schools' }] }];
    expect(unwrap(partnershipNetwork(ratings, [...groups.slice(1), ...own])).crossSectorShare).toBe('0');
  });

  it('is reciprocal in the pairs heard on both sides that are tied on both', () => {
    const heard = said('a>b 1', 'b>a 5', 'a>c 2', 'c>a 0', 'b>c 0', 'c>b 0', 'a>d 3');
    expect(unwrap(partnershipNetwork(heard)).confirmedTies).toBe('0.5');
    expect(unwrap(partnershipNetwork(said('a>b 4'))).confirmedTies).toBeNull();
    expect(unwrap(partnershipNetwork(said('a>b 0', 'b>a 0'))).confirmedTies).toBeNull();
  });

  it('agrees in the pairs heard on both sides that say the same level, and lists the others', () => {
    const { levelConcordance, differences, twoSided } = unwrap(
      partnershipNetwork(said('a>b 1', 'b>a 5', 'a>c 2', 'c>a 0', 'b>c 0', 'c>b 0', 'a>d 3', 'd>b 4', 'b>d 4')),
    );
    expect(twoSided).toBe(4);
    expect(levelConcordance).toBe('0.5');
    expect(differences).toEqual([
      { oneId: 'a', otherId: 'b', levelOfOne: 1, levelOfOther: 5, difference: 4 },
      { oneId: 'a', otherId: 'c', levelOfOne: 2, levelOfOther: 0, difference: 2 },
    ]);
  });
});

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', '__proto__', '10'];
const someRatings = fc.uniqueArray(
  fc.record({ raterId: fc.constantFrom(...ids), ratedId: fc.constantFrom(...ids), collaborationLevel: fc.nat(5) }),
  { selector: ({ raterId, ratedId }) => `${raterId}>${ratedId}`, maxLength: 40 },
);
const someGroups = fc.record(
  Object.fromEntries(ids.map((id) => [id, fc.subarray(['schools', 'libraries', 'families'])])),
);
const organizationsOf = (groups: Record<string, string[]>) =>
  Object.entries(groups).map(([id, codes]) => ({
    id,
    stakeholderGroups: codes.map((code) => ({ scheme: 'stakeholder-group', code })),
  }));

describe('any network', () => {
  it('is the same in whichever order it is told', () => {
    fc.assert(
      fc.property(someRatings, someGroups, (ratings, groups) => {
        const organizations = organizationsOf(groups);
        expect(unwrap(partnershipNetwork(ratings.toReversed(), organizations.toReversed()))).toEqual(
          unwrap(partnershipNetwork(ratings, organizations)),
        );
      }),
    );
  });

  it('has the same measures under other names', () => {
    const renamings = fc.shuffledSubarray(
      ids.map((id) => `new ${id}`),
      { minLength: ids.length },
    );
    fc.assert(
      fc.property(someRatings, someGroups, renamings, (ratings, groups, names) => {
        const renamed = (id: string) => names[ids.indexOf(id)] ?? id;
        const before = unwrap(partnershipNetwork(ratings, organizationsOf(groups)));
        const after = unwrap(
          partnershipNetwork(
            ratings.map(({ raterId, ratedId, collaborationLevel }) => ({
              raterId: renamed(raterId),
              ratedId: renamed(ratedId),
              collaborationLevel,
            })),
            organizationsOf(groups).map((each) => ({ ...each, id: renamed(each.id) })),
          ),
        );
        const measures = ({ ties, twoSided, density, centralization, ...more }: typeof before) => {
          const { crossSectorShare, confirmedTies, levelConcordance } = more;
          return { ties, twoSided, density, centralization, crossSectorShare, confirmedTies, levelConcordance };
        };
        expect(measures(after)).toEqual(measures(before));
        const sorted = (sets: readonly (readonly string[])[]) => sets.map((set) => set.toSorted()).sort();
        expect(sorted(after.components)).toEqual(sorted(before.components.map((set) => set.map(renamed))));
        const placeOf = new Map(after.centralities.map((place) => [place.organizationId, place]));
        for (const { organizationId, degree, betweenness } of before.centralities) {
          const place = placeOf.get(renamed(organizationId));
          expect(place?.degree).toBe(degree);
          expect(Number(place?.betweenness)).toBeCloseTo(Number(betweenness), 5);
        }
      }),
    );
  });

  it('is parted by its components, and keeps every share between 0 and 1', () => {
    fc.assert(
      fc.property(someRatings, someGroups, (ratings, groups) => {
        const network = unwrap(partnershipNetwork(ratings, organizationsOf(groups)));
        expect(network.components.flat().sort()).toEqual(network.organizationIds.toSorted());
        expect(
          network.components
            .filter((set) => set.length === 1)
            .flat()
            .sort(),
        ).toEqual(network.isolateIds.toSorted());
        const degrees = network.centralities.reduce((sum, { degree }) => sum + degree, 0);
        expect(degrees).toBe(2 * network.ties);
        const { density, centralization, crossSectorShare, confirmedTies, levelConcordance, centralities } = network;
        const shares = [density, centralization, crossSectorShare, confirmedTies, levelConcordance];
        for (const share of [...shares, ...centralities.map(({ betweenness }) => betweenness)]) {
          expect(Number(share ?? 0)).toBeGreaterThanOrEqual(0);
          expect(Number(share ?? 0)).toBeLessThanOrEqual(1);
        }
        const same = network.pairs.filter((pair) => pair.levelOfOne === pair.levelOfOther).length;
        expect(same + network.differences.length).toBe(network.twoSided);
      }),
    );
  });

  it('becomes no less dense by a tie between two of its organizations', () => {
    fc.assert(
      fc.property(someRatings, fc.constantFrom(...ids), fc.constantFrom(...ids), (ratings, raterId, ratedId) => {
        const before = unwrap(partnershipNetwork(ratings));
        fc.pre([raterId, ratedId].every((id) => before.organizationIds.includes(id)) && raterId !== ratedId);
        const after = unwrap(partnershipNetwork([...ratings, { raterId, ratedId, collaborationLevel: 5 }]));
        expect(Number(after.density)).toBeGreaterThanOrEqual(Number(before.density));
        expect(after.components.length).toBeLessThanOrEqual(before.components.length);
      }),
    );
  });
});
