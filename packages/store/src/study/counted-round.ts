import { sql } from 'kysely';

/** Joins the interviews of the excerpts of codings or readings with the alias `c`. */
const interviews = sql`join "excerpt" as "x" on "x"."id" = "c"."excerpt_id" join "interview" as "i" on "i"."id" = "x"."interview_id"`;

/**
 * The columns of a `CountedRound` for the codebook with the alias `b`: all codes, codings, readings and participants, whether
 * or not the viewer may see them, and the minimum base of the study.
 */
export const countedRound = sql`
  coalesce((select jsonb_agg(jsonb_build_object('id', "cc"."id", 'code', "cc"."code", 'label', "cc"."label") order by "cc"."code")
  from "codebook_code" as "cc" where "cc"."codebook_id" = "b"."id"), '[]') as "codes",
  coalesce((select jsonb_agg(distinct jsonb_build_object('participantId', "i"."participant_id", 'codebookCodeId', "c"."codebook_code_id"))
  from "codebook_code" as "cc" join "coding" as "c" on "c"."codebook_code_id" = "cc"."id" ${interviews} where "cc"."codebook_id" = "b"."id"), '[]') as "codings",
  coalesce((select jsonb_agg(distinct jsonb_build_object('participantId', "i"."participant_id")) from "excerpt_reading" as "c" ${interviews} where "c"."codebook_id" = "b"."id"), '[]') as "readings",
  coalesce((select jsonb_agg(jsonb_build_object('id', "p"."id", 'sector', "p"."sector")) from "participant" as "p" where "p"."study_id" = "b"."study_id"), '[]') as "participants",
  (select "s"."minimum_base" from "study" as "s" where "s"."id" = "b"."study_id") as "minimumBase"`;
