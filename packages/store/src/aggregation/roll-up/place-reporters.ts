import type { Viewer } from '@collective-impact/sdk';
import type { PlacesOfReporter } from '@collective-impact/sdk/aggregation';
import type { PlaceCode } from '@collective-impact/sdk/ecosystem';
import { type RawBuilder, sql } from 'kysely';
import { placeOfKey } from '../../shared/place-key.ts';
import type { Reader } from '../../shared/reader.ts';
import { visibleTo } from '../../shared/visibility.ts';
import type { RollUpPlaces } from './roll-up-places.ts';
import { hasReportersByPlace } from './roll-up-plan.ts';
import { inCurrentReleases, type RolledUpRelease } from './roll-up-releases.ts';

/** UUIDs of the organizations that are expected in a figure of a place, and of those that do not report the place. */
export interface ExpectedIds {
  expected: readonly string[];
  absent: readonly string[];
}

/** A reporter of a release, and the keys of its places: the empty text for no place. */
interface PlaceReporter {
  releaseId: string;
  /** UUID. Null for the ecosystem itself. */
  organizationId: string | null;
  /** Whether it agreed to report the version on the last day of the period. */
  isExpected: boolean;
  places: readonly string[];
  serviceAreas: readonly PlaceCode[];
}

/** Reads which reporters report which places of releases. */
export class PlaceReporters {
  readonly #reporters: ReadonlyMap<string, readonly PlaceReporter[]>;
  readonly #places: RollUpPlaces;

  private constructor(reporters: readonly PlaceReporter[], places: RollUpPlaces) {
    this.#reporters = Map.groupBy(reporters, ({ releaseId }) => releaseId);
    this.#places = places;
  }

  /** No statement unless a release has figures by place; one statement otherwise. */
  static async read(
    reader: Reader,
    { releases, places }: { releases: readonly RolledUpRelease[]; places: RollUpPlaces },
  ): Promise<PlaceReporters> {
    const ids = releases.filter(hasReportersByPlace).map(({ id }) => id);
    const rows = ids.length === 0 ? [] : await reader.rows(placeReporters(ids, reader.viewer));
    return new PlaceReporters(rows, places);
  }

  /** The reporters of a release with several places, and their places. */
  withSeveralPlaces({ id }: RolledUpRelease): PlacesOfReporter[] {
    const reporters = (this.#reporters.get(id) ?? []).filter(({ isExpected }) => !isExpected);
    return reporters.map(({ organizationId, places }) => ({
      organizationId,
      places: places.flatMap((key) => placeOfKey(key) ?? []),
    }));
  }

  /**
   * The organizations that are expected in the figure of a place: those that agreed to report and that report the place, or whose
   * service areas contain it or lie within it. In a figure without a place, those that do not report by place only. Undefined if
   * the release has no figures by place.
   */
  expected(release: RolledUpRelease, place: PlaceCode | null): ExpectedIds | undefined {
    if (!hasReportersByPlace(release)) return undefined;
    const { ecosystemId } = release;
    const keys = new Set(place ? this.#places.keysOf({ ecosystemId, place }) : ['']);
    const agreed = (this.#reporters.get(release.id) ?? []).filter(({ isExpected }) => isExpected);
    const reportsIt = ({ places }: PlaceReporter) => places.some((key) => keys.has(key));
    const servesIt = ({ places, serviceAreas }: PlaceReporter) =>
      place === null
        ? places.length === 0
        : serviceAreas.some((area) => this.#places.overlap(ecosystemId, [area, place]));
    const expected = agreed.filter((reporter) => reportsIt(reporter) || servesIt(reporter));
    const idsOf = (reporters: readonly PlaceReporter[]) =>
      reporters.flatMap(({ organizationId }) => organizationId ?? []);
    return { expected: idsOf(expected), absent: idsOf(expected.filter((reporter) => !reportsIt(reporter))) };
  }
}

/**
 * The organizations that agreed to report the versions of releases, with their places in the current releases of the period, and
 * the reporters with several places in one release. Service areas of organizations that the viewer cannot see are left out.
 */
function placeReporters(releaseIds: readonly string[], viewer: Viewer): RawBuilder<PlaceReporter> {
  return sql`select "r"."id" as "releaseId", "a"."organization_id" as "organizationId", true as "isExpected",
      array(select distinct "w"."place_key" from "released_row" as "w" where "w"."reporter_id" = "a"."organization_id" and ${inCurrentReleases(viewer)}) as "places",
      coalesce("o"."service_areas", '[]'::jsonb) as "serviceAreas"
    from "release" as "r" join "adoption" as "a" on "a"."indicator_version_id" = "r"."indicator_version_id" and "a"."starts_on" <= "r"."period_end"
      and ("a"."ends_on" is null or "a"."ends_on" >= "r"."period_end") and ${visibleTo(viewer, { table: 'adoption', alias: 'a' })}
    left join "organization" as "o" on "o"."id" = "a"."organization_id" and ${visibleTo(viewer, { table: 'organization', alias: 'o' })}
    where "r"."id" = any(${releaseIds}::uuid[])
    union all
    select "w"."release_id", nullif("w"."reporter_id", "w"."ecosystem_id"), false, array_agg("w"."place_key"), '[]'::jsonb
    from "released_row" as "w" where "w"."release_id" = any(${releaseIds}::uuid[]) and "w"."place_key" <> ''
    group by 1, 2 having count(*) > 1`;
}
