import type { Issue, PeriodColumns, ReleaseDecision } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { LockedVersion } from './version-lock.ts';

interface Neighbours {
  /** A period of the same version that has days in common with this one, and a release. */
  overlapping: string | null;
  /** Another version of the indicator that is released for some of the same days, and whether anything of it is withheld. */
  version: { number: number; withholds: boolean } | null;
  /** Whether a baseline of the same version and period is open to others. */
  baseline: boolean;
}

/**
 * What stands in the way of publishing figures of people beside others that are published and speak of the same people, but
 * are not decided together with them: `SMALL_GROUP`. Those are figures of overlapping periods, of another version of the
 * indicator, and open baselines.
 */
export async function judgeNeighbours(
  unit: UnitOfWork,
  release: { version: LockedVersion; placed: PeriodColumns; decision: ReleaseDecision },
): Promise<Issue[]> {
  const { version, placed, decision } = release;
  if (!decision.isOfPeople) return [];
  const [found] = await unit.rows<Neighbours>(
    sql`select (
        select "r"."period" from "release" as "r" where "r"."indicator_version_id" = "v"."id" and "r"."period" <> "p"."period"
          and "r"."period_start" <= "p"."end" and "r"."period_end" >= "p"."start" order by "r"."period" limit 1
      ) as "overlapping", (
        select jsonb_build_object('number', "o"."number", 'withholds',
          exists (select from "released_cell" as "c" where "c"."release_id" = "r"."id" and "c"."suppressed"))
        from "indicator_version" as "o" join "release" as "r" on "r"."indicator_version_id" = "o"."id"
        where "o"."indicator_id" = "v"."indicator_id" and "o"."id" <> "v"."id"
          and "r"."period_start" <= "p"."end" and "r"."period_end" >= "p"."start"
        order by 1 desc limit 1
      ) as "version", exists (
        select from "baseline" as "b" where "b"."indicator_version_id" = "v"."id" and "b"."period" = "p"."period" and "b"."visibility" <> 'RESTRICTED'
      ) as "baseline"
      from "indicator_version" as "v",
        (values (${placed.period}, ${placed.periodStart}::date, ${placed.periodEnd}::date)) as "p"("period", "start", "end")
      where "v"."id" = ${version.id}::uuid`,
  );
  if (!found) return [];
  const withholds = [...decision.rows, { cells: decision.together }].some(({ cells }) =>
    cells.some(({ suppressed }) => suppressed),
  );
  const issues: string[] = [];
  if (found.overlapping !== null) {
    issues.push(
      `${found.overlapping} is released and has days in common with ${placed.period}: what people of one and not of the other are, would be told by subtraction`,
    );
  }
  if (found.version && (withholds || found.version.withholds)) {
    issues.push(
      `version ${found.version.number} of this indicator is released for some of the same days: beside each other, they would tell what is withheld`,
    );
  }
  if (withholds && found.baseline) {
    issues.push(
      `a baseline for ${placed.period} is open, and would tell what is withheld: close it first (RESTRICTED)`,
    );
  }
  return issues.map((message) => ({ code: 'SMALL_GROUP', path: ['period'], message }));
}

/** Whether a release of a version and period withholds anything, which a baseline for that period would tell. */
export async function withholdsAnything(
  unit: UnitOfWork,
  figure: { indicatorVersionId: string; period: string },
): Promise<boolean> {
  const rows = await unit.rows(
    sql`select 1 from "release" as "r" join "released_cell" as "c" on "c"."release_id" = "r"."id"
      where "r"."indicator_version_id" = ${figure.indicatorVersionId}::uuid and "r"."period" = ${figure.period} and "c"."suppressed" limit 1`,
  );
  return rows.length > 0;
}
