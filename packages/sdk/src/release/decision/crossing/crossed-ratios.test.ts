import { describe, expect, it } from 'vitest';
import {
  decide,
  previousReleaseOf,
  publishedIn,
  ratio,
  report,
  share,
  shownDenominatorsIn,
} from '../decide-release.fixture.ts';
import type { ReportedRow } from '../rows.ts';

const dimension = (code: string, categories: readonly string[]) => ({
  code,
  exclusive: true,
  exhaustive: true,
  categories: categories.map((each) => ({ code: each, parent: null })),
});
const dimensions = [dimension('g', ['a', 'b']), dimension('h', ['a', 'b', 'c'])];
const rules = { version: share, dimensions, crossings: [{ firstDimension: 'g', secondDimension: 'h' }] };

type Numbers = readonly [numerator: number, denominator: number];
type Form = (numbers: Numbers) => object;

const parts: Form = ([numerator, denominator]) => ratio(String(numerator), String(denominator));
/** A percentage with six decimals and its base, of which only one numerator is possible. */
const percent: Form = ([numerator, denominator]) => ({
  value: String(Number(((100 * numerator) / denominator).toFixed(6))),
  base: denominator,
});

const sumOf = (numbers: readonly Numbers[]): Numbers => [
  numbers.reduce((all, [numerator]) => all + numerator, 0),
  numbers.reduce((all, [, denominator]) => all + denominator, 0),
];

/** A report of ratios by g (rows) and h (columns), and their sums. */
function table(organizationId: string, ratios: readonly (readonly Numbers[])[], form: Form = parts): ReportedRow {
  const [g, h] = [
    ['a', 'b'],
    ['a', 'b', 'c'],
  ];
  const at = (i: number, j: number): Numbers => ratios[i]?.[j] ?? [0, 0];
  return report(organizationId, {
    '': form(sumOf(ratios.flat())),
    ...Object.fromEntries(g.map((each, i) => [`g=${each}`, form(sumOf(ratios[i] ?? []))])),
    ...Object.fromEntries(h.map((each, j) => [`h=${each}`, form(sumOf([at(0, j), at(1, j)]))])),
    ...Object.fromEntries(g.flatMap((one, i) => h.map((other, j) => [`g=${one},h=${other}`, form(at(i, j))]))),
  });
}

/** The crossed cells of the aggregate, or of a row, by the codes of both categories, such as `ab`. */
function crossedIn(decision: ReturnType<typeof decide>, row = 'sum'): Record<string, string | null> {
  const cells = Object.entries(publishedIn(decision)).filter(([name]) => name.includes(',') && name.startsWith(row));
  return Object.fromEntries(cells.map(([name, value]) => [name.replace(/.*g=(.),h=(.)/, '$1$2'), value]));
}

const allSuppressed = { aa: '*', ab: '*', ac: '*', ba: '*', bb: '*', bc: '*' };
const large: Numbers[][] = [
  [
    [20, 50],
    [30, 60],
    [40, 80],
  ],
  [
    [25, 100],
    [15, 60],
    [35, 70],
  ],
];
const withFew = (first: Numbers): Numbers[][] => [[first, [30, 60], [40, 80]], large[1] ?? []];
const three = (ratios: Numbers[][], form?: Form) => ['A', 'B', 'C'].map((name) => table(name, ratios, form));

