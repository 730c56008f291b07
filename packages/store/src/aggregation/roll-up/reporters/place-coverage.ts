import type { Code } from '@collective-impact/sdk';
import type { PlaceCode } from '@collective-impact/sdk/ecosystem';
import { placeKey } from '../../../shared/place-key.ts';
import type { RollUpPlaces } from '../roll-up-places.ts';

/** Whether an organization answered for a place with a figure, which may be suppressed, without one, or with `NOT_APPLICABLE`. */
export type PlaceAnswer = 'FIGURE' | 'NO_FIGURE' | 'NOT_APPLICABLE';

/** The places of one organization in a figure: those of its reports, and those that it serves if it agreed to report. */
export interface PlacesOfOrganization {
  ecosystemId: string;
  reported: readonly { place: Code | null; answer: PlaceAnswer }[];
  serviceAreas: readonly Code[];
}

/** How many of the expected places have a figure, and which have none. */
export interface PlaceCoverage {
  /** Number of expected places with a figure. */
  places: number;
  /** Number of expected places, with or without a figure. */
  expectedPlaces: number;
  /** The expected places without a figure, by scheme and code. */
  missingPlaces: Code[];
}

/** No place is known. */
export const noPlaces: PlaceCoverage = { places: 0, expectedPlaces: 0, missingPlaces: [] };

/**
 * Returns which of the expected places have a figure. The expected places are those of the reports, and the service areas of
 * organizations that agreed to report. If an organization reports places within its service area, the service area itself is not
 * expected. Places for which it reported `NOT_APPLICABLE` are not expected. A place has a figure if an organization has a figure of
 * this place or of a place that contains it. A figure without a place covers the service areas of its organization.
 */
export function placeCoverageOf(
  organizations: readonly PlacesOfOrganization[],
  places: Pick<RollUpPlaces, 'contains'>,
): PlaceCoverage {
  const expected = new Map(
    organizations.flatMap((each) =>
      expectedOf(each, places).map((place) => [placeKey(place), { place, ecosystemId: each.ecosystemId }] as const),
    ),
  );
  const covered = organizations.flatMap(({ ecosystemId, reported, serviceAreas }) => {
    const withFigure = reported.filter(({ answer }) => answer === 'FIGURE').map(({ place }) => place);
    const areas = withFigure.includes(null) ? serviceAreas : [];
    return [...withFigure, ...areas].flatMap((outer) => (outer ? [{ ecosystemId, outer }] : []));
  });
  const missing = [...expected].filter(
    ([, { place }]) => !covered.some(({ ecosystemId, outer }) => places.contains(ecosystemId, { outer, inner: place })),
  );
  return {
    places: expected.size - missing.length,
    expectedPlaces: expected.size,
    missingPlaces: missing.sort(([one], [other]) => (one < other ? -1 : 1)).map(([, { place }]) => place),
  };
}

/** The places for which figures of an organization are expected. */
function expectedOf(
  { ecosystemId, reported, serviceAreas }: PlacesOfOrganization,
  places: Pick<RollUpPlaces, 'contains'>,
): Code[] {
  const contains = (outer: PlaceCode, inner: PlaceCode) => places.contains(ecosystemId, { outer, inner });
  const named = reported.flatMap(({ place, answer }) => (place ? [{ place, answer }] : []));
  const isExcused = (area: Code) =>
    reported.some(({ place, answer }) => answer === 'NOT_APPLICABLE' && (place === null || contains(place, area)));
  const ofReports = named.filter(({ answer }) => answer !== 'NOT_APPLICABLE').map(({ place }) => place);
  const isReported = (area: Code) => named.some(({ place }) => contains(area, place));
  return [...ofReports, ...serviceAreas.filter((area) => !isReported(area) && !isExcused(area))];
}
