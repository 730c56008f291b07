import {
  codebookCodeDefinition,
  codebookDefinition,
  codingDefinition,
  codingReleaseDefinition,
  excerptDefinition,
  excerptReadingDefinition,
  interviewDefinition,
  participantDefinition,
  publishedFigureDefinition,
  studyDefinition,
} from '@collective-impact/store';
import { excerpts, participants } from './interviews.ts';
import { idOf, type Story } from './story.ts';

const study = 'what-holds';
const studyId = idOf('study', study);

/** The codes of the second round. */
const secondRound: [code: string, label: string, definition: string][] = [
  ['trust', 'Trust', 'Statements about whether partners rely on one another.'],
  ['means', 'Means', 'Money, rooms and paid staff.'],
  ['common-time', 'Time in common', 'Hours at which all partners are available.'],
  ['long-breath', 'Long breath', 'Years that the work takes, and which people stay.'],
  ['shared-figures', 'Shared figures', 'All partners use the same figures.'],
];

/** The codes of the first round, with the revision and the successors of each in the second. */
const firstRound: [code: string, label: string, revision: string, successors: string[]][] = [
  ['trust', 'Trust', 'KEPT', ['trust']],
  ['money', 'Money', 'MERGED', ['means']],
  ['staff', 'Staff', 'MERGED', ['means']],
  ['time', 'Time', 'SPLIT', ['common-time', 'long-breath']],
  ['chance', 'Chance', 'DROPPED', []],
];

/** Creates a study of six interviews, coded by two coders in two rounds. */
export async function createStudy(story: Story, ecosystemId: string): Promise<void> {
  await story.create(studyDefinition, {
    key: study,
    values: {
      ecosystemId,
      title: 'What holds partnerships together (made up)',
      question: 'What do partners say when they are asked why a partnership lasts?',
      method:
        'Six interviews, coded by two coders in two rounds by the constant comparative method. Every word is made up.',
      startedOn: '2025-02-03',
      endedOn: '2025-06-27',
      minimumBase: 3,
    },
  });
  const figure = {
    studyId,
    label: 'Partners asked',
    count: 9,
    countOrigin: 'STATED',
    locator: 'Report, page 2 (made up)',
  };
  await story.create(publishedFigureDefinition, { key: `${study}/asked`, values: figure });
  await createCodes(story);
  for (const [code, { sector, heldOn }] of Object.entries(participants)) {
    await story.create(participantDefinition, { key: code, values: { studyId, code, sector } });
    const values = { participantId: idOf('participant', code), heldOn, locator: `Recording ${code} (made up)` };
    await story.create(interviewDefinition, { key: code, values });
  }
  for (const [key, [text, ...codings]] of Object.entries(excerpts)) await createExcerpt(story, { key, text, codings });
  for (const round of [1, 2]) {
    const values = { codebookId: idOf('codebook', `${study}/${round}`) };
    await story.create(codingReleaseDefinition, { key: `${study}/${round}`, values });
  }
}

/** Creates the later round first, because the codes of the earlier round refer to their successors. */
async function createCodes(story: Story): Promise<void> {
  const notes = {
    2: 'All excerpts again, with the codes that came out of the first round.',
    1: 'Half of the interviews.',
  };
  for (const round of [2, 1] as const) {
    await story.create(codebookDefinition, {
      key: `${study}/${round}`,
      values: { studyId, round, note: notes[round] },
    });
  }
  for (const [code, label, definition] of secondRound) {
    const values = { codebookId: idOf('codebook', `${study}/2`), code, label, definition };
    await story.create(codebookCodeDefinition, { key: `2/${code}`, values });
  }
  for (const [code, label, revision, successors] of firstRound) {
    const successorIds = successors.map((successor) => idOf('codebook_code', `2/${successor}`));
    const values = { codebookId: idOf('codebook', `${study}/1`), code, label, revision, successorIds };
    await story.create(codebookCodeDefinition, { key: `1/${code}`, values });
  }
}

/**
 * Creates an excerpt and its codings: of the `first` and `second` coder in round 1, then in round 2, separated by spaces. A coder
 * without a code has read the excerpt. The interviews of P4 to P6 were not read in round 1.
 */
async function createExcerpt(story: Story, example: { key: string; text: string; codings: string[] }): Promise<void> {
  const { key, text, codings } = example;
  const [participant = ''] = key.split('/');
  await story.create(excerptDefinition, { key, values: { interviewId: idOf('interview', participant), text } });
  for (const [at, codes] of codings.entries()) {
    const [round, coder] = [at < 2 ? 1 : 2, at % 2 === 0 ? 'first' : 'second'];
    if (codes === '' && (round === 2 || participant <= 'P3')) {
      const values = { excerptId: idOf('excerpt', key), codebookId: idOf('codebook', `${study}/${round}`), coder };
      await story.create(excerptReadingDefinition, { key: `${key}/${round}/${coder}`, values });
    }
    for (const code of codes.split(' ').filter(Boolean)) {
      const values = {
        excerptId: idOf('excerpt', key),
        codebookCodeId: idOf('codebook_code', `${round}/${code}`),
        coder,
      };
      await story.create(codingDefinition, { key: `${key}/${round}/${code}/${coder}`, values });
    }
  }
}
