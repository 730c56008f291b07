import { unwrap } from '@collective-impact/sdk';
import { type LatestFigure, type TargetProgress, targetProgress } from '@collective-impact/sdk/aggregation';
import type { Direction } from '@collective-impact/sdk/indicator';
import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import type { TargetRow } from '../indicator/index.ts';
import { dimensionsVisibleTo } from '../indicator/index.ts';
import type { Reader } from '../shared/reader.ts';
import { isEcosystemFigure } from './ecosystem-figure.ts';

/** The newest released figure that a target is measured by, and the release that published it. */
export type LatestReleasedFigure = LatestFigure & { releaseId: string };

/** Where an indicator stands on the way to a target, and what that was worked out of. */
export interface TargetStanding extends TargetProgress {
  target: TargetRow;
  /** The baseline's UUID. */
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

/** What is said of the whole where a release `r` has no cell of it: what all cells like `t` say without a figure, else that it is missing. */
const statusWithoutWhole = sql`(select case when bool_and("s"."status" = 'NOT_APPLICABLE' and not "s"."suppressed") then 'NOT_APPLICABLE'
    when bool_and("s"."status" = 'SUPPRESSED_AT_SOURCE' and not "s"."suppressed") then 'SUPPRESSED_AT_SOURCE' else 'MISSING' end
  from "released_cell" as "s" where "s"."release_id" = "r"."id" and "s"."breakdown_id" = "t"."breakdown_id")`;

/** Reads what targets are measured by. */
export class TargetReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * Where an indicator stands on the way to a target on a day (`YYYY-MM-DD`), or null where the version is closed to the
   * viewer. One statement, however many targets. The newest figure is that of the ecosystem for the newest period up to
   * the target's that has ended by the day, withheld or not; the baseline is the newest before the target's period.
   *
   * A release that has cells of the target's categories is the newest though none of them is of the whole: what organizations
   * said they lack makes no sum, and a figure of an older period would hide that. One that has no such cell at all is passed
   * over, since nobody spoke of these categories: a period is often published in total before it is broken down.
   */
  async standing(target: TargetRow, on: string): Promise<TargetStanding | null> {
    const facts = await this.#reader
      .loader<string, FactsRow | null>(`target#facts@${on}`, async (ids) => {
        const rows = await this.#reader.rows(this.#statement(ids, on));
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

  #statement(ids: readonly string[], on: string): RawBuilder<FactsRow> {
    const { viewer } = this.#reader;
    // Numbers leave as text: in JSON they would become floats.
    return sql<FactsRow>`select "g"."id", "v"."direction", "v"."tolerance", "e"."school_year_start" as "schoolYearStart",
        "e"."fiscal_year_start" as "fiscalYearStart",
        (select jsonb_build_object('id', "t"."id", 'period', "t"."period", 'value', "t"."value"::text) from "baseline" as "t"
          where "t"."indicator_version_id" = "g"."indicator_version_id" and "t"."breakdown_id" = "g"."breakdown_id"
            and "t"."period_start" < "g"."period_start" and ${visibleTo(viewer)} and ${dimensionsVisibleTo(viewer)}
          order by "t"."period_start" desc, "t"."id" limit 1) as "baseline",
        (select jsonb_build_object('releaseId', "r"."id", 'period', "r"."period", 'value', case when ${isEcosystemFigure} then "t"."value"::text end,
            'status', case when ${isEcosystemFigure} then "t"."status" else ${statusWithoutWhole} end, 'suppressed', ${isEcosystemFigure} and "t"."suppressed",
            'isOfPartsOnly', not (${isEcosystemFigure}))
          from "release" as "r" join "released_cell" as "t" on "t"."release_id" = "r"."id"
          where "r"."indicator_version_id" = "g"."indicator_version_id" and "t"."breakdown_id" = "g"."breakdown_id"
            and "r"."replaced_at" is null and "r"."period_end" <= ${on}::date and "r"."period_start" <= "g"."period_start"
            and ${visibleTo(viewer, 'r')} and ${dimensionsVisibleTo(viewer)}
          order by "r"."period_start" desc, "r"."period_end" desc, ${isEcosystemFigure} desc, "t"."ordinal" limit 1) as "latest",
        (select nullif("o"."number", "v"."number") from "indicator_version" as "o" join "release" as "r" on "r"."indicator_version_id" = "o"."id"
          where "o"."indicator_id" = "v"."indicator_id" and "r"."replaced_at" is null
            and "r"."period_end" <= ${on}::date and ${visibleTo(viewer, 'o')} and ${visibleTo(viewer, 'r')}
          order by "r"."period_start" desc, "o"."id" = "v"."id" desc, "o"."number" desc limit 1) as "otherVersion"
      from "target" as "g" join "indicator_version" as "v" on "v"."id" = "g"."indicator_version_id"
      join "ecosystem" as "e" on "e"."id" = "g"."ecosystem_id"
      where "g"."id" = any(${ids}::uuid[]) and ${visibleTo(viewer, 'v')}`;
  }
}
