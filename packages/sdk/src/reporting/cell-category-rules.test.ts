import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellVersion, FigureCell } from '../indicator/index.ts';
import { observationStatuses } from '../indicator/index.ts';
import { sumDecimals } from '../shared/numbers/decimal.ts';
import { age, at, cell, count, grade, issue, judge, judgeAll, ratio, total } from './cell-rules.fixture.ts';
import { judgeCells } from './cell-rules.ts';

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

function part(category: string, value: string): FigureCell {
  return cell({ value, categories: at({ age: category }) });
}
