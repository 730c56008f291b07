import { describe, expect, it } from 'vitest';
import { indicatorVersionStatuses } from '../vocabulary.ts';
import { discussionEntry } from './discussion-entry.ts';
import { judgeDiscussable, judgeDiscussed, judgeEntryChange } from './discussion-rules.ts';

const command = {
  indicatorVersionId: 'indicator_version_01h455vb4pex5vsknk084sn02q',
  saidOn: '2024-05-01',
  speaker: 'A principal',
  statement: 'We can count this.',
};
const invalidFields = (changes: object) => {
  const { error } = discussionEntry.createSchema.safeParse({ ...command, ...changes });
  return error?.issues.map(({ path }) => path.join('.')) ?? [];
};

describe('a discussion entry', () => {
  it('requires a speaker and a statement, and allows a known or custom position', () => {
    expect(invalidFields({})).toEqual([]);
    expect(invalidFields({ position: { code: 'concern' } })).toEqual([]);
    expect(invalidFields({ position: { scheme: 'ours', code: 'veto', label: 'Veto' } })).toEqual([]);
    expect(invalidFields({ position: { code: 'veto' } })).toEqual(['position.code']);
    expect(invalidFields({ speaker: ' ' })).toEqual(['speaker']);
    expect(invalidFields({ speaker: 'x'.repeat(301) })).toEqual(['speaker']);
    expect(invalidFields({ statement: '' })).toEqual(['statement']);
  });

  it('can be created until the version is adopted', () => {
    const discussable = indicatorVersionStatuses.filter((status) => judgeDiscussable({ status }).length === 0);
    expect(discussable).toEqual(['DRAFT', 'DISCUSSED']);
    expect(judgeDiscussable({ status: 'ADOPTED' })).toEqual([
      {
        code: 'ILLEGAL_TRANSITION',
        path: ['indicatorVersionId'],
        message: 'This indicator version is ADOPTED, and its discussion is closed. Discuss the next version.',
      },
    ]);
  });

  it('is required before the version can be adopted', () => {
    expect(judgeDiscussed(1)).toEqual([]);
    expect(judgeDiscussed(0)).toEqual([
      { code: 'REQUIRED', path: ['id'], message: expect.stringContaining('createDiscussionEntry') },
    ]);
  });

  it('cannot be changed after the adoption, except for its visibility', () => {
    const fields = ['statement', 'visibility', 'position'];
    expect(judgeEntryChange({ status: 'DISCUSSED' }, fields)).toEqual([]);
    expect(judgeEntryChange({ status: 'RETIRED' }, fields).map(({ code, path }) => `${code} ${path}`)).toEqual([
      'IMMUTABLE statement',
      'IMMUTABLE position',
    ]);
  });
});
