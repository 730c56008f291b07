import { describe, expect, it } from 'vitest';
import { age, at, cell, people, ratio, remainders } from './open-figure-rule.fixture.ts';
import { judgeRelease, type ReleasableCell, type ReleasableVersion } from './open-figure-rule.ts';

describe('judgeRelease of differences between categories', () => {
  const part = (category: string, value: string) => cell({ value, categories: at(category) });

  it.each([
    ['45', 0],
    ['44', 1],
    ['36', 1],
    ['35', 0],
    ['0', 0],
    ['46', 0],
  ])('counts small differences between a total of 45 and a category of %s: %i', (value, expected) => {
    expect(remainders([cell({ value: '45' }), part('5-8', value)])).toBe(expected);
  });

  it('ignores differences without dimensions, for overlapping categories, and without a total or category', () => {
    const cells = [cell({ value: '45' }), part('5-8', '40')];
    expect(judgeRelease({ version: people, cells, threshold: 10 })).toEqual([]);
    expect(remainders(cells, { dimensions: [{ ...age, exclusive: false }] })).toBe(0);
    expect(remainders(cells, { dimensions: [{ ...age, exhaustive: false }] })).toBe(1);
    expect(remainders([cell({ value: '45' })])).toBe(0);
    expect(remainders([part('5-8', '40')])).toBe(0);
  });

  it('rejects a difference that discloses a category suppressed by the source', () => {
    const hidden = cell({ status: 'SUPPRESSED_AT_SOURCE', categories: at('9-12') });
    expect(remainders([cell({ value: '45' }), part('5-8', '40'), hidden])).toBe(1);
  });

  it('accepts a total with all its categories', () => {
    expect(remainders([cell({ value: '45' }), part('5-8', '20'), part('9-12', '25')])).toBe(0);
  });

  it('checks differences at every level of a hierarchy of categories', () => {
    const [whole, younger, older] = [cell({ value: '45' }), part('5-8', '20'), part('9-12', '25')];
    expect(remainders([whole, younger, older, part('5-6', '12')])).toBe(1);
    expect(remainders([whole, younger, older, part('5-6', '10')])).toBe(0);
    expect(remainders([whole, younger, older, part('5-6', '10'), part('7-8', '10')])).toBe(0);
    // Without a cell for 5-8, the cells of its subcategories replace it.
    expect(remainders([whole, older, part('5-6', '10'), part('7-8', '10')])).toBe(0);
    expect(remainders([whole, older, part('5-6', '12')])).toBe(1);
  });

  it('checks each organization separately', () => {
    const first = { organizationId: 'organization_a' };
    const second = { organizationId: 'organization_b' };
    const cells = [
      { ...cell({ value: '45' }), ...first },
      { ...part('5-8', '40'), ...second },
    ];
    expect(remainders(cells)).toBe(0);
    expect(remainders(cells.map((each) => ({ ...each, ...first })))).toBe(1);
    expect(remainders([...cells, { ...part('5-8', '41'), ...first }])).toBe(1);
  });

  it('checks numerators, denominators and their differences in the categories of a ratio', () => {
    const share = (numerator: string, denominator: string, category?: string) =>
      cell({ numerator, denominator, categories: category ? at(category) : [] });
    const younger = share('40', '80', '5-8');
    expect(remainders([share('60', '120'), younger], { version: ratio })).toBe(0);
    expect(remainders([share('45', '120'), younger], { version: ratio })).toBe(1);
    expect(remainders([share('75', '120'), younger], { version: ratio })).toBe(1);
    expect(remainders([share('44', '88'), younger], { version: ratio })).toBe(1);
    // All categories share one denominator, so that only numerators are subtracted.
    const shared: ReleasableVersion = { ...ratio, denominatorOverCategories: 'SHARED' };
    expect(remainders([share('60', '85'), share('40', '80', '5-8')], { version: shared })).toBe(0);
    expect(remainders([share('45', '80'), share('40', '80', '5-8')], { version: shared })).toBe(1);
  });

  it('reports the number of small differences separately from the number of small cells', () => {
    const cells = [cell({ value: '45' }), part('5-8', '40'), part('5-6', '2')];
    const [issue] = judgeRelease({ version: people, cells, threshold: 10, dimensions: [age] });
    expect(issue?.message).toContain('1 of 3 cells and 1 difference between');
  });
});

