import { describe, expect, it } from 'vitest';
import type { FigureCell } from '../../indicator/index.ts';
import { age, count, decide, previousReleaseOf, report, share } from './decide-release.fixture.ts';
import type { ReleaseDecision } from './decide-release.ts';

const below = (upperBound: string): Partial<FigureCell> => ({ upperBound });
const atLeast = (lowerBound: string): Partial<FigureCell> => ({ lowerBound });
const between = (lowerBound: string, upperBound: string): Partial<FigureCell> => ({ lowerBound, upperBound });

/** Figures and bounds of a decision by row and breakdown. Suppressed figures are their reason. */
function shownIn({ rows, aggregate }: ReleaseDecision): Record<string, string> {
  const all = [
    ...rows.map(({ organizationId, cells }) => ({ name: organizationId ?? 'own', cells })),
    { name: 'sum', cells: aggregate },
  ];
  return Object.fromEntries(
    all.flatMap(({ name, cells }) =>
      cells.map(({ categories, suppressed, reason, value, numerator, lowerBound, upperBound }) => {
        const breakdown = categories.map(({ dimension, category }) => `${dimension}=${category}`).join(',');
        const bounds = `${lowerBound ?? ''}..${upperBound ?? ''}`;
        const figure = value ?? numerator ?? (bounds === '..' ? 'none' : bounds);
        return [`${name} ${breakdown}`.trim(), suppressed ? String(reason) : figure];
      }),
    ),
  );
}

const large = (organization: string) => report(organization, { '': '90', 'sex=F': '40', 'sex=M': '50' });

