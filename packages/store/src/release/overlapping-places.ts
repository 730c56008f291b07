import { unwrap } from '@collective-impact/sdk';
import { type PlaceCode, type PlaceInHierarchy, placeHierarchy } from '@collective-impact/sdk/ecosystem';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { ReleaseTables } from './entities.ts';
import type { ReleaseSource } from './release-source.ts';

/**
 * Whether an organization of a release has figures of places that contain one another, or of places with codes of different
 * schemes, which can overlap. Places beside a figure of all places are in no total and do not count. One statement if an
 * organization has several places; none otherwise.
 */
export async function hasOverlappingPlaces(
  unit: UnitOfWork,
  { ecosystemId, source }: { ecosystemId: string; source: Pick<ReleaseSource, 'reported' | 'current'> },
): Promise<boolean> {
  const lists = placesByOrganization(source).filter(({ length }) => length > 1);
  if (lists.length === 0) return false;
  if (lists.some((places) => new Set(places.map(({ scheme }) => scheme)).size > 1)) return true;
  const places = unit.tables<ReleaseTables>().selectFrom('place').select(['id', 'code', 'level']);
  const records = await unit.rows<PlaceInHierarchy>(
    places.select('parent_id as parentId').where('ecosystem_id', '=', ecosystemId),
  );
  const hierarchy = unwrap(placeHierarchy(records));
  return lists.some((places) => hierarchy.areNested(places));
}

/** The places of each organization without a figure of all places. */
function placesByOrganization({ reported, current }: Pick<ReleaseSource, 'reported' | 'current'>): PlaceCode[][] {
  const rows = [...(current?.rows ?? []), ...reported].filter(({ organizationId }) => organizationId !== null);
  const byOrganization = Map.groupBy(rows, ({ organizationId }) => organizationId);
  return [...byOrganization.values()].flatMap((ofOrganization) => {
    if (ofOrganization.some(({ place }) => place === null)) return [];
    const places = new Map(ofOrganization.map(({ place, placeCode }) => [place, placeCode]));
    return [[...places.values()].flatMap((placeCode) => placeCode ?? [])];
  });
}
