import { describe, expect, it } from 'vitest';
import {
  age,
  cell,
  count,
  decide,
  publishedIn,
  ratio,
  report,
  sex,
  share,
  suppressedIn,
} from './decide-release.fixture.ts';
import { decideRelease } from './decide-release.ts';

const large = [
  report('A', { '': '60', 'sex=F': '25', 'sex=M': '35' }),
  report('B', { '': '70', 'sex=F': '40', 'sex=M': '30' }),
];
const small = report('C', { '': '30', 'sex=F': '4', 'sex=M': '26' });

describe('decideRelease for inconsistent dimensions', () => {
  const input = {
    version: count,
    dimensions: [
      sex,
      { ...sex, categories: [...sex.categories, { code: 'F', parent: null }, { code: 'X', parent: 'Y' }] },
    ],
    threshold: 10,
    hideZeros: true,
    scale: null,
    reported: large,
    previous: null,
  };

  it('names repeated codes and unknown parents', () => {
    expect(decideRelease(input)).toEqual({
      ok: false,
      issues: [
        {
          code: 'DUPLICATE',
          path: ['dimensions', '1', 'categories', '2', 'code'],
          message: 'The category "F" appears twice. Remove one of them.',
        },
        {
          code: 'UNKNOWN_CODE',
          path: ['dimensions', '1', 'categories', '3', 'parent'],
          message: '`parent` is "Y", which is not a category of this dimension. Use the code of another category.',
        },
        {
          code: 'DUPLICATE',
          path: ['dimensions', '1', 'code'],
          message: 'The dimension "sex" appears twice. Remove one of them.',
        },
      ],
    });
  });
});

describe('decideRelease for a first release', () => {
  it('publishes figures without numbers of people, and their aggregate', () => {
    const version = { ...count, countingUnit: 'EVENTS' } as const;
    const decision = decide([report('A', { '': '3' }), report('B', { '': '2' })], { version });
    expect(publishedIn(decision)).toEqual({ A: '3', B: '2', sum: '5' });
  });

  it('publishes everything if no number of people is small', () => {
    expect(suppressedIn(decide(large))).toEqual([]);
    expect(publishedIn(decide(large))).toMatchObject({ sum: '130', 'sum sex=F': '65', 'sum sex=M': '65' });
  });

  it('suppresses a small number, and numbers that would disclose it by row or column', () => {
    expect(suppressedIn(decide([...large, small]))).toEqual([
      'A sex=F',
      'A sex=M',
      'B sex=F',
      'B sex=M',
      'C sex=F',
      'C sex=M',
    ]);
  });

  it('records why each cell is suppressed', () => {
    const reasons = decide([...large, small]).rows.map(({ cells }) => cells.map(({ reason }) => reason));
    expect(reasons).toEqual([
      [null, 'COMPLEMENTARY', 'COMPLEMENTARY'],
      [null, 'COMPLEMENTARY', 'COMPLEMENTARY'],
      [null, 'SENSITIVE', 'COMPLEMENTARY'],
    ]);
  });

  it('publishes zeros unless the ecosystem hides them', () => {
    const withZero = [...large, report('C', { '': '30', 'sex=F': '0', 'sex=M': '30' })];
    expect(suppressedIn(decide(withZero))).toEqual([]);
    expect(suppressedIn(decide(withZero, { hideZeros: true }))).toEqual([
      'A sex=F',
      'A sex=M',
      'B sex=F',
      'B sex=M',
      'C sex=F',
      'C sex=M',
    ]);
  });

  it.each([
    ['a small numerator', '4', ['A', 'B', 'C']],
    ['a small difference of denominator and numerator', '86', ['A', 'B', 'C']],
    ['neither of them', '45', []],
  ])('suppresses a ratio with %s, and other ratios that would disclose it', (_case, numerator, suppressed) => {
    const rows = [
      report('A', { '': ratio('50', '90') }),
      report('B', { '': ratio('60', '90') }),
      report('C', { '': ratio(numerator, '90') }),
    ];
    expect(suppressedIn(decide(rows, { version: share, dimensions: [] }))).toEqual(suppressed);
  });

  it('suppresses a ratio with a small denominator', () => {
    const rows = [
      report('A', { '': ratio('50', '90') }),
      report('B', { '': ratio('60', '90') }),
      report('C', { '': ratio('3', '6') }),
    ];
    expect(suppressedIn(decide(rows, { version: share, dimensions: [] }))).toEqual(['A', 'B', 'C']);
  });

  it('derives the numerator of a ratio that is reported with its base', () => {
    const rows = [report('A', { '': { value: '5', base: 100 } }), report('B', { '': { value: '50', base: 100 } })];
    const version = { ...share, aggregationAcrossOrganizations: 'NONE' } as const;
    expect(suppressedIn(decide(rows, { version, dimensions: [] }))).toEqual(['A']);
  });

  it('suppresses a mean with a small base, and other means that would disclose the base', () => {
    const version = {
      ...count,
      kind: 'MEAN',
      countingUnit: 'OTHER',
      aggregationAcrossOrganizations: 'WEIGHTED_MEAN',
    } as const;
    const rows = [40, 50, 60].map((base, index) => report(`O${index}`, { '': { value: '3.5', base } }));
    expect(publishedIn(decide(rows, { version, dimensions: [] }))).toMatchObject({ sum: '3.5' });
    const withSmall = [...rows, report('P', { '': { value: '2', base: 4 } })];
    expect(suppressedIn(decide(withSmall, { version, dimensions: [] }))).toEqual(['O0', 'O1', 'P']);
  });

  it('publishes a parent category only if it follows from published child categories', () => {
    const rows = ['A', 'B', 'C'].map((name) =>
      report(name, { '': '60', 'age=5-8': '40', 'age=9-12': '20', 'age=5': '15', 'age=6-8': '25' }),
    );
    expect(suppressedIn(decide(rows, { dimensions: [age] }))).toEqual([]);
    const d = report('D', { '': '60', 'age=5-8': '40', 'age=9-12': '20', 'age=5': '3', 'age=6-8': '37' });
    expect(suppressedIn(decide([...rows, d], { dimensions: [age] }))).toEqual(
      ['A', 'B', 'D'].flatMap((name) => [`${name} age=5-8`, `${name} age=5`, `${name} age=6-8`]),
    );
  });

  it('protects the residual of a dimension that is not exhaustive', () => {
    const dimension = { ...sex, exhaustive: false };
    const rows = [...large, report('C', { '': '60', 'sex=F': '30', 'sex=M': '26' })];
    expect(suppressedIn(decide(rows, { dimensions: [dimension] }))).toEqual(['A sex=F', 'C sex=F', 'sum sex=F']);
  });

  it('protects the people outside an overlapping category', () => {
    const dimension = { ...sex, exclusive: false, exhaustive: false };
    const rows = [
      report('A', { '': '60', 'sex=F': '56', 'sex=M': '30' }),
      report('B', { '': '70', 'sex=F': '30', 'sex=M': '30' }),
    ];
    expect(suppressedIn(decide(rows, { dimensions: [dimension] }))).toEqual(['A sex=F', 'sum sex=F']);
  });

  it('excludes organizations from the totals if readers of the release cannot see them', () => {
    const decision = decide([...large, { ...small, open: false }]);
    expect(publishedIn(decision)).toMatchObject({ sum: '130', 'C sex=F': '*' });
  });

  it('publishes the status of a cell without a figure', () => {
    const withoutFigures = { '': { status: 'MISSING' }, 'sex=F': { status: 'SUPPRESSED_AT_SOURCE' } } as const;
    const decision = decide([...large, report('C', withoutFigures)]);
    expect(decision.rows.at(-1)?.cells.map(({ status, suppressed }) => [status, suppressed])).toEqual([
      ['MISSING', false],
      ['SUPPRESSED_AT_SOURCE', false],
    ]);
  });

  it('suppresses figures of places beside the figure for all places', () => {
    const rows = [...large, { ...report('A', { '': '20' }), place: 'north' }];
    expect(suppressedIn(decide(rows))).toEqual(['Anorth']);
  });

  it.each([{ hideZeros: false }, { hideZeros: true }])('suppresses zeros of places too (%o)', (rules) => {
    const places = large.map((row) => ({ ...row, cells: [cell('', { value: '0' })], place: 'north' }));
    expect(suppressedIn(decide([...large, ...places], rules))).toEqual(['Anorth', 'Bnorth']);
  });

  it('suppresses all numbers except zeros if the numbers do not add up and one is small', () => {
    const version = { ...count, kind: 'AMOUNT' } as const;
    const rows = [report('A', { '': '60.5', 'sex=F': '25' }), report('B', { '': '3.5', 'sex=F': '0' })];
    expect(suppressedIn(decide(rows, { version }))).toEqual(['A', 'A sex=F', 'B', 'sum', 'sum sex=F']);
  });

  it('publishes ratios of 0 % and 100 % unless zeros are hidden', () => {
    const reported = [
      report('A', { '': ratio('0', '40') }),
      report('B', { '': ratio('50', '50') }),
      report('C', { '': ratio('20', '45') }),
      report('D', { '': ratio('25', '60') }),
    ];
    const decideWith = (hideZeros: boolean) =>
      publishedIn(decide(reported, { version: share, dimensions: [], hideZeros }));
    expect(decideWith(false)).toMatchObject({ A: '0', B: '50' });
    expect(decideWith(true)).toMatchObject({ A: '*', B: '*' });
  });
});

