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

describe('a figure and its status', () => {
  it.each(['OBSERVED', 'ESTIMATED', 'PROVISIONAL'] as const)('a cell that is %s has a value', (status) => {
    expect(judge(cell({ value: '40', status }))).toEqual([]);
    expect(judge(cell({ value: '0', status }))).toEqual([]);
    expect(judge(cell({ status }))).toEqual([issue('REQUIRED', 'value')]);
  });

  it.each(['MISSING', 'NOT_APPLICABLE', 'SUPPRESSED_AT_SOURCE'] as const)('a cell that is %s has none', (status) => {
    expect(judge(cell({ status }))).toEqual([]);
    expect(judge(cell({ status, base: 12 }))).toEqual([]);
    expect(judge(cell({ value: '40', status }))).toEqual([issue('INVALID', 'value')]);
    expect(judge(cell({ value: '0', status }))).toEqual([issue('INVALID', 'value')]);
    expect(judge(cell({ numerator: '1', denominator: '2', status }), ratio)).toEqual([
      issue('INVALID', 'numerator'),
      issue('INVALID', 'denominator'),
    ]);
  });

  it.each(observationStatuses)('a qualitative indicator has no numbers, also where it is %s', (status) => {
    const version: CellVersion = { ...count, kind: 'QUALITATIVE' };
    expect(judge(cell({ status }), version)).toEqual([]);
    expect(judge(cell({ value: '1', numerator: '1', denominator: '2', status }), version)).toEqual([
      issue('INVALID', 'value'),
      issue('INVALID', 'numerator'),
      issue('INVALID', 'denominator'),
    ]);
  });
});

describe('numerator and denominator', () => {
  it.each(['RATIO', 'MEAN'] as const)('of a %s stand in for the value', (kind) => {
    const version: CellVersion = { ...ratio, kind };
    expect(judge(cell({ numerator: '23', denominator: '26' }), version)).toEqual([]);
    expect(judge(cell({ value: '88', numerator: '23', denominator: '26' }), version)).toEqual([]);
    expect(judge(cell({ value: '88' }), version)).toEqual([]);
    expect(judge(cell({}), version)).toEqual([issue('REQUIRED', 'value')]);
  });

  it.each(indicatorKinds.filter((kind) => kind !== 'RATIO' && kind !== 'MEAN'))('are not had by a %s', (kind) => {
    const version: CellVersion = { ...ratio, kind };
    const value = kind === 'QUALITATIVE' ? null : '40';
    expect(judge(cell({ value, numerator: '23', denominator: '26' }), version)).toEqual([
      issue('INVALID', 'numerator'),
      issue('INVALID', 'denominator'),
    ]);
    if (kind === 'QUALITATIVE') return;
    expect(judge(cell({ numerator: '23', denominator: '26' }), version)).toContainEqual(issue('REQUIRED', 'value'));
  });

  it('come both or not at all', () => {
    expect(judge(cell({ value: '88', numerator: '23' }), ratio)).toEqual([issue('REQUIRED', 'denominator')]);
    expect(judge(cell({ value: '88', denominator: '26' }), ratio)).toEqual([issue('REQUIRED', 'numerator')]);
    expect(judge(cell({ numerator: '23' }), ratio)).toEqual([issue('REQUIRED', 'denominator')]);
    expect(judge(cell({ denominator: '26' }), ratio)).toEqual([issue('REQUIRED', 'numerator')]);
  });

  it('share by more than 0', () => {
    expect(judge(cell({ numerator: '1', denominator: '-2' }), ratio)).toEqual([issue('OUT_OF_RANGE', 'denominator')]);
    expect(judge(cell({ numerator: '1', denominator: '0' }), ratio)).toEqual([issue('OUT_OF_RANGE', 'denominator')]);
    expect(judge(cell({ numerator: '0', denominator: '0' }), ratio)).toEqual([issue('OUT_OF_RANGE', 'denominator')]);
    expect(judge(cell({ numerator: '0', denominator: '0.5' }), ratio)).toEqual([]);
  });

  it('are both 0 where there is nothing to compare, and then there is no value', () => {
    const nothing = cell({ numerator: '0', denominator: '0', status: 'NOT_APPLICABLE' });
    expect(judge(nothing, ratio)).toEqual([]);
    expect(judge({ ...nothing, value: '0' }, ratio)).toEqual([issue('INVALID', 'value')]);
    const figure = [issue('INVALID', 'numerator'), issue('INVALID', 'denominator')];
    expect(judge({ ...nothing, status: 'MISSING' }, ratio)).toEqual(figure);
    expect(judge({ ...nothing, numerator: '1' }, ratio)).toEqual(figure);
    expect(judge({ ...nothing, denominator: '1' }, ratio)).toEqual(figure);
    expect(judge(nothing, count)).toEqual(figure);
  });
});

