import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numeratorRange } from '../../indicator/internal.ts';
import { addDecimals, compareDecimals, divideDecimals, multiplyDecimals } from '../../shared/numbers/decimal.ts';
import { type AggregatedCell, partialOf } from './aggregate/partial-figure.ts';
import { bySex, cellOf, part, request, rolledUp, version } from './roll-up.fixture.ts';
import type { RollUpPart } from './roll-up-part.ts';
import type { RollUpRequest, RollUpVersion } from './roll-up-request.ts';

const share: RollUpVersion = {
  ...version,
  kind: 'RATIO',
  countingUnit: 'PEOPLE',
  multiplier: '100',
  aggregationAcrossOrganizations: 'RATIO',
  aggregationOverTime: 'RATIO',
  denominatorOverTime: 'SUM',
  denominatorOverCategories: 'SPLIT',
};

/** The part of a share of people. */
const partOf = (cell: AggregatedCell, more: Parameters<typeof part>[1] = {}, rules = share): RollUpPart => ({
  ...part(cell, more),
  partial: partialOf(cell, rules),
});
const percent = (value: string, base: number, more?: Parameters<typeof part>[1]) =>
  partOf(cellOf(value, { base }), more);
const suppressed = (denominator: string | null, more?: Parameters<typeof part>[1]) =>
  partOf(cellOf('withheld', { denominator }), more);
const total = (parts: RollUpPart[], more: Partial<RollUpRequest> = {}) =>
  rolledUp(request(parts, { versions: [share], ...more }))[0];

// 54.3 % of 300 is 163, and 61 % of 80 is 49. 40 % of 400 is from 158 (39.5 %) to 162 (40.5 %).
const exact = [percent('54.3', 300), percent('61', 80)];
const rounded = percent('40', 400);

