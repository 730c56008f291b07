import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellVersion, DimensionRules, FigureCell } from '../indicator/index.ts';
import { indicatorKinds, observationStatuses } from '../indicator/index.ts';
import { sumDecimals } from '../shared/decimal.ts';
import { judgeCells } from './cell-rules.ts';
import { cellSchema } from './indicator-report.ts';

const count: CellVersion = { kind: 'COUNT', countingUnit: 'EVENTS', multiplier: '1', denominatorOverCategories: null };
const ratio: CellVersion = { ...count, kind: 'RATIO', multiplier: '100', denominatorOverCategories: 'SPLIT' };
const age: DimensionRules = {
  code: 'age',
  exclusive: true,
  exhaustive: true,
  categories: [
    { code: '5-8', parent: null },
    { code: '9-12', parent: null },
    { code: '6', parent: '5-8' },
  ],
};
const grade: DimensionRules = {
  code: 'grade',
  exclusive: true,
  exhaustive: true,
  categories: [
    { code: 'lower', parent: null },
    { code: 'upper', parent: null },
  ],
};
const total: FigureCell = cell({ value: '40' });

describe('judgeCells for the status of a cell', () => {
  it.each(['OBSERVED', 'ESTIMATED', 'PROVISIONAL'] as const)('requires a value in a cell that is %s', (status) => {
    expect(judge(cell({ value: '40', status }))).toEqual([]);
    expect(judge(cell({ value: '0', status }))).toEqual([]);
    expect(judge(cell({ status }))).toEqual([issue('REQUIRED', 'value')]);
  });

  it.each(['MISSING', 'NOT_APPLICABLE', 'SUPPRESSED_AT_SOURCE'] as const)(
    'rejects numbers in a cell that is %s, but not a base',
    (status) => {
      expect(judge(cell({ status }))).toEqual([]);
      expect(judge(cell({ status, base: 12 }))).toEqual([]);
      expect(judge(cell({ value: '40', status }))).toEqual([issue('INVALID', 'value')]);
      expect(judge(cell({ value: '0', status }))).toEqual([issue('INVALID', 'value')]);
      expect(judge(cell({ numerator: '1', denominator: '2', status }), ratio)).toEqual([
        issue('INVALID', 'numerator'),
        issue('INVALID', 'denominator'),
      ]);
    },
  );

  it.each(observationStatuses)('rejects numbers of a qualitative indicator in a cell that is %s', (status) => {
    const version: CellVersion = { ...count, kind: 'QUALITATIVE' };
    expect(judge(cell({ status }), version)).toEqual([]);
    expect(judge(cell({ value: '1', numerator: '1', denominator: '2', status }), version)).toEqual([
      issue('INVALID', 'value'),
      issue('INVALID', 'numerator'),
      issue('INVALID', 'denominator'),
    ]);
  });
});

