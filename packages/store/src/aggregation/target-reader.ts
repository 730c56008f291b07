import { unwrap } from '@collective-impact/sdk';
import {
  type LatestFigure,
  lowestCoverage,
  type ProgressCoverage,
  type TargetProgress,
  targetProgress,
} from '@collective-impact/sdk/aggregation';
import {
  breakdownKey,
  type CategoryReference,
  comparabilityOf,
  type Direction,
  type DisparityMeasure,
  disparityReferenceRules,
} from '@collective-impact/sdk/indicator';
import type { Frequency } from '@collective-impact/sdk/period';
import { sql } from 'kysely';
import type { IndicatorTables, TargetRow } from '../indicator/index.ts';
import { categoryCodesOf, dimensionsVisibleTo } from '../indicator/index.ts';
import { anyOf } from '../shared/conditions.ts';
import type { Reader } from '../shared/reader.ts';
import type { RowStatement } from '../shared/rows/row-statement.ts';
import { visibleTo } from '../shared/visibility.ts';
import type { DisparityMatching } from './disparity-matching.ts';
import type { ComparedRollUps, DisparityComparisonRow } from './disparity-reader.ts';
import type { MatchedDisparityReader } from './matched-disparity-reader.ts';
import { everyUnit } from './roll-up/every-unit.ts';
import type { FigureReports } from './roll-up/figure-reports.ts';
import type { RollUpCoverageRow, RollUpFigureRow } from './roll-up/figure-rows.ts';
import type { MatchedChangeReader } from './roll-up/matched/matched-change-reader.ts';
import type { ChangeByTurnover } from './roll-up/matched/matched-figures.ts';
import type { IncludedReporterReader } from './roll-up/reporters/included-reporter-reader.ts';
import type { RolledUpIndicator, RollUpReader } from './roll-up/roll-up-reader.ts';
import { type MeasuredFigure, measuredFigure } from './target-disparity.ts';

/** Progress of an indicator to a target, and the records that it was computed from. */
export interface TargetStanding extends TargetProgress {
  target: TargetRow;
  /** The baseline's UUID. Null if there is none that the viewer sees. */
  baselineId: string | null;
  latest: ComparedFigureRow | null;
  /** The disparities in the period of the newest figure. Null for a target of a value, and if no figure is compared. */
  comparison: DisparityComparisonRow | null;
}

/** The newest figure of a target. */
export interface ComparedFigureRow extends RollUpFigureRow {
  /** For a target of a disparity, its measure, the disparity of the previous period, and the reports of both figures. Null for a target of a value. */
  ofDisparity: { matching: DisparityMatching | null; measure: DisparityMeasure; reportsOf: FigureReports[] } | null;
}

/** How many of the expected reporters a figure includes, and the row that it is of. */
interface CoverageOfFigure extends ProgressCoverage {
  row: RollUpCoverageRow;
}

interface FactsRow {
  id: string;
  indicatorId: string;
  number: number;
  direction: Direction;
  tolerance: string | null;
  frequency: Frequency;
  schoolYearStart: string | null;
  fiscalYearStart: string | null;
  /** Null if the viewer cannot see one of the dimensions. */
  categories: CategoryReference[] | null;
  baseline: { id: string; period: string; value: string } | null;
}

/** The readers of the figures that targets are compared with. */
interface TargetReaders {
  rollUps: RollUpReader;
  reporters: IncludedReporterReader;
  matched: MatchedChangeReader;
  matchedDisparities: MatchedDisparityReader;
}

/** The day of an assessment, `YYYY-MM-DD`, and the day whose current releases it uses. */
interface AssessmentDay {
  on: string;
  /** Null for the releases that are current now. */
  asOf: string | null;
}

/** Reads the progress of indicators to targets. */
export class TargetReader {
  readonly #reader: Reader;
  readonly #rollUps: RollUpReader;
  readonly #reporters: IncludedReporterReader;
  readonly #matched: MatchedChangeReader;
  readonly #matchedDisparities: MatchedDisparityReader;

  constructor(reader: Reader, of: TargetReaders) {
    this.#reader = reader;
    this.#rollUps = of.rollUps;
    this.#reporters = of.reporters;
    this.#matched = of.matched;
    this.#matchedDisparities = of.matchedDisparities;
  }