describe('a value beside numerator and denominator', () => {
  it.each(['RATIO', 'MEAN'] as const)('is what they make, but for rounding, in a %s', (kind) => {
    const version: CellVersion = { ...ratio, kind };
    const beside = (value: string) => judge(cell({ value, numerator: '23', denominator: '26' }), version);
    expect([beside('88'), beside('88.5'), beside('88.46')]).toEqual([[], [], []]);
    expect(beside('12')).toEqual([issue('INVALID', 'value')]);
    expect(beside('0.88')).toEqual([issue('INVALID', 'value')]);
  });
});

describe('a standard error', () => {
  it.each(indicatorKinds)('of a %s is not negative', (kind) => {
    const status = 'MISSING';
    expect(judge(cell({ status, standardError: '0' }), { ...count, kind })).toEqual([]);
    expect(judge(cell({ status, standardError: '-0.1' }), { ...count, kind })).toEqual([
      issue('OUT_OF_RANGE', 'standardError'),
    ]);
  });
});

describe('a count', () => {
  it('is a whole number from 0', () => {
    expect(judge(cell({ value: '0' }))).toEqual([]);
    expect(judge(cell({ value: '-1' }))).toEqual([issue('OUT_OF_RANGE', 'value')]);
    expect(judge(cell({ value: '1.5' }))).toEqual([issue('INVALID', 'value')]);
    expect(judge(cell({ value: '-1.5' }))).toEqual([issue('OUT_OF_RANGE', 'value'), issue('INVALID', 'value')]);
  });

  it.each(['AMOUNT', 'MEAN', 'MEDIAN', 'PERCENTILE', 'INDEX', 'RATIO'] as const)('is not a %s', (kind) => {
    expect(judge(cell({ value: '-1.5' }), { ...count, kind })).toEqual([]);
  });
});

