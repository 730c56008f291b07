import type { ImportanceSource, ParticipantCount } from '@collective-impact/sdk/study';
import { type RawBuilder, sql } from 'kysely';
import { anyOf } from '../shared/conditions.ts';
import type { Reader } from '../shared/reader.ts';
import { isStewardOfRow, isUnrestricted, visibleTo } from '../shared/visibility.ts';
import { countedRound } from './counted-round.ts';
import type { StudyTables } from './entities.ts';

/** What the viewer may see of the importance in one round. */
export interface RoundImportance {
  source: ImportanceSource;
  /** Time of the release that the counts are from. Null if they are current, or if there are none. */
  releasedAt: string | null;
}

type Figures = NonNullable<ImportanceSource['figures']>;
type RoundOfStudy = { studyId: string; figures: Figures } & ImportanceSource;
type ReleaseOfStudy = Pick<RoundOfStudy, 'studyId' | 'figures' | 'codes'> & {
  counts: ParticipantCount[] | null;
  releasedAt: string | null;
};

/** The studies to read and the number of the round. Null selects the latest round with a result. */
interface ImportanceRequest {
  ids: readonly string[];
  round: number | null;
}

/**
 * Reads what importance is computed from in a round of each study.
 *
 * Stewards get the current codings and readings. Other viewers get the counts of the last release of the round that they may
 * see, so that a coding changes nothing for them until the next release. They get counts only of codes that they may see.
 * Published figures are those that the viewer may see.
 */
export async function readImportance(reader: Reader, request: ImportanceRequest): Promise<RoundImportance[]> {
  const { ids, round } = request;
  const stewarded = await studiesOfSteward(reader, ids);
  const others = ids.filter((id) => !stewarded.has(id));
  const [current, released] = await Promise.all([
    stewarded.size === 0 ? noRounds : currentRounds(reader, { ids: [...stewarded], round }),
    others.length === 0 ? noRounds : releasedRounds(reader, { ids: others, round }),
  ]);
  return ids.map((id) => current.get(id) ?? released.get(id) ?? { source: {}, releasedAt: null });
}

const noRounds: ReadonlyMap<string, RoundImportance> = new Map();

/** The studies of ecosystems of which the viewer is a steward. */
async function studiesOfSteward(reader: Reader, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { viewer } = reader;
  if (isUnrestricted(viewer)) return new Set(ids);
  if (viewer.kind !== 'PRINCIPAL') return new Set();
  const studies = reader.tables<StudyTables>().selectFrom('study as t').select('t.id');
  const rows = await reader.rows(studies.where('t.id', '=', anyOf(ids)).where(isStewardOfRow(viewer)));
  return new Set(rows.map(({ id }) => id));
}

async function currentRounds(reader: Reader, request: ImportanceRequest): Promise<Map<string, RoundImportance>> {
  const hasResult = sql`(exists (select from "codebook_code" as "cc" join "coding" as "c" on "c"."codebook_code_id" = "cc"."id"
    where "cc"."codebook_id" = "b"."id") or exists (select from "excerpt_reading" as "c" where "c"."codebook_id" = "b"."id"))`;
  const rows = await reader.rows<RoundOfStudy>(
    sql`select "k"."study" as "studyId", ${countedRound}, ${figures(reader)} as "figures" ${roundOfStudies(reader, { request, hasResult })}`,
  );
  return new Map(rows.map(({ studyId, ...source }) => [studyId, { source, releasedAt: null }]));
}

async function releasedRounds(reader: Reader, request: ImportanceRequest): Promise<Map<string, RoundImportance>> {
  const releases = sql`"coding_release" as "t" where "t"."codebook_id" = "b"."id" and ${visibleTo(reader.viewer, { table: 'coding_release' })}`;
  const visibleCodes = sql`"codebook_code" as "t" where "t"."codebook_id" = "b"."id" and ${visibleTo(reader.viewer, { table: 'codebook_code' })}`;
  const hasResult = sql`${visibleTo(reader.viewer, { table: 'codebook', alias: 'b' })} and exists (select from ${releases}) and exists (select from ${visibleCodes})`;
  const codes = sql`select jsonb_agg(jsonb_build_object('id', "t"."id", 'code', "t"."code", 'label', "t"."label")) from ${visibleCodes}`;
  const last = sql`select "t"."counts", "t"."created_at" from ${releases} order by "t"."created_at" desc, "t"."id" desc limit 1`;
  const rows = await reader.rows<ReleaseOfStudy>(
    sql`select "k"."study" as "studyId", coalesce((${codes}), '[]') as "codes", "l"."counts", "l"."created_at" as "releasedAt",
      ${figures(reader)} as "figures" ${roundOfStudies(reader, { request, hasResult })} left join lateral (${last}) as "l" on true`,
  );
  return new Map(
    rows.map(({ studyId, counts, releasedAt, ...source }) => [
      studyId,
      { source: { ...source, released: counts ?? [] }, releasedAt },
    ]),
  );
}

/** The requested studies `k`, the number of the round `r`, and its codebook `b` if it has a result. */
function roundOfStudies(
  { viewer }: Reader,
  { request, hasResult }: { request: ImportanceRequest; hasResult: RawBuilder<unknown> },
): RawBuilder<unknown> {
  const { ids, round } = request;
  const latest = sql`select max("any"."round") from (select "b"."round" from "codebook" as "b" where "b"."study_id" = "k"."study" and ${hasResult}
    union all select "t"."round" from "published_figure" as "t" where ${ofStudy(viewer)}) as "any"`;
  return sql`from unnest(${ids}::uuid[]) as "k"("study") cross join lateral (select coalesce(${round}::int, (${latest})) as "round") as "r"
    left join "codebook" as "b" on "b"."study_id" = "k"."study" and "b"."round" = "r"."round" and ${hasResult}`;
}

/** The published figures of the round with a code. */
function figures({ viewer }: Reader): RawBuilder<unknown> {
  return sql`coalesce((select jsonb_agg(jsonb_build_object('code', "t"."code", 'label', "t"."label", 'count', "t"."count", 'base', "t"."base",
    'share', "t"."share"::text)) from "published_figure" as "t" where ${ofStudy(viewer)} and "t"."round" is not distinct from "r"."round"), '[]')`;
}

function ofStudy(viewer: Reader['viewer']): RawBuilder<unknown> {
  return sql`"t"."study_id" = "k"."study" and "t"."code" is not null and ${visibleTo(viewer, { table: 'published_figure' })}`;
}
