import { describe, expect, it } from 'vitest';
import { type CrossedDefinition, judgeCrossedDimensions, judgeCrossings } from './crossing-rules.ts';

const pair = (firstDimension: string, secondDimension: string) => ({ firstDimension, secondDimension });
const count: CrossedDefinition = {
  kind: 'COUNT',
  countingUnit: 'PEOPLE',
  aggregationAcrossOrganizations: 'SUM',
  denominatorOverCategories: null,
  crossings: [],
};
const ratio = {
  kind: 'RATIO',
  aggregationAcrossOrganizations: 'RATIO',
  denominatorOverCategories: 'SPLIT',
} as const;
const issuesOf = (changes: Partial<CrossedDefinition>) =>
  judgeCrossings({ ...count, ...changes }).map(({ code, path }) => `${code} ${path.join('.')}`);

describe('judgeCrossings', () => {
  it('accepts pairs that form a chain or a star', () => {
    expect(issuesOf({ crossings: [pair('a', 'b'), pair('b', 'c'), pair('d', 'b')] })).toEqual([]);
    expect(issuesOf({ kind: 'AMOUNT', crossings: [pair('a', 'b')] })).toEqual([]);
    expect(issuesOf({ ...ratio, crossings: [pair('a', 'b')] })).toEqual([]);
  });

  it('rejects a dimension crossed with itself', () => {
    expect(issuesOf({ crossings: [pair('a', 'a')] })).toEqual(['INVALID crossings.0']);
  });

  it('rejects a pair that is declared twice, in either order', () => {
    expect(issuesOf({ crossings: [pair('a', 'b'), pair('b', 'a')] })).toEqual(['DUPLICATE crossings.1']);
  });

  it('rejects the pair that closes a cycle, with the reason', () => {
    const crossings = [pair('a', 'b'), pair('b', 'c'), pair('c', 'd'), pair('a', 'd')];
    expect(judgeCrossings({ ...count, crossings })).toEqual([
      {
        code: 'INVALID',
        path: ['crossings', '3'],
        message:
          'The crossing of "a" and "d" closes a cycle. Together, the crossings of a cycle can disclose cells of all its dimensions. Remove one of them.',
      },
    ]);
  });

  it('returns every fault at once', () => {
    const crossings = [pair('a', 'a'), pair('a', 'b'), pair('b', 'a'), pair('b', 'c'), pair('c', 'a')];
    expect(issuesOf({ aggregationAcrossOrganizations: 'NONE', crossings })).toEqual([
      'INVALID crossings',
      'INVALID crossings.0',
      'DUPLICATE crossings.2',
      'INVALID crossings.4',
    ]);
  });

  it.each<[string, Partial<CrossedDefinition>]>([
    ['a mean', { kind: 'MEAN' }],
    ['a median', { kind: 'MEDIAN' }],
    ['unduplicated people', { countingUnit: 'PEOPLE_UNDUPLICATED' }],
    ['a count that is not summed across organizations', { aggregationAcrossOrganizations: 'MAX' }],
    ['a ratio of which one organization is selected', { ...ratio, aggregationAcrossOrganizations: 'MAX' }],
    ['a ratio whose categories share the denominator', { ...ratio, denominatorOverCategories: 'SHARED' }],
    [
      'a ratio that does not state how categories relate to the denominator',
      { ...ratio, denominatorOverCategories: null },
    ],
  ])('rejects crossings of %s', (_name, changes) => {
    expect(issuesOf({ ...changes, crossings: [pair('a', 'b')] })).toEqual(['INVALID crossings']);
    expect(issuesOf(changes)).toEqual([]);
  });
});

it('states why crossings of a mean are rejected', () => {
  expect(judgeCrossings({ ...count, kind: 'MEAN', crossings: [pair('a', 'b')] })).toEqual([
    {
      code: 'INVALID',
      path: ['crossings'],
      message:
        '`crossings` are allowed only if `kind` is one of COUNT, AMOUNT, RATIO: only numbers of people and amounts can be protected in a crossing. Omit them.',
    },
  ]);
});

describe('judgeCrossedDimensions', () => {
  const dimensions = [
    { code: 'a', exclusive: true },
    { code: 'b', exclusive: true },
    { code: 'overlapping', exclusive: false },
  ];

  it('accepts exclusive dimensions of the version', () => {
    expect(judgeCrossedDimensions([pair('b', 'a')], dimensions)).toEqual([]);
  });

  it('rejects a dimension that the version does not have, and one whose categories overlap', () => {
    expect(judgeCrossedDimensions([pair('a', 'race'), pair('overlapping', 'b')], dimensions)).toEqual([
      {
        code: 'UNKNOWN_CODE',
        path: ['crossings', '0', 'secondDimension'],
        message: 'The version has no dimension "race". Its dimensions are: "a", "b", "overlapping".',
      },
      {
        code: 'INVALID',
        path: ['crossings', '1', 'firstDimension'],
        message:
          'The categories of "overlapping" overlap. Only exclusive dimensions can be crossed. Choose another dimension.',
      },
    ]);
  });
});
