import { partnershipDefinition, relationshipRatingDefinition } from '@collective-impact/store';
import { partner } from './ecosystem.ts';
import { codedTypes, partnerships } from './partnerships.ts';
import { levels, others, ratedOn, raters } from './ratings.ts';
import type { Story } from './story.ts';

/** Creates the partnerships, and their ratings in two waves, a year apart. */
export async function createPartnership(story: Story): Promise<void> {
  for (const [key, one, other, purpose, startedOn, endedOn] of partnerships) {
    const values = { organizationId: partner(one), partnerId: partner(other), purpose, startedOn, endedOn };
    await story.create(partnershipDefinition, { key, values: { ...values, codedType: codedTypes[key] } });
  }
  for (const [wave, rows] of Object.entries(levels)) {
    for (const [rater, row] of Object.entries(rows)) {
      for (const [place, rated] of raters.entries()) {
        if (rater !== rated) await createRating(story, { wave: Number(wave), rater, rated, level: Number(row[place]) });
      }
    }
  }
  for (const [wave, rater, rated, level] of others) await createRating(story, { wave, rater, rated, level });
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
      wave,
      collaborationLevel: level,
      ratedOn: ratedOn[wave],
      // In the second wave, the foundation and the district rated more partners.
      ...(wave === 2 && level > 0 && rater === 'community-foundation' ? { trust: 3, value: Math.min(level, 4) } : {}),
      ...(wave === 2 && rater === 'district' && rated === 'youth-council'
        ? { comment: 'They plan the open days with us now.' }
        : {}),
    },
  });
}
