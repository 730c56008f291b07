import type { CoveredRelease, RollUpFigure } from '@collective-impact/sdk/aggregation';
import { keyOfRelease, type RollUpBasis } from './matched/matching.ts';

/** The reports of one release that a figure is of. */
export interface ReportsIn {
  releaseId: string;
  /** Whether they are reports of organizations. Otherwise the ecosystem reported the figure itself. */
  isOfOrganizations: boolean;
  /** The only organization whose reports these are. Null for all, and for the ecosystem. */
  organizationId: string | null;
  /** Keys of their places; the empty text for no place. Null for all places. */
  places: readonly string[] | null;
}

/** Which reports an aggregated figure is of. */
export interface FigureReports {
  reportsIn: readonly ReportsIn[];
}

/** The reports of the releases that a figure covers. */
export function reportsOf(
  { organizationId, place }: RollUpFigure,
  { covered, basis }: { covered: readonly CoveredRelease[]; basis: Omit<RollUpBasis, 'versions'> },
): ReportsIn[] {
  const { releases, request, places } = basis;
  const isOverPlaces = request.over.includes('PLACES') && request.placeLevel === null;
  return covered.flatMap((each): ReportsIn[] => {
    const release = releases.get(keyOfRelease(each));
    if (!release) return [];
    const { id: releaseId, ecosystemId } = release;
    const keys = place ? places.keysOf({ ecosystemId, place }) : [''];
    const isOfOrganizations = organizationId !== null || each.isOfOrganizations;
    return [{ releaseId, isOfOrganizations, organizationId, places: isOverPlaces ? null : keys }];
  });
}
