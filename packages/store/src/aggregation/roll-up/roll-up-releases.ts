import { InputError, type Viewer } from '@collective-impact/sdk';
import { partialOf, type RollUpPart } from '@collective-impact/sdk/aggregation';
import type { CategoryReference } from '@collective-impact/sdk/indicator';
import { parsePeriod, periodRange } from '@collective-impact/sdk/period';
import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../../access/index.ts';
import type { CellSums } from '../../release/index.ts';
import { countsOf, partialOfSums } from './roll-up-cells.ts';
import type { DaySpan, RolledUpVersion } from './roll-up-definitions.ts';
import type { FinerCell } from './roll-up-finer.ts';
import type { RollUpQuestion } from './roll-up-question.ts';
import { isSummedFor } from './roll-up-released-sums.ts';

/** A current release whose figures are rolled up. */
export interface RolledUpRelease {
  id: string;
  indicatorVersionId: string;
  ecosystemId: string;
  period: string;
  periodStart: string;
  periodEnd: string;
  /** Whether what was brought together when it was made answers the viewer. */
  summed: boolean;
  /** Whether its sums say that organizations were closed when it was made. */
  hasClosed: boolean;
  /** How many organizations had agreed to report the version on the last day of the period; null where none had. */
  expected: number | null;
  /** How many of these have nothing in the release; null where it does not say. */
  absent: number | null;
  /**
   * How many organizations have something in the release, by the code of the place that it is of (the empty text for none);
   * null where organizations are not rolled over.
   */
  reporters: Record<string, number> | null;
}

/** The current releases of these versions that the viewer sees; where periods are asked for, those that touch one of them. */
export function releasesStatement(
  versions: readonly Pick<RolledUpVersion, 'id' | 'ecosystemId' | 'years'>[],
  { question, viewer }: { question: Pick<Required<RollUpQuestion>, 'over' | 'periods'>; viewer: Viewer },
): RawBuilder<RolledUpRelease> {
  const ids = versions.map(({ id }) => id);
  const ecosystemIds = [...new Set(versions.map(({ ecosystemId }) => ecosystemId))];
  const summed = isSummedFor(viewer, { over: question.over, ecosystemIds });
  const reporters = question.over.includes('ORGANIZATIONS') ? rowsByPlace : sql`null`;
  const touching = question.periods == null ? sql`` : sql` and ${touchesOne(question.periods, versions)}`;
  return sql`select "r"."id", "r"."indicator_version_id" as "indicatorVersionId", "r"."ecosystem_id" as "ecosystemId", "r"."period",
      "r"."period_start" as "periodStart", "r"."period_end" as "periodEnd", ${summed} as "summed", ${hasClosed} as "hasClosed", "a"."expected", "a"."absent", ${reporters} as "reporters"
    from "release" as "r" left join lateral (${reportersOf(viewer)}) as "a" on "a"."expected" > 0
    where "r"."indicator_version_id" = any(${ids}::uuid[]) and "r"."replaced_at" is null and ${visibleTo(viewer, 'r')}${touching}`;
}

/** What has no part in the sums of a release is kept apart in them. */
const hasClosed = sql`exists (select from "released_sum" as "s" where "s"."release_id" = "r"."id" and "s"."particular" ->> 0 = 'CLOSED')`;

/** A release says it since it keeps sums; of one before, it is counted. Most have no figures of single places: then one count is all. */
const rowsByPlace = sql`coalesce("r"."reporters", (select case when count(*) filter (where "w"."place_key" <> '') = 0 then jsonb_build_object('', count(*)) else (
    select jsonb_object_agg("p"."place_key", "p"."rows") from (
      select "w"."place_key", count(*) as "rows" from "released_row" as "w"
      where "w"."release_id" = "r"."id" and "w"."reporter_id" <> "r"."ecosystem_id" group by 1) as "p") end
  from "released_row" as "w" where "w"."release_id" = "r"."id" and "w"."reporter_id" <> "r"."ecosystem_id"))`;

/** Who had agreed to report on the last day of the period of a release `r`, and who of them is not in it. */
function reportersOf(viewer: Viewer): RawBuilder<unknown> {
  return sql`select count(*) as "expected", case when exists (select from "released_row" as "w" where "w"."release_id" = "r"."id") then count(*) filter (
      where not exists (select from "released_row" as "w" where "w"."release_id" = "r"."id" and "w"."reporter_id" = "a"."organization_id")) end as "absent"
    from "adoption" as "a" where "a"."indicator_version_id" = "r"."indicator_version_id" and "a"."starts_on" <= "r"."period_end"
      and ("a"."ends_on" is null or "a"."ends_on" >= "r"."period_end") and ${visibleTo(viewer, 'a')}`;
}

/** Whether a release counts: any of the indicator's own, and those of adopted ones whose period ends while both sides hold. */
export function isCounted({ periodEnd }: RolledUpRelease, spans: readonly DaySpan[] | null): boolean {
  return spans === null || spans.some(({ from, until }) => from <= periodEnd && (until === null || periodEnd <= until));
}

/** Of which release figures are, and of which categories. */
interface Placed {
  release: RolledUpRelease;
  categories: readonly CategoryReference[];
}

/** Summed cells as the part of a roll-up that they are. */
export function partOf(row: CellSums, placed: Placed): RollUpPart {
  const [whose = 'ORGANIZATION', where = null] = row.particular ?? [];
  const source = whose === 'CLOSED' || whose === 'HIDDEN' ? 'ORGANIZATION' : whose;
  const [place, placeScheme] = typeof where === 'string' ? [null, where] : [where, null];
  const { organizationId = null } = row;
  const part = { ...whereOf(placed), source, organizationId, place, placeScheme, partial: partialOfSums(row) };
  return whose === 'HIDDEN' ? { ...part, inSum: countsOf(row) } : part;
}

/** One cell as the part of a roll-up that it is, of an organization that is known by it. */
export function partOfFiner(cell: FinerCell, placed: Placed): RollUpPart {
  const { organizationId, place } = cell;
  return {
    ...whereOf(placed),
    source: 'ORGANIZATION',
    organizationId,
    place,
    placeScheme: null,
    partial: partialOf(cell),
  };
}

function whereOf({ release, categories }: Placed) {
  const { indicatorVersionId: versionId, ecosystemId, period, periodStart, periodEnd } = release;
  return { versionId, ecosystemId, period, periodStart, periodEnd, categories };
}

/** A period is of other days in an ecosystem whose years begin on another day. */
function touchesOne(
  codes: readonly string[],
  versions: readonly Pick<RolledUpVersion, 'ecosystemId' | 'years'>[],
): RawBuilder<boolean> {
  const years = new Map(versions.map((version) => [version.ecosystemId, version.years]));
  const spans = [...years].flatMap(([ecosystemId, starts]) =>
    codes.map((code) => {
      const period = parsePeriod(code);
      if (!period) throw new InputError(`"${code.slice(0, 60)}" is not a period`);
      return { ecosystemId, ...periodRange(period, starts) };
    }),
  );
  return sql<boolean>`exists (select from unnest(${spans.map(({ ecosystemId }) => ecosystemId)}::uuid[], ${spans.map(({ start }) => start)}::date[], ${spans.map(({ end }) => end)}::date[]) as "p"("ecosystem_id", "start", "end")
    where "p"."ecosystem_id" = "r"."ecosystem_id" and "r"."period_start" <= "p"."end" and "r"."period_end" >= "p"."start")`;
}
