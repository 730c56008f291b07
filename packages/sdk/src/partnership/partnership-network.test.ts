import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { type NetworkOrganization, partnershipNetwork } from './partnership-network.ts';
import type { NetworkRating } from './rated-pair.ts';

/** Ratings in short form: `a>b 3` means that a rates b with level 3. */
function ratingsFrom(...lines: string[]): NetworkRating[] {
  return lines.map((line) => {
    const [raterId = '', ratedId = '', level] = line.split(/[> ]/);
    return { raterId, ratedId, collaborationLevel: Number(level) };
  });
}

const organizationsInGroups = (groups: Record<string, string>): NetworkOrganization[] =>
  Object.entries(groups).map(([id, codes]) => ({
    id,
    stakeholderGroups: codes.split(' ').map((code) => ({ scheme: 'stakeholder-group', code })),
  }));

const star = ratingsFrom('hub>a 1', 'hub>b 2', 'c>hub 5', 'd>hub 1');

describe('partnershipNetwork', () => {
  it('includes each organization that gave or received a rating', () => {
    expect(unwrap(partnershipNetwork(ratingsFrom('b>a 0', 'c>b 1'))).organizationIds).toEqual(['a', 'b', 'c']);
  });

  it('returns an empty network with null measures if there are no ratings', () => {
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

  it('counts a tie if at least one organization reports level 1 or higher', () => {
    expect(unwrap(partnershipNetwork(ratingsFrom('a>b 1', 'b>a 0'))).ties).toBe(1);
    expect(unwrap(partnershipNetwork(ratingsFrom('b>a 1'))).ties).toBe(1);
    expect(unwrap(partnershipNetwork(ratingsFrom('a>b 0', 'b>a 0'))).ties).toBe(0);
  });

  it('ignores the rating of an organization by itself', () => {
    expect(unwrap(partnershipNetwork(ratingsFrom('a>a 5'))).organizationIds).toEqual([]);
  });

  it('divides the number of ties by the number of possible pairs, including unrated pairs', () => {
    expect(unwrap(partnershipNetwork(ratingsFrom('a>b 1', 'b>c 1', 'c>d 0'))).density).toBe('0.333333');
    expect(unwrap(partnershipNetwork(ratingsFrom('a>b 1', 'b>c 1', 'a>c 2'))).density).toBe('1');
  });

  it('returns centralization 1 for a star and 0 for a ring', () => {
    expect(unwrap(partnershipNetwork(star)).centralization).toBe('1');
    expect(unwrap(partnershipNetwork(ratingsFrom('a>b 1', 'b>c 1', 'c>d 1', 'd>a 1'))).centralization).toBe('0');
    expect(unwrap(partnershipNetwork(ratingsFrom('a>b 1', 'b>c 1', 'c>d 1'))).centralization).toBe('0.333333');
    expect(unwrap(partnershipNetwork(ratingsFrom('a>b 1'))).centralization).toBeNull();
  });

  it('sorts organizations by betweenness', () => {
    const { centralities } = unwrap(partnershipNetwork(ratingsFrom('a>b 1', 'b>c 1', 'c>d 1')));
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

  it('lists components, with an isolate as a component of one organization', () => {
    const { components, isolateIds } = unwrap(partnershipNetwork(ratingsFrom('d>e 1', 'e>f 3', 'a>b 2', 'c>a 0')));
    expect(components).toEqual([['d', 'e', 'f'], ['a', 'b'], ['c']]);
    expect(isolateIds).toEqual(['c']);
  });

  it('counts a tie as cross-sector if both organizations have groups and no group in common', () => {
    const ratings = ratingsFrom('a>b 1', 'a>c 1', 'b>c 1', 'c>d 1', 'a>d 0');
    const groups = organizationsInGroups({ a: 'schools', b: 'libraries families', c: 'schools families' });
    expect(unwrap(partnershipNetwork(ratings, groups)).crossSectorShare).toBe('0.333333');
    expect(unwrap(partnershipNetwork(ratings)).crossSectorShare).toBeNull();
    const customGroup = [{ id: 'a', stakeholderGroups: [{ scheme: 'our-town', code: 'schools' }] }];
    expect(unwrap(partnershipNetwork(ratings, [...groups.slice(1), ...customGroup])).crossSectorShare).toBe('0');
  });

  it('counts a two-sided tie as confirmed if both organizations report level 1 or higher', () => {
    const ratings = ratingsFrom('a>b 1', 'b>a 5', 'a>c 2', 'c>a 0', 'b>c 0', 'c>b 0', 'a>d 3');
    expect(unwrap(partnershipNetwork(ratings)).confirmedTies).toBe('0.5');
    expect(unwrap(partnershipNetwork(ratingsFrom('a>b 4'))).confirmedTies).toBeNull();
    expect(unwrap(partnershipNetwork(ratingsFrom('a>b 0', 'b>a 0'))).confirmedTies).toBeNull();
  });

  it('measures concordance as the share of two-sided pairs with equal levels, and lists the other pairs', () => {
    const { levelConcordance, differences, twoSided } = unwrap(
      partnershipNetwork(ratingsFrom('a>b 1', 'b>a 5', 'a>c 2', 'c>a 0', 'b>c 0', 'c>b 0', 'a>d 3', 'd>b 4', 'b>d 4')),
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
const arbitraryRatings = fc.uniqueArray(
  fc.record({ raterId: fc.constantFrom(...ids), ratedId: fc.constantFrom(...ids), collaborationLevel: fc.nat(5) }),
  { selector: ({ raterId, ratedId }) => `${raterId}>${ratedId}`, maxLength: 40 },
);
const arbitraryGroups = fc.record(
  Object.fromEntries(ids.map((id) => [id, fc.subarray(['schools', 'libraries', 'families'])])),
);
const organizationsOf = (groups: Record<string, string[]>) =>
  Object.entries(groups).map(([id, codes]) => ({
    id,
    stakeholderGroups: codes.map((code) => ({ scheme: 'stakeholder-group', code })),
  }));

describe('a partnership network', () => {
  it('does not depend on the order of ratings or organizations', () => {
    fc.assert(
      fc.property(arbitraryRatings, arbitraryGroups, (ratings, groups) => {
        const organizations = organizationsOf(groups);
        expect(unwrap(partnershipNetwork(ratings.toReversed(), organizations.toReversed()))).toEqual(
          unwrap(partnershipNetwork(ratings, organizations)),
        );
      }),
    );
  });

  it('has the same measures if the organizations are renamed', () => {
    const renamings = fc.shuffledSubarray(
      ids.map((id) => `new ${id}`),
      { minLength: ids.length },
    );
    fc.assert(
      fc.property(arbitraryRatings, arbitraryGroups, renamings, (ratings, groups, names) => {
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
        const renamedCentralities = new Map(after.centralities.map((each) => [each.organizationId, each]));
        for (const { organizationId, degree, betweenness } of before.centralities) {
          const same = renamedCentralities.get(renamed(organizationId));
          expect(same?.degree).toBe(degree);
          expect(Number(same?.betweenness)).toBeCloseTo(Number(betweenness), 5);
        }
      }),
    );
  });

  it('is partitioned by its components, and has shares between 0 and 1', () => {
    fc.assert(
      fc.property(arbitraryRatings, arbitraryGroups, (ratings, groups) => {
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

  it('does not become less dense if a tie between two of its organizations is added', () => {
    fc.assert(
      fc.property(arbitraryRatings, fc.constantFrom(...ids), fc.constantFrom(...ids), (ratings, raterId, ratedId) => {
        const before = unwrap(partnershipNetwork(ratings));
        fc.pre([raterId, ratedId].every((id) => before.organizationIds.includes(id)) && raterId !== ratedId);
        const after = unwrap(partnershipNetwork([...ratings, { raterId, ratedId, collaborationLevel: 5 }]));
        expect(Number(after.density)).toBeGreaterThanOrEqual(Number(before.density));
        expect(after.components.length).toBeLessThanOrEqual(before.components.length);
      }),
    );
  });
});
