import { type Comparability, InputError, unwrap, type Viewer } from '@collective-impact/sdk';
import { comparabilityInSeries } from '@collective-impact/sdk/aggregation';
import { type ComparedVersion, comparabilityOf } from '@collective-impact/sdk/indicator';
import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import type { BreakdownCategory, IndicatorRow } from '../indicator/index.ts';
import { brokenDownBy, categoriesOf, dimensionsVisibleTo } from '../indicator/index.ts';
import { type DayWindow, dayWindow, liesWithin, type PeriodSpan } from '../period/index.ts';
import type { ReleasedCellFilter } from '../release/index.ts';
import { reportedBy, reporterVisibleTo } from '../release/index.ts';
import type { FigureRow } from '../reporting/index.ts';
import type { Reader } from '../shared/reader.ts';
import { categorizedVersions } from './categorized-versions.ts';
import { requireKnownDimensions } from './known-dimensions.ts';

/** A released figure of a time series. */
export interface SeriesPointRow extends FigureRow {
  releaseId: string;
  indicatorVersionId: string;
  period: string;
  periodStart: string;
  periodEnd: string;
  categories: BreakdownCategory[];
  /** Comparability with the previous point of the same reporter, place and categories, or of their earlier categories. Null for the first. */
  comparability: Comparability | null;
  comparabilityNote: string | null;
}

/** A point as the database returns it. */
type ReadPoint = Omit<SeriesPointRow, 'comparability' | 'comparabilityNote'> & { number: number };

/** Filter for the points of a series. */
export interface SeriesFilter extends ReleasedCellFilter {
  span: PeriodSpan;
}

/** Points of one series, which is returned whole. */
const maximumPoints = 5000;

/** Points that one request may hold in memory. */
const maximumPointsOfRequest = 50_000;

/** Reads the released figures of an indicator over time. */
export class SeriesReader {
  readonly #reader: Reader;
  #left = maximumPointsOfRequest;
  #previous: Promise<unknown> = Promise.resolve();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * The cells of all current releases of an indicator, by period. One statement for all indicators of a request. Throws an
   * {@link InputError} beyond 5,000 points of one indicator or 50,000 points per request.
   */
  async ofIndicator(indicator: IndicatorRow, filter: SeriesFilter): Promise<SeriesPointRow[]> {
    const { span, by = null, reporter = null } = filter;
    const window = await dayWindow(this.#reader, { span, ecosystemId: indicator.ecosystemId });
    const key = `series@${JSON.stringify([window, by, reporter])}`;
    const points = await this.#reader
      .loader<string, ReadPoint[]>(key, async (ids) => {
        const points = await this.#afterPrevious(() => this.#points(ids, { window, by, reporter }));
        const rows = Map.groupBy(points, (row) => row.parent);
        return ids.map((id) => rows.get(id) ?? []);
      })
      .load(indicator.id);
    // Points are disaggregated by exactly these dimensions: only an empty series can have unknown ones.
    if (points.length === 0 && by !== null && by.length > 0) {
      const versions = await categorizedVersions(this.#reader, indicator.id);
      requireKnownDimensions(by, { indicator: indicator.code, versions });
    }
    if (points.length <= maximumPoints) return this.#compared(points, indicator.id);
    throw new InputError(
      `The series of "${indicator.code}" has more than ${maximumPoints} points. Narrow it by \`from\` and \`to\`, by \`by\` (\`[]\` returns totals), or by \`organization\`.`,
    );
  }

  /** Reads versions only if the series has several, and their crosswalks only if it has categories. */
  async #compared(points: readonly ReadPoint[], indicatorId: string): Promise<SeriesPointRow[]> {
    const isOfSeveral = points.some(({ number }) => number !== points[0]?.number);
    const versions = isOfSeveral ? await this.#versions(indicatorId) : [];
    const isBrokenDown = isOfSeveral && points.some(({ categories }) => categories.length > 0);
    const compared = unwrap(
      comparabilityInSeries(
        points.map(({ number, period, periodStart, periodEnd, ...point }) => ({
          key: keyOf(point),
          categories: point.categories.map(({ dimension, code }) => ({ dimension: dimension.code, category: code })),
          number,
          period,
          periodStart,
          periodEnd,
        })),
        {
          compares: (ends) => comparabilityOf(versions, ends),
          ...(isBrokenDown && { versions: await categorizedVersions(this.#reader, indicatorId) }),
        },
      ),
    );
    return points.map((point, at) => {
      const { comparability = null, note = null } = compared[at] ?? {};
      return { ...point, comparability, comparabilityNote: note };
    });
  }

  #versions(indicatorId: string): Promise<ComparedVersion[]> {
    return this.#reader
      .loader<string, ComparedVersion[]>('indicator_version#compared', async (ids) => {
        const rows = await this.#reader.rows<ComparedVersion & { parent: string }>(
          sql`select "v"."indicator_id" as "parent", "v"."number", "v"."status", "v"."kind", "v"."counting_unit" as "countingUnit", "v"."unit", "v"."multiplier", "v"."comparability", "v"."comparability_note" as "comparabilityNote"
            from "indicator_version" as "v" where "v"."indicator_id" = any(${ids}::uuid[]) order by "v"."number"`,
        );
        const byIndicator = Map.groupBy(rows, ({ parent }) => parent);
        return ids.map((id) => byIndicator.get(id) ?? []);
      })
      .load(indicatorId);
  }

  /** Series of one request are read one after another: each needs to know how many points the others read. */
  #afterPrevious<T>(read: () => Promise<T>): Promise<T> {
    const reading = this.#previous.then(read);
    this.#previous = reading.catch(() => undefined);
    return reading;
  }

  async #points(ids: readonly string[], filter: ReleasedCellFilter & { window: DayWindow }) {
    const limit = this.#left;
    const rows = limit < 0 ? [] : await this.#reader.rows(this.#statement(ids, { ...filter, limit }));
    this.#left -= rows.length;
    if (this.#left >= 0) return rows;
    throw new InputError(
      `The series of this request have more than ${maximumPointsOfRequest} points. Request fewer indicators at once, or narrow the series by \`from\` and \`to\`, by \`by\`, or by \`organization\`.`,
    );
  }

  #statement(
    ids: readonly string[],
    filter: ReleasedCellFilter & { window: DayWindow; limit: number },
  ): RawBuilder<ReadPoint & { parent: string }> {
    return sql`with "point" as (
        select "k"."parent", "p".* from unnest(${ids}::uuid[]) as "k"("parent") cross join lateral (${pointsOf(this.#reader.viewer, filter)}) as "p" limit ${filter.limit + 1}
      ), "combination" as (
        select "b"."id", ${categoriesOf('b')} as "categories" from "breakdown" as "b"
        where "b"."id" in (select "point"."breakdownId" from "point")
      )
      select "point".*, "combination"."categories" from "point" join "combination" on "combination"."id" = "point"."breakdownId"
      order by "periodStart", "periodEnd" desc, "number", "ordinal"`;
  }
}

