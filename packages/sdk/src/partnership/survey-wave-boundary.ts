import type { EcosystemLink } from '../ecosystem/index.ts';
import { networksAround } from '../ecosystem/internal.ts';
import { fields, judgeInput, list, text } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';

/** An organization that a command names, with its ecosystem and the path of the field. */
export interface NamedOrganization {
  ecosystemId: string;
  path: readonly string[];
}

const surveyedOrganizations = fields<{ ecosystemId: string; organizations: object }>({
  ecosystemId: text,
  organizations: list(fields<NamedOrganization>({ ecosystemId: text, path: list(text) })),
});
const ecosystemLink = fields<EcosystemLink>({ networkId: text, memberId: text });

/**
 * Checks that organizations are within the boundary of a survey wave (`OTHER_ECOSYSTEM`). They must belong to the ecosystem of
 * the wave. If that ecosystem is a network, they can also belong to its members, directly or through networks of networks.
 * `memberships` are those that are active today.
 *
 * @see Laumann, Marsden and Prensky 1983, The boundary specification problem in network analysis
 */
export function judgeWaveBoundary(
  wave: { ecosystemId: string; organizations: readonly NamedOrganization[] },
  memberships: readonly EcosystemLink[],
): Issue[] {
  const malformed = judgeInput(
    { wave, memberships },
    { wave: surveyedOrganizations, memberships: list(ecosystemLink) },
  );
  if (malformed.length > 0) return malformed;
  return wave.organizations.flatMap(({ ecosystemId, path }): Issue[] => {
    if (networksAround(ecosystemId, memberships).has(wave.ecosystemId)) return [];
    const message = `\`${path.join('.')}\` is outside the survey wave. The organization must belong to the ecosystem of the wave, or to a member if that ecosystem is a network. For organizations of several ecosystems, use a survey wave of their network.`;
    return [{ code: 'OTHER_ECOSYSTEM', path: [...path], message }];
  });
}
