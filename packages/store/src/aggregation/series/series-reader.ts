import { InputError, unwrap } from '@collective-impact/sdk';
import { comparabilityInSeries } from '@collective-impact/sdk/aggregation';
import { type ComparedVersion, comparabilityOf } from '@collective-impact/sdk/indicator';
import type { IndicatorRow, IndicatorTables } from '../../indicator/index.ts';
import { type DayWindow, dayWindow, type PeriodSpan } from '../../period/index.ts';
import type { ReleasedCellFilter } from '../../release/index.ts';
import { anyOf } from '../../shared/conditions.ts';
import { turnFor } from '../../shared/event-loop.ts';
import type { Reader } from '../../shared/reader.ts';
import { categorizedVersions } from '../categorized-versions.ts';
import { requireKnownDimensions } from '../known-dimensions.ts';
import { everyUnit } from '../roll-up/every-unit.ts';
import type { RollUpReader } from '../roll-up/roll-up-reader.ts';
import { maximumPoints, ReportedPointReader } from './reported-point-reader.ts';
import {
  keyOfWhole,
  pointOfReporter,
  pointOfWhole,
  type ReportedPoint,
  type SeriesPointRow,
  type UncomparedPoint,
} from './series-point.ts';

/** Filter for the points of a series. */
export interface SeriesFilter extends Omit<ReleasedCellFilter, 'suppressed' | 'sensitive' | 'formerlyPublished'> {
  span: PeriodSpan;
}

/** What the series of an indicator needs of it. */
type SeriesIndicator = Pick<IndicatorRow, 'id' | 'code' | 'ecosystemId'>;

/** Reads the figures of an indicator over time. */
export class SeriesReader {
  readonly #reader: Reader;
  readonly #rollUps: RollUpReader;
  readonly #reported: ReportedPointReader;

  constructor(reader: Reader, rollUps: RollUpReader) {
    this.#reader = reader;
    this.#rollUps = rollUps;
    this.#reported = new ReportedPointReader(reader);
  }

  /**
   * The figures of an indicator by period: of the whole ecosystem or network, as {@link RollUpReader} aggregates them, and the
   * released cells of each organization. The number of statements does not depend on the number of indicators or points: those
   * of the roll-up, and one for the cells. Throws an {@link InputError} beyond 5,000 points of one indicator, 50,000 cells per
   * request, or 50,000 sums per request. A series that is requested again is computed once.
   */
  ofIndicator({ id, code, ecosystemId }: IndicatorRow, filter: SeriesFilter): Promise<SeriesPointRow[]> {
    const { span, by = null, reporter = null } = filter;
    return this.#reader
      .loader<string, SeriesPointRow[]>(`series-points@${JSON.stringify([span, by, reporter])}`, (keys) =>
        Promise.all(
          keys.map((key) => {
            const indicator = JSON.parse(key) as SeriesIndicator;
            return this.#series(indicator, { span, by, reporter }).catch((error: Error) => error);
          }),
        ),
      )
      .load(JSON.stringify({ id, code, ecosystemId } satisfies SeriesIndicator));
  }

