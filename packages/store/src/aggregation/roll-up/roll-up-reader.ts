import { InputError, unwrap } from '@collective-impact/sdk';
import {
  countsPeopleOnce,
  type DisaggregatedFigure,
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
import type { IncludedReporters } from './included-reporter-reader.ts';
import type { MissingFrom } from './missing-reporter-reader.ts';
import { type IndicatorMember, membersStatement } from './network-members.ts';
import type { MissingIn, ReportersWithoutFigure } from './reporters-without-figure.ts';
import type { RollUpArguments } from './roll-up-arguments.ts';
import { namedCategories, type RolledUpVersion, versionsStatement } from './roll-up-definitions.ts';
import { partOfCell, partOfSums } from './roll-up-part.ts';
import { isCounted, type RolledUpRelease, releasesStatement } from './roll-up-releases.ts';
import { RollUpSums } from './roll-up-sums.ts';

/** Coverage of a figure, with where to look up the organizations that it includes and that are missing. */
export type RollUpCoverageRow = Omit<RollUpCoverage, 'releases'> & MissingFrom & IncludedReporters;

/** An aggregated figure, with labels of its categories. */
export type RollUpFigureRow = Omit<RollUpFigure, 'categories' | 'coverage'> & {
  categories: BreakdownCategory[];
  coverage: RollUpCoverageRow;
};

/** Figures of one roll-up, which is returned whole. */
const maximumFigures = 5000;

const maximumPeriods = 100;

/** Aggregates the released figures of indicators. */
export class RollUpReader {
  readonly #reader: Reader;
  readonly #sums: RollUpSums;
  #previous: Promise<unknown> = Promise.resolve();

  constructor(reader: Reader) {
    this.#reader = reader;
    this.#sums = new RollUpSums(reader);
  }

  /**
   * The aggregated figures of an indicator, from the cells of its current releases only, for stewards too. Three statements
   * for all indicators of a request: definitions, releases, and sums of cells. One more over ecosystems, and those of
   * {@link RollUpSums.read}. Throws an {@link InputError} beyond 5,000 figures of one indicator, 100 periods, or 50,000 sums
   * per request.
   */
  async ofIndicator(indicator: IndicatorRow, args: RollUpArguments): Promise<RollUpFigureRow[]> {
    const request = {
      over: [...new Set(args.over)].sort(),
      periods: args.periods ?? null,
      by: args.by ?? null,
    };
    if (request.periods && request.periods.length > maximumPeriods)
      throw new InputError(
        `A roll-up returns at most ${maximumPeriods} periods, and \`periods\` has ${request.periods.length}. Send several requests.`,
      );
    const figures = await this.#reader
      .loader<string, RollUpFigureRow[]>(`roll-up@${JSON.stringify(request)}`, (ids) =>
        this.#afterPrevious(() => this.#figures(ids, request)),
      )
      .load(indicator.id);
    if (figures.length <= maximumFigures) return figures;
    throw new InputError(
      `The roll-up of "${indicator.code}" has more than ${maximumFigures} figures. Narrow it by \`periods\` or \`by\` (\`[]\` returns totals), or aggregate over more.`,
    );
  }

  /** Roll-ups of one request run one after another: each needs to know how many rows the others read. */
  #afterPrevious<T>(read: () => Promise<T>): Promise<T> {
    const reading = this.#previous.then(read);
    this.#previous = reading.catch(() => undefined);
    return reading;
  }

  async #figures(ids: readonly string[], request: Required<RollUpArguments>): Promise<RollUpFigureRow[][]> {
    const { viewer } = this.#reader;
    const versions = await this.#reader.rows(versionsStatement(ids, viewer));
    const visible = await this.#reader.rows(releasesStatement(versions, { request, viewer }));
    const spans = new Map(versions.map(({ id, spans }) => [id, spans]));
    const releases = visible.filter((release) => isCounted(release, spans.get(release.indicatorVersionId) ?? null));
    const read = await this.#sums.read({ versions, releases, request });
    const members = request.over.includes('ECOSYSTEMS') ? await this.#reader.rows(membersStatement(ids, viewer)) : [];
    const releasesByVersion = Map.groupBy(releases, ({ indicatorVersionId }) => indicatorVersionId);
    const sumsByRelease = Map.groupBy(read.sums, ({ releaseId }) => releaseId);
    const finerByRelease = Map.groupBy(read.finer, ({ releaseId }) => releaseId);
    const versionsByIndicator = Map.groupBy(versions, ({ parent }) => parent);
    const years = await Promise.all(
      ids.map((id) => this.#yearsOf(id, { versions: versionsByIndicator.get(id) ?? [], request })),
    );
    return ids.map((id, at) => {
      const versionsOfIndicator = versionsByIndicator.get(id) ?? [];
      const releasesOfIndicator = versionsOfIndicator.flatMap((version) => {
        const combinations = new Map(version.combinations.map((each) => [each.id, each.categories]));
        return (releasesByVersion.get(version.id) ?? []).map((release) => ({ release, combinations }));
      });
      const parts = releasesOfIndicator.flatMap(({ release, combinations }) =>
        (sumsByRelease.get(release.id) ?? []).flatMap((row) => {
          const categories = combinations.get(row.breakdownId);
          return categories ? [partOfSums(row, { release, categories })] : [];
        }),
      );
      const disaggregated = releasesOfIndicator.flatMap(({ release, combinations }) =>
        (finerByRelease.get(release.id) ?? []).flatMap((cell) => {
          const categories = combinations.get(cell.breakdownId);
          return categories ? [{ part: partOfCell(cell, { release, categories }), total: cell.of }] : [];
        }),
      );
      return this.#aggregate(parts, {
        disaggregated,
        versions: versionsOfIndicator,
        releases,
        request,
        years: years[at] ?? {},
        members: members.filter(({ parent }) => parent === id),
        withoutFigure: read.withoutFigure,
      });
    });
  }

  #aggregate(
    parts: readonly RollUpPart[],
    of: {
      disaggregated: readonly DisaggregatedFigure[];
      versions: readonly RolledUpVersion[];
      releases: readonly RolledUpRelease[];
      request: Required<RollUpArguments>;
      /** When the years of the indicator's ecosystem begin. */
      years: YearStarts;
      members: readonly IndicatorMember[];
      withoutFigure: ReportersWithoutFigure;
    },
  ): RollUpFigureRow[] {
    const { disaggregated, versions, releases, request, years, members, withoutFigure } = of;
    const yearsByEcosystem = new Map(versions.map((version) => [version.ecosystemId, version.years]));
    const expected = new Map(
      releases.flatMap(({ indicatorVersionId, period, expected: count, absent }) =>
        count === null || absent === null
          ? []
          : [[`${indicatorVersionId} ${period}`, { expected: count, absent }] as const],
      ),
    );
    const rolledUp = rollUp({
      parts,
      disaggregated,
      versions,
      ...request,
      compares: (ends) => comparabilityOf(versions, ends),
      years,
      yearsOf: (ecosystemId) => yearsByEcosystem.get(ecosystemId) ?? {},
      members,
      withoutFigure: (key) => withoutFigure.count(key),
      closed: (key) => withoutFigure.closed(key),
      expected: ({ versionId, period }) => expected.get(`${versionId} ${period}`) ?? null,
    });
    const figures = unwrap(rolledUp);
    const newestFirst = versions.toReversed();
    return figures.map((figure) => {
      const { releases: covered, ...coverage } = figure.coverage;
      const missingIn = covered.flatMap((each) => withoutFigure.missingIn(each, figure));
      return {
        ...figure,
        categories: namedCategories(figure.categories, newestFirst),
        coverage: { ...coverage, missingIn, ...includedReporters(figure, { missingIn, versions, releases }) },
      };
    });
  }

  /** When the years of an indicator's ecosystem begin. Looked up if it has no version and a requested period depends on it. */
  async #yearsOf(
    id: string,
    { versions, request }: { versions: readonly RolledUpVersion[]; request: Required<RollUpArguments> },
  ): Promise<YearStarts> {
    const version = versions.find(({ spans }) => spans === null);
    if (version || !request.periods?.some(dependsOnEcosystem)) return version?.years ?? {};
    const indicator = await this.#reader.byId(indicatorTable, id);
    return indicator ? yearStarts(this.#reader, indicator.ecosystemId) : {};
  }
}

