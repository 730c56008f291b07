import { InputError, type Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { brokenDownBy, categoriesOf } from '../../indicator/index.ts';
import { type DayWindow, liesWithin } from '../../period/index.ts';
import { categoriesVisibleTo, type ReleasedCellFilter, reportedBy, reporterVisibleTo } from '../../release/index.ts';
import { anyOf, uuids } from '../../shared/conditions.ts';
import type { Reader } from '../../shared/reader.ts';
import { visibleTo } from '../../shared/visibility.ts';
import type { ReportedPoint } from './series-point.ts';

/** Points of one series, which is returned whole. */
export const maximumPoints = 5000;

/** Points that one request may hold in memory. */
const maximumPointsOfRequest = 50_000;

/** Filter for the cells of reporters. */
type ReportedPointFilter = ReleasedCellFilter & { window: DayWindow };

/** Reads the released cells of organizations, and of the ecosystem itself, over time. */
export class ReportedPointReader {
  readonly #reader: Reader;
  #left = maximumPointsOfRequest;
  #previous: Promise<unknown> = Promise.resolve();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * The cells of all current releases of an indicator that an organization or the ecosystem reported, by period. One statement
   * for all indicators of a request. Throws an {@link InputError} beyond 50,000 points per request.
   */
  read(indicatorId: string, { window, by = null, reporter = null }: ReportedPointFilter): Promise<ReportedPoint[]> {
    const key = `series@${JSON.stringify([window, by, reporter])}`;
    return this.#reader
      .loader<string, ReportedPoint[]>(key, async (ids) => {
        const points = await this.#afterPrevious(() => this.#points(ids, { window, by, reporter }));
        const rows = Map.groupBy(points, (row) => row.parent);
        return ids.map((id) => rows.get(id) ?? []);
      })
      .load(indicatorId);
  }

  /** Series of one request are read one after another: each needs to know how many points the others read. */
  #afterPrevious<T>(read: () => Promise<T>): Promise<T> {
    const reading = this.#previous.then(read);
    this.#previous = reading.catch(() => undefined);
    return reading;
  }

  async #points(ids: readonly string[], filter: ReportedPointFilter) {
    const limit = this.#left;
    const statement = this.#statement(ids, { ...filter, limit });
    const rows = limit < 0 ? [] : await this.#reader.rows(statement, { isPlannedOnce: true });
    this.#left -= rows.length;
    if (this.#left >= 0) return rows;
    throw new InputError(
      `The series of this request have more than ${maximumPointsOfRequest.toLocaleString('en')} points. Request fewer indicators at once, or narrow the series by \`from\` and \`to\`, by \`by\`, or by \`organization\`.`,
    );
  }

  #statement(
    ids: readonly string[],
    filter: ReportedPointFilter & { limit: number },
  ): RawBuilder<ReportedPoint & { parent: string }> {
    return sql`with "point" as (
        select "k"."parent", "p".* from unnest(${uuids(ids)}) as "k"("parent") cross join lateral (${pointsOf(this.#reader.viewer, { ...filter, ids })}) as "p" limit ${filter.limit + 1}
      ), "combination" as materialized (
        select "b"."id", ${categoriesOf('b')} as "categories" from "breakdown" as "b"
        where "b"."id" in (select "point"."breakdownId" from "point")
      )
      select "point".*, "combination"."categories" from "point" join "combination" on "combination"."id" = "point"."breakdownId"
      order by "periodStart", "periodEnd" desc, "number", "ordinal"`;
  }
}

/** The points of the indicator `k`, as many as a series may have and one more. */
function pointsOf(viewer: Viewer, filter: ReportedPointFilter & { ids: readonly string[] }): RawBuilder<unknown> {
  const { by, reporter, window, ids } = filter;
  const versions = sql`(select "y"."id" from "indicator_version" as "y" where "y"."indicator_id" = ${anyOf(ids)})`;
  const ofDimensions = by ? sql` and ${brokenDownBy(by, versions)}` : sql``;
  const ofReporter = reporter ? sql` and ${reportedBy(reporter)}` : sql``;
  return sql`
          select ${pointColumns} from "indicator_version" as "v"
          join "release" as "r" on "r"."indicator_version_id" = "v"."id" and "r"."replaced_at" is null
          join "released_cell" as "t" on "t"."release_id" = "r"."id" and "t"."scope" <> 'AGGREGATE'
          where "v"."indicator_id" = "k"."parent" and ${visibleTo(viewer, { table: 'release', alias: 'r' })} and ${liesWithin(window, 'r')}
            and ${categoriesVisibleTo(viewer, versions)} and ${reporterVisibleTo(viewer)}${ofDimensions}${ofReporter}
          order by "r"."period_start", "r"."period_end" desc, "v"."number", "t"."ordinal" limit ${maximumPoints + 1}`;
}

/** A released cell `t` with its release `r` and version `v`. */
const pointColumns = sql`"r"."id" as "releaseId", "v"."id" as "indicatorVersionId", "v"."number", "v"."kind", "v"."counting_unit" as "countingUnit", "r"."period", "r"."period_start" as "periodStart",
            "r"."period_end" as "periodEnd", "t"."ordinal", "t"."breakdown_id" as "breakdownId", "t"."organization_id" as "organizationId",
            "t"."place", "t"."scope", "t"."value", "t"."numerator", "t"."denominator", "t"."base", "t"."standard_error" as "standardError",
            "t"."lower_bound" as "lowerBound", "t"."upper_bound" as "upperBound",
            "t"."status", "t"."suppressed"`;