describe('a release of counts with bounds', () => {
  it('shows bounds of large counts, and totals over them as bounds', () => {
    const decision = decide([
      report('A', { '': '60', 'sex=F': between('20', '29'), 'sex=M': between('30', '40') }),
      large('B'),
    ]);
    expect(shownIn(decision)).toEqual({
      A: '60',
      'A sex=F': '20..29',
      'A sex=M': '30..40',
      B: '90',
      'B sex=F': '40',
      'B sex=M': '50',
      sum: '150',
      'sum sex=F': '60..69',
      'sum sex=M': '80..90',
    });
  });

  it('keeps counts below the threshold possible: an exact total would narrow the bounds beside it', () => {
    const decision = decide([
      report('A', { '': '100', 'sex=F': below('9'), 'sex=M': atLeast('95') }),
      large('B'),
      large('C'),
      large('D'),
    ]);
    expect(shownIn(decision)).toMatchObject({ A: 'COMPLEMENTARY', 'A sex=F': '..9', 'A sex=M': '95..' });
  });

  it('suppresses bounds that are those of a small group, and totals over them', () => {
    const decision = decide([report('A', { 'sex=F': below('4'), 'sex=M': '50' }), large('B'), large('C'), large('D')]);
    expect(shownIn(decision)).toMatchObject({
      'A sex=F': 'SENSITIVE',
      'A sex=M': '50',
      'sum sex=F': 'COMPLEMENTARY',
      'sum sex=M': '200',
    });
  });

  it.each([
    ['0 to 9', below('9'), '..9'],
    ['1 to 9', between('1', '9'), '1..9'],
    ['2 to 20', between('2', '20'), 'SENSITIVE'],
    ['5 to 14', between('5', '14'), 'SENSITIVE'],
    ['0 to 8', below('8'), 'SENSITIVE'],
    ['10 or more', atLeast('10'), '10..'],
    ['9 or more', atLeast('9'), 'SENSITIVE'],
  ])('shows the bounds %s if each small count is possible, or none', (_name, cell, shown) => {
    expect(shownIn(decide([report('A', { '': cell }), large('B'), large('C'), large('D')])).A).toBe(shown);
  });

  it('shows zeros beside narrow bounds: a total that these bound is at most as large, whatever is suppressed', () => {
    const categories = ['a', 'b', 'c'].map((code) => ({ code, parent: null }));
    const kind = { code: 'kind', exclusive: true, exhaustive: true, categories };
    const version = { ...share, countingUnit: 'PEOPLE_UNDUPLICATED', aggregationAcrossOrganizations: 'NONE' } as const;
    // 3.33 percent of 30 is 1 person; at most 10 percent of 12 are 0 or 1.
    const cells = {
      '': { value: '3.33', base: 30 },
      'kind=a': { ...below('10'), base: 12 },
      'kind=b': { value: '0', base: 9 },
      'kind=c': { value: '0', base: 9 },
    };
    expect(shownIn(decide([report('A', cells)], { version, dimensions: [kind], threshold: 3 }))).toEqual({
      A: 'SENSITIVE',
      'A kind=a': 'SENSITIVE',
      'A kind=b': '0',
      'A kind=c': '0',
    });
  });

  it('suppresses bounds from 1 on if zeros are hidden, because they exclude a count of 0', () => {
    const bounds = (cell: Partial<FigureCell>) =>
      shownIn(decide([report('A', { '': cell }), large('B'), large('C'), large('D')], { hideZeros: true })).A;
    expect(bounds(between('1', '9'))).toBe('SENSITIVE');
    expect(bounds(below('9'))).toBe('..9');
  });

  it('suppresses a total that would disclose an exact small count beside bounds', () => {
    const decision = decide([
      report('A', { 'sex=F': '4', 'sex=M': between('20', '29') }),
      report('B', { 'sex=F': below('9'), 'sex=M': '50' }),
      large('C'),
      large('D'),
    ]);
    expect(shownIn(decision)).toMatchObject({ 'A sex=F': 'SENSITIVE', 'B sex=F': '..9', 'sum sex=F': 'COMPLEMENTARY' });
  });

  it('suppresses all numbers of a row whose parent category has bounds beside its child categories', () => {
    const decision = decide(
      [report('A', { '': '90', 'age=5-8': between('20', '40'), 'age=5': '20', 'age=9-12': '60' }), large('B')],
      { dimensions: [age] },
    );
    expect(Object.values(shownIn(decision)).slice(0, 4)).toEqual(new Array(4).fill('LAST_RESORT'));
  });

  it('publishes bounds of events, which are no numbers of people, and their sum', () => {
    const decision = decide([report('A', { '': below('4') }), report('B', { '': '7' })], {
      version: { ...count, countingUnit: 'EVENTS' },
    });
    expect(shownIn(decision)).toEqual({ A: '..4', B: '7', sum: '7..11' });
  });

  it('has no bounds of a sum of amounts whose ends are both unknown', () => {
    const version = { ...count, kind: 'AMOUNT', countingUnit: 'OTHER' } as const;
    const decision = decide([report('A', { '': below('4') }), report('B', { '': atLeast('-7') })], { version });
    expect(shownIn(decision)).toEqual({ A: '..4', B: '-7..' });
  });

  it('protects a category beside bounds of another if categories overlap and everyone is in at least one', () => {
    const topic = { code: 'topic', exclusive: false, exhaustive: true };
    const dimensions = [{ ...topic, categories: ['a', 'b', 'c'].map((code) => ({ code, parent: null })) }];
    const decided = (c: Partial<FigureCell>) =>
      decide([report('A', { '': '51', 'topic=a': '40', 'topic=b': '8', 'topic=c': c }, { open: false })], {
        dimensions,
      });
    // 40 and at most 9 of 51 people leave at least 2 for b. No part of the report can be published.
    expect(decided(below('9'))).toMatchObject({ rows: [], waiting: [{ organizationId: 'A', place: null }] });
    expect(shownIn(decided(below('19')))).toEqual({
      A: '51',
      'A topic=a': '40',
      'A topic=b': 'SENSITIVE',
      'A topic=c': '..19',
    });
  });

  it('contains no count that the decision assumed', () => {
    const { rows, aggregate } = decide([report('A', { '': between('20', '29') }), large('B')]);
    expect(rows[0]?.cells[0]).toMatchObject({ value: null, lowerBound: '20', upperBound: '29', suppressed: false });
    expect(aggregate[0]).toMatchObject({ value: null, lowerBound: '110', upperBound: '119', suppressed: false });
  });
});

