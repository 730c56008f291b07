import { countsPeopleOnce } from '@collective-impact/sdk/aggregation';
import { type IndicatorVersionRow, indicatorVersionTable } from '../indicator/index.ts';
import type { CellRow, ReleasedCellReader, ReleaseRow } from '../release/index.ts';
import type { Reader } from '../shared/reader.ts';
import { everyUnit } from './roll-up/every-unit.ts';
import type { RollUpFigureRow } from './roll-up/figure-rows.ts';
import type { RollUpReader } from './roll-up/roll-up-reader.ts';

/** A release whose total is rolled up, with the UUID of its indicator. */
type RolledUpTotal = Pick<ReleaseRow, 'id' | 'period'> & { indicatorId: string };

/** Reads the totals of releases. */
export class ReleaseTotalReader {
  readonly #reader: Reader;
  readonly #cells: ReleasedCellReader;
  readonly #rollUps: RollUpReader;

  constructor(reader: Reader, of: { cells: ReleasedCellReader; rollUps: RollUpReader }) {
    this.#reader = reader;
    this.#cells = of.cells;
    this.#rollUps = of.rollUps;
  }

  /**
   * The figure that the ecosystem reported, or else the aggregate of its organizations. Null if there is neither. An unduplicated
   * count that the ecosystem reported has no number if it is outside the interval of its organizations or, in a network, of the
   * current figures of its members, as in a roll-up of the release. Neither has an aggregate of places that overlap. The
   * statements of one roll-up for all such totals of a request; more if it has several releases of one period.
   */
  async ofRelease(release: ReleaseRow): Promise<CellRow | null> {
    const cell = await this.#cells.totalOfRelease(release.id);
    if (!cell || (cell.value ?? cell.lowerBound ?? cell.upperBound ?? null) === null) return cell;
    const version = await this.#reader.byId(indicatorVersionTable, release.indicatorVersionId);
    if (!version || !isChecked(cell, { release, version })) return cell;
    const figure = await this.#figure({ id: release.id, period: release.period, indicatorId: version.indicatorId });
    // Bounds of an aggregate are not additive, and are its total all the same.
    const isRefused = figure?.reason === 'CONTRADICTORY' || (figure?.reason === 'NOT_ADDITIVE' && cell.value !== null);
    if (!figure || !isRefused) return cell;
    const { explanation } = figure;
    const bounds = { lowerBound: null, upperBound: null };
    const numbers = { value: null, numerator: null, denominator: null, base: null, standardError: null };
    return { ...cell, ...numbers, ...bounds, explanation };
  }

  #figure(total: RolledUpTotal): Promise<RollUpFigureRow | null> {
    return this.#reader
      .loader<string, RollUpFigureRow | null>('release#rolledUpTotal', async (keys) => {
        const totals = keys.map((key) => JSON.parse(key) as RolledUpTotal);
        const read = await Promise.all(roundsOf(totals).map((round) => this.#figures(round)));
        const figures = new Map(read.flat());
        return totals.map(({ id }) => figures.get(id) ?? null);
      })
      .load(JSON.stringify(total));
  }

  /** The figures of releases of different indicators or periods, by the UUID of the release. */
  async #figures(totals: readonly RolledUpTotal[]): Promise<[releaseId: string, figure: RollUpFigureRow][]> {
    const releaseIds = totals.map(({ id }) => id).sort();
    const indicatorIds = [...new Set(totals.map(({ indicatorId }) => indicatorId))];
    const rolledUp = await Promise.all(
      indicatorIds.map((id) => this.#rollUps.read(id, { over: everyUnit, by: [], releaseIds })),
    );
    return rolledUp.flatMap(({ figures }) =>
      figures.flatMap((figure) => figure.coverage.releaseIds.map((id) => [id, figure] as [string, RollUpFigureRow])),
    );
  }
}

/**
 * Whether a roll-up can find that a total is wrong: an unduplicated count that the ecosystem reported, or an aggregate of figures
 * by place.
 */
function isChecked(
  { scope }: CellRow,
  { release, version }: { release: ReleaseRow; version: IndicatorVersionRow },
): boolean {
  if (scope === 'ECOSYSTEM') return countsPeopleOnce(version, version.aggregationAcrossOrganizations);
  return Object.keys(release.reporters ?? {}).some((place) => place !== '');
}

/** Divides releases so that a roll-up does not combine those of one indicator and period. */
function roundsOf(totals: readonly RolledUpTotal[]): RolledUpTotal[][] {
  const groups = [...Map.groupBy(totals, ({ indicatorId, period }) => `${indicatorId} ${period}`).values()];
  const length = Math.max(...groups.map((group) => group.length));
  return Array.from({ length }, (_, at) => groups.flatMap((group) => group.slice(at, at + 1)));
}
