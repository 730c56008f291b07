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

/** The places of which a figure includes a figure, and those of which none is included. */
export interface PlaceCoverage {
  /** Number of expected places with a figure. */
  places: number;
  /** Number of places with a figure, and of places without one. */
  expectedPlaces: number;
  /** The expected places without a figure, by scheme and code. */
  missingPlaces: Code[];
}

/** No place is known. */
export const noPlaces: PlaceCoverage = { places: 0, expectedPlaces: 0, missingPlaces: [] };

/**
 * Returns which of the expected places have a figure. Expected are the places of the reports, and the service areas of organizations
 * that agreed to report. A service area is not expected of an organization that reports places within it, nor are places for which it
 * answered `NOT_APPLICABLE`. A place has a figure if an organization has one of it or of a place that contains it. The figure of an
 * organization without a place is one of each of its service areas.
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
