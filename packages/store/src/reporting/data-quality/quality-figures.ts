import { unwrap } from '@collective-impact/sdk';
import type { CategoryReference } from '@collective-impact/sdk/indicator';
import {
  type JudgedReport,
  judgeQuality,
  type QualityFinding,
  type QualityRule,
} from '@collective-impact/sdk/reporting';
import { type RawBuilder, sql } from 'kysely';
import { categoryCodesOf } from '../../indicator/index.ts';

/** A rule for one report, with the figure that it checks and the figures to compare it with. */
export type QualityFigure = QualityRule & {
  /** Key of the report in the query. */
  key: string;
  ruleId: string;
  /** The stored figure. */
  stored: StoredFigure;
  /** The same figure of the latest earlier submitted report, and the first day of its period. */
  before: StoredFigure;
  beforeStart: string | null;
  /** The submitted total of the other version. */
  other: StoredFigure;
};

/** A figure that a report has: its value, or its bounds. All are null if there is none. */
export type StoredFigure = [value: string | null, lowerBound: string | null, upperBound: string | null];

/** Selects the figure of a cell. */
const figureIn = (cell: string) => {
  const [value, lower, upper] = ['value', 'lower_bound', 'upper_bound'].map((name) => sql.ref(`${cell}.${name}`));
  return sql`json_build_array(trim_scale(${value})::text, trim_scale(${lower})::text, trim_scale(${upper})::text)`;
};

/** A figure of a report that violates a rule of its version. */
export type ReportFinding = QualityFinding<QualityFigure>;

/**
 * Selects the figures that rules check: a row for each report and rule of its version. `reports` is a query with the columns
 * `key`, `report_id`, `version_id`, `reporter_id`, `place_key`, `period` and `period_start`. `report_id` is null for reports
 * that are not stored yet.
 */
export function qualityFigures(
  reports: RawBuilder<unknown>,
  /** Condition on the rules `q` to include. */
  condition: RawBuilder<boolean> = sql<boolean>`true`,
): RawBuilder<QualityFigure> {
  return sql<QualityFigure>`select "s"."key", "q"."id" as "ruleId", "q"."name", "q"."kind", ${categoryCodesOf('b')} as "categories", "q"."least",
      "q"."most", "q"."largest_change" as "largestChange", "q"."change_by" as "changeBy", "q"."other_version_id" as "otherVersionId", "q"."blocks",
      ${figureIn('c')} as "stored", ${figureIn('p')} as "before", "p"."period_start" as "beforeStart", ${figureIn('o')} as "other"
    from (${reports}) as "s" join "data_quality_rule" as "q" on "q"."indicator_version_id" = "s"."version_id" and ${condition}
    join "breakdown" as "b" on "b"."id" = "q"."breakdown_id"
    left join "cell" as "c" on "c"."report_id" = "s"."report_id" and "c"."breakdown_id" = "q"."breakdown_id"
    left join lateral (${previousFigure}) as "p" on true
    left join lateral (${totalOfOtherVersion}) as "o" on true
    order by "s"."key", "q"."name"`;
}

/** Condition that a report `r` has the reporter and place of a report `s`, and is submitted or verified. */
const isSubmitted = sql`"r"."reporter_id" = "s"."reporter_id" and "r"."place_key" = "s"."place_key"
      and "r"."status" in ('SUBMITTED', 'VERIFIED')`;

/** Selects the figure of a rule `q` in the latest report before a report `s`, for rules of the kind CHANGE. */
const previousFigure = sql`
      select "l"."period_start", "e"."value", "e"."lower_bound", "e"."upper_bound" from (
        select "r"."id", "r"."period_start" from "indicator_report" as "r"
        where "q"."kind" = 'CHANGE' and "r"."indicator_version_id" = "s"."version_id" and "r"."period_end" < "s"."period_start" and ${isSubmitted}
        order by "r"."period_start" desc limit 1
      ) as "l" left join "cell" as "e" on "e"."report_id" = "l"."id" and "e"."breakdown_id" = "q"."breakdown_id"`;

/** Selects the total of the other version of a rule `q`, for the period of a report `s`. */
const totalOfOtherVersion = sql`
      select "e"."value", "e"."lower_bound", "e"."upper_bound" from "indicator_report" as "r" join "cell" as "e" on "e"."report_id" = "r"."id"
      join "breakdown" as "w" on "w"."id" = "e"."breakdown_id" and "w"."category_ids" = '{}'
      where "r"."indicator_version_id" = "q"."other_version_id" and "r"."period" = "s"."period" and ${isSubmitted}`;

/** Returns the findings for one report with these cells, or with its stored cells if `cells` is omitted. */
export function findingsOf(figures: readonly QualityFigure[], cells?: JudgedReport['cells']): ReportFinding[] {
  const stored = figures.map(({ stored: figure, categories }) => figureOf(figure, categories));
  const changes = figures.filter(({ kind }) => kind === 'CHANGE');
  const others = figures.map(
    ({ otherVersionId, other }) => [otherVersionId, { cells: [figureOf(other, [])] }] as const,
  );
  return unwrap(
    judgeQuality(
      { cells: cells ?? stored },
      {
        rules: figures,
        previous: { cells: changes.map(({ before, categories }) => figureOf(before, categories)) },
        others: new Map(others.flatMap(([id, report]) => (id === null ? [] : [[id, report]]))),
      },
    ),
  );
}

/** A cell with this figure. It is MISSING if there is none. */
function figureOf(figure: StoredFigure, categories: readonly CategoryReference[]): JudgedReport['cells'][number] {
  const [value, lowerBound, upperBound] = figure;
  const isMissing = figure.every((number) => number === null);
  return { categories: [...categories], value, lowerBound, upperBound, status: isMissing ? 'MISSING' : 'OBSERVED' };
}

/** Selects stored reports by UUID, with the columns that {@link qualityFigures} needs. */
export function reportsWith(ids: readonly string[]): RawBuilder<unknown> {
  return sql`select "r"."id"::text as "key", "r"."id" as "report_id", "r"."indicator_version_id" as "version_id", "r"."reporter_id",
    "r"."place_key", "r"."period", "r"."period_start" from "indicator_report" as "r" where "r"."id" = any(${ids}::uuid[])`;
}
