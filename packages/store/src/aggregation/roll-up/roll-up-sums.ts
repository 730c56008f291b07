import type { CategoryReference } from '@collective-impact/sdk/indicator';
import type { CellSums } from '../../release/index.ts';
import type { Reader } from '../../shared/reader.ts';
import { CellSumReader } from './cell-sum-reader.ts';
import { type ClosedReporterCount, closedReporters } from './closed-reporters.ts';
import type { FinerCell } from './finer-cells.ts';
import { planFinerCells, type SummedRelease } from './finer-cells-plan.ts';
import { countReportersWithoutFigure, ReportersWithoutFigure } from './reporters-without-figure.ts';
import { RequestedBreakdowns } from './requested-breakdowns.ts';
import type { RollUpArguments } from './roll-up-arguments.ts';
import type { RolledUpVersion } from './roll-up-definitions.ts';
import { hasReportersByPlace, planFor, planRollUp, type RollUpPlan } from './roll-up-plan.ts';
import type { RolledUpRelease } from './roll-up-releases.ts';
import { RowBudget } from './row-budget.ts';
import { StoredSumReader, type SumSelection } from './stored-sum-reader.ts';

/** The definitions, releases and arguments of a roll-up. */
interface SumRequest {
  versions: readonly RolledUpVersion[];
  releases: readonly RolledUpRelease[];
  request: Required<RollUpArguments>;
}

/** The sums of released cells, and which organizations have no cell in them. */
export interface ReadSums {
  sums: CellSums[];
  /** Cells of organizations that do not state a combination; `of` is the combination that they sum to. */
  finer: (FinerCell & { of: readonly CategoryReference[] })[];
  withoutFigure: ReportersWithoutFigure;
}

/** Reads the sums of released cells for one request, by the plan of {@link planRollUp}. */
export class RollUpSums {
  readonly #reader: Reader;
  readonly #stored: StoredSumReader;
  readonly #cells: CellSumReader;

  constructor(reader: Reader) {
    const budget = new RowBudget();
    this.#reader = reader;
    this.#stored = new StoredSumReader(reader, budget);
    this.#cells = new CellSumReader(reader, budget);
  }

  /**
   * One statement if every organization states the requested combinations and stored sums suffice. One statement more for each
   * of: releases read cell by cell; releases without the requested combinations; cells of organizations that do not state
   * them; the number of these, if places are aggregated; the number of closed organizations, if there may be any. Throws an
   * `InputError` beyond 50,000 rows per request.
   */
  async read(of: SumRequest): Promise<ReadSums> {
    const { versions, releases, request } = of;
    const breakdowns = new RequestedBreakdowns(versions, request);
    const plan = planRollUp(releases, request.over);
    const closed = await this.#closed(plan, request);
    const first = await this.#sums(plan, { ...of, breakdownIds: breakdowns.first });
    // A release without the requested combinations may have combinations that sum to them.
    const answered = new Set(first.flatMap((row) => (breakdowns.isRequested(row.breakdownId) ? [row.releaseId] : [])));
    const unanswered = releases.filter(
      ({ id, indicatorVersionId }) => !answered.has(id) && breakdowns.hasFiner(indicatorVersionId),
    );
    const planOfRest = planFor(new Set(unanswered.map(({ id }) => id)), plan);
    const rest = await this.#sums(planOfRest, { ...of, breakdownIds: breakdowns.finer });
    const isReadAgain = ({ releaseId, breakdownId }: CellSums) =>
      unanswered.length > 0 && !answered.has(releaseId) && breakdowns.isFiner(breakdownId);
    const sums = [...first.filter((row) => !isReadAgain(row)), ...rest];
    const counts = await this.#withoutFigureByPlace(plan, sums);
    const withoutFigure = new ReportersWithoutFigure({ ...of, sums, counts, closed });
    const finer = planFinerCells(summedReleases({ ...of, sums, withoutFigure, breakdowns }));
    const cells = await this.#cells.readFiner(finer.parts);
    return { sums, withoutFigure, finer: cells.map((cell) => ({ ...cell, of: finer.sums[cell.sum] ?? [] })) };
  }

  async #closed({ closedReporters: ids }: RollUpPlan, { over }: RollUpArguments): Promise<ClosedReporterCount[]> {
    if (ids.length === 0) return [];
    const { viewer } = this.#reader;
    return this.#reader.rows(closedReporters(ids, { viewer, isOverPlaces: over.includes('PLACES') }));
  }

  async #withoutFigureByPlace({ withoutFigureByPlace }: RollUpPlan, sums: readonly CellSums[]) {
    const byPlace = sums.filter(({ releaseId }) => withoutFigureByPlace.has(releaseId));
    const distinct = new Map(byPlace.map((row) => [`${row.releaseId} ${row.breakdownId}`, row]));
    return distinct.size === 0 ? [] : this.#reader.rows(countReportersWithoutFigure([...distinct.values()]));
  }

  async #sums(
    { bySums, byCells }: Pick<RollUpPlan, 'bySums' | 'byCells'>,
    of: Pick<SumSelection, 'versions' | 'breakdownIds'> & Pick<SumRequest, 'request'>,
  ): Promise<CellSums[]> {
    const { versions, breakdownIds, request } = of;
    if (breakdownIds?.length === 0) return [];
    const { over } = request;
    return [
      ...(await this.#stored.read({ releaseIds: bySums, breakdownIds, versions })),
      ...(await this.#cells.read({ releaseIds: byCells, breakdownIds, versions, over })),
    ];
  }
}

/** What is known of each release whose organizations may be read one by one. */
function summedReleases(
  of: SumRequest & {
    sums: readonly CellSums[];
    withoutFigure: ReportersWithoutFigure;
    breakdowns: RequestedBreakdowns;
  },
): SummedRelease[] {
  const { versions, releases, request, withoutFigure, breakdowns } = of;
  const isOverPlaces = request.over.includes('PLACES');
  const summable = new Map(
    versions.map((version) => [version.id, { version, summable: breakdowns.summable(version) }] as const),
  );
  const sumsByRelease = Map.groupBy(of.sums, ({ releaseId }) => releaseId);
  return releases.flatMap((release): SummedRelease[] => {
    const known = summable.get(release.indicatorVersionId);
    const { id, reporters } = release;
    if (!known || reporters === null || (isOverPlaces && hasReportersByPlace(release))) return [];
    const places = isOverPlaces ? [''] : Object.keys(reporters);
    return [
      {
        ...known,
        release,
        sums: sumsByRelease.get(id) ?? [],
        hasReportersWithout: (breakdownId) =>
          places.some((place) => withoutFigure.countIn(release, { breakdownId, place }) > 0),
      },
    ];
  });
}
