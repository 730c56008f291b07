import { describe, expect, it } from 'vitest';
import { count, decide, previousReleaseOf, publishedIn, ratio, report, share } from '../decide-release.fixture.ts';
import type { ReportedRow } from '../rows.ts';

const dimension = (code: string, categories: readonly string[]) => ({
  code,
  exclusive: true,
  exhaustive: true,
  categories: categories.map((each) => ({ code: each, parent: null })),
});
const g = dimension('g', ['a', 'b']);
const h = dimension('h', ['a', 'b', 'c']);
const rules = { dimensions: [g, h], crossings: [{ firstDimension: 'g', secondDimension: 'h' }] };
const [letters, notApplicable] = ['abc', { value: null, status: 'NOT_APPLICABLE' } as const];

const sumOf = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);

/** The margins of counts by g (rows) and h (columns). */
function margins(counts: readonly (readonly number[])[]): Record<string, number> {
  const columns = counts[0] ?? [];
  return {
    '': sumOf(counts.flat()),
    ...Object.fromEntries(counts.map((row, i) => [`g=${letters[i]}`, sumOf(row)])),
    ...Object.fromEntries(columns.map((_, j) => [`h=${letters[j]}`, sumOf(counts.map((row) => row[j] ?? 0))])),
  };
}

function crossedCounts(counts: readonly (readonly number[])[]): Record<string, number> {
  return Object.fromEntries(
    counts.flatMap((row, i) => row.map((each, j) => [`g=${letters[i]},h=${letters[j]}`, each] as const)),
  );
}

const texts = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).map(([breakdown, each]) => [breakdown, String(each)]));

/** A report of counts by g (rows) and h (columns), and their sums. */
function table(organizationId: string, ...counts: readonly (readonly number[])[]): ReportedRow {
  return report(organizationId, texts({ ...margins(counts), ...crossedCounts(counts) }));
}

/** The crossed cells of the aggregate, or of a row, by their categories. */
function crossedIn(decision: ReturnType<typeof decide>, row = 'sum'): Record<string, string | null> {
  const cells = Object.entries(publishedIn(decision));
  return Object.fromEntries(
    cells.flatMap(([name, value]) => (name.includes(',') && name.startsWith(row) ? [[name.slice(4), value]] : [])),
  );
}

const large = [
  table('A  ', [20, 30, 40], [50, 60, 70]),
  table('B  ', [21, 31, 41], [51, 61, 71]),
  table('C  ', [22, 32, 42], [52, 62, 72]),
];
const allSuppressed = { aa: '*', ab: '*', ac: '*', ba: '*', bb: '*', bc: '*' };

/** The crossed cells by the codes of both categories, such as `ab`. */
function shortIn(decision: ReturnType<typeof decide>, row?: string): Record<string, string | null> {
  const entries = Object.entries(crossedIn(decision, row));
  return Object.fromEntries(entries.map(([name, value]) => [name.replace(/.*g=(.),h=(.)/, '$1$2'), value]));
}

