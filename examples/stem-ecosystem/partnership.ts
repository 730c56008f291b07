import { partnershipDefinition, relationshipRatingDefinition, surveyWaveDefinition } from '@collective-impact/store';
import { partner } from './ecosystem.ts';
import { codedTypes, partnerships } from './partnerships.ts';
import { levels, openDays, others, ratedOn, raters, silent, trustAndValue } from './ratings.ts';
import { idOf, type Story } from './story.ts';

/** The instrument of the surveys. The responses are made up. */
export const instrument = {
  instrument: 'Levels of Collaboration Scale (the responses are made up)',
  instrumentUrl: 'https://doi.org/10.1177/1098214006290356',
  instrumentCitation:
    'Frey, B. B., Lohmeier, J. H., Lee, S. W., and Tollefson, N. (2006). Measuring collaboration among grant partners. American Journal of Evaluation, 27(3), 383–392.',
};

/** Creates the partnerships, and two survey waves of ratings, a year apart. All responses are made up. */
export async function createPartnership(story: Story): Promise<void> {
  for (const [key, one, other, purpose, startedOn, endedOn] of partnerships) {
    const values = { organizationId: partner(one), partnerId: partner(other), purpose, startedOn, endedOn };
    await story.create(partnershipDefinition, { key, values: { ...values, codedType: codedTypes[key] } });
  }
  const ratings = [
    ...Object.entries(levels).flatMap(([wave, rows]) =>
      Object.entries(rows).flatMap(([rater, row]) =>
        raters.flatMap((rated, place) =>
          rater === rated ? [] : [{ wave: Number(wave), rater, rated, level: Number(row[place]) }],
        ),
      ),
    ),
    ...others.map(([wave, rater, rated, level]) => ({ wave, rater, rated, level })),
  ];
  for (const [wave, ofWave] of Map.groupBy(ratings, (rating) => rating.wave)) {
    await createWave(story, { wave, respondents: [...new Set(ofWave.map(({ rater }) => rater))] });
  }
  for (const rating of ratings) await createRating(story, rating);
}

async function createWave(story: Story, { wave, respondents }: { wave: number; respondents: string[] }): Promise<void> {
  await story.create(surveyWaveDefinition, {
    key: `wave/${wave}`,
    values: {
      ecosystemId: idOf('ecosystem', 'example-stem-ecosystem'),
      number: wave,
      ...instrument,
      ...openDays[wave],
      invitedOrganizationIds: [...respondents, ...(silent[wave] ?? [])].map(partner),
      responses: respondents.map((key) => ({ organizationId: partner(key), respondedOn: ratedOn[wave] })),
    },
  });
}

async function createRating(
  story: Story,
  rating: { wave: number; rater: string; rated: string; level: number },
): Promise<void> {
  const { wave, rater, rated, level } = rating;
  await story.create(relationshipRatingDefinition, {
    key: `${wave}/${rater}/${rated}`,
    values: {
      raterId: partner(rater),
      ratedId: partner(rated),
      surveyWaveId: idOf('survey_wave', `wave/${wave}`),
      collaborationLevel: level,
      ratedOn: ratedOn[wave],
      trust: trustAndValue.trust[level],
      value: trustAndValue.value[level],
      ...(wave === 2 && rater === 'district' && rated === 'youth-council'
        ? { comment: 'They plan the open days with us now.' }
        : {}),
    },
  });
}