  async #series(indicator: SeriesIndicator, { span, by, reporter }: Required<SeriesFilter>): Promise<SeriesPointRow[]> {
    const window = await dayWindow(this.#reader, { span, ecosystemId: indicator.ecosystemId });
    const [cells, figures] = await Promise.all([
      this.#reported.read(indicator.id, { window, by, reporter }),
      this.#figuresOfWhole(indicator, { window, by, reporter }),
    ]);
    await turnFor(figures.length + cells.length);
    const points = [...this.#pointsOfWhole(figures, cells), ...cells.filter(isOfOneReporter).map(pointOfReporter)];
    // Points are disaggregated by exactly these dimensions: only an empty series can have unknown ones.
    if (points.length === 0 && by !== null && by.length > 0) {
      const versions = await categorizedVersions(this.#reader, indicator.id);
      requireKnownDimensions(by, { indicator: indicator.code, versions });
    }
    if (points.length <= maximumPoints) return this.#compared(points.sort(byPeriod), indicator.id);
    throw new InputError(
      `The series of "${indicator.code}" has more than ${maximumPoints.toLocaleString('en')} points. Narrow it by \`from\` and \`to\`, by \`by\` (\`[]\` returns totals), or by \`organization\`.`,
    );
  }

  /** The figures of the whole ecosystem or network. Of a reporter, only those that the ecosystem reported itself. */
  async #figuresOfWhole(
    indicator: SeriesIndicator,
    { window, by, reporter }: Required<Omit<SeriesFilter, 'span'>> & { window: DayWindow },
  ): Promise<FigureOfWhole[]> {
    if (reporter && reporter.id !== indicator.ecosystemId) return [];
    const { figures, versions } = await this.#rollUps.read(indicator.id, { over: everyUnit, by, window });
    const numbers = new Map(versions.map(({ id, number }) => [id, number]));
    return figures.flatMap((figure) => {
      const { versionId, isOfEcosystem } = figure;
      const number = versionId === null ? undefined : numbers.get(versionId);
      if (versionId === null || number === undefined || (reporter && !isOfEcosystem)) return [];
      return [{ figure: { ...figure, versionId }, number }];
    });
  }

  #pointsOfWhole(figures: readonly FigureOfWhole[], cells: readonly ReportedPoint[]): UncomparedPoint[] {
    const reported = new Map(
      cells.filter((cell) => !isOfOneReporter(cell)).map((cell) => [keyOfWhole(cell), cell] as const),
    );
    return figures.map(({ figure, number }) => {
      const { isOfEcosystem, categories, coverage } = figure;
      const [releaseId = ''] = isOfEcosystem ? coverage.releaseIds : [];
      return pointOfWhole(figure, { number, reported: reported.get(keyOfWhole({ releaseId, categories })) });
    });
  }

  /** Reads versions only if the series has several, and their crosswalks only if it has categories. */
  async #compared(points: readonly UncomparedPoint[], indicatorId: string): Promise<SeriesPointRow[]> {
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
          compares: (ends) => unwrap(comparabilityOf(versions, ends)),
          ...(isBrokenDown && { versions: await categorizedVersions(this.#reader, indicatorId) }),
        },
      ),
    );
    return points.map((point, at) => {
      const { comparability = null, note = null } = compared[at] ?? {};
      // A figure of the whole has this caveat from the roll-up.
      const caveats = note !== null && isOfOneReporter(point) ? [...point.caveats, note] : point.caveats;
      return { ...point, caveats, comparability, comparabilityNote: note };
    });
  }

  #versions(indicatorId: string): Promise<ComparedVersion[]> {
    return this.#reader
      .loader<string, ComparedVersion[]>('indicator_version#compared', async (ids) => {
        const versions = this.#reader
          .tables<IndicatorTables>()
          .selectFrom('indicator_version as v')
          .select(['v.indicator_id as parent', 'v.number', 'v.status', 'v.kind', 'v.counting_unit as countingUnit'])
          .select(['v.unit', 'v.multiplier', 'v.comparability', 'v.comparability_note as comparabilityNote'])
          .where('v.indicator_id', '=', anyOf(ids))
          .orderBy('v.number');
        const rows = await this.#reader.rows(versions, { isPlannedOnce: true });
        const byIndicator = Map.groupBy(rows, ({ parent }) => parent);
        return ids.map((id) => byIndicator.get(id) ?? []);
      })
      .load(indicatorId);
  }
}

/** A figure of the whole, with the number of its version. */
interface FigureOfWhole {
  figure: Parameters<typeof pointOfWhole>[0];
  number: number;
}

/** Whether a cell is of one organization, or of one place that the ecosystem itself reported. */
function isOfOneReporter({ scope, place }: Pick<ReportedPoint, 'scope' | 'place'>): boolean {
  return scope === 'ORGANIZATION' || place !== null;
}

/**
 * Orders points by period, a longer period before those in it. In a period, the figures of the whole are first, and those of single
 * reporters follow by version. Otherwise the order is kept.
 */
function byPeriod(one: UncomparedPoint, other: UncomparedPoint): number {
  if (one.periodStart !== other.periodStart) return one.periodStart < other.periodStart ? -1 : 1;
  if (one.periodEnd !== other.periodEnd) return one.periodEnd > other.periodEnd ? -1 : 1;
  if (isOfOneReporter(one) !== isOfOneReporter(other)) return isOfOneReporter(one) ? 1 : -1;
  return one.number - other.number;
}

/** Identifies the reporter and the place of a point. */
function keyOf({ organizationId, place }: Pick<UncomparedPoint, 'organizationId' | 'place'>): string {
  return JSON.stringify([organizationId, place && [place.scheme, place.code]]);
}
