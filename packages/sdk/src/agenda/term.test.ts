import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeSynonyms, termKey, termMatches } from './term-key.ts';
import { judgeTermChange, termLife, termStatuses, transitionTerm } from './term-life-cycle.ts';

const on = '2024-03-01';
const today = '2024-06-01';

describe('the life cycle of a term', () => {
  it.each(Object.keys(termLife.transitions) as (keyof typeof termLife.transitions)[])(
    'allows %s from its initial statuses only',
    (name) => {
      const { from, to } = termLife.transitions[name];
      const day = name === 'adopt' ? 'adoptedOn' : 'retiredOn';
      for (const status of termStatuses) {
        const outcome = transitionTerm({ status, adoptedOn: null }, { transition: name, on, today });
        const allowed = (from as readonly string[]).includes(status);
        if (allowed) expect(outcome).toEqual({ ok: true, value: { status: to, [day]: on } });
        else expect(outcome).toMatchObject({ ok: false, issues: [{ code: 'ILLEGAL_TRANSITION', path: ['id'] }] });
      }
    },
  );

  it('rejects a future date, and a retirement before the adoption', () => {
    const adopted = { status: 'ADOPTED' as const, adoptedOn: on };
    const path = ['retiredOn'];
    expect(transitionTerm(adopted, { transition: 'retire', on: '2024-06-02', today })).toMatchObject({
      issues: [{ code: 'OUT_OF_RANGE', path }],
    });
    expect(transitionTerm(adopted, { transition: 'retire', on: '2024-02-29', today })).toMatchObject({
      issues: [{ code: 'DATES_OUT_OF_ORDER', path }],
    });
  });

  it.each([
    ['PROPOSED', []],
    ['ADOPTED', ['term', 'definition']],
    ['RETIRED', ['term', 'definition', 'synonyms', 'source']],
  ] as const)('makes these fields of a term with status %s immutable: %j', (status, immutable) => {
    const issues = judgeTermChange({ status }, ['term', 'definition', 'synonyms', 'source', 'visibility', 'sourceUri']);
    expect(issues).toEqual(immutable.map((field) => expect.objectContaining({ code: 'IMMUTABLE', path: [field] })));
  });
});

describe('the key of a term', () => {
  it.each(['STEM Mentor', ' stem  mentor', 'Stem\u00a0Mentor', 'ＳＴＥＭ\tmentor\n'])(
    'ignores case, spaces and Unicode form of %j',
    (spelling) => {
      expect(termKey(spelling)).toBe('stem mentor');
    },
  );

  it('differs for terms with different letters or spaces between words', () => {
    expect(new Set(['mentor', 'mentors', 'men tor', 'méntor'].map(termKey)).size).toBe(4);
  });

  it('stays the same when it is normalized again', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => termKey(termKey(text)) === termKey(text)));
  });
});

describe('the synonyms of a term', () => {
  it('cannot repeat the term or an earlier synonym', () => {
    expect(judgeSynonyms({ term: 'Mentor', synonyms: ['Guide', 'Coach'] })).toEqual([]);
    expect(judgeSynonyms({ term: 'Mentor', synonyms: ['guide', 'MENTOR', 'Guide '] })).toEqual([
      expect.objectContaining({ code: 'DUPLICATE', path: ['synonyms', '1'] }),
      expect.objectContaining({ code: 'DUPLICATE', path: ['synonyms', '2'] }),
    ]);
  });

  it('are searched together with the term', () => {
    const mentor = { term: 'Mentor', synonyms: ['STEM guide'] };
    expect(['men', 'stem  GU', '', 'coach'].map((search) => termMatches(mentor, search))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});
