import { accepted, type Outcome, refused } from '@collective-impact/sdk';
import {
  type CodebookCode,
  type Coding,
  codebook,
  codebookCode,
  coding,
  type ExcerptReading,
  excerpt,
  excerptReading,
  interview,
  judgeCoding,
  judgeReading,
  judgeSuccessors,
  participant,
  publishedFigure,
  study,
} from '@collective-impact/sdk/study';
import { sql } from 'kysely';
import { uuids } from '../shared/conditions.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { StudyTables } from './entities.ts';
import {
  CodebookCodeEntity,
  CodebookEntity,
  CodingEntity,
  ExcerptEntity,
  ExcerptReadingEntity,
  InterviewEntity,
  ParticipantEntity,
  PublishedFigureEntity,
  StudyEntity,
} from './study.entity.ts';

/** How studies are stored. */
export const studyDefinition: RecordDefinition<typeof study, typeof StudyEntity> = {
  type: study,
  entity: StudyEntity,
  constraints: {},
};

/** How participants are stored. */
export const participantDefinition: RecordDefinition<typeof participant, typeof ParticipantEntity> = {
  type: participant,
  entity: ParticipantEntity,
  constraints: {
    participant_code_unique: {
      path: ['code'],
      message: 'Another participant of this study has this `code`. Choose another pseudonym.',
    },
  },
};

/** How interviews are stored. */
export const interviewDefinition: RecordDefinition<typeof interview, typeof InterviewEntity> = {
  type: interview,
  entity: InterviewEntity,
  constraints: {},
};

/** How codebooks are stored. */
export const codebookDefinition: RecordDefinition<typeof codebook, typeof CodebookEntity> = {
  type: codebook,
  entity: CodebookEntity,
  constraints: {
    codebook_round_unique: {
      path: ['round'],
      message: 'This study already has a codebook for this `round`. Choose another number.',
    },
  },
};

/** How codes are stored. The successors of a code must belong to the next round of its study. */
export const codebookCodeDefinition: RecordDefinition<typeof codebookCode, typeof CodebookCodeEntity> = {
  type: codebookCode,
  entity: CodebookCodeEntity,
  onCreate: (unit, draft) => judgeSuccessorsOf(unit, draft),
  onUpdate: (unit, { record, changes }) => judgeSuccessorsOf(unit, { ...record, ...changes }),
  constraints: {
    codebook_code_unique: {
      path: ['code'],
      message: 'This codebook already has this `code`. Choose another short name.',
    },
  },
};

/** How excerpts are stored. */
export const excerptDefinition: RecordDefinition<typeof excerpt, typeof ExcerptEntity> = {
  type: excerpt,
  entity: ExcerptEntity,
  constraints: {},
};

/** How codings are stored. The excerpt and the code must belong to the same study. */
export const codingDefinition: RecordDefinition<typeof coding, typeof CodingEntity> = {
  type: coding,
  entity: CodingEntity,
  onCreate: async (unit, draft) => {
    const issues = judgeCoding(await studiesOf(unit, draft));
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {
    coding_unique: {
      path: ['coder'],
      message: 'This `coder` has already applied this code to this excerpt. Choose another code, excerpt or coder.',
    },
  },
};

/** How readings are stored. The excerpt and the codebook must belong to the same study. */
export const excerptReadingDefinition: RecordDefinition<typeof excerptReading, typeof ExcerptReadingEntity> = {
  type: excerptReading,
  entity: ExcerptReadingEntity,
  onCreate: async (unit, draft) => {
    const issues = judgeReading(await studiesOfReading(unit, draft));
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {
    excerpt_reading_unique: {
      path: ['coder'],
      message: 'This `coder` has already read this excerpt in this round. Choose another excerpt, codebook or coder.',
    },
  },
};

/** How published figures are stored. */
export const publishedFigureDefinition: RecordDefinition<typeof publishedFigure, typeof PublishedFigureEntity> = {
  type: publishedFigure,
  entity: PublishedFigureEntity,
  constraints: {
    published_figure_code_unique: {
      path: ['code'],
      message: 'This study already has a figure for this `code` and `round`. Update that figure.',
    },
    published_figure_code_without_round: {
      path: ['code'],
      message: 'This study already has a figure for this `code` without a round. Update that figure, or set `round`.',
    },
  },
};

type CodeSuccessors = Pick<CodebookCode, 'codebookId' | 'successorIds'>;

/** Checks the successors of a code. Needs no lock: the round of a codebook and the parents of these records never change. */
async function judgeSuccessorsOf(
  unit: UnitOfWork,
  { codebookId, successorIds }: CodeSuccessors,
): Promise<Outcome<object>> {
  if (successorIds.length === 0) return accepted({});
  const codebooks = unit.tables<StudyTables>().selectFrom('codebook as b').select(['b.study_id as studyId', 'b.round']);
  const [codeRound] = await unit.rows(codebooks.where('b.id', '=', codebookId));
  if (!codeRound) throw new Error(`Codebook ${codebookId} does not exist, although its reference was accepted.`);
  const successors = await unit.rows(
    codebooks
      .innerJoin('codebook_code as cc', 'cc.codebook_id', 'b.id')
      .innerJoin(inOrder(successorIds), 'k.id', 'cc.id')
      .orderBy('k.at'),
  );
  const issues = judgeSuccessors(codeRound, successors);
  return issues.length > 0 ? refused(...issues) : accepted({});
}

/** Ids with their positions, as the table `k`. */
function inOrder(ids: readonly string[]) {
  return sql<{ id: string; at: number }>`unnest(${uuids(ids)}) with ordinality`.as<'k'>(sql`"k"("id", "at")`);
}

async function studiesOf(
  unit: UnitOfWork,
  { codebookCodeId, excerptId }: Pick<Coding, 'codebookCodeId' | 'excerptId'>,
): Promise<{ codeStudyId: string; excerptStudyId: string }> {
  const [studies] = await unit.rows(
    unit
      .tables<StudyTables>()
      .selectFrom('codebook_code as c')
      .innerJoin('codebook as b', 'b.id', 'c.codebook_id')
      .crossJoin('excerpt as x')
      .innerJoin('interview as i', 'i.id', 'x.interview_id')
      .innerJoin('participant as p', 'p.id', 'i.participant_id')
      .select(['b.study_id as codeStudyId', 'p.study_id as excerptStudyId'])
      .where('c.id', '=', codebookCodeId)
      .where('x.id', '=', excerptId),
  );
  if (!studies)
    throw new Error(
      `Code ${codebookCodeId} or excerpt ${excerptId} does not exist, although its reference was accepted.`,
    );
  return studies;
}

async function studiesOfReading(
  unit: UnitOfWork,
  { codebookId, excerptId }: Pick<ExcerptReading, 'codebookId' | 'excerptId'>,
): Promise<{ codebookStudyId: string; excerptStudyId: string }> {
  const [studies] = await unit.rows(
    unit
      .tables<StudyTables>()
      .selectFrom('codebook as b')
      .crossJoin('excerpt as x')
      .innerJoin('interview as i', 'i.id', 'x.interview_id')
      .innerJoin('participant as p', 'p.id', 'i.participant_id')
      .select(['b.study_id as codebookStudyId', 'p.study_id as excerptStudyId'])
      .where('b.id', '=', codebookId)
      .where('x.id', '=', excerptId),
  );
  if (!studies)
    throw new Error(
      `Codebook ${codebookId} or excerpt ${excerptId} does not exist, although its reference was accepted.`,
    );
  return studies;
}