describe('the totals of a first release', () => {
  it('include a total that follows from the categories of a row', () => {
    const withoutTotal = report('C', { 'sex=F': '0', 'sex=M': '7' });
    const decision = decide([...large, withoutTotal]);
    expect(publishedIn(decision)).toMatchObject({ sum: '137', 'sum sex=F': '65', 'sum sex=M': '72', 'C sex=M': '*' });
    const withoutTotals = large.map((row) => ({ ...row, cells: row.cells.slice(1) }));
    expect(publishedIn(decide(withoutTotals))).toMatchObject({ sum: '130' });
  });

  it('include a total of which a category is not applicable: 40 of F and none of M are 40', () => {
    const notApplicable = { value: null, status: 'NOT_APPLICABLE' } as const;
    const ofOneCategory = report('C', { 'sex=F': '40', 'sex=M': notApplicable });
    expect(publishedIn(decide([...large, ofOneCategory]))).toMatchObject({ sum: '170', 'sum sex=F': '105' });
    const ofNone = report('C', { 'sex=F': notApplicable, 'sex=M': notApplicable });
    expect(publishedIn(decide([...large, ofNone]))).toMatchObject({ sum: '130' });
    const unknown = report('C', { 'sex=F': '40', 'sex=M': { value: null, status: 'MISSING' } });
    expect(publishedIn(decide([...large, unknown])).sum).toBeUndefined();
  });

  it('omit a total to which a row would contribute an unknown figure', () => {
    expect(publishedIn(decide([...large, report('C', { 'sex=F': '40' })])).sum).toBeUndefined();
    const withoutParent = [
      report('A', { '': '60', 'age=5-8': '40', 'age=9-12': '20' }),
      report('B', { '': '60', 'age=5': '15', 'age=6-8': '25', 'age=9-12': '20' }),
    ];
    expect(publishedIn(decide(withoutParent, { dimensions: [age] }))['sum age=5-8']).toBeUndefined();
  });
});