describe('judgeCells for numerators and denominators', () => {
  it.each(['RATIO', 'MEAN'] as const)('accepts numerator and denominator of a %s instead of a value', (kind) => {
    const version: CellVersion = { ...ratio, kind };
    expect(judge(cell({ numerator: '23', denominator: '26' }), version)).toEqual([]);
    expect(judge(cell({ value: '88', numerator: '23', denominator: '26' }), version)).toEqual([]);
    expect(judge(cell({ value: '88' }), version)).toEqual([]);
    expect(judge(cell({}), version)).toEqual([issue('REQUIRED', 'value')]);
  });

  it.each(indicatorKinds.filter((kind) => kind !== 'RATIO' && kind !== 'MEAN'))(
    'rejects numerator and denominator of a %s',
    (kind) => {
      const version: CellVersion = { ...ratio, kind };
      const value = kind === 'QUALITATIVE' ? null : '40';
      expect(judge(cell({ value, numerator: '23', denominator: '26' }), version)).toEqual([
        issue('INVALID', 'numerator'),
        issue('INVALID', 'denominator'),
      ]);
      if (kind === 'QUALITATIVE') return;
      expect(judge(cell({ numerator: '23', denominator: '26' }), version)).toContainEqual(issue('REQUIRED', 'value'));
    },
  );

  it('requires both numerator and denominator if one is set', () => {
    expect(judge(cell({ value: '88', numerator: '23' }), ratio)).toEqual([issue('REQUIRED', 'denominator')]);
    expect(judge(cell({ value: '88', denominator: '26' }), ratio)).toEqual([issue('REQUIRED', 'numerator')]);
    expect(judge(cell({ numerator: '23' }), ratio)).toEqual([issue('REQUIRED', 'denominator')]);
    expect(judge(cell({ denominator: '26' }), ratio)).toEqual([issue('REQUIRED', 'numerator')]);
  });

  it('requires a denominator greater than 0', () => {
    expect(judge(cell({ numerator: '1', denominator: '-2' }), ratio)).toEqual([issue('OUT_OF_RANGE', 'denominator')]);
    expect(judge(cell({ numerator: '1', denominator: '0' }), ratio)).toEqual([issue('OUT_OF_RANGE', 'denominator')]);
    expect(judge(cell({ numerator: '0', denominator: '0' }), ratio)).toEqual([issue('OUT_OF_RANGE', 'denominator')]);
    expect(judge(cell({ numerator: '0', denominator: '0.5' }), ratio)).toEqual([]);
  });

  it.each(['RATIO', 'MEAN', 'MEDIAN', 'PERCENTILE', 'INDEX'] as const)('rejects a %s of 0 people', (kind) => {
    const version: CellVersion = { ...ratio, kind };
    expect(judge(cell({ value: '0', base: 0 }), version)).toEqual([issue('OUT_OF_RANGE', 'base')]);
    expect(judge(cell({ value: '0', base: 1 }), version)).toEqual([]);
    expect(judge(cell({ status: 'NOT_APPLICABLE', base: 0 }), version)).toEqual([]);
  });

  it.each(['COUNT', 'AMOUNT'] as const)('accepts a %s of 0 people', (kind) => {
    expect(judge(cell({ value: '0', base: 0 }), { ...count, kind })).toEqual([]);
  });

  it('accepts 0 ÷ 0 without a value in a NOT_APPLICABLE cell of a ratio only', () => {
    const emptyBase = cell({ numerator: '0', denominator: '0', status: 'NOT_APPLICABLE' });
    expect(judge(emptyBase, ratio)).toEqual([]);
    expect(judge({ ...emptyBase, value: '0' }, ratio)).toEqual([issue('INVALID', 'value')]);
    const expected = [issue('INVALID', 'numerator'), issue('INVALID', 'denominator')];
    expect(judge({ ...emptyBase, status: 'MISSING' }, ratio)).toEqual(expected);
    expect(judge({ ...emptyBase, numerator: '1' }, ratio)).toEqual(expected);
    expect(judge({ ...emptyBase, denominator: '1' }, ratio)).toEqual(expected);
    expect(judge(emptyBase, count)).toEqual(expected);
  });
});

describe('judgeCells for a value with numerator and denominator', () => {
  it.each(['RATIO', 'MEAN'] as const)('requires the rounded quotient as the value of a %s', (kind) => {
    const version: CellVersion = { ...ratio, kind };
    const issuesOfValue = (value: string) => judge(cell({ value, numerator: '23', denominator: '26' }), version);
    expect([issuesOfValue('88'), issuesOfValue('88.5'), issuesOfValue('88.46')]).toEqual([[], [], []]);
    expect(issuesOfValue('12')).toEqual([issue('INVALID', 'value')]);
    expect(issuesOfValue('0.88')).toEqual([issue('INVALID', 'value')]);
  });
});

describe('judgeCells for a standard error', () => {
  it.each(indicatorKinds)('rejects a negative standard error of a %s', (kind) => {
    const status = 'MISSING';
    expect(judge(cell({ status, standardError: '0' }), { ...count, kind })).toEqual([]);
    expect(judge(cell({ status, standardError: '-0.1' }), { ...count, kind })).toEqual([
      issue('OUT_OF_RANGE', 'standardError'),
    ]);
  });
});