describe('judgeRelease of differences between reporters and places', () => {
  const reported = (value: string, organizationId: string | null = null, fields: Partial<ReleasableCell> = {}) =>
    cell({ value, organizationId, ...fields });

  const north = { place: 'N' };

  const younger = { categories: at('5-8') };

  it.each([
    ['100', 0],
    ['97', 1],
    ['91', 1],
    ['90', 0],
    ['103', 0],
  ])('counts small differences between 100 of the ecosystem and %s of its organizations: %i', (value, expected) => {
    expect(remainders([reported('100'), reported(value, 'a')])).toBe(expected);
    const [one, other] = [reported('50', 'a'), reported(String(Number(value) - 50), 'b')];
    expect(remainders([one, reported('100'), other])).toBe(expected);
  });

  it('ignores differences if the ecosystem or the organizations do not report the figure', () => {
    expect(remainders([reported('100')])).toBe(0);
    expect(remainders([reported('100', 'a'), reported('97', 'b')])).toBe(0);
    expect(remainders([reported('100'), reported('97', 'a', younger)])).toBe(0);
  });

  it('subtracts figures of equal categories', () => {
    const cells = [reported('100'), reported('50', null, younger), reported('80', 'a'), reported('47', 'a', younger)];
    expect(remainders(cells)).toBe(1);
    expect(remainders([...cells, reported('19', 'b')])).toBe(2);
  });

  it('subtracts figures of equal places, and of all places together', () => {
    expect(remainders([reported('100', null, north), reported('97', 'a', north)])).toBe(1);
    expect(remainders([reported('100', null, north), reported('97', 'a', { place: 'S' })])).toBe(0);
    expect(remainders([reported('100'), reported('60', 'a', north), reported('37', 'a', { place: 'S' })])).toBe(1);
    // The figure of the organization for all places replaces its figures for single places.
    expect(
      remainders([
        reported('100'),
        reported('80', 'a'),
        reported('60', 'a', north),
        reported('20', 'a', { place: 'S' }),
      ]),
    ).toBe(0);
    expect(remainders([reported('100'), reported('97', 'a', north), reported('80', 'b')])).toBe(0);
  });

  it("rejects a small difference between one reporter's figure for all places and its figures for single places", () => {
    expect(remainders([reported('100', 'a'), reported('97', 'a', north)])).toBe(1);
    expect(remainders([reported('100'), reported('97', null, north)])).toBe(1);
    expect(remainders([reported('100', 'a'), reported('97', 'b', north)])).toBe(0);
    expect(remainders([reported('100', 'a'), reported('60', 'a', north), reported('40', 'a', { place: 'S' })])).toBe(0);
  });

  it('checks numerators, denominators and their differences in the ratios of several reporters', () => {
    const share = (numerator: string, denominator: string, organizationId: string | null = null) =>
      cell({ numerator, denominator, organizationId });
    expect(remainders([share('60', '120'), share('40', '80', 'a')], { version: ratio })).toBe(0);
    expect(remainders([share('60', '120'), share('57', '90', 'a')], { version: ratio })).toBe(1);
    expect(remainders([share('60', '120'), share('44', '100', 'a')], { version: ratio })).toBe(1);
  });

  it('subtracts bases whatever the counting unit', () => {
    const events: ReleasableVersion = { ...people, countingUnit: 'EVENTS' };
    const cells = (base: number) => [reported('5', null, { base: 100 }), reported('4', 'a', { base })];
    expect([cells(90), cells(97)].map((each) => remainders(each, { version: events }))).toEqual([0, 1]);
    expect(remainders([reported('100'), reported('97', 'a')], { version: events })).toBe(0);
  });
});
