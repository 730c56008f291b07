import { describe, expect, it } from 'vitest';
import { discussionEntry } from './discussion-entry.ts';
import { judgeDiscussable, judgeDiscussed, judgeEntryChange } from './discussion-rules.ts';
import { indicatorVersionStatuses } from './vocabulary.ts';

const command = {
  indicatorVersionId: 'indicator_version_01h455vb4pex5vsknk084sn02q',
  saidOn: '2024-05-01',
  speaker: 'A principal',
  statement: 'We can count this.',
};
const refused = (more: object) => {
  const { error } = discussionEntry.createSchema.safeParse({ ...command, ...more });
  return error?.issues.map(({ path }) => path.join('.')) ?? [];
};

describe('an entry in a discussion', () => {
  it('says who spoke and what was said, and may say for whom and with which position', () => {
    expect(refused({})).toEqual([]);
    expect(refused({ position: { code: 'concern' } })).toEqual([]);
    expect(refused({ position: { scheme: 'ours', code: 'veto', label: 'Veto' } })).toEqual([]);
    expect(refused({ position: { code: 'veto' } })).toEqual(['position.code']);
    expect(refused({ speaker: ' ' })).toEqual(['speaker']);
    expect(refused({ speaker: 'x'.repeat(301) })).toEqual(['speaker']);
    expect(refused({ statement: '' })).toEqual(['statement']);
  });

  it('is made until the version is adopted', () => {
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

  it('is needed before the version is adopted', () => {
    expect(judgeDiscussed(1)).toEqual([]);
    expect(judgeDiscussed(0)).toEqual([
      { code: 'REQUIRED', path: ['id'], message: expect.stringContaining('createDiscussionEntry') },
    ]);
  });

  it('stays as it was said from then on, but for who may see it', () => {
    const fields = ['statement', 'visibility', 'position'];
    expect(judgeEntryChange({ status: 'DISCUSSED' }, fields)).toEqual([]);
    expect(judgeEntryChange({ status: 'RETIRED' }, fields).map(({ code, path }) => `${code} ${path}`)).toEqual([
      'IMMUTABLE statement',
      'IMMUTABLE position',
    ]);
  });
});