describe('ratios that are reported as a value and a base', () => {
  it('are added up by their numerators if one whole number rounds to each value: 163 of 300 and 49 of 80 are 212 of 380', () => {
    expect(total(exact)).toMatchObject({
      value: '55.789474',
      numerator: '212',
      denominator: '380',
      base: '380',
      interval: null,
      reason: null,
      coverage: { figuresIncluded: 2 },
    });
  });

  it('have an interval if several whole numbers round to a value: 321 to 325 of 700', () => {
    expect(total([percent('54.3', 300), rounded])).toMatchObject({
      value: null,
      numerator: null,
      reason: 'ROUNDED',
      explanation: 'Values are rounded. The numerators add up to at least 321 and at most 325 of 700.',
      // 321 / 700 = 45.857142857… and 325 / 700 = 46.428571428…, rounded outward.
      interval: { low: '45.857142', high: '46.428572' },
    });
  });

  it('are pooled with numerators and denominators: 163 of 300 and 12 of 20 are 175 of 320', () => {
    expect(total([percent('54.3', 300), partOf(cellOf('12/20'))])).toMatchObject({
      value: '54.6875',
      numerator: '175',
      denominator: '320',
      base: null,
    });
  });

  it('keep the reported value if there is only one', () => {
    expect(total([rounded])).toMatchObject({ value: '40', numerator: null, denominator: null, base: '400' });
  });

  it('are not added up without a base, if no whole number rounds to the value, or if the base is not of people', () => {
    const reason = 'NOT_ADDITIVE';
    const explanation =
      'Shares are combined by numerator and denominator, or by value and base. 1 of 2 figures allows neither.';
    expect(total([percent('54.3', 300), partOf(cellOf('61'))])).toMatchObject({ value: null, reason, explanation });
    // 1 of 7 is 14.3 % and 2 of 7 are 28.6 %.
    expect(total([percent('54.3', 300), percent('20', 7)])).toMatchObject({ value: null, reason, explanation });
    const events = { ...share, countingUnit: 'EVENTS' } as const;
    const ofEvents = exact.map((_, at) => partOf(cellOf('50', { base: 10 + at }), {}, events));
    expect(total(ofEvents, { versions: [events] })).toMatchObject({ value: null, reason });
  });

  it('are added up over periods: 163 of 300 and 158 to 162 of 400', () => {
    const quarters = [percent('54.3', 300, { period: '2024-Q1' }), percent('40', 400, { period: '2024-Q2' })];
    expect(total(quarters, { periods: ['2024-H1'] })).toMatchObject({
      reason: 'ROUNDED',
      interval: { low: '45.857142', high: '46.428572' },
    });
    const stock: RollUpVersion = { ...share, denominatorOverTime: 'AVERAGE' };
    // The average denominator is 350: 321 / 350 and 325 / 350.
    expect(total(quarters, { periods: ['2024-H1'], versions: [stock] })).toMatchObject({
      reason: 'ROUNDED',
      interval: { low: '91.714285', high: '92.857143' },
    });
  });

  it('have the interval of the largest period if the largest is selected', () => {
    const largest: RollUpVersion = { ...share, aggregationOverTime: 'MAX' };
    const of = (value: string, period: string) => [percent('54.3', 300, { period }), percent(value, 400, { period })];
    const halves = [...of('40', '2024-H1'), ...of('60', '2024-H2')];
    // 60 % of 400 is from 238 to 242: 401 / 700 to 405 / 700.
    expect(total(halves, { periods: ['2024'], versions: [largest] })).toMatchObject({
      value: null,
      reason: 'ROUNDED',
      explanation: 'The largest figure of the periods is at least 57.285714 and at most 57.857143.',
      interval: { low: '57.285714', high: '57.857143' },
    });
  });

  it('have an interval that contains the exact ratio of the smallest period', () => {
    const smallest: RollUpVersion = { ...share, aggregationOverTime: 'MIN' };
    const ofTwo = (value: string) => {
      const parts = [percent('54.3', 300, { period: '2024-H1' }), percent(value, 400, { period: '2024-H1' })];
      return (numerator: string, shown: string) => {
        const cell = { ...cellOf(shown), numerator, denominator: '7' };
        return total([...parts, partOf(cell, { period: '2024-H2' })], { periods: ['2024'], versions: [smallest] });
      };
    };
    // 321 to 325 of 700. 4 of 7 are more, and 1 of 7 less.
    expect(ofTwo('40')('4', '57.142857')?.interval).toEqual({ low: '45.857142', high: '46.428572' });
    expect(ofTwo('40')('1', '14.285714')).toMatchObject({ value: '14.285714', interval: null, reason: null });
    // 59 % of 400 is from 234 to 238: 397 to 401 of 700. 4 of 7 are 57.142857142… %, less than 57.285714… %.
    expect(ofTwo('59')('4', '57.142857')?.interval).toEqual({ low: '56.714285', high: '57.142858' });
  });

  it('are added up over ecosystems and over versions', () => {
    const versions = [share, { ...share, id: 'v2', number: 2 }];
    const interval = { low: '45.857142', high: '46.428572' };
    const ofEcosystems = [percent('54.3', 300), { ...rounded, ecosystemId: 'e2' }];
    const over = ['ORGANIZATIONS', 'ECOSYSTEMS'] as const;
    expect(total(ofEcosystems, { over: [...over] })).toMatchObject({ reason: 'ROUNDED', interval });
    const ofVersions = [percent('54.3', 300, { organizationId: 'a' }), { ...rounded, versionId: 'v2' }];
    expect(total(ofVersions, { versions })).toMatchObject({ reason: 'ROUNDED', interval });
  });

  it('give the total of their categories: 49 of 80 and 163 of 300 of one organization', () => {
    const versions = [{ ...share, dimensions: [bySex] }];
    const ofOne = { organizationId: 'a' };
    const parts = [
      percent('61', 80, { category: 'F', ...ofOne }),
      percent('54.3', 300, { category: 'M', ...ofOne }),
      percent('50', 20, { organizationId: 'b' }),
    ];
    // 212 of 380 and 10 of 20.
    expect(total(parts, { versions })).toMatchObject({ value: '55.5', numerator: '222', denominator: '400' });
    const withRange = [
      percent('40', 400, { category: 'F', ...ofOne }),
      percent('54.3', 300, { category: 'M', ...ofOne }),
      percent('50', 20, { organizationId: 'b' }),
    ];
    // 321 to 325 of 700 and 10 of 20.
    expect(total(withRange, { versions })).toMatchObject({
      reason: 'ROUNDED',
      interval: { low: '45.972222', high: '46.527778' },
      coverage: { figuresIncluded: 2 },
    });
  });

  it('have bounds that contain the ratio of any numerators that round to the values', () => {
    const figure = fc
      .tuple(fc.integer({ min: 1, max: 3000 }), fc.nat(3000), fc.integer({ min: 0, max: 2 }))
      .map(([base, people, scale]) => ({ base, people: people % (base + 1), scale }));
    fc.assert(
      fc.property(fc.array(figure, { minLength: 2, maxLength: 5 }), (figures) => {
        const parts = figures.map(({ base, people, scale }) =>
          percent(divideDecimals(String(100 * people), { by: String(base), scale }) ?? '', base),
        );
        const sum = (of: (each: (typeof figures)[number]) => number) =>
          figures.reduce((all, each) => all + of(each), 0);
        const [numerator, denominator] = [sum(({ people }) => people), sum(({ base }) => base)];
        const ends = figures.map(({ base }, at) =>
          numeratorRange({ value: parts[at]?.partial.sum ?? '', base, multiplier: '100' }),
        );
        const isExact = ends.every((range) => range?.lowest === range?.highest);
        const rolled = total(parts);
        if (isExact) {
          expect(rolled).toMatchObject({ numerator: String(numerator), denominator: String(denominator) });
          return;
        }
        const times = (end: string) => multiplyDecimals(end, String(denominator));
        const people = String(100 * numerator);
        const [low, high] = [rolled?.interval?.low ?? '', rolled?.interval?.high ?? ''];
        expect(compareDecimals(times(low), people)).toBeLessThanOrEqual(0);
        expect(compareDecimals(times(high), people)).toBeGreaterThanOrEqual(0);
        const width = ends.reduce((all, range) => all + (range ? range.highest - range.lowest : 0), 0);
        // Both ends are rounded outward by less than one unit of the last decimal.
        const widest = divideDecimals(String(100 * width), { by: String(denominator), scale: 12 }) ?? '';
        expect(compareDecimals(addDecimals(low, addDecimals(widest, '0.000003')), high)).toBe(1);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a suppressed ratio that shows its denominator', () => {
  it('has a numerator from 0 to the denominator: 163 of 300 and 0 to 40 of 40', () => {
    expect(total([percent('54.3', 300), suppressed('40')])).toMatchObject({
      value: null,
      denominator: null,
      reason: 'SUPPRESSED',
      explanation: 'A required figure is suppressed. The numerators add up to at least 163 and at most 203 of 340.',
      interval: { low: '47.941176', high: '59.705883' },
      status: null,
    });
  });

  it('has no interval if nothing is known about the numerators, or a denominator is not known', () => {
    expect(total([suppressed('40'), suppressed('20')])).toMatchObject({ reason: 'SUPPRESSED', interval: null });
    expect(total([percent('54.3', 300), suppressed('40'), suppressed(null)])).toMatchObject({
      reason: 'SUPPRESSED',
      explanation: '2 required figures are suppressed.',
      interval: null,
    });
    expect(total([partOf(cellOf('54.3')), suppressed('40')])).toMatchObject({ reason: 'SUPPRESSED', interval: null });
  });

  it('bounds a suppressed total by the shown figures: at least 163 and at most 163 + 60 of 360', () => {
    const aggregate = { source: 'AGGREGATE' } as const;
    const parts = [percent('54.3', 300), suppressed(null), suppressed('360', aggregate)];
    // The other organizations have 360 − 300 = 60 people.
    expect(total(parts)).toMatchObject({
      reason: 'SUPPRESSED',
      interval: { low: '45.277777', high: '61.944445' },
    });
    expect(total([...parts.slice(0, 2), suppressed(null, aggregate)])).toMatchObject({ interval: null });
    const ofPlaces = { place: { scheme: 's', code: 'p', label: 'P', uri: null } };
    expect(
      total([percent('54.3', 300, ofPlaces), suppressed('360', aggregate)], { over: ['ORGANIZATIONS', 'PLACES'] }),
    ).toMatchObject({ reason: 'SUPPRESSED', interval: null });
  });

  it('bounds the figure of several periods', () => {
    const quarters = [percent('54.3', 300, { period: '2024-Q1' }), suppressed('40', { period: '2024-Q2' })];
    expect(total(quarters, { periods: ['2024-H1'] })).toMatchObject({
      reason: 'SUPPRESSED',
      interval: { low: '47.941176', high: '59.705883' },
    });
  });
});
