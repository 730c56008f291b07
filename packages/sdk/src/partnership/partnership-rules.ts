import type { EcosystemLink } from '../ecosystem/index.ts';
import { networksAround } from '../ecosystem/internal.ts';
import { fields, judgeInput, list, text } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';

const twoEcosystems = fields<{ ecosystemId: string; partnerEcosystemId: string }>({
  ecosystemId: text,
  partnerEcosystemId: text,
});
const ecosystemLink = fields<EcosystemLink>({ networkId: text, memberId: text });

/** Checks that two organizations differ (`INVALID`). */
export function judgeTwoOrganizations(two: {
  id: string;
  otherId: string;
  /** The field that contains `otherId`. */
  path: string;
}): Issue[] {
  if (two.id !== two.otherId) return [];
  return [
    {
      code: 'INVALID',
      path: [two.path],
      message: `The two organizations are the same. Set \`${two.path}\` to another organization.`,
    },
  ];
}

/**
 * Checks the ecosystem of a partner (`OTHER_ECOSYSTEM`). It must be the same ecosystem, or share a network with it, directly
 * or through networks of networks. `memberships` are those that are active today.
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
        'The partner belongs to an ecosystem that shares no network with this one. Record the network membership of both ecosystems first.',
    },
  ];
}
