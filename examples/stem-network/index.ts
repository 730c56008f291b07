import {
  networkMembershipDefinition,
  organizationDefinition,
  partnershipDefinition,
  type UnitOfWork,
} from '@collective-impact/store';
import { partner } from '../stem-ecosystem/ecosystem.ts';
import { createAdoptionOfNetwork } from '../stem-ecosystem/learning.ts';
import { register } from '../stem-ecosystem/register.ts';
import { idOf, Story } from '../stem-ecosystem/story.ts';
import { createNetworkIndicators } from './indicator.ts';
import { createMemberships } from './members.ts';
import { createSharing } from './sharing.ts';
import { createNetworkSurvey } from './survey.ts';

const stemEcosystem = idOf('ecosystem', 'example-stem-ecosystem');

/** Made-up organizations of the network. The university is also a partner in the example ecosystem. */
const organizations: [key: string, name: string, groups: string, identifiers: object[]][] = [
  ['network/office', 'Example STEM Network Office', 'community-based-organizations', []],
  [
    'network/university',
    'Quillmere State University, Outreach',
    'higher-education',
    register['state-university'] ?? [],
  ],
  ['network/fund', 'Example Fund for STEM Networks', 'philanthropies', []],
];

/**
 * Creates the records of a made-up network and its membership relations to the example STEM ecosystems. The ecosystem of the
 * kind NETWORK must exist and be empty, and the records of the member must exist.
 */
export async function createStemNetwork(unit: UnitOfWork, networkId: string): Promise<void> {
  const story = new Story(unit);
  for (const [key, name, groups, identifiers] of organizations) {
    const stakeholderGroups = groups.split(' ').map((code) => ({ code }));
    await story.create(organizationDefinition, {
      key,
      values: { ecosystemId: networkId, name, stakeholderGroups, identifiers },
    });
  }
  const sides = { networkId, memberId: stemEcosystem };
  const halves: [key: string, ecosystemId: string, startedOn: string, endedOn: string | null][] = [
    // The ecosystem recorded this membership in its first fall. The network did not confirm it, so it remains pending.
    ['member/first', stemEcosystem, '2023-09-15', '2023-12-31'],
    ['member', stemEcosystem, '2024-01-01', null],
    ['network', networkId, '2024-02-01', null],
  ];
  for (const [key, ecosystemId, startedOn, endedOn] of halves) {
    await story.create(networkMembershipDefinition, { key, values: { ...sides, ecosystemId, startedOn, endedOn } });
  }
  await story.create(partnershipDefinition, {
    key: 'network-coaching',
    values: {
      organizationId: partner('community-foundation'),
      partnerId: idOf('organization', 'network/office'),
      purpose: 'Coaching for those who lead the ecosystem',
      startedOn: '2024-03-01',
    },
  });
  await createAdoptionOfNetwork(story, networkId);
  await createNetworkIndicators(story, sides);
  await createMemberships(story, networkId);
  await createNetworkSurvey(story, networkId);
  await createSharing(story, networkId);
}

export { createStemMember } from './members.ts';
