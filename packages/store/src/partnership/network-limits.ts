import { InputError } from '@collective-impact/sdk';

/** Number of ratings from which the networks of a request are not computed. 300 organizations that all rate each other have 89,700. */
export const mostRatings = 100_000;

/** Product of organizations and ties up to which betweenness is computed. 25 million take about half a second. */
const mostBetweennessSteps = 25_000_000;

const remedy =
  'For a larger network, read `SurveyWave.ratings` in pages, and compute it with `partnershipNetwork` of `@collective-impact/sdk`.';

/** Throws an {@link InputError} if there are more ratings than networks are computed from. */
export function requireFewRatings(ratings: readonly unknown[]): void {
  if (ratings.length <= mostRatings) return;
  throw new InputError(
    `The requested networks have more than ${mostRatings.toLocaleString('en')} ratings. Request one network at a time. ${remedy}`,
  );
}

/** Throws an {@link InputError} if the betweenness in a network takes too long. */
export function requireBetweenness(network: { organizations: number; links: number; noun: string }): void {
  const { organizations, links, noun } = network;
  if (organizations * links <= mostBetweennessSteps) return;
  throw new InputError(
    `The network has ${organizations.toLocaleString('en')} organizations and ${links.toLocaleString('en')} ${noun}. \`centralities\` is limited to networks in which the product of both is at most ${mostBetweennessSteps.toLocaleString('en')}. Use a higher \`minimumLevel\`. ${remedy}`,
  );
}