describe('the categories of a cell', () => {
  it("are the version's own", () => {
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
  ])('are not two of one dimension: %s and %s', (one, other) => {
    const categories = [...at({ age: one }), ...at({ grade: 'lower' }), ...at({ age: other })];
    expect(judge(cell({ value: '1', categories }))).toEqual([issue('DUPLICATE', 'categories', '2')]);
  });

  it('are those of no other cell, in whatever order', () => {
    const [one, other] = [at({ age: '6', grade: 'lower' }), at({ grade: 'lower', age: '6' })];
    const cells = [total, cell({ value: '1', categories: one }), total, cell({ value: '1', categories: other })];
    expect(judgeAll(cells)).toEqual([
      { code: 'DUPLICATE', path: ['cells', '2', 'categories'] },
      { code: 'DUPLICATE', path: ['cells', '3', 'categories'] },
    ]);
  });

  it('are told apart though their codes run together', () => {
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

describe('the sum of categories', () => {
  const parts = [part('5-8', '15'), part('9-12', '25')];

  it('is the total', () => {
    expect(judgeAll([total, ...parts])).toEqual([]);
    expect(judgeAll([...parts, cell({ value: '41' })])).toEqual([
      { code: 'NOT_ADDITIVE', path: ['cells', '2', 'value'] },
    ]);
  });

  it('says what it came to', () => {
    const [found] = judgeCells({ cells: [cell({ value: '41' }), ...parts], dimensions: [age], version: count });
    expect(found?.message).toBe('The categories of "age" add up to 40, but the total is 41.');
  });

  it('is exact', () => {
    const version: CellVersion = { ...count, kind: 'AMOUNT' };
    const amounts = [part('5-8', '0.1'), part('9-12', '0.2')];
    expect(judgeAll([cell({ value: '0.3' }), ...amounts], { version })).toEqual([]);
    expect(judgeAll([cell({ value: '0.30000000000000004' }), ...amounts], { version })).toHaveLength(1);
  });

  it('is of the outermost categories: those within others are in them already', () => {
    expect(judgeAll([total, ...parts, part('6', '7')])).toEqual([]);
  });

  it('is asked of each part that another dimension makes', () => {
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
    // 10 + 9 is not the 18 of the lower grades; the upper grades are not split by age, nor the ages by grade.
    expect(judgeAll(cells)).toEqual([{ code: 'NOT_ADDITIVE', path: ['cells', '3', 'value'] }]);
  });

  it.each([
    ['the total', [...parts]],
    ['a category', [cell({ value: '41' }), part('5-8', '15')]],
    ['every category', [cell({ value: '41' })]],
  ])('is not asked where %s is not there', (_what, cells) => {
    expect(judgeAll(cells)).toEqual([]);
  });

  it.each(observationStatuses.filter((status) => status !== 'OBSERVED'))(
    'is not asked where a cell is %s',
    (status) => {
      const value = status === 'ESTIMATED' || status === 'PROVISIONAL' ? '15' : null;
      expect(judgeAll([cell({ value: '41' }), { ...part('5-8', '15'), value, status }, part('9-12', '25')])).toEqual(
        [],
      );
      expect(judgeAll([cell({ value: value && '41', status }), ...parts])).toEqual([]);
    },
  );

  it('is not asked of categories that overlap or leave some out, nor of no categories', () => {
    const cells = [cell({ value: '41' }), ...parts];
    expect(judgeAll(cells, { dimensions: [{ ...age, exclusive: false }] })).toEqual([]);
    expect(judgeAll(cells, { dimensions: [{ ...age, exhaustive: false }] })).toEqual([]);
    expect(judgeAll([total], { dimensions: [{ ...age, categories: [] }] })).toEqual([]);
  });

  it.each(['MEAN', 'MEDIAN', 'PERCENTILE', 'INDEX', 'RATIO'] as const)('is not asked of the values of a %s', (kind) => {
    expect(judgeAll([cell({ value: '41' }), ...parts], { version: { ...count, kind } })).toEqual([]);
  });

  it('of a ratio that splits its denominator is of numerators and of denominators', () => {
    const of = (numerator: string, denominator: string, ages?: string) =>
      cell({ numerator, denominator, categories: ages ? at({ age: ages }) : [] });
    const [younger, older] = [of('10', '20', '5-8'), of('13', '26', '9-12')];
    expect(judgeAll([of('23', '46'), younger, older], { version: ratio })).toEqual([]);
    expect(judgeAll([of('22', '45'), younger, older], { version: ratio })).toEqual([
      { code: 'NOT_ADDITIVE', path: ['cells', '0', 'numerator'] },
      { code: 'NOT_ADDITIVE', path: ['cells', '0', 'denominator'] },
    ]);
    const shared: CellVersion = { ...ratio, denominatorOverCategories: 'SHARED' };
    expect(judgeAll([of('22', '45'), younger, older], { version: shared })).toEqual([]);
    const byValue = cell({ value: '50', categories: at({ age: '5-8' }) });
    expect(judgeAll([of('22', '45'), byValue, older], { version: ratio })).toEqual([]);
    expect(judgeAll([cell({ value: '50' }), younger, older], { version: ratio })).toEqual([]);
  });

  it('is no more than the total where not all categories are there', () => {
    expect(judgeAll([total, part('5-8', '40')])).toEqual([]);
    expect(judgeAll([part('5-8', '41'), total])).toEqual([{ code: 'NOT_ADDITIVE', path: ['cells', '1', 'value'] }]);
    const open = { dimensions: [{ ...age, exhaustive: false }] };
    expect(judgeAll([cell({ value: '39' }), ...parts], open)).toHaveLength(1);
    expect(judgeAll([cell({ value: '39' }), ...parts], { dimensions: [{ ...age, exclusive: false }] })).toEqual([]);
    // What lies within a category that is not there counts in its place.
    expect(judgeAll([total, part('6', '41')])).toHaveLength(1);
    expect(judgeAll([total, ...parts, part('6', '16')])).toEqual([
      { code: 'NOT_ADDITIVE', path: ['cells', '1', 'value'] },
    ]);
  });

  it('says what is more', () => {
    const [found] = judgeCells({ cells: [total, part('5-8', '41')], dimensions: [age], version: count });
    expect(found?.message).toBe('The categories of "age" add up to 41, which exceeds 40.');
  });

  it('can be more than the total where a number can be negative', () => {
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

  it('is not asked of what is estimated', () => {
    expect(judgeAll([total, { ...part('5-8', '41'), status: 'ESTIMATED' }])).toEqual([]);
    expect(judgeAll([{ ...total, status: 'PROVISIONAL' }, part('5-8', '41')])).toEqual([]);
  });

  it('is judged alike in whatever order the cells come', () => {
    const values = fc.array(fc.nat(1000), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(values, fc.nat(2000), fc.boolean(), ([younger = 0, older = 0], other, right) => {
        const sum = right ? sumDecimals([String(younger), String(older)]) : String(other);
        const cells = [cell({ value: sum }), part('5-8', String(younger)), part('9-12', String(older))];
        const wrong = younger + older === Number(sum) ? 0 : 1;
        expect(judgeAll(cells)).toHaveLength(wrong);
        expect(judgeAll(cells.toReversed())).toHaveLength(wrong);
      }),
    );
  });
});

describe('judgeCells', () => {
  it('answers everything that is wrong at once, by the place of the cell', () => {
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

  it('finds nothing wrong with no cells', () => {
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

/** What is wrong with one cell, with paths from the cell. */
function judge(one: FigureCell, version: CellVersion = count) {
  return judgeAll([one], { version }).map(({ code, path }) => ({ code, path: path.slice(2) }));
}

function issue(code: string, ...path: string[]) {
  return { code, path };
}
