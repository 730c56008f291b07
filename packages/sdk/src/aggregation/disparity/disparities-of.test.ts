import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../shared/outcome.ts';
import { best, figure, issues, linesOf, request, three, version } from './disparities-of.fixture.ts';
import { disparitiesOf } from './disparities-of.ts';
import type { DisparityFigure, DisparityRequest } from './disparity.ts';

const total = { reference: 'TOTAL', referenceCategory: null } as const;

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

describe('disparities of figures that are rounded for output', () => {
  const of = (category: string, value: string, exact: string) =>
    figure(category, value, { exact: { low: exact, high: exact } });

  it('are computed before they are rounded', () => {
    const given = request([of('A', '33.333333', '100/3'), of('B', '66.666667', '200/3')]);
    expect(linesOf(given)).toEqual(['A 0 1 EQUAL', 'B 33.333333 2 BETTER_OFF']);
    const [year] = unwrap(disparitiesOf(given));
    const [difference, ratio] = ['100/3', '2'].map((value) => ({ low: value, high: value }));
    expect(year?.categories[1]).toMatchObject({ exact: { difference, ratio } });
  });

  it('compare with the exactly best category', () => {
    const given = request([of('A', '33.333333', '33.333333'), of('B', '33.333333', '100/3')], best);
    expect(unwrap(disparitiesOf(given))[0]?.reference).toMatchObject({ exact: { low: '100/3' } });
  });

  it('are rejected if an exact number is malformed', () => {
    expect(disparitiesOf(request([of('A', '1', '1/0')]))).toMatchObject({ ok: false });
  });
});
