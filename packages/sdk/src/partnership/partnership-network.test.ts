import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import type { NetworkOrganization } from './network-organization.ts';
import { partnershipNetwork } from './partnership-network.ts';
import type { NetworkRating } from './rated-pair.ts';

const organizationsInGroups = (groups: Record<string, string>): NetworkOrganization[] =>
  Object.entries(groups).map(([id, codes]) => ({
    id,
    stakeholderGroups: codes.split(' ').map((code) => ({ scheme: 'stakeholder-group', code })),
  }));

const star = ratingsFrom('hub>a 1', 'hub>b 2', 'c>hub 5', 'd>hub 1');

/** Ratings in short form: `a>b 3` means that a rates b with level 3. */
function ratingsFrom(...lines: string[]): NetworkRating[] {
  return lines.map((line) => {
    const [raterId = '', ratedId = '', level] = line.split(/[> ]/);
    return { raterId, ratedId, collaborationLevel: Number(level) };
  });
}

/** The degrees of a sector, and its ratings with their mean level, mean trust, and number of ratings with trust. */
function sectorOf(sector: {
  organizations: number;
  degrees: [string, string, string, string];
  means: [number, string, string, number];
}) {
  const [meanDegree, meanWeightedDegree, meanInDegree, meanOutDegree] = sector.degrees;
  const [ratings, meanLevel, meanTrust, trustRatings] = sector.means;
  return {
    organizations: sector.organizations,
    meanDegree,
    meanWeightedDegree,
    meanInDegree,
    meanOutDegree,
    ratings,
    meanLevel,
    meanTrust,
    trustRatings,
    meanValue: null,
    valueRatings: 0,
  };
}

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
      minimumLevel: 1,
      possiblePairs: 0,
      density: null,
      centralization: null,
      crossSectorShare: null,
      expectedCrossSectorShare: null,
      eiIndex: null,
      expectedEiIndex: null,
      crossEcosystemShare: null,
      expectedCrossEcosystemShare: null,
      confirmedTies: null,
      levelConcordance: null,
      components: [],
      isolateIds: [],
      centralities: [],
      differences: [],
      quality: {
        ratings: 0,
        meanLevel: null,
        meanTrust: null,
        trustRatings: 0,
        meanValue: null,
        valueRatings: 0,
      },
      sectors: [],
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

  it('divides the number of ties by the number of rated pairs, and states the number of possible pairs', () => {
    const network = unwrap(partnershipNetwork(ratingsFrom('a>b 1', 'b>c 1', 'c>d 0')));
    expect([network.density, network.pairs.length, network.possiblePairs]).toEqual(['0.666667', 3, 6]);
    expect(unwrap(partnershipNetwork(ratingsFrom('a>b 1', 'b>c 1', 'a>c 2'))).density).toBe('1');
  });

  it('counts ties, confirmed ties and degrees from the minimum level', () => {
    const ratings = ratingsFrom('a>b 3', 'b>a 2', 'b>c 3', 'c>b 5', 'a>c 1');
    const from = (minimumLevel: number) => unwrap(partnershipNetwork(ratings, { minimumLevel }));
    expect([1, 3, 4, 5].map((level) => from(level).ties)).toEqual([3, 2, 1, 1]);
    expect([1, 3, 4].map((level) => from(level).confirmedTies)).toEqual(['1', '0.5', '0']);
    expect(from(3).centralities).toEqual([
      { organizationId: 'b', degree: 2, weightedDegree: '6.5', inDegree: 2, outDegree: 1, betweenness: '1' },
      { organizationId: 'a', degree: 1, weightedDegree: '2.5', inDegree: 0, outDegree: 1, betweenness: '0' },
      { organizationId: 'c', degree: 1, weightedDegree: '4', inDegree: 1, outDegree: 1, betweenness: '0' },
    ]);
    expect(partnershipNetwork(ratings, { minimumLevel: 0 })).toMatchObject({
      ok: false,
      issues: [{ code: 'INVALID', path: ['options', 'minimumLevel'] }],
    });
  });

  it('returns the means of levels, trust and value, and their bases', () => {
    const [one, other] = ratingsFrom('a>b 3', 'b>a 2');
    const ratings = [
      { ...one, trust: 4, value: 1 },
      { ...other, trust: 1 },
      { raterId: 'a', ratedId: 'a', collaborationLevel: 5, trust: 4 },
    ] as NetworkRating[];
    expect(unwrap(partnershipNetwork(ratings)).quality).toEqual({
      ratings: 2,
      meanLevel: '2.5',
      meanTrust: '2.5',
      trustRatings: 2,
      meanValue: '1',
      valueRatings: 1,
    });
  });

  it('returns the relationships of each stakeholder group', () => {
    const [first, second, third] = ratingsFrom('a>b 3', 'b>a 1', 'c>b 0');
    const ratings = [{ ...first, trust: 4 }, { ...second, trust: 2 }, third] as NetworkRating[];
    const organizations = organizationsInGroups({ a: 'schools', b: 'libraries families', c: 'libraries' });
    const { sectors } = unwrap(partnershipNetwork(ratings, { organizations }));
    expect(sectors.map(({ group, ...rest }) => [group.code, rest])).toEqual([
      ['schools', sectorOf({ organizations: 1, degrees: ['1', '2', '1', '1'], means: [1, '1', '2', 1] })],
      ['libraries', sectorOf({ organizations: 2, degrees: ['0.5', '1', '0.5', '0.5'], means: [2, '1.5', '4', 1] })],
      ['families', sectorOf({ organizations: 1, degrees: ['1', '2', '1', '1'], means: [2, '1.5', '4', 1] })],
    ]);
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
      { organizationId: 'b', degree: 2, weightedDegree: '2', inDegree: 1, outDegree: 1, betweenness: '0.666667' },
      { organizationId: 'c', degree: 2, weightedDegree: '2', inDegree: 1, outDegree: 1, betweenness: '0.666667' },
      { organizationId: 'a', degree: 1, weightedDegree: '1', inDegree: 0, outDegree: 1, betweenness: '0' },
      { organizationId: 'd', degree: 1, weightedDegree: '1', inDegree: 1, outDegree: 0, betweenness: '0' },
    ]);
    expect(unwrap(partnershipNetwork(star)).centralities[0]).toEqual({
      organizationId: 'hub',
      degree: 4,
      weightedDegree: '9',
      inDegree: 2,
      outDegree: 2,
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
    // Of the pairs a-b, a-c and b-c, which have groups, a-b is across sectors.
    expect(unwrap(partnershipNetwork(ratings, { organizations: groups }))).toMatchObject({
      crossSectorShare: '0.333333',
      expectedCrossSectorShare: '0.333333',
      eiIndex: '-0.333333',
      expectedEiIndex: '-0.333333',
    });
    expect(unwrap(partnershipNetwork(ratings.slice(0, 1), { organizations: groups }))).toMatchObject({
      crossSectorShare: '1',
      eiIndex: '1',
    });
    expect(unwrap(partnershipNetwork(ratings)).crossSectorShare).toBeNull();
    const customGroup = [{ id: 'a', stakeholderGroups: [{ scheme: 'our-town', code: 'schools' }] }];
    expect(
      unwrap(partnershipNetwork(ratings, { organizations: [...groups.slice(1), ...customGroup] })).crossSectorShare,
    ).toBe('0');
  });

  it('counts a tie as cross-ecosystem if its organizations belong to different ecosystems', () => {
    const ratings = ratingsFrom('a>b 1', 'a>c 1', 'b>c 1', 'c>d 1', 'a>d 0');
    const organizations = Object.entries({ a: 'town', b: 'town', c: 'city', d: 'state' }).map(([id, ecosystemId]) => ({
      id,
      ecosystemId,
      stakeholderGroups: [],
    }));
    // Of the ties, a-b is within the town. Of the 5 rated pairs, only a-b is within an ecosystem.
    expect(unwrap(partnershipNetwork(ratings, { organizations }))).toMatchObject({
      crossEcosystemShare: '0.75',
      expectedCrossEcosystemShare: '0.8',
      crossSectorShare: null,
    });
    // Without d, whose ecosystem is then unknown, 2 of 3 ties and of 3 rated pairs are between ecosystems.
    expect(unwrap(partnershipNetwork(ratings, { organizations: organizations.slice(0, 3) }))).toMatchObject({
      crossEcosystemShare: '0.666667',
      expectedCrossEcosystemShare: '0.666667',
    });
    expect(unwrap(partnershipNetwork(ratings)).crossEcosystemShare).toBeNull();
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
      { firstOrganizationId: 'a', secondOrganizationId: 'b', firstLevel: 1, secondLevel: 5, difference: 4 },
      { firstOrganizationId: 'a', secondOrganizationId: 'c', firstLevel: 2, secondLevel: 0, difference: 2 },
    ]);
  });
});
