import { relationshipRatingDefinition, surveyWaveDefinition } from '@collective-impact/store';
import { instrument } from '../stem-ecosystem/partnership.ts';
import { trustAndValue } from '../stem-ecosystem/ratings.ts';
import { idOf, type Story } from '../stem-ecosystem/story.ts';

/** Organizations of the network and of its member that were invited, in the order of the invitation. */
const invited = [
  'network/office',
  'network/university',
  'network/fund',
  'district',
  'science-center',
  'state-university',
  'community-foundation',
];

/** Made-up collaboration levels, 0 to 5. The two universities did not answer. */
const ratings: readonly [rater: string, rated: string, level: number][] = [
  ['network/office', 'district', 3],
  ['network/office', 'science-center', 2],
  ['network/office', 'community-foundation', 4],
  ['network/office', 'network/fund', 3],
  ['network/fund', 'community-foundation', 5],
  ['network/fund', 'network/office', 2],
  ['district', 'network/office', 2],
  ['district', 'science-center', 4],
  ['district', 'network/university', 0],
  ['science-center', 'network/office', 1],
  ['community-foundation', 'network/office', 4],
  ['community-foundation', 'network/fund', 4],
];

const [opensOn, ratedOn, closesOn] = ['2025-04-01', '2025-04-10', '2025-04-30'];

/** Creates a survey wave of the network, with ratings between the network's organizations and those of its member. */
export async function createNetworkSurvey(story: Story, networkId: string): Promise<void> {
  const respondents = new Set(ratings.map(([rater]) => rater));
  await story.create(surveyWaveDefinition, {
    key: 'network/wave/1',
    values: {
      ecosystemId: networkId,
      number: 1,
      ...instrument,
      opensOn,
      closesOn,
      invitedOrganizationIds: invited.map((key) => idOf('organization', key)),
      responses: [...respondents].map((key) => ({ organizationId: idOf('organization', key), respondedOn: ratedOn })),
    },
  });
  for (const [rater, rated, collaborationLevel] of ratings) {
    await story.create(relationshipRatingDefinition, {
      key: `network/${rater}/${rated}/1`,
      values: {
        raterId: idOf('organization', rater),
        ratedId: idOf('organization', rated),
        surveyWaveId: idOf('survey_wave', 'network/wave/1'),
        collaborationLevel,
        trust: trustAndValue.trust[collaborationLevel],
        value: trustAndValue.value[collaborationLevel],
        ratedOn,
      },
    });
  }
}
