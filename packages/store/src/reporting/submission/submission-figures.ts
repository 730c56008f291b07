import { breakdownKey, type CategoryReference } from '@collective-impact/sdk/indicator';
import { type Cell, submissionKey } from '@collective-impact/sdk/reporting';
import { sql } from 'kysely';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { type QualityFigure, qualityFigures, type StoredFigure } from '../data-quality/quality-figures.ts';
import type { Submission } from './submission.ts';

/**
 * Reads the figures that the blocking rules compare, by the index of each report in the call. Reports of the same call count
 * as submitted, so that several periods, or two related indicators, can be submitted together.
 */
export async function figuresForSubmissions(
  unit: UnitOfWork,
  submissions: readonly Submission[],
): Promise<ReadonlyMap<number, QualityFigure[]>> {
  const rows = submissions.map(({ at, present, version, placed, reporterId, placeKey }) => ({
    key: String(at),
    report_id: present?.id ?? null,
    version_id: version.id,
    reporter_id: reporterId,
    place_key: placeKey,
    period: placed.period,
    period_start: placed.periodStart,
  }));
  const reports = sql`select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as "r"("key" text, "report_id" uuid, "version_id" uuid,
    "reporter_id" uuid, "place_key" text, "period" text, "period_start" date)`;
  const figures = await unit.rows(qualityFigures(reports, sql<boolean>`"q"."blocks"`));
  const call = new SameCall(submissions);
  const byKey = Map.groupBy(figures, ({ key }) => key);
  return new Map(
    submissions.map((submission) => {
      const figuresOfReport = byKey.get(String(submission.at)) ?? [];
      return [submission.at, figuresOfReport.map((figure) => call.compare(submission, figure))];
    }),
  );
}

/** The reports of one call that contain cells, as figures to compare other reports of the call with. */
class SameCall {
  readonly #byKey: ReadonlyMap<string, Submission>;
  readonly #bySeries: ReadonlyMap<string, Submission[]>;

  constructor(submissions: readonly Submission[]) {
    const withFigures = submissions.filter(({ cells }) => cells.length > 0);
    this.#byKey = new Map(withFigures.map((submission) => [submissionKey(submission.place), submission]));
    this.#bySeries = Map.groupBy(withFigures, seriesKey);
  }

  /** Returns a figure with the earlier figure and the other total replaced by those of the same call, if it contains them. */
  compare(submission: Submission, figure: QualityFigure): QualityFigure {
    const { placed, place } = submission;
    const before = (this.#bySeries.get(seriesKey(submission)) ?? [])
      .filter((earlier) => earlier.placed.periodEnd < placed.periodStart)
      .filter((earlier) => figure.beforeStart === null || earlier.placed.periodStart >= figure.beforeStart)
      .reduce<Submission | null>(latest, null);
    const other = this.#byKey.get(submissionKey({ ...place, indicatorVersionId: figure.otherVersionId ?? '' }));
    return {
      ...figure,
      before: before ? figureIn(before.cells, figure.categories) : figure.before,
      other: other ? figureIn(other.cells, []) : figure.other,
    };
  }
}

/** Key that the reports of one version, reporter and place share over all periods. */
function seriesKey({ place }: Submission): string {
  return submissionKey({ ...place, period: '' });
}

function latest(one: Submission | null, other: Submission): Submission {
  return one && one.placed.periodStart > other.placed.periodStart ? one : other;
}

function figureIn(cells: readonly Cell[], categories: readonly CategoryReference[]): StoredFigure {
  const key = breakdownKey(categories);
  const cell = cells.find((each) => breakdownKey(each.categories) === key);
  return [cell?.value ?? null, cell?.lowerBound ?? null, cell?.upperBound ?? null];
}
