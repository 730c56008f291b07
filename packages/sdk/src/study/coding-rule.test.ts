import { expect, it } from 'vitest';
import { judgeCoding } from './coding-rule.ts';

it('accepts only a code of the same study as the excerpt', () => {
  expect(judgeCoding({ codeStudyId: 'one', excerptStudyId: 'one' })).toEqual([]);
  expect(judgeCoding({ codeStudyId: 'other', excerptStudyId: 'one' })).toEqual([
    expect.objectContaining({ code: 'INVALID', path: ['codebookCodeId'] }),
  ]);
});
