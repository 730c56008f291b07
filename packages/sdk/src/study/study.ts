import * as z from 'zod';
import { codeOfScheme } from '../shared/code.ts';
import { judgeDateOrder } from '../shared/dates/dates.ts';
import { date, decimal, distinct, line, prose, reference, shortCode, threshold } from '../shared/fields.ts';
import type { Issue } from '../shared/outcome.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { codeRevisions, judgeRevision } from './code-revision.ts';
import { figureOrigins, judgeFigure } from './figure-rule.ts';
import { participantCountSchema } from './participant-count-schema.ts';

/**
 * A research study of an ecosystem: its question, method and dates. `minimumBase` is the smallest number of participants for
 * which importance is shown, of the whole round and of each sector. Without it, importance is not split by sector.
 *
 * @see AERA study of cross-sector STEM partnerships
 */
export const study = defineRecord({
  name: 'Study',
  prefix: 'study',
  managedBy: 'STEWARD',
  fields: {
    title: line(),
    question: prose(),
    method: prose().nullable(),
    startedOn: date().nullable(),
    endedOn: date().nullable(),
    citation: prose().nullable(),
    minimumBase: threshold().nullable(),
  },
  judge: ({ startedOn, endedOn }) => judgeDateOrder({ start: startedOn, end: endedOn, path: 'endedOn' }),
});

/**
 * A person who took part in a study, identified by a pseudonym.
 *
 * @see AERA study of cross-sector STEM partnerships, of 30 interviews
 */
export const participant = defineRecord({
  name: 'Participant',
  prefix: 'participant',
  managedBy: 'STEWARD',
  fields: { studyId: reference('study'), code: shortCode(), sector: codeOfScheme('sector').nullable() },
  within: 'studyId',
});

/**
 * An interview with one participant of a study.
 *
 * @see AERA study of cross-sector STEM partnerships, of 30 interviews
 */
export const interview = defineRecord({
  name: 'Interview',
  prefix: 'interview',
  managedBy: 'STEWARD',
  fields: { participantId: reference('participant'), heldOn: date().nullable(), locator: line().nullable() },
  within: 'participantId',
  past: ['heldOn'],
});

/**
 * A numbered round of coding, with its codes.
 *
 * @see Lincoln & Guba 1985, the constant comparative method
 */
export const codebook = defineRecord({
  name: 'Codebook',
  prefix: 'codebook',
  managedBy: 'STEWARD',
  fields: { studyId: reference('study'), round: z.int().min(1).max(1000), note: prose().nullable() },
  within: 'studyId',
  fixed: ['round'],
});

/**
 * A code of one round of coding, with its definition. Once the next round exists, `revision` and `successorIds` record how
 * the code was revised (see {@link judgeRevision}).
 *
 * @see Lincoln & Guba 1985, the constant comparative method
 */
export const codebookCode = defineRecord({
  name: 'CodebookCode',
  prefix: 'codebook_code',
  managedBy: 'STEWARD',
  fields: {
    codebookId: reference('codebook'),
    code: shortCode(),
    label: line(),
    definition: prose().nullable(),
    revision: z.enum(codeRevisions).nullable(),
    successorIds: distinct(z.array(reference('codebook_code')).max(50), (id) => id),
  },
  within: 'codebookId',
  defaultVisibility: 'CONTAINER',
  judge: judgeRevision,
});

/**
 * A passage of an interview. It has a text, or only a locator if the text may not be stored.
 *
 * @see AERA study of cross-sector STEM partnerships, of 93 excerpts about links between sectors
 */
export const excerpt = defineRecord({
  name: 'Excerpt',
  prefix: 'excerpt',
  managedBy: 'STEWARD',
  fields: { interviewId: reference('interview'), text: prose().nullable(), locator: line().nullable() },
  within: 'interviewId',
  defaultVisibility: 'RESTRICTED',
  judge: judgeExcerpt,
});

function judgeExcerpt({ text, locator }: { text: string | null; locator: string | null }): Issue[] {
  if (text !== null || locator !== null) return [];
  return [{ code: 'REQUIRED', path: ['text'], message: '`text` or `locator` is required. Set one of them.' }];
}

/**
 * One application of a code to an excerpt by one coder.
 *
 * @see Lincoln & Guba 1985, the constant comparative method
 * @see AERA study of cross-sector STEM partnerships
 */
export const coding = defineRecord({
  name: 'Coding',
  prefix: 'coding',
  managedBy: 'STEWARD',
  fields: { excerptId: reference('excerpt'), codebookCodeId: reference('codebook_code'), coder: shortCode() },
  within: 'excerptId',
  fixed: ['codebookCodeId', 'coder'],
});

/**
 * The record that a coder read an excerpt in a round, whether or not a code applied. A coding implies that its coder read the excerpt.
 *
 * @see Cohen 1960, A coefficient of agreement for nominal scales: both judges judge every unit
 */
export const excerptReading = defineRecord({
  name: 'ExcerptReading',
  prefix: 'excerpt_reading',
  managedBy: 'STEWARD',
  fields: { excerptId: reference('excerpt'), codebookId: reference('codebook'), coder: shortCode() },
  within: 'excerptId',
  fixed: ['codebookId', 'coder'],
});

/**
 * The counts of a round of coding at the time when a data steward released them. They do not change. Viewers who are not data
 * stewards see the counts of the last release of a round. See `countParticipants`.
 *
 * @see Hundepool et al. 2012, Statistical Disclosure Control: differencing of successive results
 */
export const codingRelease = defineRecord({
  name: 'CodingRelease',
  prefix: 'coding_release',
  managedBy: 'STEWARD',
  fields: { codebookId: reference('codebook'), counts: z.array(participantCountSchema) },
  setByRule: ['counts'],
  within: 'codebookId',
  defaultVisibility: 'PUBLIC',
});

/**
 * A figure that a source publishes without the underlying records: `count` of `base`, and the share. `round` and `code` are set
 * if the figure reports the importance of a code. `locator` is the position of the figure in the source.
 *
 * @see AERA study of cross-sector STEM partnerships, whose figures are known and whose records are not
 */
export const publishedFigure = defineRecord({
  name: 'PublishedFigure',
  prefix: 'published_figure',
  managedBy: 'STEWARD',
  fields: {
    studyId: reference('study'),
    label: line(),
    code: shortCode().nullable(),
    round: z.int().min(1).max(1000).nullable(),
    count: z.int().min(0).nullable(),
    countOrigin: z.enum(figureOrigins).nullable(),
    base: z.int().min(1).nullable(),
    share: decimal().nullable(),
    shareOrigin: z.enum(figureOrigins).nullable(),
    locator: line().nullable(),
  },
  within: 'studyId',
  judge: judgeFigure,
});

/** See {@link study}. */
export type Study = RecordOf<typeof study>;
/** See {@link participant}. */
export type Participant = RecordOf<typeof participant>;
/** See {@link interview}. */
export type Interview = RecordOf<typeof interview>;
/** See {@link codebook}. */
export type Codebook = RecordOf<typeof codebook>;
/** See {@link codebookCode}. */
export type CodebookCode = RecordOf<typeof codebookCode>;
/** See {@link excerpt}. */
export type Excerpt = RecordOf<typeof excerpt>;
/** See {@link coding}. */
export type Coding = RecordOf<typeof coding>;
/** See {@link excerptReading}. */
export type ExcerptReading = RecordOf<typeof excerptReading>;
/** See {@link codingRelease}. */
export type CodingRelease = RecordOf<typeof codingRelease>;
/** See {@link publishedFigure}. */
export type PublishedFigure = RecordOf<typeof publishedFigure>;
