import { InputError } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { mostRatings, requireBetweenness, requireFewRatings } from './network-limits.ts';

const ratings = (count: number) => Array.from({ length: count });

describe('the limits of networks', () => {
  it('accept 100,000 ratings, and reject more with the remedy', () => {
    expect(requireFewRatings(ratings(mostRatings))).toBeUndefined();
    expect(() => requireFewRatings(ratings(mostRatings + 1))).toThrow(
      new InputError(
        'The requested networks have more than 100,000 ratings. Request one network at a time. For a larger network, read `SurveyWave.ratings` in pages, and compute it with `partnershipNetwork` of `@collective-impact/sdk`.',
      ),
    );
  });

  it('accept 25 million organizations times ties, and reject more with the numbers and the remedy', () => {
    expect(requireBetweenness({ organizations: 1000, links: 25_000, noun: 'ties' })).toBeUndefined();
    expect(() => requireBetweenness({ organizations: 1000, links: 25_001, noun: 'ties' })).toThrow(
      new InputError(
        'The network has 1,000 organizations and 25,001 ties. `centralities` is limited to networks in which the product of both is at most 25,000,000. Use a higher `minimumLevel`. For a larger network, read `SurveyWave.ratings` in pages, and compute it with `partnershipNetwork` of `@collective-impact/sdk`.',
      ),
    );
  });
});
