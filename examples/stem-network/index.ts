import {
  networkMembershipDefinition,
  organizationDefinition,
  partnershipDefinition,
  type UnitOfWork,
} from '@collective-impact/store';
import { partner } from '../stem-ecosystem/ecosystem.ts';
import { tellAdoptionOfNetwork } from '../stem-ecosystem/learning.ts';
import { register } from '../stem-ecosystem/register.ts';
import { idOf, Story } from '../stem-ecosystem/story.ts';
import { tellNetworkMeasurement } from './measurement.ts';

const stemEcosystem = idOf('ecosystem', 'example-stem-ecosystem');

/** Made-up organizations of the network; the university is the one that is a partner in the example ecosystem too. */
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
 * Tells the made-up story of a network and its member, the example STEM ecosystem, into an ecosystem of the kind NETWORK
 * that is there and empty. The member's story is told before.
 */
export async function tellStemNetwork(unit: UnitOfWork, networkId: string): Promise<void> {
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
    // Asked in its first fall, and not answered: this half stays pending.
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
  await tellAdoptionOfNetwork(story, networkId);
  await tellNetworkMeasurement(story, sides);
}
