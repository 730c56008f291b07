import { unwrap } from '@collective-impact/sdk';
import { type Importance, type ImportanceSource, importance } from '@collective-impact/sdk/study';
import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import type { Reader } from '../shared/reader.ts';

/** The records that the importance of one round is computed from. */
interface RoundRow {
  studyId: string;
  codes: { id: string; code: string; label: string; visible: boolean }[];
  codings: NonNullable<ImportanceSource['codings']>;
  figures: NonNullable<ImportanceSource['figures']>;
}

/**
 * Number and share of participants who mention each code in a round of each study, read by one statement.
 *
 * A viewer who may see a codebook and one of its codes gets counts of the whole round, including interviews, excerpts and
 * codings that the viewer may not see: a partial count would be wrong, and a count identifies nobody. A hidden code counts
 * toward the base and is excluded from the result. Published figures are those that the viewer may see.
 */
export async function readImportance(
  reader: Reader,
  request: { ids: readonly string[]; round: number | null },
): Promise<Importance[][]> {
  const rows = await reader.rows<RoundRow>(roundStatement(reader, request));
  const byStudy = new Map(rows.map((row) => [row.studyId, row]));
  return request.ids.map((id) => visibleImportance(byStudy.get(id)));
}

function visibleImportance(round: RoundRow | undefined): Importance[] {
  if (!round) return [];
  const visible = new Set(round.codes.filter((code) => code.visible).map(({ code }) => code));
  return unwrap(importance(round)).filter(({ code, basis }) => basis === 'PUBLISHED' || visible.has(code.code));
}

function roundStatement(
  { viewer }: Reader,
  { ids, round }: { ids: readonly string[]; round: number | null },
): RawBuilder<RoundRow> {
  const visibleCodebook = sql`${visibleTo(viewer, 'b')} and exists (select 1 from "codebook_code" as "t" where "t"."codebook_id" = "b"."id" and ${visibleTo(viewer)})`;
  const coded = sql`exists (select 1 from "codebook_code" as "cc" join "coding" as "c" on "c"."codebook_code_id" = "cc"."id" where "cc"."codebook_id" = "b"."id")`;
  const visibleFigure = sql`"t"."study_id" = "k"."study" and "t"."code" is not null and ${visibleTo(viewer)}`;
  const latest = sql`select max("any"."round") from (select "b"."round" from "codebook" as "b" where "b"."study_id" = "k"."study" and ${visibleCodebook} and ${coded} union all select "t"."round" from "published_figure" as "t" where ${visibleFigure}) as "any"`;
  const codes = sql`select jsonb_agg(jsonb_build_object('id', "t"."id", 'code', "t"."code", 'label', "t"."label", 'visible', ${visibleTo(viewer)})) from "codebook_code" as "t" where "t"."codebook_id" = "b"."id"`;
  const codings = sql`select jsonb_agg(distinct jsonb_build_object('participantId', "i"."participant_id", 'codebookCodeId', "c"."codebook_code_id")) from "codebook_code" as "cc" join "coding" as "c" on "c"."codebook_code_id" = "cc"."id" join "excerpt" as "x" on "x"."id" = "c"."excerpt_id" join "interview" as "i" on "i"."id" = "x"."interview_id" where "cc"."codebook_id" = "b"."id"`;
  const figures = sql`select jsonb_agg(jsonb_build_object('code', "t"."code", 'label', "t"."label", 'n', "t"."n", 'base', "t"."base", 'share', "t"."share"::text)) from "published_figure" as "t" where ${visibleFigure} and "t"."round" is not distinct from "r"."round"`;
  return sql`select "k"."study" as "studyId", coalesce((${codes}), '[]') as "codes", coalesce((${codings}), '[]') as "codings", coalesce((${figures}), '[]') as "figures" from unnest(${ids}::uuid[]) as "k"("study") cross join lateral (select coalesce(${round}::int, (${latest})) as "round") as "r" left join "codebook" as "b" on "b"."study_id" = "k"."study" and "b"."round" = "r"."round" and ${visibleCodebook}`;
}
