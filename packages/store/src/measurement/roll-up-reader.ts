import {
  comparabilityOf,
  InputError,
  type RollUpFigure,
  type RollUpPart,
  rollUp,
  type YearStarts,
} from '@collective-impact/sdk';
import type { Reader } from '../shared/reader.ts';
import type { BreakdownCategory } from './category-reader.ts';
import { dependsOnEcosystem, yearStarts } from './period-window.ts';
import { type CellSelection, type CellSums, cellSums } from './roll-up-cells.ts';
import { Combinations } from './roll-up-combinations.ts';
import { namedCategories, type RolledUpVersion, versionsStatement } from './roll-up-definitions.ts';
import type { RollUpQuestion } from './roll-up-question.ts';
import { isCounted, partOf, type RolledUpRelease, releasesStatement } from './roll-up-releases.ts';
import { type IndicatorRow, indicatorTable } from './tables.ts';

/** A figure as it is answered: its categories with their names. */
export type RollUpFigureRow = Omit<RollUpFigure, 'categories'> & { categories: BreakdownCategory[] };

/** A roll-up is answered whole; a longer one is asked for in parts. */
const mostFigures = 5000;

/** What a request brings together in memory, in rows that the database has summed. */
const mostTogether = 50_000;

const mostPeriods = 100;

/** Adds up the released figures of indicators. */
export class RollUpReader {
  readonly #reader: Reader;
  #left = mostTogether;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * The figures of an indicator, from the cells of its current releases alone, for stewards too. Three statements, however
   * many indicators are asked for at once: definitions, releases, and the sums of their cells. More than 5,000 figures of
   * one indicator are an {@link InputError}, and so is a request that needs more than 50,000 sums together.
   */
  async ofIndicator(indicator: IndicatorRow, question: RollUpQuestion): Promise<RollUpFigureRow[]> {
    const asked = {
      over: [...new Set(question.over)].sort(),
      periods: question.periods ?? null,
      by: question.by ?? null,
    };
    if (asked.periods && asked.periods.length > mostPeriods)
      throw new InputError(
        `a roll-up answers for ${mostPeriods} periods at most: ask for ${asked.periods.length} in parts`,
      );
    const figures = await this.#reader
      .loader<string, RollUpFigureRow[]>(`roll-up@${JSON.stringify(asked)}`, (ids) =>
        this.#inTurn(() => this.#figures(ids, asked)),
      )
      .load(indicator.id);
    if (figures.length <= mostFigures) return figures;
    throw new InputError(
      `the roll-up of "${indicator.code}" has more than ${mostFigures} figures: narrow it by "periods", by "by" (an empty list is the totals), or roll it up over more`,
    );
  }