describe('decideRelease of crossed ratios', () => {
  it('publishes the ratios of the aggregate, and suppresses those of each organization', () => {
    const decision = decide(three(large), rules);
    expect(crossedIn(decision)).toEqual({ aa: '40', ab: '50', ac: '50', ba: '25', bb: '25', bc: '50' });
    expect(crossedIn(decision, 'A')).toEqual(allSuppressed);
    const [cell] = decision.aggregate.filter(({ categories }) => categories.length === 2);
    expect(cell).toMatchObject({ value: '40', numerator: '60', denominator: '150' });
  });

  it('suppresses a small numerator and three other ratios, without their denominators', () => {
    const rows = [table('A', withFew([4, 50])), table('B', withFew([0, 50])), table('C', withFew([0, 50]))];
    const decision = decide(rows, rules);
    expect(crossedIn(decision)).toEqual({ aa: '*', ab: '*', ac: '50', ba: '*', bb: '*', bc: '50' });
    const ofCrossing = Object.keys(shownDenominatorsIn(decision)).filter((name) => name.includes(','));
    expect(ofCrossing).toEqual([]);
  });

  it('suppresses a ratio of which only a few people are not counted', () => {
    const rows = [table('A', withFew([47, 50])), table('B', withFew([50, 50])), table('C', withFew([50, 50]))];
    expect(crossedIn(decide(rows, rules))).toEqual({ aa: '*', ab: '*', ac: '50', ba: '*', bb: '*', bc: '50' });
  });

  it('publishes a ratio of nobody and one of everybody', () => {
    expect(crossedIn(decide(three(withFew([0, 50])), rules))).toMatchObject({ aa: '0', ab: '50' });
    expect(crossedIn(decide(three(withFew([50, 50])), rules))).toMatchObject({ aa: '100', ab: '50' });
  });

  it('suppresses the crossing if zeros are hidden', () => {
    expect(crossedIn(decide(three(large), { ...rules, hideZeros: true }))).toEqual(allSuppressed);
  });

  it('suppresses no ratio of the aggregate to protect ratios that organizations can exchange', () => {
    // In each organization, 5 of 120 people of h=b are counted.
    const few: Numbers[][] = [
      [
        [20, 50],
        [2, 60],
        [40, 80],
      ],
      [
        [25, 100],
        [3, 60],
        [35, 70],
      ],
    ];
    const decision = decide(
      ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => table(name, few)),
      rules,
    );
    expect(publishedIn(decision)).toMatchObject({ 'A h=b': '*', 'sum h=b': '4.166667' });
    // 6 × 2 of 6 × 60, and 6 × 3 of 6 × 60
    expect(crossedIn(decision)).toMatchObject({ ab: '3.333333', bb: '5' });
  });

  describe('that are reported with a base', () => {
    it('suppresses the same as numerators and denominators, and publishes the values of the reports', () => {
      const rows = (form: Form) => [
        table('A', withFew([4, 50]), form),
        table('B', withFew([0, 50]), form),
        table('C', withFew([0, 50]), form),
      ];
      const decision = decide(rows(percent), rules);
      expect(crossedIn(decision)).toEqual(crossedIn(decide(rows(parts), rules)));
      expect(crossedIn(decision)).toMatchObject({ aa: '*', ac: '50' });
      // 100 × (20 + 15 + 35) ÷ 230 in the row of B, and 3 × 75 of 3 × 230 in the aggregate.
      const cells = decision.rows.flatMap(({ organizationId, cells: ofRow }) => (organizationId === 'B' ? ofRow : []));
      const isOf = (category: string) => (each: { categories: readonly { category: string }[] }) =>
        each.categories.length === 1 && each.categories[0]?.category === category;
      expect(cells.find(isOf('b'))).toMatchObject({
        value: '32.608696',
        base: 230,
        numerator: null,
        denominator: null,
      });
      expect(decision.aggregate.find(isOf('b'))).toMatchObject({ numerator: '225', denominator: '690' });
    });

    it('decides a later release like that of numerators and denominators', () => {
      const first = (form: Form) => decide(three(large, form), rules);
      const late = (form: Form) => ['D', 'E', 'F'].map((name) => table(name, large, form));
      const next = (form: Form) =>
        decide([...three(large, form), ...late(form)], {
          ...rules,
          previous: previousReleaseOf(first(form), ['A', 'B', 'C']),
        });
      expect(crossedIn(next(percent))).toEqual({ aa: '40', ab: '50', ac: '50', ba: '25', bb: '25', bc: '50' });
      expect(publishedIn(next(percent))).toEqual(
        publishedIn(next((numbers) => ({ ...parts(numbers), ...percent(numbers) }))),
      );
    });

    it('has no total and no crossing if several numerators round to a ratio', () => {
      // 40 % of 3000 is from 1185 to 1215.
      const rounded = (numbers: Numbers): object =>
        numbers[1] === 3000 ? { value: '40', base: 3000 } : percent(numbers);
      const rows = three(
        [
          [
            [1200, 3000],
            [30, 60],
            [40, 80],
          ],
          large[1] ?? [],
        ],
        rounded,
      );
      const decision = decide(rows, rules);
      expect(crossedIn(decision)).toEqual({});
      expect(publishedIn(decision)).toMatchObject({ 'A h=a': '39.516129' });
      expect(publishedIn(decision).sum).toBeUndefined();
    });

    it('has no total if the version declares no crossing', () => {
      expect(decide(three(large, percent), { version: share, dimensions }).aggregate).toEqual([]);
    });
  });
});
