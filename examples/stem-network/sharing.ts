import { sharingAcceptanceDefinition, sharingAgreementDefinition } from '@collective-impact/store';
import { idOf, type Story } from '../stem-ecosystem/story.ts';

/**
 * Creates two made-up sharing agreements of members with the network. The network has accepted that of the coast, and has not
 * answered the other.
 */
export async function createSharing(story: Story, networkId: string): Promise<void> {
  const offer = { networkId, startsOn: '2025-07-01' };
  await story.create(sharingAgreementDefinition, {
    key: 'coast',
    values: {
      ...offer,
      ecosystemId: idOf('ecosystem', 'example-stem-coast'),
      indicatorScope: 'ALL',
      detail: 'TOTALS',
      minimumThreshold: 10,
      purpose:
        'Compare visits to workplaces across the members. No figure is published without the consent of the coast.',
    },
  });
  await story.create(sharingAcceptanceDefinition, {
    key: 'coast',
    values: { ecosystemId: networkId, agreementId: idOf('sharing_agreement', 'coast') },
  });
  await story.create(sharingAgreementDefinition, {
    key: 'ecosystem',
    values: {
      ...offer,
      ecosystemId: idOf('ecosystem', 'example-stem-ecosystem'),
      indicatorScope: 'ALL',
      detail: 'DISAGGREGATED',
      minimumThreshold: 20,
      purpose: 'Find out which practices reach the groups of students that are reached least.',
    },
  });
}