  /** One after another: only then is known how much is left for the next. */
  #inTurn<T>(read: () => Promise<T>): Promise<T> {
    const reading = this.#turn.then(read);
    this.#turn = reading.catch(() => undefined);
    return reading;
  }

  async #figures(ids: readonly string[], question: Required<RollUpQuestion>): Promise<RollUpFigureRow[][]> {
    const versions = await this.#reader.rows(versionsStatement(ids, this.#reader.viewer));
    const { viewer } = this.#reader;
    const found = await this.#reader.rows(releasesStatement(versions, { question, viewer }));
    const spans = new Map(versions.map(({ id, spans }) => [id, spans]));
    const releases = found.filter((release) => isCounted(release, spans.get(release.indicatorVersionId) ?? null));
    const sums = await this.#sums({ versions, releases, question });
    const byVersion = Map.groupBy(releases, ({ indicatorVersionId }) => indicatorVersionId);
    const byRelease = Map.groupBy(sums, ({ releaseId }) => releaseId);
    const byParent = Map.groupBy(versions, ({ parent }) => parent);
    const years = await Promise.all(ids.map((id) => this.#yearsOf(id, { versions: byParent.get(id) ?? [], question })));
    return ids.map((id, at) => {
      const own = byParent.get(id) ?? [];
      const parts = own.flatMap((version) => {
        const combinations = new Map(version.combinations.map((each) => [each.id, each.categories]));
        return (byVersion.get(version.id) ?? []).flatMap((release) =>
          (byRelease.get(release.id) ?? []).flatMap((row) => {
            const categories = combinations.get(row.breakdownId);
            return categories ? [partOf(row, { release, categories })] : [];
          }),
        );
      });
      return this.#answer(parts, { versions: own, releases, question, years: years[at] ?? {} });
    });
  }

  #answer(
    parts: readonly RollUpPart[],
    {
      versions,
      releases,
      question,
      years,
    }: {
      versions: readonly RolledUpVersion[];
      releases: readonly RolledUpRelease[];
      question: Required<RollUpQuestion>;
      /** Of the indicator's own ecosystem. */
      years: YearStarts;
    },
  ): RollUpFigureRow[] {
    const yearsBy = new Map(versions.map((version) => [version.ecosystemId, version.years]));
    const expected = new Map(
      releases.flatMap(({ indicatorVersionId, period, expected: count, absent }) =>
        count === null || absent === null
          ? []
          : [[`${indicatorVersionId} ${period}`, { expected: count, absent }] as const],
      ),
    );
    const figures = rollUp({
      parts,
      versions,
      ...question,
      compares: (ends) => comparabilityOf(versions, ends),
      years,
      yearsOf: (ecosystemId) => yearsBy.get(ecosystemId) ?? {},
      members: versions.flatMap(({ ecosystemId, spans }) => (spans ? [{ ecosystemId, spans }] : [])),
      expected: ({ versionId, period }) => expected.get(`${versionId} ${period}`) ?? null,
    });
    const newest = versions.toReversed();
    return figures.map((figure) => ({ ...figure, categories: namedCategories(figure.categories, newest) }));
  }

  /** When the years of an indicator's ecosystem begin; that of one without a version is looked up, where it matters. */
  async #yearsOf(
    id: string,
    { versions, question }: { versions: readonly RolledUpVersion[]; question: Required<RollUpQuestion> },
  ): Promise<YearStarts> {
    const own = versions.find(({ spans }) => spans === null);
    if (own || !question.periods?.some(dependsOnEcosystem)) return own?.years ?? {};
    const indicator = await this.#reader.byId(indicatorTable, id);
    return indicator ? yearStarts(this.#reader, indicator.ecosystemId) : {};
  }

  async #sums(of: {
    versions: readonly RolledUpVersion[];
    releases: readonly RolledUpRelease[];
    question: Required<RollUpQuestion>;
  }): Promise<CellSums[]> {
    const { versions, releases, question } = of;
    const combinations = new Combinations(versions, question);
    const first = await this.#read(releases, { versions, question, breakdownIds: combinations.asked });
    // A release that has nothing of these categories may have what they can be added up from.
    const answered = new Set(first.flatMap((row) => (combinations.isKept(row.breakdownId) ? [row.releaseId] : [])));
    const without = releases.filter(
      ({ id, indicatorVersionId }) => !answered.has(id) && combinations.hasFiner(indicatorVersionId),
    );
    if (without.length === 0) return first;
    const finer = await this.#read(without, { versions, question, breakdownIds: combinations.finer });
    return [
      ...first.filter(({ breakdownId, releaseId }) => answered.has(releaseId) || !combinations.isFiner(breakdownId)),
      ...finer,
    ];
  }

  async #read(
    releases: readonly RolledUpRelease[],
    of: Pick<CellSelection, 'versions' | 'breakdownIds'> & { question: Required<RollUpQuestion> },
  ): Promise<CellSums[]> {
    const { versions, breakdownIds, question } = of;
    if (releases.length === 0 || breakdownIds?.length === 0) return [];
    const releaseIds = releases.map(({ id }) => id);
    const { viewer } = this.#reader;
    const most = this.#left;
    const selection = { releaseIds, breakdownIds, versions, viewer, over: question.over, most };
    const rows = most < 0 ? [] : await this.#reader.rows(cellSums(selection));
    this.#left -= rows.length;
    if (this.#left >= 0) return rows;
    throw new InputError(
      `the roll-ups of this request need more than ${mostTogether} sums together: ask for fewer indicators at once, or narrow them by "periods" or by "by", or roll them up over more`,
    );
  }
}
