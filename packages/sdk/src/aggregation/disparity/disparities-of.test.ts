import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DimensionRules } from '../../indicator/index.ts';
import { unwrap } from '../../shared/outcome.ts';
import { disparitiesOf } from './disparities-of.ts';
import type { DisparityFigure, DisparityRequest, DisparityVersion } from './disparity.ts';

const groups: DimensionRules = {
  code: 'group',
  exclusive: true,
  exhaustive: true,
  categories: ['A', 'B', 'C'].map((code) => ({ code, parent: null })),
};

const version: DisparityVersion = { id: 'v1', number: 1, kind: 'RATIO', direction: 'INCREASE', dimensions: [groups] };

/** A figure of a category; of the total for null. Values other than numbers are reasons. */
function figure(category: string | null, value: string, more: Partial<DisparityFigure> = {}): DisparityFigure {
  const isReason = /^[A-Z]/.test(value);
  return {
    period: '2024',
    periodStart: '2024-01-01',
    periodEnd: '2024-12-31',
    versionId: 'v1',
    comparability: 'YES',
    caveats: [],
    organizationId: null,
    place: null,
    ecosystemId: 'e1',
    categories: category === null ? [] : [{ dimension: 'group', category }],
    value: isReason ? null : value,
    reason: isReason ? (value as 'SUPPRESSED') : null,
    explanation: isReason ? `It is ${value}.` : null,
    coverage: { figuresIncluded: 3 },
    ...more,
  };
}

function request(figures: DisparityFigure[], more: Partial<DisparityRequest> = {}): DisparityRequest {
  return {
    dimension: 'group',
    reference: 'CATEGORY',
    referenceCategory: 'A',
    figures,
    versions: [version],
    compares: () => ({ comparability: 'YES', notes: [] }),
    ...more,
  };
}

const best = { reference: 'BEST', referenceCategory: null } as const;
const total = { reference: 'TOTAL', referenceCategory: null } as const;

/** `category difference ratio position reason` of each category. */
function linesOf(given: DisparityRequest): string[] {
  return unwrap(disparitiesOf(given)).flatMap(({ categories }) =>
    categories.map(({ category, difference, ratio, position, reason }) =>
      [category, difference ?? '-', ratio ?? '-', position ?? '-', ...(reason ? [reason] : [])].join(' '),
    ),
  );
}

