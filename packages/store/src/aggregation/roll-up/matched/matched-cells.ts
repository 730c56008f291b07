import type { Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { hasPartInSums, isUnseen, ratioMultiplier, selectsQuotientsOfVersion } from '../../../release/index.ts';
import { mayHaveFigure } from '../../../reporting/index.ts';
import { placeKeyOf } from '../../../shared/place-key.ts';
import { isOfPlaces } from '../key-places.ts';
import type { MatchedRelease } from './matching.ts';

/** A release of one side of a comparison. */
interface ComparedRelease extends MatchedRelease {
  /** Position of the comparison, and of the side. */
  figure: number;
  side: number;
  /** Number of pairs of sides. */
  pairs: number;
}

/** The releases of comparisons. A key is the releases of the sides of one comparison, as JSON. */
export function releasesOfKeys(keys: readonly string[]): ComparedRelease[] {
  return keys.flatMap((key, figure) => {
    const sides = JSON.parse(key) as MatchedRelease[][];
    return sides.flatMap((within, side) =>
      within.map((release) => ({ ...release, figure, side, pairs: sides.length / 2 })),
    );
  });
}

/**
 * These releases as rows, for the table `k` of {@link matchedCells}, each with the number of `periods` of its ecosystem on its side. They
 * are passed as columns, so that the planner knows how many there are.
 */
export function comparedReleases(releases: readonly ComparedRelease[]): RawBuilder<unknown> {
  const column = <Key extends keyof ComparedRelease>(key: Key) => releases.map((each) => each[key]);
  const places = releases.map((each) => each.places && JSON.stringify(each.places));
  const ofEcosystem = sql`partition by "u"."figure", "u"."side", "r"."ecosystem_id" order by "r"."period"`;
  return sql`
      select "u"."figure", "u"."side", "u"."pairs", dense_rank() over (${ofEcosystem}) + dense_rank() over (${ofEcosystem} desc) - 1 as "periods",
        "u"."release_id", "u"."breakdown_id", "r"."period", "u"."number", case when "u"."of_organizations" then 'ORGANIZATION' else 'ECOSYSTEM' end as "scope",
        case when "u"."places" is not null then array(select jsonb_array_elements_text("u"."places")) end as "places", ${ratioMultiplier} as "multiplier",
        ${selectsQuotientsOfVersion} as "by_quotient"
      from unnest(${column('figure')}::int[], ${column('side')}::int[], ${column('pairs')}::int[], ${column('releaseId')}::uuid[], ${column('breakdownId')}::int[],
          ${column('number')}::int[], ${column('isOfOrganizations')}::boolean[], ${places}::jsonb[])
        as "u"("figure", "side", "pairs", "release_id", "breakdown_id", "number", "of_organizations", "places")
        join "release" as "r" on "r"."id" = "u"."release_id" join "indicator_version" as "v" on "v"."id" = "r"."indicator_version_id"`;
}

/**
 * The cells of compared releases `k` that state a figure or `NOT_APPLICABLE`. Of a reporter in two versions, those of the newest. Over
 * places, the figure of a reporter without a place is used instead of its figures by place.
 */
export function matchedCells(releases: readonly ComparedRelease[], viewer: Viewer): RawBuilder<unknown> {
  const releaseIds = [...new Set(releases.map(({ releaseId }) => releaseId))];
  const isHidden = isUnseen(viewer, { id: sql`"t"."organization_id"`, releaseIds });
  return sql`
      select * from (
        select "k"."figure", "k"."side", "k"."pairs", "k"."periods", "k"."places", "k"."number", "k"."multiplier", "k"."by_quotient", "k"."period" as "of_period", "t".*,
          ${reporter} as "reporter_id", ${matchedPlace} as "place_key",
          (${isHidden} or not ${hasPartInSums(releaseIds)}) as "closed", ${isNotApplicable} as "not_applicable",
          max("k"."number") over (partition by "k"."figure", "k"."side", "k"."period", ${reporter}) as "newest",
          bool_or("t"."place" is null and ${mayHaveFigure}) over (partition by "k"."figure", "k"."side", "t"."release_id", ${reporter}) as "has_whole"
        from "k" join "released_cell" as "t" on "t"."release_id" = "k"."release_id" and "t"."breakdown_id" = "k"."breakdown_id" and "t"."scope" = "k"."scope"
        where ${isOfPlaces(placeKeyOf(sql`"t"."place"`))} and (${mayHaveFigure} or ${isNotApplicable})
      ) as "c" where "number" = "newest" and ("place" is null or "places" is not null or not "has_whole")`;
}

/** The organization of a cell `t`, or the ecosystem for its own figure. */
const reporter = sql`coalesce("t"."organization_id", "t"."ecosystem_id")`;

const isNotApplicable = sql`("t"."status" = 'NOT_APPLICABLE' and not "t"."suppressed")`;

/**
 * The key of the place of a cell. A figure without a place is of the whole reporter, as are its figures by place if it has one of
 * those in another period.
 */
const matchedPlace = sql`case when bool_or("t"."place" is null) over (partition by "k"."figure", ${reporter}) then '' else ${placeKeyOf(sql`"t"."place"`)} end`;
