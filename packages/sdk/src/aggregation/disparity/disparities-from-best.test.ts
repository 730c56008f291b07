import { describe, expect, it } from 'vitest';
import { unwrap } from '../../shared/outcome.ts';
import { best, figure, issues, linesOf, request, three, version } from './disparities-of.fixture.ts';
import { disparitiesOf } from './disparities-of.ts';
import type { DisparityVersion } from './disparity.ts';

describe('disparities from the best category', () => {
  it('compares with the highest value if the indicator should increase, and with the lowest if it should decrease', () => {
    expect(linesOf(request(three, best))).toEqual([
      'A -12.5 0.827586 WORSE_OFF',
      'B -27.5 0.62069 WORSE_OFF',
      'C 0 1 EQUAL',
    ]);
    expect(linesOf(request(three, { ...best, versions: [{ ...version, direction: 'DECREASE' }] }))).toEqual([
      'A 15 1.333333 WORSE_OFF',
      'B 0 1 EQUAL',
      'C 27.5 1.611111 WORSE_OFF',
    ]);
  });

  it('uses the first of several best categories', () => {
    const [comparison] = unwrap(disparitiesOf(request([figure('A', '5'), figure('B', '7'), figure('C', '7')], best)));
    expect(comparison?.reference?.categories).toEqual([{ dimension: 'group', category: 'B' }]);
  });

  it('chooses the best category for each period and place', () => {
    const place = { scheme: 'place', code: 'north', label: 'North', uri: null };
    const figures = [figure('A', '60'), figure('B', '45'), figure('A', '10', { place }), figure('B', '20', { place })];
    expect(linesOf(request(figures, best))).toEqual([
      'A 0 1 EQUAL',
      'B -15 0.75 WORSE_OFF',
      'A -10 0.5 WORSE_OFF',
      'B 0 1 EQUAL',
    ]);
  });

  it('chooses the best among published categories, and states how many are suppressed', () => {
    const figures = [figure('A', '60'), figure('B', '45'), figure('C', 'SUPPRESSED')];
    const [comparison] = unwrap(disparitiesOf(request(figures, best)));
    expect(comparison).toMatchObject({ publishedCategories: 2, suppressedCategories: 1 });
    expect(comparison?.categories.map(({ caveats }) => caveats)).toEqual([
      ['1 category is suppressed. Its value can be better than the reference.'],
      ['1 category is suppressed. Its value can be better than the reference.'],
      [],
    ]);
    expect(linesOf(request(figures, best))).toEqual(['A 0 1 EQUAL', 'B -15 0.75 WORSE_OFF', 'C - - - SUPPRESSED']);
  });

  it.each([
    ['0', '45', '45 - BETTER_OFF NO_RATIO', 'The reference is 0, so no ratio can be computed.'],
    ['0', '0', '0 - EQUAL NO_RATIO', 'The reference is 0, so no ratio can be computed.'],
    ['-2', '4', '6 - BETTER_OFF NO_RATIO', 'The reference is negative, so no ratio can be computed.'],
    ['2', '-4', '-6 - WORSE_OFF NO_RATIO', 'The figure is negative, so no ratio can be computed.'],
    ['2', '0', '-2 0 WORSE_OFF', null],
  ])('has a difference and no ratio if the reference is %s and the category %s', (reference, value, expected, why) => {
    const given = request([figure('A', reference), figure('B', value)]);
    expect(linesOf(given)[1]).toBe(`B ${expected}`);
    expect(unwrap(disparitiesOf(given))[0]?.categories[1]?.explanation).toBe(why);
  });

  it('states that a category whose figures are stated as bounds can be better than the best', () => {
    const ofBounds = { coverage: { figuresIncluded: 3, reportedAsBounds: 1 } };
    const figures = [figure('A', '60'), figure('B', '80'), figure('C', 'NOT_ADDITIVE', ofBounds)];
    const [year] = unwrap(disparitiesOf(request(figures, best)));
    expect(year?.categories.map(({ difference, reason }) => difference ?? reason)).toEqual([
      '-20',
      '0',
      'NOT_ADDITIVE',
    ]);
    expect(year?.categories[0]?.caveats.at(-1)).toBe(
      '1 category has no value, because figures are stated as bounds, and can be better than the best of the others.',
    );
  });

  it('states that a category whose figures contradict each other can be better than the best', () => {
    const figures = [figure('A', '60'), figure('B', '80'), figure('C', 'CONTRADICTORY')];
    const [year] = unwrap(disparitiesOf(request(figures, best)));
    expect(year).toMatchObject({ suppressedCategories: 0, contradictoryCategories: 1 });
    expect(linesOf(request(figures, best))).toEqual(['A -20 0.75 WORSE_OFF', 'B 0 1 EQUAL', 'C - - - CONTRADICTORY']);
    expect(year?.categories[0]?.caveats.at(-1)).toBe(
      '1 category has no value, because figures contradict each other, and can be better than the reference.',
    );
    const fromC = request(figures, { reference: 'CATEGORY', referenceCategory: 'C' });
    expect(linesOf(fromC)[0]).toBe('A - - - CONTRADICTORY');
  });

  it('rejects BEST if the direction of a version with figures is MAINTAIN', () => {
    const maintained: DisparityVersion = { ...version, id: 'v2', number: 2, direction: 'MAINTAIN' };
    const expected =
      'INVALID reference: `reference` cannot be BEST, because the direction of version 2 is MAINTAIN: no category is better than another. Use TOTAL or CATEGORY.';
    expect(issues(request([], { ...best, versions: [maintained] }))).toEqual([expected]);
    expect(
      issues(request([figure('A', '1', { versionId: 'v2' })], { ...best, versions: [version, maintained] })),
    ).toEqual([expected]);
    expect(issues(request(three, { ...best, versions: [version, maintained] }))).toEqual([]);
  });
});