function issues(given: DisparityRequest): string[] {
  const outcome = disparitiesOf(given);
  return outcome.ok ? [] : outcome.issues.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`);
}

const three = [figure('A', '60'), figure('B', '45'), figure('C', '72.5')];

describe('disparitiesOf', () => {
  it('subtracts and divides by the reference category', () => {
    expect(linesOf(request(three))).toEqual(['A 0 1 EQUAL', 'B -15 0.75 WORSE_OFF', 'C 12.5 1.208333 BETTER_OFF']);
  });

  it('computes with exact decimals', () => {
    const figures = [figure('A', '0.3'), figure('B', '0.1')];
    expect(linesOf(request(figures))).toEqual(['A 0 1 EQUAL', 'B -0.2 0.333333 WORSE_OFF']);
  });

  it('compares with the total of the same period and unit', () => {
    const totals = [
      figure(null, '50'),
      figure(null, '80', { period: '2025' }),
      figure(null, '1', { ecosystemId: 'e2' }),
    ];
    const figures = [figure('A', '60'), figure('A', '60', { period: '2025' }), figure('B', '2', { ecosystemId: 'e2' })];
    expect(linesOf(request(figures, { ...total, totals }))).toEqual([
      'A 10 1.2 BETTER_OFF',
      'A -20 0.75 WORSE_OFF',
      'B 1 2 BETTER_OFF',
    ]);
  });

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

  it('has no position if the indicator should be maintained', () => {
    const versions = [{ ...version, direction: 'MAINTAIN' as const }];
    expect(linesOf(request(three, { versions }))[1]).toBe('B -15 0.75 -');
  });

  it.each([
    [
      ['60', 'SUPPRESSED', '72.5'],
      ['A 0 1 EQUAL', 'B - - - SUPPRESSED', 'C 12.5 1.208333 BETTER_OFF'],
    ],
    [
      ['SUPPRESSED', '45', 'NO_DATA'],
      ['A - - - SUPPRESSED', 'B - - - SUPPRESSED', 'C - - - SUPPRESSED'],
    ],
    [
      ['NO_DATA', 'SUPPRESSED', '1'],
      ['A - - - NO_DATA', 'B - - - SUPPRESSED', 'C - - - NO_DATA'],
    ],
    [
      ['NOT_COMPARABLE', '1', 'NO_DATA'],
      ['A - - - NOT_COMPARABLE', 'B - - - NOT_COMPARABLE', 'C - - - NOT_COMPARABLE'],
    ],
    [
      ['1', 'NOT_ADDITIVE', 'NO_DATA'],
      ['A 0 1 EQUAL', 'B - - - NOT_ADDITIVE', 'C - - - NO_DATA'],
    ],
  ])('returns the reason instead of a number if a figure is unavailable: %o', (values, expected) => {
    expect(linesOf(request(['A', 'B', 'C'].map((code, at) => figure(code, values[at] ?? ''))))).toEqual(expected);
  });

  it('explains which figure is unavailable', () => {
    const explanations = (given: DisparityRequest) =>
      unwrap(disparitiesOf(given)).flatMap(({ categories }) => categories.map(({ explanation }) => explanation));
    expect(explanations(request([figure('A', '60'), figure('B', 'SUPPRESSED')]))).toEqual([
      null,
      'The category "B" has no value. It is SUPPRESSED.',
    ]);
    expect(explanations(request([figure('B', '45')]))).toEqual(['The reference "A" has no figure in this period.']);
    expect(explanations(request([figure('B', '45')], total))).toEqual(['The total has no figure in this period.']);
    expect(explanations(request([figure('B', '45')], { ...total, totals: [figure(null, 'SUPPRESSED')] }))).toEqual([
      'The total has no value. It is SUPPRESSED.',
    ]);
    expect(explanations(request([figure('B', 'SUPPRESSED'), figure('C', 'NO_DATA')], best))).toEqual([
      'The category "B" has no value. It is SUPPRESSED.',
      'No category has a published figure.',
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

  it('compares the versions of the two figures', () => {
    const versions = [version, { ...version, id: 'v2', number: 2, direction: 'DECREASE' as const }];
    const figures = [figure('A', '60'), figure('B', '45', { versionId: 'v2', caveats: ['Short visits count.'] })];
    const compared = (comparability: 'WITH_CAVEAT' | 'NO') =>
      unwrap(
        disparitiesOf(
          request(figures, { versions, compares: ({ from, to }) => ({ comparability, notes: [`${from} to ${to}.`] }) }),
        ),
      )[0];
    expect(compared('WITH_CAVEAT')?.direction).toBe('DECREASE');
    expect(compared('WITH_CAVEAT')?.categories[1]).toMatchObject({
      difference: '-15',
      position: 'BETTER_OFF',
      comparability: 'WITH_CAVEAT',
      caveats: ['Short visits count.', '2 to 1.'],
    });
    expect(compared('NO')?.categories[1]).toMatchObject({
      difference: null,
      ratio: null,
      position: null,
      comparability: 'NO',
      reason: 'NOT_COMPARABLE',
      explanation: '2 to 1.',
    });
    expect(compared('NO')?.categories[0]).toMatchObject({ difference: '0', comparability: 'YES', reason: null });
  });

  it('states that counts depend on the size of the groups, and that the reporters differ', () => {
    const figures = [figure('A', '60'), figure('B', '45', { coverage: { figuresIncluded: 2 } })];
    const [comparison] = unwrap(disparitiesOf(request(figures, { versions: [{ ...version, kind: 'COUNT' }] })));
    expect(comparison?.categories[1]?.caveats).toEqual([
      'Counts and amounts depend on the size of each group. Compare groups of different sizes by a ratio or mean.',
      'Figures combined: 2 for the category, 3 for the reference. Different reporters can cause part of the disparity.',
    ]);
  });

  it('rejects an unknown dimension or category, with the known ones', () => {
    expect(issues(request(three, { dimension: 'grup' }))).toEqual([
      'NOT_FOUND dimension: `dimension` is "grup", which is not a dimension of the indicator. Known values: "group". Did you mean "group"?',
    ]);
    expect(issues(request(three, { referenceCategory: 'D' }))).toEqual([
      'NOT_FOUND referenceCategory: `referenceCategory` is "D", which is not a category of the dimension "group". Known values: "A", "B", "C". Did you mean "A"?',
    ]);
  });

  it('requires a reference category for CATEGORY alone', () => {
    expect(issues(request(three, { referenceCategory: null }))).toEqual([
      'REQUIRED referenceCategory: `referenceCategory` is required if `reference` is CATEGORY. Set the code of a category.',
    ]);
    expect(issues(request(three, { reference: 'TOTAL' }))).toEqual([
      'INVALID referenceCategory: `referenceCategory` is allowed only if `reference` is CATEGORY, not TOTAL. Omit it.',
    ]);
  });

  it('returns all issues at once', () => {
    const versions = [{ ...version, direction: 'MAINTAIN' as const }];
    const codes = (more: Partial<DisparityRequest>) =>
      issues(request(three, { versions, ...more })).map((issue) => issue.split(':')[0]);
    const { reference } = best;
    expect(codes({ reference, dimension: 'age', referenceCategory: 'A' })).toEqual([
      'NOT_FOUND dimension',
      'INVALID referenceCategory',
      'INVALID reference',
    ]);
    expect(codes({ dimension: 'age', referenceCategory: null })).toEqual([
      'NOT_FOUND dimension',
      'REQUIRED referenceCategory',
    ]);
    expect(codes({ dimension: 'age', referenceCategory: 'X' })).toEqual(['NOT_FOUND dimension']);
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

  it('never depends on anything but the values of the figures, whatever the reference', () => {
    const value = fc.oneof(
      fc.integer({ min: -5, max: 100 }).map(String),
      fc.constantFrom('SUPPRESSED', 'SUPPRESSED', 'NO_DATA'),
    );
    const reference = fc.constantFrom(best, total, { reference: 'CATEGORY', referenceCategory: 'A' } as const);
    const numbers = fc.record({ numerator: fc.nat(), denominator: fc.nat(), base: fc.nat(), low: fc.nat() });
    fc.assert(
      fc.property(fc.array(value, { minLength: 4, maxLength: 4 }), reference, numbers, (values, chosen, secret) => {
        const figures = ['A', 'B', 'C'].map((code, at) => figure(code, values[at] ?? ''));
        const totals = [figure(null, values[3] ?? '')];
        // What a faulty roll-up could carry beside a suppressed value.
        const tainted = (each: DisparityFigure) =>
          each.value === null
            ? { ...each, ...secret, interval: { low: String(secret.low), high: String(secret.low + secret.base) } }
            : each;
        const shown = unwrap(disparitiesOf(request(figures, { ...chosen, totals })));
        const other = unwrap(disparitiesOf(request(figures.map(tainted), { ...chosen, totals: totals.map(tainted) })));
        const numbersOf = (comparisons: typeof shown) =>
          comparisons.map(({ reference: _, categories, ...rest }) => [
            rest,
            categories.map(({ figure: __, ...disparity }) => disparity),
          ]);
        expect(numbersOf(other)).toEqual(numbersOf(shown));
        for (const { reference: used, categories } of shown)
          for (const { figure: own, difference } of categories)
            expect(difference === null).toBe(own.value === null || used == null || used.value === null);
      }),
    );
  });
});
