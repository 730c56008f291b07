import type { Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { type CellSums, eachQuotient, everySum, joinNumerators } from '../../../release/index.ts';
import { placeCodes } from '../sums/cell-sum-reader.ts';
import { comparedReleases, matchedCells, releasesOfKeys } from './matched-cells.ts';
import { answeredPairs, answeredSides, countsOfChanged, countsOfMatched, matchedPlaces } from './matched-reporters.ts';

/** Sums of the matched reporters of one side of a comparison, with the numbers of reporters of all sides. */
export interface MatchedRow extends CellSums {
  /** Position of the comparison. */
  figure: number;
  /** Position of the side: even for the first period, odd for the second. */
  side: number;
  matched: number;
  joined: number;
  left: number;
  notApplicableInAny: number;
  notApplicableInOne: number;
  placesJoined: number;
  placesLeft: number;
  hasClosed: boolean;
}

/**
 * The sums of the cells of reporters and places that have a figure in every released period of every side. `keys` are the releases of the
 * sides, as JSON: those of a figure in two periods, and for a disparity those of the reference in the same two periods. A reporter
 * joined or left if that is so for one of the two figures. A reporter that the viewer cannot see, or that no total includes, is counted and not summed. So is one that
 * answered every period and some with `NOT_APPLICABLE`. A row without `releaseId` has numbers of reporters only.
 *
 * The planner expects one row where there are thousands, and then compares each row with each. Rows are therefore joined in full
 * or found `in (…) is true`: it can only sort or hash these.
 */
export function matchedSums(keys: readonly string[], viewer: Viewer): RawBuilder<MatchedRow> {
  const releases = releasesOfKeys(keys);
  return sql`with "k" as materialized (${comparedReleases(releases)}),
    "c" as materialized (${matchedCells(releases, viewer)}),
    "answered_side" as (${answeredSides}),
    "answered_pair" as materialized (${answeredPairs}),
    "matched_place" as materialized (${matchedPlaces}),
    "sums" as (${sumsOfMatched})
    select "sums".*, "matched".*, "joined", "left", "placesJoined", "placesLeft"
    from (${countsOfMatched}) as "matched" full join (${countsOfChanged}) as "changed" using ("figure")
    full join "sums" using ("figure")`;
}

/** The sums of the cells `c` of places that are matched, by side, release and place. See {@link eachQuotient} for the last keys. */
const sumsOfMatched = sql`
      select "t"."figure", "t"."side", "t"."release_id" as "releaseId", "t"."breakdown_id" as "breakdownId", "t"."scope", "t"."place" ->> 'scheme' as "placeScheme",
        ${sql.join(eachQuotient(sql`"t"."by_quotient"`))}, ${placeCodes}, ${sql.join(everySum.map(({ name, of }) => sql`${of} as ${sql.ref(name)}`))}
      from "c" as "t" ${joinNumerators(sql`"t"."multiplier"`)}
      where not "t"."not_applicable" and (("t"."figure", "t"."reporter_id", "t"."place_key") in (
        select "figure", "reporter_id", "place_key" from "matched_place" where "matched" and not "closed")) is true
      group by 1, 2, 3, 4, 5, 6, 7, 8`;
