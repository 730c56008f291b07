import { sql } from 'kysely';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf, type Relation } from '../shared/relation.ts';
import { requireKnown } from '../shared/writing/known-value.ts';
import {
  type CodedRound,
  codesOfRounds,
  type RoundCodeRow,
  readCodedRounds,
  roundsOfStudies,
} from './coded-round-reader.ts';
import type { StudyTables } from './entities.ts';
import { type RoundImportance, readImportance } from './importance-reader.ts';
import {
  type CodebookCodeRow,
  type CodebookRow,
  type CodingReleaseRow,
  type CodingRow,
  codebookCodeTable,
  codebookTable,
  codingReleaseTable,
  codingTable,
  type ExcerptReadingRow,
  type ExcerptRow,
  excerptReadingTable,
  excerptTable,
  type InterviewRow,
  interviewTable,
  type ParticipantRow,
  type PublishedFigureRow,
  participantTable,
  publishedFigureTable,
  type StudyRow,
  studyTable,
} from './study-tables.ts';

const studiesOfEcosystem = childrenOf({ table: studyTable, by: 'ecosystemId', order: ['title', 'id'] });
const participantsOfStudy = childrenOf({ table: participantTable, by: 'studyId', order: ['code'] });
const codebooksOfStudy = childrenOf({ table: codebookTable, by: 'studyId', order: ['round'] });
const figuresOfStudy = childrenOf({ table: publishedFigureTable, by: 'studyId', order: ['id'] });
const interviewsOfParticipant = childrenOf({ table: interviewTable, by: 'participantId', order: ['id'] });
const excerptsOfInterview = childrenOf({ table: excerptTable, by: 'interviewId', order: ['id'] });
const codesOfCodebook = childrenOf({ table: codebookCodeTable, by: 'codebookId', order: ['code'] });
const codingsOfCode = childrenOf({ table: codingTable, by: 'codebookCodeId', order: ['id'] });
const codingsOfExcerpt = childrenOf({ table: codingTable, by: 'excerptId', order: ['id'] });

const readingsOfExcerpt = childrenOf({ table: excerptReadingTable, by: 'excerptId', order: ['id'] });
const releasesOfCodebook = childrenOf({ table: codingReleaseTable, by: 'codebookId', order: ['id'] });

const interviewsOfStudy: Relation<InterviewRow> = {
  name: 'interview.studyId',
  table: interviewTable,
  of: ({ tables }) => {
    const eb = tables<StudyTables>();
    const participants = eb.selectFrom('participant as p').select('p.id').whereRef('p.study_id', '=', 'k.parent');
    return eb('t.participant_id', 'in', participants);
  },
  order: ['id'],
};

const predecessorsOfCode: Relation<CodebookCodeRow> = {
  name: 'codebook_code.predecessors',
  table: codebookCodeTable,
  of: ({ eb }) => sql`${eb.ref('t.successor_ids')} @> array[${eb.ref('k.parent')}]`,
  order: ['code', 'id'],
};

