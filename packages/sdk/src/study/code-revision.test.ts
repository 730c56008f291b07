import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CodeRevision, codeRevisions, judgeRevision, judgeSuccessors } from './code-revision.ts';

const issuesOf = (revision: CodeRevision | null, count: number) =>
  judgeRevision({ revision, successorIds: Array.from({ length: count }, (_, at) => `code-${at}`) }).map(
    ({ code, path }) => `${code} ${path.join('.')}`,
  );

describe('the revision of a code', () => {
  it.each([
    ['KEPT', 1],
    ['MERGED', 1],
    ['SPLIT', 2],
    ['SPLIT', 5],
    ['DROPPED', 0],
    [null, 0],
  ] as const)('accepts %s with %i successors', (revision, count) => expect(issuesOf(revision, count)).toEqual([]));

  it.each([
    ['KEPT', 0, 'REQUIRED successorIds'],
    ['KEPT', 2, 'INVALID successorIds'],
    ['MERGED', 0, 'REQUIRED successorIds'],
    ['MERGED', 2, 'INVALID successorIds'],
    ['SPLIT', 0, 'REQUIRED successorIds'],
    ['SPLIT', 1, 'REQUIRED successorIds'],
    ['DROPPED', 1, 'INVALID successorIds'],
    [null, 1, 'REQUIRED revision'],
  ] as const)('rejects %s with %i successors: %s', (revision, count, issue) => {
    expect(issuesOf(revision, count)).toEqual([issue]);
  });

  it('determines whether none, one or several successors are accepted', () => {
    fc.assert(
      fc.property(fc.constantFrom(null, ...codeRevisions), fc.nat(50), (revision, count) => {
        const isAccepted = { none: count === 0, one: count === 1, several: count > 1 };
        const expected =
          revision === 'SPLIT'
            ? isAccepted.several
            : revision === 'KEPT' || revision === 'MERGED'
              ? isAccepted.one
              : isAccepted.none;
        expect(issuesOf(revision, count).length === 0).toBe(expected);
      }),
    );
  });
});

describe('the successors of a code', () => {
  const codeRound = { studyId: 'here', round: 2 };

  it('are accepted if they belong to the next round of the same study', () => {
    expect(judgeSuccessors(codeRound, [{ studyId: 'here', round: 3 }])).toEqual([]);
    expect(judgeSuccessors(codeRound, [])).toEqual([]);
  });

  it('are rejected one by one, each at its index', () => {
    const others = [
      { studyId: 'here', round: 3 },
      { studyId: 'elsewhere', round: 3 },
      { studyId: 'here', round: 2 },
      { studyId: 'here', round: 4 },
    ];
    expect(judgeSuccessors(codeRound, others).map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'INVALID successorIds.1',
      'INVALID successorIds.2',
      'INVALID successorIds.3',
    ]);
  });
});