  /**
   * Progress to a target on a day (`YYYY-MM-DD`), by the releases that were current on the day `asOf`, or by the current ones if
   * it is null. Returns null if the viewer cannot see the indicator version. The newest figure is the roll-up over the whole ecosystem or network, suppressed or not, for the newest released period of the categories that ended by
   * the day and does not begin after the target's. The baseline is the newest before the target's period. The number of
   * statements does not depend on the number of targets: one, those of the roll-up, one for the coverage, and one for the
   * reporters of both periods.
   *
   * A period is the newest if it has any figure of the target's categories, even if none is a figure of the whole ecosystem.
   * An earlier figure would hide that the newest one is missing. A period without such figures is skipped, because totals are
   * often published before their categories. For a target of a disparity, the newest figure is that of its category, and the
   * disparity is computed for the period of this figure. The coverage is then the lower one of the category and the reference.
   */
  async standing(target: TargetRow, { on, asOf }: AssessmentDay): Promise<TargetStanding | null> {
    const facts = await this.#facts(target.id);
    if (!facts) return null;
    const { categories } = facts;
    const rolledUp = categories && (await this.#rollUpsFor(target, { ...facts, categories, asOf }));
    const newest = rolledUp ? newestFigure(rolledUp.byDimension.figures, { ...facts, target, on }) : null;
    const measured = newest && rolledUp && measuredFor(target, { newest, rolledUp });
    const coverages = await Promise.all((measured?.compared ?? []).map((figure) => this.#coverageOf(figure)));
    const coverage = lowestCoverage(coverages);
    const limits = versionLimits(measured?.compared ?? [], { rolledUp: rolledUp?.byDimension, number: facts.number });
    const { comparabilityNote } = limits;
    const caveats = [...(measured?.latest.caveats ?? []), ...(comparabilityNote === null ? [] : [comparabilityNote])];
    const ofDisparity = measured?.disparity
      ? {
          matching: measured.matching,
          measure: measured.disparity.measure,
          reportsOf: measured.compared.map((figure) => figure.coverage),
        }
      : null;
    const latest: ComparedFigureRow | null = measured && {
      ...measured.latest,
      coverage: coverage?.row ?? measured.latest.coverage,
      caveats,
      ofDisparity,
    };
    const { baseline } = facts;
    const progress = unwrap(
      targetProgress({
        version: facts,
        years: facts,
        target,
        baseline,
        latest: latest && latestFigure(latest),
        coverage,
        minimumCoverage: target.minimumCoverage,
        ...limits,
        turnover: latest && (await this.#turnover(latest)),
        disparity: measured?.disparity,
        on,
      }),
    );
    const comparison = measured?.comparison ?? null;
    return { ...progress, target, baselineId: baseline?.id ?? null, latest, comparison };
  }

  /** The roll-up by the dimensions of the target and, if its disparity is to the total, of totals. */
  async #rollUpsFor(
    { disparity }: TargetRow,
    of: { indicatorId: string; categories: readonly CategoryReference[]; asOf: string | null },
  ): Promise<ComparedRollUps> {
    const { indicatorId, categories, asOf } = of;
    const request = (by: readonly string[]) => ({ over: everyUnit, by, asOf });
    const [byDimension, totals] = await Promise.all([
      this.#rollUps.read(indicatorId, request(categories.map(({ dimension }) => dimension))),
      disparity && disparityReferenceRules[disparity.reference].isTotal
        ? this.#rollUps.read(indicatorId, request([]))
        : null,
    ]);
    return { byDimension, totals };
  }

  /** The change among the reporters of both periods if the reporters of the figure or their places changed. Null if they did not. */
  #turnover({ matching, ofDisparity }: ComparedFigureRow): Promise<ChangeByTurnover | null> {
    return ofDisparity
      ? this.#matchedDisparities.turnover(ofDisparity.matching, ofDisparity.measure)
      : this.#matched.turnover(matching);
  }

  /** How many of the expected reporters a figure includes, and the row that it is of. */
  async #coverageOf({ coverage }: RollUpFigureRow): Promise<CoverageOfFigure> {
    const { ecosystems, expectedEcosystems } = coverage;
    return { ...(await this.#reporters.count(coverage)), ecosystems, expectedEcosystems, row: coverage };
  }

  #facts(id: string): Promise<FactsRow | null> {
    return this.#reader
      .loader<string, FactsRow | null>('target#facts', async (ids) => {
        const rows = await this.#reader.rows(factsStatement(this.#reader, ids));
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.map((each) => byId.get(each) ?? null);
      })
      .load(id);
  }
}

/** The figure of the newest period of these categories that ended by the day and does not begin after the target's. */
function newestFigure(
  figures: readonly RollUpFigureRow[],
  of: { categories: readonly CategoryReference[] | null; target: TargetRow; on: string },
): RollUpFigureRow | null {
  const key = breakdownKey(of.categories ?? []);
  const candidates = figures.filter(
    ({ categories, periodStart, periodEnd }) =>
      breakdownKey(categories.map(({ dimension, code }) => ({ dimension: dimension.code, category: code }))) === key &&
      periodEnd <= of.on &&
      periodStart <= of.target.periodStart,
  );
  const order = ({ periodStart, periodEnd }: RollUpFigureRow) => `${periodStart} ${periodEnd}`;
  return candidates.reduce<RollUpFigureRow | null>(
    (one, other) => (one && order(one) >= order(other) ? one : other),
    null,
  );
}

function latestFigure({ period, value, interval, exact, status, reason, explanation }: RollUpFigureRow): LatestFigure {
  return { period, value, interval, exact, status, reason, explanation };
}

/** The figure that is compared with a target: the newest figure of its categories, or the disparity of this figure. */
function measuredFor(
  { disparity }: TargetRow,
  { newest, rolledUp }: { newest: RollUpFigureRow; rolledUp: ComparedRollUps },
): MeasuredFigure {
  if (disparity) return measuredFigure(newest, { disparity, rolledUp });
  return { latest: newest, compared: [newest], comparison: null, matching: null, disparity: null };
}

/** Why figures are not comparable with the version of the target, or only with a caveat, by all versions that they combine. */
function versionLimits(
  figures: readonly RollUpFigureRow[],
  { rolledUp, number }: { rolledUp: RolledUpIndicator | undefined; number: number },
): { notComparable: string | null; comparabilityNote: string | null } {
  const none = { notComparable: null, comparabilityNote: null };
  const numbers = figures.flatMap((figure) => figure.versionNumbers);
  if (!rolledUp || numbers.length === 0) return none;
  const ends = { from: Math.min(number, ...numbers), to: Math.max(number, ...numbers) };
  const { comparability, notes } = unwrap(comparabilityOf(rolledUp.versions, ends));
  const note = notes.join(' ');
  if (comparability === 'YES') return none;
  return comparability === 'NO' ? { ...none, notComparable: note } : { ...none, comparabilityNote: note };
}

function factsStatement(reader: Reader, ids: readonly string[]): RowStatement<FactsRow> {
  const { viewer } = reader;
  return reader
    .tables<IndicatorTables>()
    .selectFrom('target as t')
    .innerJoin('indicator_version as v', 'v.id', 't.indicator_version_id')
    .innerJoin('ecosystem as e', 'e.id', 't.ecosystem_id')
    .select(['t.id', 'v.indicator_id as indicatorId', 'v.number', 'v.direction', 'v.tolerance', 'v.frequency'])
    .select(['e.school_year_start as schoolYearStart', 'e.fiscal_year_start as fiscalYearStart'])
    .select((eb) => {
      const breakdowns = eb.selectFrom('breakdown as c').whereRef('c.id', '=', 't.breakdown_id');
      const categories = breakdowns.select(categoryCodesOf('c').as('categories'));
      // The newest baseline before the period of the target.
      const baselines = eb
        .selectFrom('baseline as g')
        .select(baselineAsJson.as('baseline'))
        .whereRef('g.indicator_version_id', '=', 't.indicator_version_id')
        .whereRef('g.breakdown_id', '=', 't.breakdown_id')
        .whereRef('g.disparity', 'is not distinct from', 't.disparity')
        .whereRef('g.period_start', '<', 't.period_start')
        .where(visibleTo(viewer, { table: 'baseline', alias: 'g' }))
        .where(dimensionsVisibleTo(viewer))
        .orderBy('g.period_start', 'desc')
        .orderBy('g.id')
        .limit(sql.lit(1));
      return [
        eb.case().when(dimensionsVisibleTo(viewer)).then(categories).end().as('categories'),
        baselines.as('baseline'),
      ];
    })
    .where('t.id', '=', anyOf(ids))
    .where(visibleTo(viewer, { table: 'indicator_version', alias: 'v' }));
}

/** A baseline `g`. Its value is text: as a number of JSON it would become a float. */
const baselineAsJson = sql<NonNullable<FactsRow['baseline']>>`jsonb_build_object(
  'id', "g"."id", 'period', "g"."period", 'value', "g"."value"::text)`;
