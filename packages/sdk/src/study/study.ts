import * as z from 'zod';
import { codeOfScheme } from '../shared/code.ts';
import { judgeDateOrder } from '../shared/dates.ts';
import { date, decimal, distinct, line, prose, reference, shortCode } from '../shared/fields.ts';
import type { Issue } from '../shared/outcome.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { codeFates, judgeFate } from './code-fate.ts';
import { figureOrigins, judgeFigure } from './figure-rule.ts';

/**
 * A piece of research on an ecosystem: its question, how it was done, over which days.
 *
 * @see AERA study of cross-sector STEM partnerships
 */
export const study = defineRecord({
  name: 'Study',
  prefix: 'study',
  fields: {
    title: line(),
    question: prose(),
    method: prose().nullable(),
    startedOn: date().nullable(),
    endedOn: date().nullable(),
    citation: prose().nullable(),
  },
  judge: ({ startedOn, endedOn }) => judgeDateOrder({ start: startedOn, end: endedOn, path: 'endedOn' }),
});

/**
 * Someone who took part in a study, under a pseudonymous code.
 *
 * @see AERA study of cross-sector STEM partnerships, of 30 interviews
 */
export const participant = defineRecord({
  name: 'Participant',
  prefix: 'participant',
  fields: { studyId: reference('study'), code: shortCode(), sector: codeOfScheme('sector').nullable() },
  within: 'studyId',
});

/**
 * A conversation of a study with one participant.
 *
 * @see AERA study of cross-sector STEM partnerships, of 30 interviews
 */
export const interview = defineRecord({
  name: 'Interview',
  prefix: 'interview',
  fields: { participantId: reference('participant'), heldOn: date().nullable(), locator: line().nullable() },
  within: 'participantId',
  past: ['heldOn'],
});

/**
 * A numbered round of coding, with the codes in use in it.
 *
 * @see Lincoln & Guba 1985, the constant comparative method
 */
export const codebook = defineRecord({
  name: 'Codebook',
  prefix: 'codebook',
  fields: { studyId: reference('study'), round: z.int().min(1).max(1000), note: prose().nullable() },
  within: 'studyId',
  fixed: ['round'],
});

/**
 * A code of one round: what it is called and when it applies; and, once the next round is made, what became of it, as
 * which codes of that round (`successorIds`, see {@link judgeFate}).
 *
 * @see Lincoln & Guba 1985, the constant comparative method
 */
export const codebookCode = defineRecord({
  name: 'CodebookCode',
  prefix: 'codebook_code',
  fields: {
    codebookId: reference('codebook'),
    code: shortCode(),
    label: line(),
    definition: prose().nullable(),
    fate: z.enum(codeFates).nullable(),
    successorIds: distinct(z.array(reference('codebook_code')).max(50), (id) => id),
  },
  within: 'codebookId',
  judge: judgeFate,
});

/**
 * A passage of an interview: its text, or only where it stands, for those who may not keep the words.
 *
 * @see AERA study of cross-sector STEM partnerships, of 93 excerpts about links between sectors
 */
export const excerpt = defineRecord({
  name: 'Excerpt',
  prefix: 'excerpt',
  fields: { interviewId: reference('interview'), text: prose().nullable(), locator: line().nullable() },
  within: 'interviewId',
  defaultVisibility: 'RESTRICTED',
  judge: judgeExcerpt,
});

function judgeExcerpt({ text, locator }: { text: string | null; locator: string | null }): Issue[] {
  if (text !== null || locator !== null) return [];
  return [{ code: 'REQUIRED', path: ['text'], message: 'an excerpt has its text, or a locator that says where it is' }];
}

/**
 * That a coder found a code in an excerpt.
 *
 * @see Lincoln & Guba 1985, the constant comparative method
 * @see AERA study of cross-sector STEM partnerships
 */
export const coding = defineRecord({
  name: 'Coding',
  prefix: 'coding',
  fields: { excerptId: reference('excerpt'), codebookCodeId: reference('codebook_code'), coder: shortCode() },
  within: 'excerptId',
  fixed: ['codebookCodeId', 'coder'],
});

/**
 * A figure that a source states without its records: `n` of `base`, and the share. `round` and `code` say what it
 * counts where it is the importance of a code; `locator` says where in the source it stands.
 *
 * @see AERA study of cross-sector STEM partnerships, whose figures are known and whose records are not
 */
export const publishedFigure = defineRecord({
  name: 'PublishedFigure',
  prefix: 'published_figure',
  fields: {
    studyId: reference('study'),
    label: line(),
    code: shortCode().nullable(),
    round: z.int().min(1).max(1000).nullable(),
    n: z.int().min(0).nullable(),
    nOrigin: z.enum(figureOrigins).nullable(),
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
/** See {@link publishedFigure}. */
export type PublishedFigure = RecordOf<typeof publishedFigure>;