/** How to count the organizations whose figures a figure includes. */
function includedReporters(
  { organizationId, coverage, categories }: RollUpFigure,
  of: { missingIn: readonly MissingIn[]; versions: readonly RolledUpVersion[]; releases: readonly RolledUpRelease[] },
): IncludedReporters {
  const { missingIn, versions, releases } = of;
  if (coverage.figuresIncluded === 0 || missingIn.length === 0) {
    const isOfOrganization = organizationId !== null && coverage.figuresIncluded > 0;
    return { knownReporters: isOfOrganization ? 1 : 0, includedIn: [] };
  }
  const additive = new Set(versions.filter(addsPublishedTotals).map(({ id }) => id));
  const versionOf = new Map(releases.map(({ id, indicatorVersionId }) => [id, indicatorVersionId]));
  const includedIn = missingIn.map((each) => ({
    ...each,
    isTotal: categories.length === 0,
    usesPublishedTotal: additive.has(versionOf.get(each.releaseId) ?? ''),
  }));
  return { knownReporters: null, includedIn };
}

/** Whether the totals that releases published are the aggregate over organizations. */
function addsPublishedTotals({ aggregationAcrossOrganizations: rule, ...version }: RolledUpVersion): boolean {
  return ['SUM', 'RATIO', 'WEIGHTED_MEAN'].includes(rule) && !countsPeopleOnce(version, rule);
}
