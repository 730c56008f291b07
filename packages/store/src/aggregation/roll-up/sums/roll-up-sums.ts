import type { CategoryReference } from '@collective-impact/sdk/indicator';
import type { CellSums } from '../../../release/index.ts';
import type { Reader } from '../../../shared/reader.ts';
import { type ClosedReporterCount, closedReporters } from '../reporters/closed-reporters.ts';
import type { PlaceReporters } from '../reporters/place-reporters.ts';
import type { ReplacedReporters } from '../reporters/replaced-reporters.ts';
import { countReportersWithoutFigure, ReportersWithoutFigure } from '../reporters/reporters-without-figure.ts';
import type { RollUpArguments } from '../roll-up-arguments.ts';
import type { RolledUpVersion } from '../roll-up-definitions.ts';
import type { RollUpPlaces } from '../roll-up-places.ts';
import { hasReportersByPlace, planFor, planRollUp, type RollUpPlan } from '../roll-up-plan.ts';
import type { RolledUpRelease } from '../roll-up-releases.ts';
import { CellSumReader } from './cell-sum-reader.ts';
import type { FinerCell } from './finer-cells.ts';
import { type FinerCellsPlan, planFinerCells, type SummedRelease } from './finer-cells-plan.ts';
import { RequestedBreakdowns } from './requested-breakdowns.ts';
import { RowBudget } from './row-budget.ts';
import { StoredSumReader, type SumSelection } from './stored-sum-reader.ts';

/** Versions whose figures are requested by the same dimensions; `by` as in {@link RollUpArguments}. */
export interface RequestedDimensions {
  by: readonly string[] | null;
  versions: readonly RolledUpVersion[];
}

