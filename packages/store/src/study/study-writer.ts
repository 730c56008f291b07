import { accepted, type Outcome, refused } from '@collective-impact/sdk';
import {
  type CodebookCode,
  type CodePlace,
  type Coding,
  codebook,
  codebookCode,
  coding,
  excerpt,
  interview,
  judgeCoding,
  judgeSuccessors,
  participant,
  publishedFigure,
  study,
} from '@collective-impact/sdk/study';
import { sql } from 'kysely';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import {
  CodebookCodeEntity,
  CodebookEntity,
  CodingEntity,
  ExcerptEntity,
  InterviewEntity,
  ParticipantEntity,
  PublishedFigureEntity,
  StudyEntity,
} from './study.entity.ts';

/** The definition of studies. */
export const studyDefinition: RecordDefinition<typeof study, typeof StudyEntity> = {
  type: study,
  entity: StudyEntity,
  constraints: {},
};

/** The definition of participants. */
export const participantDefinition: RecordDefinition<typeof participant, typeof ParticipantEntity> = {
  type: participant,
  entity: ParticipantEntity,
  constraints: {
    participant_code_unique: {
      path: ['code'],
      message: '`code` is already used by another participant of this study: choose another pseudonym',
    },
  },
};

/** The definition of interviews. */
export const interviewDefinition: RecordDefinition<typeof interview, typeof InterviewEntity> = {
  type: interview,
  entity: InterviewEntity,
  constraints: {},
};

/** The definition of codebooks. */
export const codebookDefinition: RecordDefinition<typeof codebook, typeof CodebookEntity> = {
  type: codebook,
  entity: CodebookEntity,
  constraints: {
    codebook_round_unique: {
      path: ['round'],
      message: 'this study already has a codebook for this `round`: choose another number',
    },
  },
};

/** The definition of codebook codes. The successors of a code belong to the next round of its study. */
export const codebookCodeDefinition: RecordDefinition<typeof codebookCode, typeof CodebookCodeEntity> = {
  type: codebookCode,
  entity: CodebookCodeEntity,
  onCreate: (unit, draft) => judgedSuccessors(unit, draft),
  onUpdate: (unit, { record, changes }) => judgedSuccessors(unit, { ...record, ...changes }),
  constraints: {
    codebook_code_unique: {
      path: ['code'],
      message: 'this codebook already has this `code`: choose another short name',
    },
  },
};

/** The definition of excerpts. */
export const excerptDefinition: RecordDefinition<typeof excerpt, typeof ExcerptEntity> = {
  type: excerpt,
  entity: ExcerptEntity,
  constraints: {},
};

/** The definition of codings. The excerpt and the code belong to the same study. */
export const codingDefinition: RecordDefinition<typeof coding, typeof CodingEntity> = {
  type: coding,
  entity: CodingEntity,
  onCreate: async (unit, draft) => {
    const issues = judgeCoding(await studiesOf(unit, draft));
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {
    coding_unique: { path: ['coder'], message: 'this `coder` has already applied this code to this excerpt' },
  },
};

/** The definition of published figures. */
export const publishedFigureDefinition: RecordDefinition<typeof publishedFigure, typeof PublishedFigureEntity> = {
  type: publishedFigure,
  entity: PublishedFigureEntity,
  constraints: {
    published_figure_code_unique: {
      path: ['code'],
      message: 'this study already has a figure for this `code` and `round`: update that figure',
    },
    published_figure_code_without_round: {
      path: ['code'],
      message: 'this study already has a figure for this `code` without a round: update that figure or set `round`',
    },
  },
};

type CodeSuccessors = Pick<CodebookCode, 'codebookId' | 'successorIds'>;

/** Needs no lock: the study and round of a codebook and the codebook of a code never change. */
async function judgedSuccessors(
  unit: UnitOfWork,
  { codebookId, successorIds }: CodeSuccessors,
): Promise<Outcome<object>> {
  if (successorIds.length === 0) return accepted({});
  const places = await unit.rows<CodePlace>(
    sql`select "b"."study_id" as "studyId", "b"."round" from (select ${codebookId}::uuid as "codebook_id", 0 as "at" union all select "cc"."codebook_id", "k"."at" from unnest(${successorIds}::uuid[]) with ordinality as "k"("id", "at") join "codebook_code" as "cc" on "cc"."id" = "k"."id") as "c" join "codebook" as "b" on "b"."id" = "c"."codebook_id" order by "c"."at"`,
  );
  const [own, ...successors] = places;
  if (!own) throw new Error('the codebook of a code was there a moment ago');
  const issues = judgeSuccessors(own, successors);
  return issues.length > 0 ? refused(...issues) : accepted({});
}

async function studiesOf(
  unit: UnitOfWork,
  { codebookCodeId, excerptId }: Pick<Coding, 'codebookCodeId' | 'excerptId'>,
): Promise<{ codeStudyId: string; excerptStudyId: string }> {
  const [studies] = await unit.rows<{ codeStudyId: string; excerptStudyId: string }>(
    sql`select "b"."study_id" as "codeStudyId", "p"."study_id" as "excerptStudyId" from "codebook_code" as "cc" join "codebook" as "b" on "b"."id" = "cc"."codebook_id" cross join "excerpt" as "x" join "interview" as "i" on "i"."id" = "x"."interview_id" join "participant" as "p" on "p"."id" = "i"."participant_id" where "cc"."id" = ${codebookCodeId}::uuid and "x"."id" = ${excerptId}::uuid`,
  );
  if (!studies) throw new Error('the code and the excerpt of a coding were there a moment ago');
  return studies;
}