/** Reads studies and their records. */
export class StudyReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The studies of an ecosystem, by title. */
  studies(ecosystemId: string, page: PageArguments): Promise<Page<StudyRow>> {
    return this.#reader.page(studiesOfEcosystem, { parent: ecosystemId, page });
  }

  /** The participants of a study, by code. */
  participants(studyId: string, page: PageArguments): Promise<Page<ParticipantRow>> {
    return this.#reader.page(participantsOfStudy, { parent: studyId, page });
  }

  /** The interviews of a study, oldest record first. */
  interviews(studyId: string, page: PageArguments): Promise<Page<InterviewRow>> {
    return this.#reader.page(interviewsOfStudy, { parent: studyId, page });
  }

  /** The interviews with a participant, oldest record first. */
  interviewsWith(participantId: string, page: PageArguments): Promise<Page<InterviewRow>> {
    return this.#reader.page(interviewsOfParticipant, { parent: participantId, page });
  }

  /** The codebooks of a study, by round. */
  codebooks(studyId: string, page: PageArguments): Promise<Page<CodebookRow>> {
    return this.#reader.page(codebooksOfStudy, { parent: studyId, page });
  }

  /** The codes of a codebook, by code. */
  codes(codebookId: string, page: PageArguments): Promise<Page<CodebookCodeRow>> {
    return this.#reader.page(codesOfCodebook, { parent: codebookId, page });
  }

  /** The codes of the previous round that this code replaces, sorted by code. */
  predecessors(codebookCodeId: string, page: PageArguments): Promise<Page<CodebookCodeRow>> {
    return this.#reader.page(predecessorsOfCode, { parent: codebookCodeId, page });
  }

  /** Each application of a code to an excerpt, oldest record first. */
  codingsWith(codebookCodeId: string, page: PageArguments): Promise<Page<CodingRow>> {
    return this.#reader.page(codingsOfCode, { parent: codebookCodeId, page });
  }

  /** The excerpts of an interview, oldest record first. */
  excerpts(interviewId: string, page: PageArguments): Promise<Page<ExcerptRow>> {
    return this.#reader.page(excerptsOfInterview, { parent: interviewId, page });
  }

  /** The codings of an excerpt, oldest record first. */
  codings(excerptId: string, page: PageArguments): Promise<Page<CodingRow>> {
    return this.#reader.page(codingsOfExcerpt, { parent: excerptId, page });
  }

  /** The readings of an excerpt, oldest record first. */
  readings(excerptId: string, page: PageArguments): Promise<Page<ExcerptReadingRow>> {
    return this.#reader.page(readingsOfExcerpt, { parent: excerptId, page });
  }

  /** The releases of a round, oldest record first. */
  releases(codebookId: string, page: PageArguments): Promise<Page<CodingReleaseRow>> {
    return this.#reader.page(releasesOfCodebook, { parent: codebookId, page });
  }

  /** The published figures of a study, oldest record first. */
  figures(studyId: string, page: PageArguments): Promise<Page<PublishedFigureRow>> {
    return this.#reader.page(figuresOfStudy, { parent: studyId, page });
  }

  /**
   * What the viewer may see of importance in a round. Null selects the latest round with a result. Throws an {@link InputError} if
   * the viewer can see no such round.
   */
  async importance(studyId: string, round: number | null): Promise<RoundImportance> {
    await this.#requireRound(studyId, round);
    return this.#reader
      .loader<string, RoundImportance>(`study#importance@${round}`, (ids) =>
        readImportance(this.#reader, { ids, round }),
      )
      .load(studyId);
  }

  /**
   * The visible codes and codings of a round. Null selects the latest round with a visible coding. Throws an {@link InputError} if
   * the viewer can see no such round.
   */
  async codedRound(studyId: string, round: number | null): Promise<CodedRound> {
    await this.#requireRound(studyId, round);
    return this.#reader
      .loader<string, CodedRound>(`study#coded@${round}`, (ids) => readCodedRounds(this.#reader, { ids, round }))
      .load(studyId);
  }

  /** The visible codes of all rounds of a study, with their rounds. */
  codesOfRounds(studyId: string): Promise<RoundCodeRow[]> {
    return this.#reader.rowsOf({
      name: 'study#codes',
      parent: studyId,
      statement: (ids) => codesOfRounds(this.#reader, ids),
    });
  }

  async #requireRound(studyId: string, round: number | null): Promise<void> {
    if (round === null) return;
    const rounds = await this.#reader.rowsOf<{ round: number }>({
      name: 'study#rounds',
      parent: studyId,
      statement: (ids) => roundsOfStudies(this.#reader, ids),
    });
    const known = rounds.map((each) => each.round);
    requireKnown(round, { argument: 'round', noun: 'a round of coding of the study', known });
  }
}
