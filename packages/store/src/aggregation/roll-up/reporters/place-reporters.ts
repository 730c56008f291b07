import type { Viewer } from '@collective-impact/sdk';
import type { ExpectedCount, PlacesOfReporter } from '@collective-impact/sdk/aggregation';
import type { PlaceCode } from '@collective-impact/sdk/ecosystem';
import { type RawBuilder, sql } from 'kysely';
import { adoptionInForce } from '../../../indicator/index.ts';
import { placeOfKey } from '../../../shared/place-key.ts';
import type { Reader } from '../../../shared/reader.ts';
import { visibleTo } from '../../../shared/visibility.ts';
import type { RollUpPlaces } from '../roll-up-places.ts';
import { hasReportersByPlace } from '../roll-up-plan.ts';
import { inCurrentReleases, type RolledUpRelease } from '../roll-up-releases.ts';

/** UUIDs of organizations that agreed to report, by whether a figure of a place expects them. */
export interface ExpectedIds {
  expected: readonly string[];
  /** The expected organizations that do not report the place. */
  absent: readonly string[];
  /** Organizations of which it is not known whether they report for the place. */
  unassigned: readonly string[];
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
    { releases, places, asOf }: { releases: readonly RolledUpRelease[]; places: RollUpPlaces; asOf: string | null },
  ): Promise<PlaceReporters> {
    const ids = releases.filter(hasReportersByPlace).map(({ id }) => id);
    const rows = ids.length === 0 ? [] : await reader.rows(placeReporters(ids, { viewer: reader.viewer, asOf }));
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
   * The organizations that agreed to report, in the figure of a place. Those that report the place, or whose service areas are the
   * place or lie within it, are expected. It is not known whether others report for it if they report or serve an area that
   * contains the place, or if neither a place nor a service area of them is known. In a figure without a place, organizations are
   * expected that do not report by place only. Undefined if the release has no figures by place.
   */
  expected(release: RolledUpRelease, place: PlaceCode | null): ExpectedIds | undefined {
    if (!hasReportersByPlace(release)) return undefined;
    const agreed = (this.#reporters.get(release.id) ?? []).filter(({ isExpected }) => isExpected);
    const byAssignment = Map.groupBy(agreed, (reporter) => this.#assignmentOf(reporter, { release, place }));
    const idsOf = (...assignments: Assignment[]) =>
      assignments.flatMap((each) =>
        (byAssignment.get(each) ?? []).flatMap(({ organizationId }) => organizationId ?? []),
      );
    return {
      expected: idsOf('REPORTED', 'ABSENT'),
      absent: idsOf('ABSENT'),
      unassigned: idsOf('UNASSIGNED'),
    };
  }

  /** How many organizations a figure of a release expects, in its place unless `figure` is null. Null if unknown. */
  expectedCount(
    release: RolledUpRelease | undefined,
    figure: { place: PlaceCode | null } | null,
  ): ExpectedCount | null {
    if (!release || release.expected === null || release.absent === null) return null;
    const ofPlace = figure && this.expected(release, figure.place);
    if (!ofPlace) return { expected: release.expected, absent: release.absent };
    const { expected, absent, unassigned } = ofPlace;
    return { expected: expected.length, absent: absent.length, unassigned: unassigned.length };
  }

  #assignmentOf(
    reporter: PlaceReporter,
    { release: { ecosystemId }, place }: { release: RolledUpRelease; place: PlaceCode | null },
  ): Assignment {
    const { places: keys, serviceAreas } = reporter;
    if (place === null) return keys.includes('') ? 'REPORTED' : keys.length === 0 ? 'ABSENT' : 'ELSEWHERE';
    const keysOfFigure = new Set(this.#places.keysOf({ ecosystemId, place }));
    if (keys.some((key) => keysOfFigure.has(key))) return 'REPORTED';
    const contains = (outer: PlaceCode, inner: PlaceCode) => this.#places.contains(ecosystemId, { outer, inner });
    const reported = keys.flatMap((key) => placeOfKey(key) ?? []);
    // An organization that reports a smaller place has its own figure, unless the figure adds up the places within.
    const reportsWithin = reported.some((each) => contains(place, each));
    if (!reportsWithin && serviceAreas.some((area) => contains(place, area))) return 'ABSENT';
    const isAround = [...reported, ...serviceAreas].some((area) => contains(area, place));
    const isUnknown = reported.length === 0 && serviceAreas.length === 0;
    return !reportsWithin && (isAround || isUnknown) ? 'UNASSIGNED' : 'ELSEWHERE';
  }
}

/** How an organization that agreed to report relates to a figure of a place. */
type Assignment = 'REPORTED' | 'ABSENT' | 'UNASSIGNED' | 'ELSEWHERE';

/**
 * The organizations that agreed to report the versions of releases, with their places in the releases of the period that are
 * current, or were on the day `asOf`, and the reporters with several places in one release. Service areas of organizations that the viewer cannot see are left out.
 */
function placeReporters(
  releaseIds: readonly string[],
  { viewer, asOf }: { viewer: Viewer; asOf: string | null },
): RawBuilder<PlaceReporter> {
  return sql`select "r"."id" as "releaseId", "a"."organization_id" as "organizationId", true as "isExpected",
      array(select distinct "w"."place_key" from "released_row" as "w" where "w"."reporter_id" = "a"."organization_id" and ${inCurrentReleases(viewer, asOf)}) as "places",
      coalesce("o"."service_areas", '[]'::jsonb) as "serviceAreas"
    from "release" as "r" join "adoption" as "a" on "a"."indicator_version_id" = "r"."indicator_version_id" and ${adoptionInForce({ adoption: 'a', day: 'r.period_end', viewer })}
    left join "organization" as "o" on "o"."id" = "a"."organization_id" and ${visibleTo(viewer, { table: 'organization', alias: 'o' })}
    where "r"."id" = any(${releaseIds}::uuid[])
    union all
    select "w"."release_id", nullif("w"."reporter_id", "w"."ecosystem_id"), false, array_agg("w"."place_key"), '[]'::jsonb
    from "released_row" as "w" where "w"."release_id" = any(${releaseIds}::uuid[]) and "w"."place_key" <> ''
    group by 1, 2 having count(*) > 1`;
}
