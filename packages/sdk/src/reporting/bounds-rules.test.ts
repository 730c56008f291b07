import { describe, expect, it } from 'vitest';
import type { FigureCell } from '../indicator/index.ts';
import { judgeCells } from './cell-rules.ts';
import { judgeQuality } from './data-quality.ts';

const count = { kind: 'COUNT', countingUnit: 'PEOPLE', multiplier: '1', denominatorOverCategories: null } as const;
const ratio = { ...count, kind: 'RATIO', multiplier: '100', denominatorOverCategories: 'SPLIT' } as const;
const empty = {
  categories: [],
  value: null,
  numerator: null,
  denominator: null,
  base: null,
  status: 'OBSERVED',
} as const;

const sex = {
  code: 'sex',
  exclusive: true,
  exhaustive: true,
  categories: ['F', 'M'].map((code) => ({ code, parent: null })),
};

/** Code, path and message of the issues of one cell. */
function issuesOf(cell: Partial<FigureCell>, version: Parameters<typeof judgeCells>[0]['version'] = count): string[] {
  const issues = judgeCells({ cells: [{ ...empty, ...cell }], dimensions: [sex], version });
  return issues.map(({ code, path, message }) => `${code} ${path.slice(2).join('.')}: ${message}`);
}

describe('bounds of a cell', () => {
  it.each<[string, Partial<FigureCell>, Parameters<typeof issuesOf>[1]]>([
    ['an upper bound of a count', { upperBound: '9' }, count],
    ['a lower bound of a count', { lowerBound: '95' }, count],
    ['both bounds of a count', { lowerBound: '20', upperBound: '29' }, count],
    ['decimals of an amount', { upperBound: '99.5', base: 20 }, { ...count, kind: 'AMOUNT', countingUnit: 'OTHER' }],
    ['bounds of a ratio of people with a base', { lowerBound: '20', upperBound: '29', base: 40 }, ratio],
    ['bounds of a ratio of events without a base', { upperBound: '29' }, { ...ratio, countingUnit: 'EVENTS' }],
  ])('can be %s', (_name, cell, version) => {
    expect(issuesOf(cell, version)).toEqual([]);
  });

  it.each<[string, Partial<FigureCell>, string[]]>([
    [
      'reversed',
      { lowerBound: '29', upperBound: '20' },
      ['INVALID lowerBound: `lowerBound` 29 is greater than `upperBound` 20. Swap or correct the bounds.'],
    ],
    [
      'equal',
      { lowerBound: '20', upperBound: '20' },
      [
        'INVALID lowerBound: `lowerBound` and `upperBound` are both 20. Report this number as `value`, and omit the bounds.',
      ],
    ],
    [
      'negative',
      { lowerBound: '-5', upperBound: '9' },
      ['OUT_OF_RANGE lowerBound: `lowerBound` of a COUNT must be 0 or more.'],
    ],
    ['not whole', { upperBound: '9.5' }, ['INVALID upperBound: `upperBound` of a count must be a whole number.']],
    [
      'absent, like the value',
      {},
      ['REQUIRED value: A cell that is OBSERVED requires `value`. A value of 0 is valid.'],
    ],
    [
      'beside a value and a standard error',
      { value: '7', standardError: '1', upperBound: '9' },
      [
        'INVALID value: A cell that states bounds has no `value`. Omit it, or omit the bounds.',
        'INVALID standardError: A cell that states bounds has no `standardError`. Omit it, or omit the bounds.',
      ],
    ],
    [
      'beside a base of people',
      { upperBound: '9', base: 20 },
      ['INVALID base: A number of people that is stated as bounds has no `base`. Omit `base`.'],
    ],
    [
      'of a cell without a figure',
      { status: 'MISSING', upperBound: '9' },
      ['INVALID upperBound: A cell that is MISSING must not have bounds. Omit `upperBound` or correct `status`.'],
    ],
  ])('of a count cannot be %s', (_name, cell, issues) => {
    expect(issuesOf(cell)).toEqual(issues);
  });

  it.each<[string, Partial<FigureCell>, string[]]>([
    [
      'without a base',
      { upperBound: '9' },
      [
        'REQUIRED base: Bounds of a RATIO of people require `base`, the number of people that the ratio describes. Without it, the number of people within the bounds is unknown.',
      ],
    ],
    [
      'above the multiplier',
      { upperBound: '101', base: 50 },
      ['OUT_OF_RANGE upperBound: `upperBound` of a ratio of people must be at most the multiplier, 100.'],
    ],
    [
      'that no whole number of people has',
      { lowerBound: '20', upperBound: '29', base: 3 },
      [
        'INVALID lowerBound: No whole number of 3 people has a ratio within the bounds. Correct `base` or the bounds. If the bounds are rounded, widen them by the rounding.',
      ],
    ],
  ])('of a ratio of people cannot be %s', (_name, cell, issues) => {
    expect(issuesOf(cell, ratio)).toEqual(issues);
  });

  it('of a mean are rejected with the reason', () => {
    expect(issuesOf({ upperBound: '3', base: 20 }, { ...count, kind: 'MEAN' })).toEqual([
      'INVALID upperBound: Bounds of a MEAN do not state how many people have which score, so a release cannot protect these people. Use bounds for COUNT, AMOUNT and RATIO only, or set `status` to SUPPRESSED_AT_SOURCE. Omit `upperBound`.',
    ]);
  });

  it('of several dimensions are rejected', () => {
    const grade = { ...sex, code: 'grade', categories: [{ code: '5', parent: null }] };
    const categories = [
      { dimension: 'sex', category: 'F' },
      { dimension: 'grade', category: '5' },
    ];
    const cells = [{ ...empty, categories, upperBound: '9' }];
    expect(judgeCells({ cells, dimensions: [sex, grade], version: count }).map(({ path }) => path)).toEqual([
      ['cells', '0', 'upperBound'],
    ]);
  });

  it.each<[string, Partial<FigureCell>[], string | undefined]>([
    ['can contain the total', [{ value: '100' }, { upperBound: '9' }, { lowerBound: '91' }], undefined],
    [
      'must not exceed the total',
      [{ value: '100' }, { lowerBound: '20' }, { lowerBound: '95' }],
      'The categories of "sex" add up to at least 115, which exceeds 100. Correct one of these figures or bounds.',
    ],
    [
      'must reach the total',
      [{ value: '100' }, { upperBound: '9' }, { upperBound: '49' }],
      'The categories of "sex" add up to at most 58, which is less than 100. Correct one of these figures or bounds.',
    ],
    [
      'must reach the bounds of the total',
      [{ lowerBound: '100' }, { upperBound: '9' }, { value: '49' }],
      'The categories of "sex" add up to at most 58, which is less than 100. Correct one of these figures or bounds.',
    ],
  ])('of categories %s', (_name, [total, ...parts], message) => {
    const ofCategories = parts.map((part, index) => ({
      ...empty,
      ...part,
      categories: [{ dimension: 'sex', category: index === 0 ? 'F' : 'M' }],
    }));
    const issues = judgeCells({ cells: [{ ...empty, ...total }, ...ofCategories], dimensions: [sex], version: count });
    expect(issues.map((issue) => issue.message)).toEqual(message === undefined ? [] : [message]);
  });
});