/** The points of the indicator `k`, as many as a series may have and one more. */
function pointsOf(viewer: Viewer, filter: ReleasedCellFilter & { window: DayWindow }): RawBuilder<unknown> {
  const { by, reporter, window } = filter;
  const ofDimensions = by ? sql` and ${brokenDownBy(by)}` : sql``;
  const ofReporter = reporter ? sql` and ${reportedBy(reporter)}` : sql``;
  return sql`
          select ${pointColumns} from "indicator_version" as "v"
          join "release" as "r" on "r"."indicator_version_id" = "v"."id" and "r"."replaced_at" is null
          join "released_cell" as "t" on "t"."release_id" = "r"."id"
          where "v"."indicator_id" = "k"."parent" and ${visibleTo(viewer, 'r')} and ${liesWithin(window, 'r')}
            and ${dimensionsVisibleTo(viewer)} and ${reporterVisibleTo(viewer)}${ofDimensions}${ofReporter}
          order by "r"."period_start", "r"."period_end" desc, "v"."number", "t"."ordinal" limit ${maximumPoints + 1}`;
}

/** A released cell `t` with its release `r` and version `v`. */
const pointColumns = sql`"r"."id" as "releaseId", "v"."id" as "indicatorVersionId", "v"."number", "r"."period", "r"."period_start" as "periodStart",
            "r"."period_end" as "periodEnd", "t"."ordinal", "t"."breakdown_id" as "breakdownId", "t"."organization_id" as "organizationId",
            "t"."place", "t"."scope", "t"."reason", "t"."value", "t"."numerator", "t"."denominator", "t"."base", "t"."standard_error" as "standardError",
            "t"."status", "t"."suppressed"`;

/** Identifies the reporter and the place of a point. */
function keyOf({ organizationId, place }: Pick<ReadPoint, 'organizationId' | 'place'>): string {
  return JSON.stringify([organizationId, place && [place.scheme, place.code]]);
}