describe('judgeCells for values', () => {
  it('requires an integer of at least 0 as the value of a count', () => {
    expect(judge(cell({ value: '0' }))).toEqual([]);
    expect(judge(cell({ value: '-1' }))).toEqual([issue('OUT_OF_RANGE', 'value')]);
    expect(judge(cell({ value: '1.5' }))).toEqual([issue('INVALID', 'value')]);
    expect(judge(cell({ value: '-1.5' }))).toEqual([issue('OUT_OF_RANGE', 'value'), issue('INVALID', 'value')]);
  });

  it.each(['AMOUNT', 'MEAN', 'MEDIAN', 'PERCENTILE', 'INDEX', 'RATIO'] as const)(
    'accepts a negative decimal as the value of a %s',
    (kind) => {
      expect(judge(cell({ value: '-1.5' }), { ...count, kind })).toEqual([]);
    },
  );
});

describe('judgeCells for categories', () => {
  it('rejects dimensions and categories that the version does not have', () => {
    expect(judge(cell({ value: '1', categories: at({ age: '5-8', grade: 'lower' }) }))).toEqual([]);
    expect(judge(cell({ value: '1', categories: at({ place: 'north' }) }))).toEqual([
      issue('UNKNOWN_CODE', 'categories', '0', 'dimension'),
    ]);
    expect(judge(cell({ value: '1', categories: at({ grade: 'lower', age: '40-50' }) }))).toEqual([
      issue('UNKNOWN_CODE', 'categories', '1', 'category'),
    ]);
  });

  it.each([
    ['5-8', '9-12'],
    ['5-8', '6'],
    ['6', '5-8'],
    ['6', '6'],
  ])('rejects two categories of one dimension: %s and %s', (one, other) => {
    const categories = [...at({ age: one }), ...at({ grade: 'lower' }), ...at({ age: other })];
    expect(judge(cell({ value: '1', categories }))).toEqual([issue('DUPLICATE', 'categories', '2')]);
  });

  it('rejects two cells with the same categories in any order', () => {
    const [one, other] = [at({ age: '6', grade: 'lower' }), at({ grade: 'lower', age: '6' })];
    const cells = [total, cell({ value: '1', categories: one }), total, cell({ value: '1', categories: other })];
    expect(judgeAll(cells)).toEqual([
      { code: 'DUPLICATE', path: ['cells', '2', 'categories'] },
      { code: 'DUPLICATE', path: ['cells', '3', 'categories'] },
    ]);
  });

  it('distinguishes categories whose codes contain quotation marks and commas', () => {
    const dimensions = ['a', 'b'].map((code) => ({
      ...grade,
      code,
      exhaustive: false,
      categories: [
        { code: 'x","b","x', parent: null },
        { code: 'x', parent: null },
      ],
    }));
    const cells = [
      cell({ value: '1', categories: at({ a: 'x","b","x' }) }),
      cell({ value: '1', categories: at({ a: 'x', b: 'x' }) }),
    ];
    expect(judgeAll(cells, { dimensions })).toEqual([]);
  });
});

