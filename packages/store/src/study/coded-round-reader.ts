import type { RoundCodings, RoundReading } from '@collective-impact/sdk/study';
import { type RawBuilder, sql } from 'kysely';
import { anyOf } from '../shared/conditions.ts';
import type { Reader } from '../shared/reader.ts';
import type { RowStatement } from '../shared/rows/row-statement.ts';
import { visibleTo } from '../shared/visibility.ts';
import type { StudyTables } from './entities.ts';
import { type CodebookCodeRow, codebookCodeTable } from './study-tables.ts';

/** The codes, codings and readings of one round: the input of intercoder agreement and co-occurrence. */
export interface CodedRound extends RoundCodings {
  readings: readonly RoundReading[];
  /** Number of the round. Null if no round was requested and the study has no codings. */
  round: number | null;
}

/** A code with the number of its round. */
export type RoundCodeRow = CodebookCodeRow & { round: number };

/**
 * Reads the codes and codings of a round of each study, by one statement. Only records that the viewer may see are
 * included: the codebook, its codes, and codings and readings whose excerpt is visible too.
 */
export async function readCodedRounds(
  reader: Reader,
  request: { ids: readonly string[]; round: number | null },
): Promise<CodedRound[]> {
  const rows = await reader.rows<CodedRound>(codedRoundStatement(reader, request));
  return rows.map(({ round, codes, codings, readings, published }) => ({ round, codes, codings, readings, published }));
}

function codedRoundStatement(
  { viewer }: Reader,
  { ids, round }: { ids: readonly string[]; round: number | null },
): RawBuilder<CodedRound> {
  const visible = (table: string, alias = 't') => visibleTo(viewer, { table, alias });
  const applied = sql`"codebook_code" as "cc" join "coding" as "c" on "c"."codebook_code_id" = "cc"."id"
    join "excerpt" as "x" on "x"."id" = "c"."excerpt_id" where "cc"."codebook_id" = "b"."id" and ${visible('codebook_code', 'cc')} and ${visible('coding', 'c')} and ${visible('excerpt', 'x')}`;
  const latest = sql`select max("b"."round") from "codebook" as "b" where "b"."study_id" = "k"."study" and ${visible('codebook', 'b')} and exists (select from ${applied})`;
  const codes = sql`select jsonb_agg(jsonb_build_object('id', "cc"."id", 'code', "cc"."code", 'label', "cc"."label")) from "codebook_code" as "cc"
    where "cc"."codebook_id" = "b"."id" and ${visible('codebook_code', 'cc')}`;
  const codings = sql`select jsonb_agg(jsonb_build_object('excerptId', "c"."excerpt_id", 'codebookCodeId', "cc"."id", 'coder', "c"."coder")) from ${applied}`;
  const readings = sql`select jsonb_agg(jsonb_build_object('excerptId', "d"."excerpt_id", 'coder', "d"."coder")) from "excerpt_reading" as "d"
    join "excerpt" as "x" on "x"."id" = "d"."excerpt_id" where "d"."codebook_id" = "b"."id" and ${visible('excerpt_reading', 'd')} and ${visible('excerpt', 'x')}`;
  const published = sql`exists (select from "published_figure" as "f" where "f"."study_id" = "k"."study" and ${visible('published_figure', 'f')})`;
  return sql`select "r"."round", coalesce((${codes}), '[]') as "codes", coalesce((${codings}), '[]') as "codings", coalesce((${readings}),
    '[]') as "readings", ${published} as "published" from unnest(${ids}::uuid[]) with ordinality as "k"("study", "at")
    cross join lateral (select coalesce(${round}::int, (${latest})) as "round") as "r"
    left join "codebook" as "b" on "b"."study_id" = "k"."study" and "b"."round" = "r"."round" and ${visible('codebook', 'b')} order by "k"."at"`;
}

/** A statement for the visible codes of all rounds of each study. */
export function codesOfRounds(
  reader: Reader,
  studyIds: readonly string[],
): RowStatement<RoundCodeRow & { parent: string }> {
  return reader
    .tables<StudyTables>()
    .selectFrom('codebook as b')
    .innerJoin('codebook_code as t', 't.codebook_id', 'b.id')
    .select(['b.study_id as parent', 'b.round'])
    .select(codebookCodeTable.selection)
    .where('b.study_id', '=', anyOf(studyIds))
    .where(visibleTo(reader.viewer, { table: 'codebook', alias: 'b' }))
    .where(visibleTo(reader.viewer, { table: 'codebook_code' }))
    .orderBy('b.round')
    .orderBy('t.code');
}

/** A statement for the numbers of the rounds of each study: those of visible codebooks and published figures. */
export function roundsOfStudies(
  reader: Reader,
  studyIds: readonly string[],
): RowStatement<{ parent: string; round: number }> {
  const figures = reader
    .tables<StudyTables>()
    .selectFrom('published_figure as t')
    .select(['t.study_id as parent', (eb) => eb.ref('t.round').$notNull().as('round')])
    .where('t.study_id', '=', anyOf(studyIds))
    .where('t.round', 'is not', null)
    .where(visibleTo(reader.viewer, { table: 'published_figure' }));
  return reader
    .tables<StudyTables>()
    .selectFrom('codebook as t')
    .select(['t.study_id as parent', 't.round'])
    .where('t.study_id', '=', anyOf(studyIds))
    .where(visibleTo(reader.viewer, { table: 'codebook' }))
    .union(figures)
    .orderBy('round');
}
