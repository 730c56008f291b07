import { stakeholderGroups } from '../ecosystem/index.ts';
import { groupCodesOf } from '../ecosystem/internal.ts';
import type { Code } from '../shared/code.ts';
import { divideDecimals, roundToDecimal } from '../shared/numbers/decimal.ts';
import type { NetworkDegrees } from './network-degrees.ts';
import type { NetworkOrganization } from './network-organization.ts';
import type { NetworkRating } from './rated-pair.ts';

/** Means of ratings, as decimals rounded to 6 decimal places. A mean is null if no rating states its measure. */
export interface RelationshipQuality {
  /** Number of ratings. */
  ratings: number;
  /** Mean level of collaboration, 0 to 5. */
  meanLevel: string | null;
  /** Mean trust, 1 to 4, and the number of ratings that state it. */
  meanTrust: string | null;
  trustRatings: number;
  /** Mean value, 1 to 4, and the number of ratings that state it. */
  meanValue: string | null;
  valueRatings: number;
}

/** The relationships of the organizations of one stakeholder group. */
export interface SectorRelationships extends RelationshipQuality {
  group: Code;
  /** Number of organizations of the group in the network. */
  organizations: number;
  /** Means over these organizations. */
  meanDegree: string | null;
  meanWeightedDegree: string | null;
  meanInDegree: string | null;
  meanOutDegree: string | null;
}

const scale = 6;

/** Means of the levels, of trust and of value in ratings. */
export function relationshipQuality(ratings: readonly NetworkRating[]): RelationshipQuality {
  const trusted = ratings.flatMap(({ trust }) => trust ?? []);
  const valued = ratings.flatMap(({ value }) => value ?? []);
  return {
    ratings: ratings.length,
    meanLevel: meanOf(ratings.map(({ collaborationLevel }) => collaborationLevel)),
    meanTrust: meanOf(trusted),
    trustRatings: trusted.length,
    meanValue: meanOf(valued),
    valueRatings: valued.length,
  };
}

/**
 * The ratings that organizations of each stakeholder group received, and their means of degree. An organization of several
 * groups counts in each of them. Groups without an organization in the network are left out.
 */
export function relationshipsBySector(
  ratings: readonly NetworkRating[],
  { degrees, organizations }: { degrees: readonly NetworkDegrees[]; organizations: readonly NetworkOrganization[] },
): SectorRelationships[] {
  const groups = new Map(organizations.map((organization) => [organization.id, groupCodesOf(organization)]));
  return stakeholderGroups.codes.flatMap(({ code, label, uri }): SectorRelationships[] => {
    const members = degrees.filter(({ organizationId }) => groups.get(organizationId)?.has(code));
    if (members.length === 0) return [];
    const received = ratings.filter(({ ratedId }) => groups.get(ratedId)?.has(code));
    const mean = (of: (each: NetworkDegrees) => number) => meanOf(members.map(of));
    return [
      {
        group: { scheme: stakeholderGroups.scheme, code, label, uri: uri ?? null },
        organizations: members.length,
        meanDegree: mean(({ degree }) => degree),
        meanWeightedDegree: mean(({ weightedDegree }) => weightedDegree),
        meanInDegree: mean(({ inDegree }) => inDegree),
        meanOutDegree: mean(({ outDegree }) => outDegree),
        ...relationshipQuality(received),
      },
    ];
  });
}

function meanOf(numbers: readonly number[]): string | null {
  const sum = numbers.reduce((total, each) => total + each, 0);
  // Levels are whole numbers, and strengths of pairs are multiples of one half, so that the sum is exact.
  return divideDecimals(roundToDecimal(sum, { scale: 1 }), { by: String(numbers.length), scale }) ?? null;
}