describe('judgeCells for sums of categories', () => {
  const parts = [part('5-8', '15'), part('9-12', '25')];

  it('rejects a total that differs from the sum of its categories', () => {
    expect(judgeAll([total, ...parts])).toEqual([]);
    expect(judgeAll([...parts, cell({ value: '41' })])).toEqual([
      { code: 'NOT_ADDITIVE', path: ['cells', '2', 'value'] },
    ]);
  });

  it('names the sum and the total in the message', () => {
    const [firstIssue] = judgeCells({ cells: [cell({ value: '41' }), ...parts], dimensions: [age], version: count });
    expect(firstIssue?.message).toBe(
      'The categories of "age" add up to 40, but the total is 41. Correct one of these figures.',
    );
  });

  it('adds decimals exactly', () => {
    const version: CellVersion = { ...count, kind: 'AMOUNT' };
    const amounts = [part('5-8', '0.1'), part('9-12', '0.2')];
    expect(judgeAll([cell({ value: '0.3' }), ...amounts], { version })).toEqual([]);
    expect(judgeAll([cell({ value: '0.30000000000000004' }), ...amounts], { version })).toHaveLength(1);
  });

  it('adds outermost categories only', () => {
    expect(judgeAll([total, ...parts, part('6', '7')])).toEqual([]);
  });

  it('checks the sums within each category of another dimension', () => {
    const crossed = (ages: string, grades: string, value: string) =>
      cell({ value, categories: at({ age: ages, grade: grades }) });
    const cells = [
      total,
      ...parts,
      cell({ value: '18', categories: at({ grade: 'lower' }) }),
      cell({ value: '22', categories: at({ grade: 'upper' }) }),
      crossed('5-8', 'lower', '10'),
      crossed('9-12', 'lower', '9'),
    ];
    // 10 + 9 differs from the 18 of the lower grades. The upper grades are not split by age, nor the ages by grade.
    expect(judgeAll(cells)).toEqual([{ code: 'NOT_ADDITIVE', path: ['cells', '3', 'value'] }]);
  });

  it.each([
    ['the total', [...parts]],
    ['a category', [cell({ value: '41' }), part('5-8', '15')]],
    ['every category', [cell({ value: '41' })]],
  ])('accepts cells without %s', (_case, cells) => {
    expect(judgeAll(cells)).toEqual([]);
  });

  it.each(observationStatuses.filter((status) => status !== 'OBSERVED'))(
    'does not check a sum that includes a cell that is %s',
    (status) => {
      const value = status === 'ESTIMATED' || status === 'PROVISIONAL' ? '15' : null;
      expect(judgeAll([cell({ value: '41' }), { ...part('5-8', '15'), value, status }, part('9-12', '25')])).toEqual(
        [],
      );
      expect(judgeAll([cell({ value: value && '41', status }), ...parts])).toEqual([]);
    },
  );

  it('does not require equality for overlapping, incomplete or missing categories', () => {
    const cells = [cell({ value: '41' }), ...parts];
    expect(judgeAll(cells, { dimensions: [{ ...age, exclusive: false }] })).toEqual([]);
    expect(judgeAll(cells, { dimensions: [{ ...age, exhaustive: false }] })).toEqual([]);
    expect(judgeAll([total], { dimensions: [{ ...age, categories: [] }] })).toEqual([]);
  });

  it.each(['MEAN', 'MEDIAN', 'PERCENTILE', 'INDEX', 'RATIO'] as const)('does not add values of a %s', (kind) => {
    expect(judgeAll([cell({ value: '41' }), ...parts], { version: { ...count, kind } })).toEqual([]);
  });

  it('adds numerators and denominators of a ratio unless its categories share the denominator', () => {
    const share = (numerator: string, denominator: string, ages?: string) =>
      cell({ numerator, denominator, categories: ages ? at({ age: ages }) : [] });
    const [younger, older] = [share('10', '20', '5-8'), share('13', '26', '9-12')];
    expect(judgeAll([share('23', '46'), younger, older], { version: ratio })).toEqual([]);
    expect(judgeAll([share('22', '45'), younger, older], { version: ratio })).toEqual([
      { code: 'NOT_ADDITIVE', path: ['cells', '0', 'numerator'] },
      { code: 'NOT_ADDITIVE', path: ['cells', '0', 'denominator'] },
    ]);
    const shared: CellVersion = { ...ratio, denominatorOverCategories: 'SHARED' };
    expect(judgeAll([share('22', '45'), younger, older], { version: shared })).toEqual([]);
    const byValue = cell({ value: '50', categories: at({ age: '5-8' }) });
    expect(judgeAll([share('22', '45'), byValue, older], { version: ratio })).toEqual([]);
    expect(judgeAll([cell({ value: '50' }), younger, older], { version: ratio })).toEqual([]);
  });

  it('rejects categories that exceed the total or their parent if some categories are missing', () => {
    expect(judgeAll([total, part('5-8', '40')])).toEqual([]);
    expect(judgeAll([part('5-8', '41'), total])).toEqual([{ code: 'NOT_ADDITIVE', path: ['cells', '1', 'value'] }]);
    const incomplete = { dimensions: [{ ...age, exhaustive: false }] };
    expect(judgeAll([cell({ value: '39' }), ...parts], incomplete)).toHaveLength(1);
    expect(judgeAll([cell({ value: '39' }), ...parts], { dimensions: [{ ...age, exclusive: false }] })).toEqual([]);
    // Child categories replace a missing parent category.
    expect(judgeAll([total, part('6', '41')])).toHaveLength(1);
    expect(judgeAll([total, ...parts, part('6', '16')])).toEqual([
      { code: 'NOT_ADDITIVE', path: ['cells', '1', 'value'] },
    ]);
  });

  it('names the sum and the number that it exceeds', () => {
    const [firstIssue] = judgeCells({ cells: [total, part('5-8', '41')], dimensions: [age], version: count });
    expect(firstIssue?.message).toBe(
      'The categories of "age" add up to 41, which exceeds 40. Correct one of these figures.',
    );
  });

  it('accepts a sum that exceeds the total if the numbers can be negative', () => {
    expect(judgeAll([total, part('5-8', '41')], { version: { ...count, kind: 'AMOUNT' } })).toEqual([]);
    const cells = [
      cell({ numerator: '40', denominator: '80' }),
      cell({ numerator: '41', denominator: '81', categories: at({ age: '5-8' }) }),
    ];
    const paths = (countingUnit: CellVersion['countingUnit']) =>
      judgeAll(cells, { version: { ...ratio, countingUnit } }).map(({ path }) => path[2]);
    expect(paths('PEOPLE')).toEqual(['numerator', 'denominator']);
    expect(paths('OTHER')).toEqual(['denominator']);
  });

  it('does not compare estimated or provisional cells with a total', () => {
    expect(judgeAll([total, { ...part('5-8', '41'), status: 'ESTIMATED' }])).toEqual([]);
    expect(judgeAll([{ ...total, status: 'PROVISIONAL' }, part('5-8', '41')])).toEqual([]);
  });

  it('returns the same issues for any order of the cells', () => {
    const values = fc.array(fc.nat(1000), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(values, fc.nat(2000), fc.boolean(), ([younger = 0, older = 0], otherTotal, isCorrect) => {
        const sum = isCorrect ? sumDecimals([String(younger), String(older)]) : String(otherTotal);
        const cells = [cell({ value: sum }), part('5-8', String(younger)), part('9-12', String(older))];
        const issueCount = younger + older === Number(sum) ? 0 : 1;
        expect(judgeAll(cells)).toHaveLength(issueCount);
        expect(judgeAll(cells.toReversed())).toHaveLength(issueCount);
      }),
    );
  });
});

