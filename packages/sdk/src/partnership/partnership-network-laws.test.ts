import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { partnershipNetwork } from './partnership-network.ts';

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
        expect(unwrap(partnershipNetwork(ratings.toReversed(), { organizations: organizations.toReversed() }))).toEqual(
          unwrap(partnershipNetwork(ratings, { organizations })),
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
        const before = unwrap(partnershipNetwork(ratings, { organizations: organizationsOf(groups) }));
        const after = unwrap(
          partnershipNetwork(
            ratings.map(({ raterId, ratedId, collaborationLevel }) => ({
              raterId: renamed(raterId),
              ratedId: renamed(ratedId),
              collaborationLevel,
            })),
            { organizations: organizationsOf(groups).map((each) => ({ ...each, id: renamed(each.id) })) },
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
        const network = unwrap(partnershipNetwork(ratings, { organizations: organizationsOf(groups) }));
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
        const same = network.pairs.filter((pair) => pair.firstLevel === pair.secondLevel).length;
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
