import { InputError } from '@collective-impact/sdk';
import {
  type FinerFigure,
  type RollUpCoverage,
  type RollUpFigure,
  type RollUpPart,
  rollUp,
} from '@collective-impact/sdk/aggregation';
import { comparabilityOf } from '@collective-impact/sdk/indicator';
import type { YearStarts } from '@collective-impact/sdk/period';
import type { BreakdownCategory } from '../../indicator/index.ts';
import { type IndicatorRow, indicatorTable } from '../../indicator/index.ts';
import { dependsOnEcosystem, yearStarts } from '../../period/index.ts';
import type { Reader } from '../../shared/reader.ts';
import { namedCategories, type RolledUpVersion, versionsStatement } from './roll-up-definitions.ts';
import type { LackingCount } from './roll-up-lacking.ts';
import { type IndicatorMember, membersStatement } from './roll-up-members.ts';
import type { MissingFrom } from './roll-up-missing-reader.ts';
import type { RollUpQuestion } from './roll-up-question.ts';
import { isCounted, partOf, partOfFiner, type RolledUpRelease, releasesStatement } from './roll-up-releases.ts';
import { RollUpSums } from './roll-up-sums.ts';

/** What a figure rests on, and where to look up who is missing. */
export type RollUpCoverageRow = Omit<RollUpCoverage, 'releases'> & MissingFrom;

/** A figure as it is answered: its categories with their names. */
export type RollUpFigureRow = Omit<RollUpFigure, 'categories' | 'coverage'> & {
  categories: BreakdownCategory[];
  coverage: RollUpCoverageRow;
};

/** A roll-up is answered whole; a longer one is asked for in parts. */
const mostFigures = 5000;

const mostPeriods = 100;

/** Adds up the released figures of indicators. */
export class RollUpReader {
  readonly #reader: Reader;
  readonly #sums: RollUpSums;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(reader: Reader) {
    this.#reader = reader;
    this.#sums = new RollUpSums(reader);
  }

  /**
   * The figures of an indicator, from the cells of its current releases alone, for stewards too. Three statements, however
   * many indicators are asked for at once: definitions, releases, and the sums of their cells; one more over ecosystems, and
   * those of {@link RollUpSums.read}. More than 5,000 figures of one indicator are an {@link InputError}, and so is a request
   * that needs more than 50,000 sums together.
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
    const read = await this.#sums.read({ versions, releases, question });
    const members = question.over.includes('ECOSYSTEMS') ? await this.#reader.rows(membersStatement(ids, viewer)) : [];
    const byVersion = Map.groupBy(releases, ({ indicatorVersionId }) => indicatorVersionId);
    const sumsBy = Map.groupBy(read.sums, ({ releaseId }) => releaseId);
    const finerBy = Map.groupBy(read.finer, ({ releaseId }) => releaseId);
    const byParent = Map.groupBy(versions, ({ parent }) => parent);
    const years = await Promise.all(ids.map((id) => this.#yearsOf(id, { versions: byParent.get(id) ?? [], question })));
    return ids.map((id, at) => {
      const own = byParent.get(id) ?? [];
      const placed = own.flatMap((version) => {
        const combinations = new Map(version.combinations.map((each) => [each.id, each.categories]));
        return (byVersion.get(version.id) ?? []).map((release) => ({ release, combinations }));
      });
      const parts = placed.flatMap(({ release, combinations }) =>
        (sumsBy.get(release.id) ?? []).flatMap((row) => {
          const categories = combinations.get(row.breakdownId);
          return categories ? [partOf(row, { release, categories })] : [];
        }),
      );
      const finer = placed.flatMap(({ release, combinations }) =>
        (finerBy.get(release.id) ?? []).flatMap((cell) => {
          const categories = combinations.get(cell.breakdownId);
          return categories ? [{ part: partOfFiner(cell, { release, categories }), of: cell.of }] : [];
        }),
      );
      return this.#answer(parts, {
        finer,
        versions: own,
        releases,
        question,
        years: years[at] ?? {},
        members: members.filter(({ parent }) => parent === id),
        lacking: read.lacking,
      });
    });
  }

  #answer(
    parts: readonly RollUpPart[],
    of: {
      finer: readonly FinerFigure[];
      versions: readonly RolledUpVersion[];
      releases: readonly RolledUpRelease[];
      question: Required<RollUpQuestion>;
      /** Of the indicator's own ecosystem. */
      years: YearStarts;
      members: readonly IndicatorMember[];
      lacking: LackingCount;
    },
  ): RollUpFigureRow[] {
    const { finer, versions, releases, question, years, members, lacking } = of;
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
      finer,
      versions,
      ...question,
      compares: (ends) => comparabilityOf(versions, ends),
      years,
      yearsOf: (ecosystemId) => yearsBy.get(ecosystemId) ?? {},
      members,
      lacking: (spot) => lacking.of(spot),
      closed: (spot) => lacking.closed(spot),
      expected: ({ versionId, period }) => expected.get(`${versionId} ${period}`) ?? null,
    });
    const newest = versions.toReversed();
    return figures.map((figure) => {
      const { releases: covered, ...coverage } = figure.coverage;
      const missingIn = covered.flatMap((each) => lacking.missingIn(each, figure));
      return {
        ...figure,
        categories: namedCategories(figure.categories, newest),
        coverage: { ...coverage, missingIn },
      };
    });
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
}
