import type { EcosystemLink } from '../ecosystem/index.ts';
import { networksAround } from '../ecosystem/internal.ts';
import { fields, judgeInput, list, text } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';

const twoEcosystems = fields<{ ecosystemId: string; partnerEcosystemId: string }>({
  ecosystemId: text,
  partnerEcosystemId: text,
});
const ecosystemLink = fields<EcosystemLink>({ networkId: text, memberId: text });

/** What is wrong where an organization is put beside itself: `INVALID`. */
export function judgeTwoOrganizations(two: {
  id: string;
  otherId: string;
  /** The field that holds the other. */
  path: string;
}): Issue[] {
  if (two.id !== two.otherId) return [];
  return [{ code: 'INVALID', path: [two.path], message: 'another organization is expected, not the same one again' }];
}

/**
 * What is wrong with a partner of this ecosystem: it has to be of the same one, or of one that is in a common network,
 * through however many networks of networks; else `OTHER_ECOSYSTEM`. `memberships` are those that hold today.
 */
export function judgePartnerEcosystem(
  two: { ecosystemId: string; partnerEcosystemId: string },
  memberships: readonly EcosystemLink[],
): Issue[] {
  const malformed = judgeInput({ two, memberships }, { two: twoEcosystems, memberships: list(ecosystemLink) });
  if (malformed.length > 0) return malformed;
  const { ecosystemId, partnerEcosystemId } = two;
  if (ecosystemId === partnerEcosystemId) return [];
  const around = networksAround(ecosystemId, memberships);
  if (!around.isDisjointFrom(networksAround(partnerEcosystemId, memberships))) return [];
  return [
    {
      code: 'OTHER_ECOSYSTEM',
      path: ['partnerId'],
      message:
        'this organization is of an ecosystem that is in no network with this one: the two have to be members of one network, and both sides have to say so',
    },
  ];
}