describe('decideRelease of declared crossings', () => {
  it('publishes the crossing of the aggregate, and suppresses that of each organization', () => {
    const decision = decide(large, rules);
    expect(shortIn(decision)).toEqual({ aa: '63', ab: '93', ac: '123', ba: '153', bb: '183', bc: '213' });
    expect(shortIn(decision, 'A')).toEqual(allSuppressed);
  });

  it('suppresses a crossing as a whole if zeros are hidden', () => {
    expect(shortIn(decide(large, { ...rules, hideZeros: true }))).toEqual(allSuppressed);
  });

  it('lists no cell of a crossing that is not declared', () => {
    const decision = decide(large, { dimensions: [g, h] });
    expect([shortIn(decision), shortIn(decision, 'A')]).toEqual([{}, {}]);
  });

  it('suppresses a small cell and three others, because all sums of rows and columns are published', () => {
    const [first, second] = [table('A  ', [4, 30, 40], [50, 60, 70]), table('B  ', [0, 31, 41], [51, 61, 71])];
    const decision = decide([first, second, table('C  ', [0, 32, 42], [52, 62, 72])], rules);
    expect(shortIn(decision)).toEqual({ aa: '*', ab: '*', ac: '123', ba: '*', bb: '*', bc: '213' });
    expect(publishedIn(decision)).toMatchObject({ 'sum g=a': '220', 'sum h=a': '157', sum: '769' });
    const reasons = decision.aggregate.flatMap(({ categories, reason }) => (categories.length === 2 ? [reason] : []));
    expect(reasons).toEqual(['SENSITIVE', 'COMPLEMENTARY', null, 'COMPLEMENTARY', 'COMPLEMENTARY', null]);
  });

  it('suppresses zeros of the crossing that would disclose a small number of one dimension', () => {
    // In A, h=c is 5. If a reader knew that nobody is in (a, c) and (b, a), h=c would be 85 − 20 − 60.
    const decision = decide(
      [
        table('A  ', [20, 0, 0], [0, 60, 5]),
        table('B  ', [30, 0, 0], [0, 35, 34]),
        table('C  ', [40, 0, 0], [0, 45, 40]),
      ],
      rules,
    );
    expect(publishedIn(decision)).toMatchObject({ 'A   g=a': '20', 'A   h=b': '60', 'A   h=c': '*' });
    expect(shortIn(decision)).toEqual({ aa: '*', ab: '0', ac: '*', ba: '*', bb: '140', bc: '*' });
  });

  it('lists suppressed cells alike, whether or not they apply', () => {
    const cells = {
      ...texts(
        margins([
          [20, 0, 0],
          [0, 60, 5],
        ]),
      ),
      'g=a,h=a': '20',
      'g=a,h=b': notApplicable,
      'g=a,h=c': notApplicable,
      'g=b,h=a': notApplicable,
      'g=b,h=b': '60',
      'g=b,h=c': '5',
    };
    const others = [
      report('B  ', { '': '99', 'g=a': '49', 'g=b': '50', 'h=a': '30', 'h=b': '35', 'h=c': '34' }),
      report('C  ', { '': '125', 'g=a': '60', 'g=b': '65', 'h=a': '40', 'h=b': '45', 'h=c': '40' }),
    ];
    const decision = decide([report('A  ', cells), ...others], rules);
    // (a, b) is not applicable and zero for everyone; (b, b) is all of h=b, which A publishes.
    expect(shortIn(decision)).toEqual({ aa: '*', ac: '*', ba: '*', bb: '60', bc: '*' });
    expect(shortIn(decision, 'A')).toEqual({ aa: '*', ac: '*', ba: '*', bb: '*', bc: '*' });
    const suppressed = [...decision.rows, { cells: decision.aggregate }].flatMap((row) =>
      row.cells.filter((cell) => cell.categories.length === 2 && cell.suppressed),
    );
    expect(new Set(suppressed.map(({ status }) => status))).toEqual(new Set(['OBSERVED']));
  });

  it('adds only the reports that contain the crossing', () => {
    const { cells } = table('C  ', [22, 32, 42], [52, 62, 72]);
    const without = { ...report('C  ', {}), cells: cells.filter(({ categories }) => categories.length < 2) };
    const decision = decide([...large.slice(0, 2), without], rules);
    expect(shortIn(decision)).toEqual({ aa: '41', ab: '61', ac: '81', ba: '101', bb: '121', bc: '141' });
    expect(shortIn(decision, 'C')).toEqual({});
  });

  it('suppresses the crossing if a report has only a part of it', () => {
    const part = report('C  ', {
      ...texts(
        margins([
          [22, 32, 42],
          [52, 62, 72],
        ]),
      ),
      'g=a,h=a': '22',
    });
    const decision = decide([...large.slice(0, 2), part], rules);
    expect(shortIn(decision)).toEqual(allSuppressed);
    expect(decision.aggregate.filter(({ reason }) => reason === 'LAST_RESORT')).toHaveLength(6);
  });

  it('suppresses both parts of a ratio if the difference of denominator and numerator is small', () => {
    const k = dimension('h', ['a', 'b']);
    const part = (organizationId: string, numerators: number[][], denominators: number[][]) => {
      const all = (counts: number[][]) => ({ ...margins(counts), ...crossedCounts(counts) });
      const [above, below] = [all(numerators), all(denominators)];
      const cells = Object.keys(above).map((each) => [each, ratio(String(above[each]), String(below[each]))] as const);
      return report(organizationId, Object.fromEntries(cells));
    };
    const of = (small: number) => [
      part(
        'A  ',
        [
          [20, 20],
          [20, 20],
        ],
        [
          [20 + small, 40],
          [40, 40],
        ],
      ),
      part(
        'B  ',
        [
          [30, 30],
          [30, 30],
        ],
        [
          [30 + small, 60],
          [60, 60],
        ],
      ),
      part(
        'C  ',
        [
          [40, 40],
          [40, 40],
        ],
        [
          [40 + small, 80],
          [80, 80],
        ],
      ),
    ];
    const ratios = { ...rules, version: share, dimensions: [g, k] };
    // (a, a) has 90 of 90 + 3 × 1 people. In a table of two rows and columns, one cell discloses the other three.
    expect(shortIn(decide(of(1), ratios))).toEqual({ aa: '*', ab: '*', ba: '*', bb: '*' });
    // 100 × 90 ÷ (90 + 3 × 20) = 60 percent.
    expect(shortIn(decide(of(20), ratios))).toEqual({ aa: '60', ab: '50', ba: '50', bb: '50' });
  });

  it('suppresses a crossing of amounts without the number of people of the margins', () => {
    const amounts = large.map((row) => ({
      ...row,
      cells: row.cells.map((each) => (each.categories.length < 2 ? { ...each, base: 40 } : each)),
    }));
    const version = { ...count, kind: 'AMOUNT', countingUnit: 'OTHER' } as const;
    expect(shortIn(decide(amounts, { ...rules, version }))).toEqual(allSuppressed);
  });

  it('publishes two crossings that share a dimension', () => {
    const k = dimension('k', ['a', 'b']);
    const rows = large.map(({ cells, ...row }) => {
      const gOnly = cells.flatMap((each) =>
        each.categories.length === 1 && each.categories[0]?.dimension === 'g' ? [each] : [],
      );
      const total = cells.find(({ categories }) => categories.length === 0);
      const split = (each: (typeof cells)[number] | undefined) =>
        ['a', 'b'].map((category, index) => ({
          ...(each ?? { value: '0', numerator: null, denominator: null, base: null, status: 'OBSERVED' as const }),
          value: String(
            Math.floor(Number(each?.value) / 3) * (index === 0 ? 1 : 2) + ((index * Number(each?.value)) % 3),
          ),
          categories: [...(each?.categories ?? []), { dimension: 'k', category }],
        }));
      return { ...row, cells: [...cells, ...split(total), ...gOnly.flatMap(split)] };
    });
    const both = [
      { firstDimension: 'g', secondDimension: 'h' },
      { firstDimension: 'k', secondDimension: 'g' },
    ];
    // g=a is 90, 93 and 96, of which a third is k=a: 30 + 31 + 32. g=b is 180, 183 and 186: 60 + 61 + 62.
    const decision = decide(rows, { dimensions: [g, h, k], crossings: both });
    expect(shortIn(decision)).toMatchObject({ aa: '63', bc: '213' });
    expect(crossedIn(decision)).toMatchObject({
      'g=a,k=a': '93',
      'g=a,k=b': '186',
      'g=b,k=a': '183',
      'g=b,k=b': '366',
    });
  });

  describe('in a later release', () => {
    const previous = previousReleaseOf(decide(large, rules), ['A  ', 'B  ', 'C  ']);

    it('publishes the growth of the crossing, if no cell of it is small', () => {
      const late = [
        table('D  ', [12, 30, 40], [50, 60, 70]),
        table('E  ', [13, 31, 41], [51, 61, 71]),
        table('F  ', [14, 32, 42], [52, 62, 72]),
      ];
      const decision = decide([...large, ...late], { ...rules, previous });
      expect(shortIn(decision)).toEqual({ aa: '102', ab: '186', ac: '246', ba: '306', bb: '366', bc: '426' });
      expect(shortIn(decision, 'A')).toEqual(allSuppressed);
    });

    it('suppresses cells whose growth is small or would disclose a small growth', () => {
      const late = [
        table('D  ', [4, 30, 40], [50, 60, 70]),
        table('E  ', [0, 31, 41], [51, 61, 71]),
        table('F  ', [0, 32, 42], [52, 62, 72]),
      ];
      const decision = decide([...large, ...late], { ...rules, previous });
      expect(shortIn(decision)).toEqual({ aa: '*', ab: '*', ac: '246', ba: '*', bb: '*', bc: '426' });
    });

    it('keeps the crossing while a correction waits', () => {
      const corrected = table('A  ', [5, 0, 0], [50, 60, 70]);
      const unchanged = previousReleaseOf(decide(large, rules), ['B  ', 'C  ']);
      const waiting = decide([corrected, ...large.slice(1)], { ...rules, previous: unchanged });
      expect(waiting.waiting).toEqual([{ organizationId: 'A  ', place: null }]);
      expect(shortIn(waiting)).toMatchObject({ aa: '63', bc: '213' });
    });

    it('suppresses the crossing if a corrected report is released', () => {
      const corrected = ['A  ', 'B  ', 'C  '].map((name) => table(name, [25, 30, 40], [50, 60, 70]));
      const changed = previousReleaseOf(decide(large, rules));
      expect(shortIn(decide(corrected, { ...rules, previous: changed }))).toEqual(allSuppressed);
    });
  });
});