/** The definitions, releases and arguments of roll-ups over the same units. */
export interface SumRequest {
  versions: readonly RolledUpVersion[];
  releases: readonly RolledUpRelease[];
  replaced: ReplacedReporters;
  over: RollUpArguments['over'];
  places: RollUpPlaces;
  reporters: PlaceReporters;
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
   * Returns the sums for each of `requested`. One statement if every organization states the requested combinations and stored
   * sums suffice. One statement more for each of: releases read cell by cell; releases without the requested combinations;
   * cells of organizations that do not state them; the number of these, if places are aggregated; the number of closed
   * organizations, if there may be any. Throws an `InputError` beyond 50,000 rows per request.
   */
  async read(of: SumRequest & { requested: readonly RequestedDimensions[] }): Promise<ReadSums[]> {
    const { releases, replaced, over, versions, requested } = of;
    const plan = planRollUp(releases, { over, versions });
    const closed = await this.#closed(plan, of);
    const all = requested.map(({ by, versions }) => new RequestedBreakdowns(versions, { by, over }));
    const firstIds = unionOf(all.map((breakdowns) => breakdowns.first));
    const first = await this.#sums(plan, { ...of, breakdownIds: firstIds });
    const unanswered = all.map((breakdowns) => releasesWithout(breakdowns, { releases, sums: first }));
    const finerIds = all.flatMap(({ finer }, at) => (unanswered[at]?.size ? finer : []));
    const rest = await this.#sums(planFor(new Set(unanswered.flatMap((ids) => [...ids])), plan), {
      ...of,
      breakdownIds: firstIds === null ? [] : [...new Set(finerIds)].filter((id) => !firstIds.includes(id)),
    });
    const sums = [...first, ...rest];
    const counts = await this.#withoutFigureByPlace(plan, { sums, replaced });
    const withoutFigure = new ReportersWithoutFigure({ ...of, sums, counts, closed });
    const read = all.map((breakdowns, at) => {
      const isUnanswered = (releaseId: string) => unanswered[at]?.has(releaseId) ?? false;
      return sums.filter((row) => breakdowns.isRead(row.breakdownId, isUnanswered(row.releaseId)));
    });
    const plans = all.map((breakdowns, at) => {
      const { versions = [] } = requested[at] ?? {};
      return planFinerCells(summedReleases({ ...of, versions, sums: read[at] ?? [], withoutFigure, breakdowns }));
    });
    const finer = await this.#finerCells(plans, replaced);
    return read.map((ofDimensions, at) => ({ sums: ofDimensions, withoutFigure, finer: finer[at] ?? [] }));
  }

  /** The cells of each plan. One statement for all. */
  async #finerCells(plans: readonly FinerCellsPlan[], replaced: ReplacedReporters): Promise<ReadSums['finer'][]> {
    const offsets = plans.map((_, at) => plans.slice(0, at).reduce((sum, { sums }) => sum + sums.length, 0));
    const parts = plans.flatMap((plan, at) =>
      plan.parts.map((part) => ({ ...part, sum: part.sum + (offsets[at] ?? 0) })),
    );
    const cells = await this.#cells.readFiner(parts, replaced);
    return plans.map(({ sums }, at) =>
      cells.flatMap((cell) => {
        const of = sums[cell.sum - (offsets[at] ?? 0)];
        return of ? [{ ...cell, of }] : [];
      }),
    );
  }

  async #closed(
    { closedReporters: ids }: RollUpPlan,
    { over, replaced }: Pick<SumRequest, 'over' | 'replaced'>,
  ): Promise<ClosedReporterCount[]> {
    if (ids.length === 0) return [];
    const { viewer } = this.#reader;
    return this.#reader.rows(closedReporters(ids, { viewer, replaced, isOverPlaces: over.includes('PLACES') }));
  }

  async #withoutFigureByPlace(
    { withoutFigureByPlace }: RollUpPlan,
    { sums, replaced }: { sums: readonly CellSums[]; replaced: ReplacedReporters },
  ) {
    const byPlace = sums.filter(({ releaseId }) => withoutFigureByPlace.has(releaseId));
    const distinct = new Map(byPlace.map((row) => [`${row.releaseId} ${row.breakdownId}`, row]));
    return distinct.size === 0 ? [] : this.#reader.rows(countReportersWithoutFigure([...distinct.values()], replaced));
  }

  async #sums(
    { bySums, byCells }: Pick<RollUpPlan, 'bySums' | 'byCells'>,
    of: Pick<SumSelection, 'versions' | 'breakdownIds'> & Pick<SumRequest, 'over' | 'replaced' | 'places'>,
  ): Promise<CellSums[]> {
    const { versions, breakdownIds, over, replaced, places } = of;
    if (breakdownIds?.length === 0) return [];
    return [
      ...(await this.#stored.read({ releaseIds: bySums, breakdownIds, versions })),
      ...(await this.#cells.read({
        releaseIds: byCells,
        breakdownIds,
        versions,
        over,
        replaced,
        withPlaces: places.haveHierarchy,
      })),
    ];
  }
}

/** The union of lists. Null, which stands for everything, if one of them is null. */
function unionOf(lists: readonly (readonly number[] | null)[]): number[] | null {
  const known = lists.flatMap((list) => (list === null ? [] : [list]));
  return known.length < lists.length ? null : [...new Set(known.flat())];
}

/** The releases without the requested combinations. They may have combinations that sum to these. */
function releasesWithout(
  breakdowns: RequestedBreakdowns,
  { releases, sums }: { releases: readonly RolledUpRelease[]; sums: readonly CellSums[] },
): Set<string> {
  const answered = new Set(sums.flatMap((row) => (breakdowns.isRequested(row.breakdownId) ? [row.releaseId] : [])));
  const unanswered = releases.filter(
    ({ id, indicatorVersionId }) => !answered.has(id) && breakdowns.hasFiner(indicatorVersionId),
  );
  return new Set(unanswered.map(({ id }) => id));
}

/** What is known of each release whose organizations may be read one by one. */
function summedReleases(
  of: SumRequest & {
    sums: readonly CellSums[];
    withoutFigure: ReportersWithoutFigure;
    breakdowns: RequestedBreakdowns;
  },
): SummedRelease[] {
  const { versions, releases, over, withoutFigure, breakdowns } = of;
  const isOverPlaces = over.includes('PLACES');
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
