import { fields, text } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';

const codingOfStudies = fields<{ codeStudyId: string; excerptStudyId: string }>({
  codeStudyId: text,
  excerptStudyId: text,
});

/** What is wrong with a coding whose code is of another study's codebook than the study its excerpt was made for. */
export function judgeCoding(coding: { codeStudyId: string; excerptStudyId: string }): Issue[] {
  const malformed = codingOfStudies(coding, []);
  if (malformed.length > 0) return malformed;
  const { codeStudyId, excerptStudyId } = coding;
  if (codeStudyId === excerptStudyId) return [];
  return [
    {
      code: 'INVALID',
      path: ['codebookCodeId'],
      message: 'this code is of another study: choose one of a codebook of the study that the excerpt belongs to',
    },
  ];
}
