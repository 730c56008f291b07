import { expect, it } from 'vitest';
import { leaksOfDisparities } from './support/disparity-leaks.ts';
import type { SeenDisparities } from './support/gateway-disparities.ts';
import type { SeenFigure } from './support/gateway-reader.ts';

const unit = { period: '2024', over: ['ORGANIZATIONS'], organization: null, place: null };
const noNumbers = { value: null, numerator: null, denominator: null, base: null, standardError: null };

/** A ratio of a roll-up: in all, or of the girls. */
function figure(category: string | null, more: Partial<SeenFigure>): SeenFigure {
  const categories = category === null ? [] : [{ dimension: { code: 'sex' }, code: category }];
  const rest = { placeLevel: null, reason: null, interval: null, matchedChange: null };
  return { ...noNumbers, ...unit, ...rest, categories, ...more };
}

/** The disparity between the girls and all. */
function leaks(
  figures: readonly [girls: SeenFigure, all: SeenFigure],
  more: Partial<SeenDisparities['categories'][number]>,
): string[] {
  const [girls, all] = figures;
  const counts = { publishedCategories: girls.value === null ? 0 : 1, suppressedCategories: 0 };
  const compared = { dimension: 'sex', kind: 'TOTAL', referenceCategory: null, ...unit, ...counts } as const;
  const empty = { difference: null, ratio: null, interval: null, position: null, reason: null, matchedChange: null };
  const category = { category: { code: 'girls' }, figure: { value: girls.value }, ...empty, ...more };
  const reference = { categories: [], value: all.value };
  return leaksOfDisparities({ ...compared, reference, categories: [category] }, figures);
}

it('follow from the numerators and denominators, and not from rounded percentages', () => {
  // 51 of 152 and 391 of 620 are 33.552632 and 63.064516 percent, and 29.511885 apart: 1 less than rounded, in the last decimal.
  const girls = figure('girls', { value: '33.552632', numerator: '51', denominator: '152' });
  const all = figure(null, { value: '63.064516', numerator: '391', denominator: '620' });
  const differences = ['-29.511884', '-29.511885', '-29.511886'];
  expect(
    differences.filter((difference) => leaks([girls, all], { difference, ratio: '0.532037' }).length === 0),
  ).toEqual(['-29.511885']);
});

it('have bounds that are as wide as those of the two figures, within what rounding adds to these', () => {
  const girls = figure('girls', { reason: 'ROUNDED', interval: { low: '48.22695', high: '48.581561' } });
  const all = figure(null, { reason: 'ROUNDED', interval: { low: '48.033707', high: '48.595506' } });
  const ratio = { low: '0.992415', high: '1.011406' };
  const withHigh = (high: string) =>
    leaks([girls, all], { interval: { difference: { low: '-0.368556', high }, ratio } }).length === 0;
  // 48.581561 - 48.033707 = 0.547854, and one unit less before the ends are rounded outward.
  expect(['0.547852', '0.547853', '0.547854', '0.547856'].filter(withHigh)).toEqual(['0.547853', '0.547854']);
});

it('have bounds of a ratio to a small figure, which rounding changes by more than one unit of the last decimal', () => {
  // 1 and 2 of 30 compared with 1 and 2 of 3,000,000: from 3.333333 / 0.000067 and 6.666667 / 0.000033 when rounded.
  const girls = figure('girls', { reason: 'ROUNDED', interval: { low: '3.333333', high: '6.666667' } });
  const all = figure(null, { reason: 'ROUNDED', interval: { low: '0.000033', high: '0.000067' } });
  const difference = { low: '3.333266', high: '6.666634' };
  const withRatio = (low: string, high: string) =>
    leaks([girls, all], { interval: { difference, ratio: { low, high } } }).length === 0;
  expect(withRatio('50000', '200000')).toBe(true);
  expect(withRatio('52000', '200000')).toBe(false);
  expect(withRatio('50000', '190000')).toBe(false);
});
