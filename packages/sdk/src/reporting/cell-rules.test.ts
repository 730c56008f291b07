import { describe, expect, it } from 'vitest';
import type { CellVersion } from '../indicator/index.ts';
import { indicatorKinds, observationStatuses } from '../indicator/index.ts';
import { at, cell, count, issue, judge, judgeAll, ratio, total } from './cell-rules.fixture.ts';

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
