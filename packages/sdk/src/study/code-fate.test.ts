import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CodeFate, codeFates, judgeFate, judgeSuccessors } from './code-fate.ts';

const told = (fate: CodeFate | null, count: number) =>
  judgeFate({ fate, successorIds: Array.from({ length: count }, (_, at) => `code-${at}`) }).map(
    ({ code, path }) => `${code} ${path.join('.')}`,
  );

describe('what became of a code', () => {
  it.each([
    ['KEPT', 1],
    ['MERGED', 1],
    ['SPLIT', 2],
    ['SPLIT', 5],
    ['DROPPED', 0],
    [null, 0],
  ] as const)('fits %s with %i successors', (fate, count) => expect(told(fate, count)).toEqual([]));

  it.each([
    ['KEPT', 0, 'REQUIRED successorIds'],
    ['KEPT', 2, 'INVALID successorIds'],
    ['MERGED', 0, 'REQUIRED successorIds'],
    ['MERGED', 2, 'INVALID successorIds'],
    ['SPLIT', 0, 'REQUIRED successorIds'],
    ['SPLIT', 1, 'REQUIRED successorIds'],
    ['DROPPED', 1, 'INVALID successorIds'],
    [null, 1, 'REQUIRED fate'],
  ] as const)('does not fit %s with %i successors: %s', (fate, count, issue) => {
    expect(told(fate, count)).toEqual([issue]);
  });

  it('has one way of ending in none, one in several, and in one only where it goes on as one', () => {
    fc.assert(
      fc.property(fc.constantFrom(null, ...codeFates), fc.nat(50), (fate, count) => {
        const fits = { none: count === 0, one: count === 1, several: count > 1 };
        const expected = fate === 'SPLIT' ? fits.several : fate === 'KEPT' || fate === 'MERGED' ? fits.one : fits.none;
        expect(told(fate, count).length === 0).toBe(expected);
      }),
    );
  });
});

describe('the successors of a code', () => {
  const place = { studyId: 'here', round: 2 };

  it('are codes of the next round of its study', () => {
    expect(judgeSuccessors(place, [{ studyId: 'here', round: 3 }])).toEqual([]);
    expect(judgeSuccessors(place, [])).toEqual([]);
  });

  it('are refused each at its place', () => {
    const others = [
      { studyId: 'here', round: 3 },
      { studyId: 'elsewhere', round: 3 },
      { studyId: 'here', round: 2 },
      { studyId: 'here', round: 4 },
    ];
    expect(judgeSuccessors(place, others).map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'INVALID successorIds.1',
      'INVALID successorIds.2',
      'INVALID successorIds.3',
    ]);
  });
});
