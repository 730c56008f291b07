import { type PlaceCode, type PlaceHierarchy, placeHierarchy } from '../../ecosystem/index.ts';
import { type Issue, unwrap } from '../../shared/outcome.ts';
import type { RollUpPart } from './roll-up-part.ts';
import type { PlacesOfReporter, RollUpPlace, RollUpRequest } from './roll-up-request.ts';

/**
 * Issues of the places of a request: the faults of each ecosystem's hierarchy (see `placeHierarchy`), and a `placeLevel`
 * although places are not aggregated (`INVALID`).
 */
export function judgePlaces({ places = [], placeLevel, over }: RollUpRequest): Issue[] {
  const faults = [...Map.groupBy(places, ({ ecosystemId }) => ecosystemId).values()].flatMap((ofEcosystem) => {
    const outcome = placeHierarchy(ofEcosystem);
    if (outcome.ok) return [];
    return outcome.issues.map((issue) => {
      const [, at, ...rest] = issue.path;
      const place = ofEcosystem[Number(at)];
      return { ...issue, path: ['places', String(place ? places.indexOf(place) : at), ...rest] };
    });
  });
  if (placeLevel == null || over.includes('PLACES')) return faults;
  const message = '`placeLevel` requires PLACES in `over`. Add PLACES, or omit `placeLevel`.';
  return [...faults, { code: 'INVALID', path: ['placeLevel'], message }];
}

/**
 * Moves the figures of places to the places of the requested level that contain them. Places that are at no place of that
 * level keep their own figures. Without a level, returns the request unchanged.
 */
export function atPlaceLevel(request: RollUpRequest): RollUpRequest {
  const { placeLevel, parts, disaggregated, over } = request;
  if (placeLevel == null) return request;
  const hierarchies = hierarchiesOf(request.places?.filter(({ isClosed = false }) => !isClosed));
  const moved = (part: RollUpPart): RollUpPart => {
    const { place, ecosystemId } = part;
    const containing = place && hierarchies.get(ecosystemId)?.atLevel(place, placeLevel);
    if (!place || !containing) return part;
    const isOfPart = place.scheme !== containing.scheme || place.code !== containing.code;
    return { ...part, place: containing, places: [place], placeScheme: isOfPart ? place.scheme : null };
  };
  return {
    ...request,
    parts: parts.map(moved),
    ...(disaggregated && { disaggregated: disaggregated.map((each) => ({ ...each, part: moved(each.part) })) }),
    over: over.filter((each) => each !== 'PLACES'),
    placeLevel: null,
  };
}

/** The hierarchy of each ecosystem, by its id. Parents that are not among the places are ignored. */
export function hierarchiesOf(places: readonly RollUpPlace[] = []): ReadonlyMap<string, PlaceHierarchy> {
  const ids = new Set(places.map(({ id }) => id));
  return new Map(
    [...Map.groupBy(places, ({ ecosystemId }) => ecosystemId)].map(([ecosystemId, ofEcosystem]) => [
      ecosystemId,
      unwrap(
        placeHierarchy(
          ofEcosystem.map((place) => ({ ...place, parentId: ids.has(place.parentId ?? '') ? place.parentId : null })),
        ),
      ),
    ]),
  );
}

/** The places of parts, as far as they are known. */
export function placesOfParts(parts: readonly RollUpPart[]): PlaceCode[] {
  return parts.flatMap(({ place, places }) => places ?? (place ? [place] : []));
}

/** Whether two places have the same scheme and code. */
export function isSamePlace(one: PlaceCode, other: PlaceCode): boolean {
  return one.scheme === other.scheme && one.code === other.code;
}

/**
 * Why figures of the places of parts are not added up, as a sentence: one reporter has places that contain one another, or places
 * with codes of different schemes. Null if they can be added up. Different reporters are added up as over organizations: each
 * person is in a figure of one reporter, or counts as unduplicated. Without `reporters`, each identified organization is a
 * reporter, and all other parts of one source are of one reporter.
 */
export function explainOverlap(
  parts: readonly RollUpPart[],
  of: { reporters: readonly PlacesOfReporter[] | undefined; hierarchy: PlaceHierarchy | undefined },
): string | null {
  const isOfEcosystem = parts.every(({ source }) => source === 'ECOSYSTEM');
  const used = placesOfParts(parts);
  const schemesOfUnknown = parts.flatMap((part) =>
    placesOfParts([part]).length === 0 ? (part.placeScheme ?? []) : [],
  );
  const isUsed = (place: PlaceCode) =>
    schemesOfUnknown.includes(place.scheme) || used.some((each) => isSamePlace(each, place));
  const reporters = of.reporters?.filter(({ organizationId }) => (organizationId === null) === isOfEcosystem);
  const lists = (reporters ?? placesByReporter(parts)).map(({ places }) => places.filter(isUsed));
  if (lists.some((places) => of.hierarchy?.areNested(places)))
    return 'One reporter has figures of places that contain one another. Report its figures for places of one level.';
  const schemes = lists
    .map((places) => [...new Set(places.map(({ scheme }) => scheme))])
    .find(({ length }) => length > 1);
  return schemes === undefined
    ? null
    : `Places with codes of different schemes can overlap: ${schemes.sort().join(', ')}. Report the figures of one reporter for places of one scheme.`;
}

/** The places of each identified organization, and the other places of a source as those of one reporter. */
function placesByReporter(parts: readonly RollUpPart[]): Pick<PlacesOfReporter, 'places'>[] {
  const reporters = Map.groupBy(parts, ({ source, organizationId }) => organizationId ?? source);
  return [...reporters.values()].map((ofReporter) => ({
    places: ofReporter.flatMap((part) => {
      const places = placesOfParts([part]);
      return places.length === 0 && part.placeScheme !== null ? [{ scheme: part.placeScheme, code: '' }] : places;
    }),
  }));
}