describe('data quality rules on bounds', () => {
  const rule = {
    name: 'Plausible',
    categories: [],
    least: null,
    most: null,
    largestChange: null,
    changeBy: null,
    otherVersionId: null,
    blocks: true,
  };
  const cellOf = ({ value = null, lowerBound = null, upperBound = null }: Partial<FigureCell>) => ({
    categories: [],
    value,
    lowerBound,
    upperBound,
    status: 'OBSERVED' as const,
  });
  type Change = Partial<Omit<Parameters<typeof judgeQuality>[1]['rules'][number], 'kind'>>;
  function messages(
    cell: Partial<FigureCell>,
    kind: 'RANGE' | 'CHANGE' | 'AT_MOST',
    change: Change & { compared?: Partial<FigureCell> },
  ) {
    const { compared, ...limits } = change;
    const other = { cells: compared ? [cellOf(compared)] : [] };
    const judged = judgeQuality(
      { cells: [cellOf(cell)] },
      { rules: [{ ...rule, kind, ...limits }], previous: other, others: new Map([['v2', other]]) },
    );
    if (!judged.ok) throw new Error(JSON.stringify(judged.issues));
    return judged.value.map(({ path, message }) => `${path.at(-1)}: ${message}`);
  }

  it('are violated by a range below the least figure, and not by one that contains it', () => {
    expect(messages({ upperBound: '9' }, 'RANGE', { least: '10' })).toEqual([
      'upperBound: 9 or less is less than 10, which violates the rule "Plausible".',
    ]);
    expect(messages({ upperBound: '10' }, 'RANGE', { least: '10' })).toEqual([]);
  });

  it('are violated by a range above the largest figure', () => {
    expect(messages({ lowerBound: '95' }, 'RANGE', { most: '90' })).toEqual([
      'lowerBound: 95 or more is more than 90, which violates the rule "Plausible".',
    ]);
    expect(messages({ lowerBound: '80', upperBound: '95' }, 'RANGE', { most: '90' })).toEqual([]);
  });

  it('are violated by the smallest change that bounds allow', () => {
    const change = (previous: string) =>
      messages({ lowerBound: '20', upperBound: '29' }, 'CHANGE', {
        largestChange: '5',
        changeBy: 'ABSOLUTE',
        compared: { value: previous },
      });
    expect(change('34')).toEqual([]);
    expect(change('35')).toEqual([
      'upperBound: The change from 35 to 20 to 29 is more than 5, which violates the rule "Plausible".',
    ]);
  });

  it('are violated by a range above that of the other version', () => {
    const atMost = (compared: Partial<FigureCell>) =>
      messages({ lowerBound: '20', upperBound: '29' }, 'AT_MOST', { otherVersionId: 'v2', compared });
    expect(atMost({ upperBound: '19' })).toEqual([
      'upperBound: 20 to 29 is more than the total of the other version, 19 or less, which violates the rule "Plausible".',
    ]);
    expect(atMost({ upperBound: '20' })).toEqual([]);
  });
});