describe('judgeCells for several cells', () => {
  it('returns the issues of all cells, with the index of each cell in the path', () => {
    const cells = [
      total,
      cell({ value: '-1', categories: at({ age: '6' }) }),
      cell({ status: 'OBSERVED', categories: at({ place: 'north' }) }),
    ];
    expect(judgeAll(cells)).toEqual([
      { code: 'OUT_OF_RANGE', path: ['cells', '1', 'value'] },
      { code: 'REQUIRED', path: ['cells', '2', 'value'] },
      { code: 'UNKNOWN_CODE', path: ['cells', '2', 'categories', '0', 'dimension'] },
    ]);
  });

  it('returns no issues for an empty list', () => {
    expect(judgeAll([])).toEqual([]);
  });
});

function cell(fields: Partial<FigureCell>): FigureCell {
  return { ...cellSchema.parse({}), ...fields };
}

function part(category: string, value: string): FigureCell {
  return cell({ value, categories: at({ age: category }) });
}

function at(categories: Record<string, string>): FigureCell['categories'] {
  return Object.entries(categories).map(([dimension, category]) => ({ dimension, category }));
}

function judgeAll(
  cells: FigureCell[],
  { dimensions = [age, grade], version = count }: { dimensions?: DimensionRules[]; version?: CellVersion } = {},
) {
  return judgeCells({ cells, dimensions, version }).map(({ code, path }) => ({ code, path }));
}

/** Issues of one cell. Paths start at the cell. */
function judge(single: FigureCell, version: CellVersion = count) {
  return judgeAll([single], { version }).map(({ code, path }) => ({ code, path: path.slice(2) }));
}

function issue(code: string, ...path: string[]) {
  return { code, path };
}
