import { fields, text } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';

const codingOfStudies = fields<{ codeStudyId: string; excerptStudyId: string }>({
  codeStudyId: text,
  excerptStudyId: text,
});

/** Requires the code and the excerpt of a coding to belong to the same study. */
export function judgeCoding(coding: { codeStudyId: string; excerptStudyId: string }): Issue[] {
  const malformed = codingOfStudies(coding, []);
  if (malformed.length > 0) return malformed;
  const { codeStudyId, excerptStudyId } = coding;
  if (codeStudyId === excerptStudyId) return [];
  return [
    {
      code: 'INVALID',
      path: ['codebookCodeId'],
      message: 'The code belongs to another study. Choose a code of the study of the excerpt.',
    },
  ];
}

const readingOfStudies = fields<{ codebookStudyId: string; excerptStudyId: string }>({
  codebookStudyId: text,
  excerptStudyId: text,
});

/** Requires the codebook and the excerpt of a reading to belong to the same study. */
export function judgeReading(reading: { codebookStudyId: string; excerptStudyId: string }): Issue[] {
  const malformed = readingOfStudies(reading, []);
  if (malformed.length > 0) return malformed;
  if (reading.codebookStudyId === reading.excerptStudyId) return [];
  return [
    {
      code: 'INVALID',
      path: ['codebookId'],
      message:
        'The codebook and the excerpt belong to different studies. Choose a codebook of the study of the excerpt.',
    },
  ];
}
