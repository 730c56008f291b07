import { unwrap, type Viewer } from '@collective-impact/sdk';
import { type LatestFigure, type TargetProgress, targetProgress } from '@collective-impact/sdk/aggregation';
import type { Direction } from '@collective-impact/sdk/indicator';
import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import type { TargetRow } from '../indicator/index.ts';
import { dimensionsVisibleTo } from '../indicator/index.ts';
import type { Reader } from '../shared/reader.ts';
import { isEcosystemFigure } from './ecosystem-figure.ts';

/** The newest released figure that is compared with a target, and the release that published it. */
export type LatestReleasedFigure = LatestFigure & { releaseId: string };

/** Progress of an indicator to a target, and the records that it was computed from. */
export interface TargetStanding extends TargetProgress {
  target: TargetRow;
  /** The baseline's UUID. Null if there is none that the viewer sees. */
  baselineId: string | null;
  latest: LatestReleasedFigure | null;
}

interface FactsRow {
  id: string;
  direction: Direction;
  tolerance: string | null;
  schoolYearStart: string | null;
  fiscalYearStart: string | null;
  baseline: { id: string; period: string; value: string } | null;
  latest: LatestReleasedFigure | null;
  otherVersion: number | null;
}

/** Reads the progress of indicators to targets. */
export class TargetReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * Progress to a target on a day (`YYYY-MM-DD`). Null if the viewer cannot see the indicator version. One statement for all
   * targets of a request. The newest figure is that of the ecosystem, withheld or not, for the newest period that ended by the
   * day and does not begin after the target's. The baseline is the newest before the target's period.
   *
   * A release is the newest if it has any cell of the target's categories, even if none is a figure of the whole ecosystem.
   * An earlier figure would hide that the newest one is missing. A release without such cells is skipped, because totals are
   * often published before their categories.
   */
  async standing(target: TargetRow, on: string): Promise<TargetStanding | null> {
    const facts = await this.#reader
      .loader<string, FactsRow | null>(`target#facts@${on}`, async (ids) => {
        const rows = await this.#reader.rows(factsStatement(ids, { on, viewer: this.#reader.viewer }));
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.map((id) => byId.get(id) ?? null);
      })
      .load(target.id);
    if (!facts) return null;
    const { baseline, latest, otherVersion } = facts;
    const progress = unwrap(
      targetProgress({ version: facts, years: facts, target, baseline, latest, otherVersion, on }),
    );
    return { ...progress, target, baselineId: baseline?.id ?? null, latest };
  }
}

/** The day of the assessment, and who asks. */
interface Assessment {
  on: string;
  viewer: Viewer;
}

function factsStatement(ids: readonly string[], assessment: Assessment): RawBuilder<FactsRow> {
  const { viewer } = assessment;
  return sql<FactsRow>`select "g"."id", "v"."direction", "v"."tolerance", "e"."school_year_start" as "schoolYearStart",
        "e"."fiscal_year_start" as "fiscalYearStart", (${baselineOf(viewer)}) as "baseline", (${latestFigureOf(assessment)}) as "latest",
        (${otherVersionOf(assessment)}) as "otherVersion"
      from "target" as "g" join "indicator_version" as "v" on "v"."id" = "g"."indicator_version_id"
      join "ecosystem" as "e" on "e"."id" = "g"."ecosystem_id"
      where "g"."id" = any(${ids}::uuid[]) and ${visibleTo(viewer, 'v')}`;
}

/** The newest baseline before the period of a target `g`. Numbers are text: in JSON they would become floats. */
function baselineOf(viewer: Viewer): RawBuilder<unknown> {
  return sql`select jsonb_build_object('id', "t"."id", 'period', "t"."period", 'value', "t"."value"::text) from "baseline" as "t"
          where "t"."indicator_version_id" = "g"."indicator_version_id" and "t"."breakdown_id" = "g"."breakdown_id"
            and "t"."period_start" < "g"."period_start" and ${visibleTo(viewer)} and ${dimensionsVisibleTo(viewer)}
          order by "t"."period_start" desc, "t"."id" limit 1`;
}

/** The newest figure for a target `g`: of the whole ecosystem, or else the status that its parts share. */
function latestFigureOf({ on, viewer }: Assessment): RawBuilder<unknown> {
  return sql`select jsonb_build_object('releaseId', "r"."id", 'period', "r"."period", 'value', case when ${isEcosystemFigure} then "t"."value"::text end,
            'status', case when ${isEcosystemFigure} then "t"."status" else ${statusOfParts} end, 'suppressed', ${isEcosystemFigure} and "t"."suppressed",
            'isOfPartsOnly', not (${isEcosystemFigure}))
          from "release" as "r" join "released_cell" as "t" on "t"."release_id" = "r"."id"
          where "r"."indicator_version_id" = "g"."indicator_version_id" and "t"."breakdown_id" = "g"."breakdown_id"
            and "r"."replaced_at" is null and "r"."period_end" <= ${on}::date and "r"."period_start" <= "g"."period_start"
            and ${visibleTo(viewer, 'r')} and ${dimensionsVisibleTo(viewer)}
          order by "r"."period_start" desc, "r"."period_end" desc, ${isEcosystemFigure} desc, "t"."ordinal" limit 1`;
}

/** The status that all cells like `t` in a release `r` share: not applicable, suppressed at source, or else missing. */
const statusOfParts = sql`(select case when bool_and("s"."status" = 'NOT_APPLICABLE' and not "s"."suppressed") then 'NOT_APPLICABLE'
    when bool_and("s"."status" = 'SUPPRESSED_AT_SOURCE' and not "s"."suppressed") then 'SUPPRESSED_AT_SOURCE' else 'MISSING' end
  from "released_cell" as "s" where "s"."release_id" = "r"."id" and "s"."breakdown_id" = "t"."breakdown_id")`;

/** The number of the newest released version of the indicator, if that is not the version `v` of the target. */
function otherVersionOf({ on, viewer }: Assessment): RawBuilder<unknown> {
  return sql`select nullif("o"."number", "v"."number") from "indicator_version" as "o" join "release" as "r" on "r"."indicator_version_id" = "o"."id"
          where "o"."indicator_id" = "v"."indicator_id" and "r"."replaced_at" is null
            and "r"."period_end" <= ${on}::date and ${visibleTo(viewer, 'o')} and ${visibleTo(viewer, 'r')}
          order by "r"."period_start" desc, "o"."id" = "v"."id" desc, "o"."number" desc limit 1`;
}