describe('a later release of counts with bounds', () => {
  const first = [report('A', { '': '60', 'sex=F': between('20', '29'), 'sex=M': between('30', '40') }), large('B')];

  it('keeps an unchanged report with bounds', () => {
    const previous = previousReleaseOf(decide(first), ['A', 'B']);
    const later = decide([...first, large('C')], { previous });
    expect(later.rows.map(({ organizationId, origin }) => [organizationId, origin])).toEqual([
      ['A', 'KEPT'],
      ['B', 'KEPT'],
      ['C', 'NEW'],
    ]);
    expect(shownIn(later)).toMatchObject({ 'A sex=F': '20..29', sum: '240', 'sum sex=F': '100..109' });
  });

  it('does not show bounds of a figure that an earlier release suppressed', () => {
    const exact = [report('A', { 'sex=F': '4', 'sex=M': '50' }), large('B'), large('C'), large('D')];
    const previous = previousReleaseOf(decide(exact), ['B', 'C', 'D']);
    const corrected = ['A', 'B', 'C'].map((each) => report(each, { 'sex=F': below('9'), 'sex=M': '50' }));
    const later = decide([...corrected, large('D')], { previous });
    expect(shownIn(later)).toMatchObject({ 'A sex=F': 'FIXED' });
  });
});

describe('a release of ratios with bounds', () => {
  const ratioOf = (base: number, bounds: Partial<FigureCell>) => ({ base, ...bounds });
  const shown = (cell: Partial<FigureCell>) =>
    shownIn(decide([report('A', { '': cell })], { version: share, dimensions: [] })).A;

  it.each([
    // 0 to 15 of 300 people are outside the ratio.
    ['95 % or more of 300', ratioOf(300, atLeast('95')), '95..'],
    // 0 to 6 of 120 are.
    ['95 % or more of 120', ratioOf(120, atLeast('95')), 'SENSITIVE'],
    ['20 to 29 % of 100', ratioOf(100, between('20', '29')), '20..29'],
    ['20 to 29 % of 40, which is 8 to 11', ratioOf(40, between('20', '29')), 'SENSITIVE'],
    ['less than 10 % of 120, which is 0 to 11', ratioOf(120, below('9.9')), '..9.9'],
    ['less than 10 % of 50, which is 0 to 4', ratioOf(50, below('9.9')), 'SENSITIVE'],
    ['less than 1 % of 50, which is 0', ratioOf(50, below('0.9')), '..0.9'],
  ])('judges the bounds %s by the people they can be about', (_name, cell, expected) => {
    expect(shown(cell)).toBe(expected);
  });

  it('suppresses a ratio of a small base', () => {
    expect(shown(ratioOf(8, between('20', '60')))).toBe('LAST_RESORT');
  });

  it('publishes no total over organizations of ratios with bounds', () => {
    const decision = decide(
      [
        report('A', { '': ratioOf(100, between('20', '29')) }),
        report('B', { '': { numerator: '30', denominator: '90' } }),
      ],
      {
        version: share,
        dimensions: [],
      },
    );
    expect(shownIn(decision)).toEqual({ A: '20..29', B: '30' });
  });

  it('contains the base and no numerator that the decision assumed', () => {
    const { rows } = decide([report('A', { '': ratioOf(100, between('20', '29')) })], {
      version: share,
      dimensions: [],
    });
    expect(rows[0]?.cells[0]).toMatchObject({
      value: null,
      numerator: null,
      denominator: null,
      base: 100,
      lowerBound: '20',
    });
  });
});

describe('bounds beside figures of the ecosystem itself', () => {
  it('are parts of a stated total, which is published as a number', () => {
    const decision = decide(
      [report('A', { '': between('20', '29') }), report('B', { '': '90' }), report(null, { '': '200' })],
      { dimensions: [] },
    );
    expect(shownIn(decision)).toEqual({ A: '20..29', B: '90', own: '200' });
  });

  it('hold a report of the ecosystem itself that states bounds beside organizations', () => {
    const decision = decide(
      [report('A', { '': '40' }), report('B', { '': '90' }), report(null, { '': atLeast('100') })],
      {
        dimensions: [],
      },
    );
    expect(shownIn(decision)).toEqual({ A: '40', B: '90', sum: '130' });
    expect(decision.excluded).toEqual([{ organizationId: null, place: null }]);
  });

  it('suppress an unduplicated figure of the ecosystem, whose inequalities would narrow them', () => {
    const version = { ...count, countingUnit: 'PEOPLE_UNDUPLICATED', aggregationAcrossOrganizations: 'NONE' } as const;
    const decision = decide([report('A', { '': below('9') }), report('B', { '': '90' }), report(null, { '': '95' })], {
      version,
      dimensions: [],
    });
    expect(shownIn(decision)).toEqual({ A: '..9', B: '90', own: 'COMPLEMENTARY' });
  });
});
