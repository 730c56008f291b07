import { describe, expect, it } from 'vitest';
import { parseCommand } from '../shared/parse.ts';
import { coding, excerpt, publishedFigure, study } from './study.ts';

const id = (prefix: string) => `${prefix}_01h455vb4pex5vsknk084sn02q`;

describe('an excerpt', () => {
  const passage = { interviewId: id('interview'), text: 'We need the schools.', locator: null };

  it('is RESTRICTED by default', () => {
    const parsed = parseCommand(excerpt.createSchema, { interviewId: passage.interviewId, text: passage.text });
    expect(parsed).toMatchObject({ ok: true, value: { visibility: 'RESTRICTED', locator: null } });
  });

  it('requires a text or a locator', () => {
    expect(excerpt.judge(passage)).toEqual([]);
    expect(excerpt.judge({ ...passage, text: null, locator: 'minute 12' })).toEqual([]);
    expect(excerpt.judge({ ...passage, text: null })).toMatchObject([{ code: 'REQUIRED', path: ['text'] }]);
  });
});

describe('a coding', () => {
  it('cannot change its code or coder', () => {
    const change = { id: id('coding'), expectedVersion: 1, coder: 'B', codebookCodeId: id('codebook_code') };
    expect(parseCommand(coding.updateSchema, change)).toMatchObject({
      ok: false,
      issues: [
        { code: 'INVALID', path: ['coder'] },
        { code: 'INVALID', path: ['codebookCodeId'] },
      ],
    });
  });
});

describe('a study', () => {
  it('cannot end before it starts', () => {
    const days = {
      title: 'T',
      question: 'Q',
      method: null,
      citation: null,
      minimumBase: null,
      startedOn: '2016-03-01',
      endedOn: '2016-02-01',
    };
    expect(study.judge(days)).toMatchObject([{ code: 'DATES_OUT_OF_ORDER', path: ['endedOn'] }]);
    expect(study.judge({ ...days, endedOn: '2016-03-01' })).toEqual([]);
  });
});

describe('a published figure', () => {
  it('is rejected if its numbers are inconsistent', () => {
    const parsed = parseCommand(publishedFigure.createSchema, {
      studyId: id('study'),
      label: 'K-12',
      count: 22,
      countOrigin: 'DERIVED',
      base: 26,
      share: '0.880',
      shareOrigin: 'STATED',
    });
    expect(parsed.ok && parsed.value.share).toBe('0.88');
    expect(parsed.ok && publishedFigure.judge(parsed.value)).toMatchObject([{ code: 'INVALID', path: ['count'] }]);
  });
});
