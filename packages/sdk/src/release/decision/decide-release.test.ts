import { describe, expect, it } from 'vitest';
import {
  age,
  cell,
  count,
  decide,
  ratio,
  released,
  report,
  sex,
  share,
  shown,
  withheldOf,
} from './decide-release.fixture.ts';
import type { ReportedRow } from './rows.ts';

const large = [
  report('A', { '': '60', 'sex=F': '25', 'sex=M': '35' }),
  report('B', { '': '70', 'sex=F': '40', 'sex=M': '30' }),
];
const small = report('C', { '': '30', 'sex=F': '4', 'sex=M': '26' });

describe('a first release', () => {
  it('shows figures that are about no people, and what organizations make together', () => {
    const version = { ...count, countingUnit: 'EVENTS' } as const;
    const decision = decide([report('A', { '': '3' }), report('B', { '': '2' })], { version });
    expect(shown(decision)).toEqual({ A: '3', B: '2', sum: '5' });
  });

  it('shows everything where no number of people is small', () => {
    expect(withheldOf(decide(large))).toEqual([]);
    expect(shown(decide(large))).toMatchObject({ sum: '130', 'sum sex=F': '65', 'sum sex=M': '65' });
  });

  it('withholds a small number, and what would give it away by row and by column', () => {
    const withheld = withheldOf(decide([...large, small]));
    expect(withheld).toContain('C sex=F');
    expect(withheld.filter((name) => name.startsWith('C')).length).toBeGreaterThan(1);
    expect(withheld.filter((name) => name.endsWith('sex=F')).length).toBeGreaterThan(1);
  });

  it('says why for the steward', () => {
    const cells = decide([...large, small]).rows.flatMap((row) => row.cells);
    const reasons = new Set(cells.map(({ reason }) => reason));
    expect(reasons).toEqual(new Set([null, 'SENSITIVE', 'COMPLEMENTARY']));
  });

  it('shows zeros, unless the ecosystem hides them', () => {
    const none = [...large, report('C', { '': '30', 'sex=F': '0', 'sex=M': '30' })];
    expect(withheldOf(decide(none))).toEqual([]);
    expect(withheldOf(decide(none, { hideZeros: true }))).toContain('C sex=F');
  });

  it('withholds a share whose numerator, or whose difference to the denominator, is small', () => {
    const rows = (numerator: string) => [
      report('A', { '': ratio('50', '90') }),
      report('B', { '': ratio('60', '90') }),
      report('C', { '': ratio(numerator, '90') }),
    ];
    const decideShares = (numerator: string) => withheldOf(decide(rows(numerator), { version: share, dimensions: [] }));
    expect(decideShares('4')).toContain('C');
    expect(decideShares('86')).toContain('C');
    expect(decideShares('45')).toEqual([]);
    expect(decideShares('4').length).toBeGreaterThan(1);
  });

  it('withholds a share of few people', () => {
    const rows = [
      report('A', { '': ratio('50', '90') }),
      report('B', { '': ratio('60', '90') }),
      report('C', { '': ratio('3', '6') }),
    ];
    const withheld = withheldOf(decide(rows, { version: share, dimensions: [] }));
    expect(withheld).toContain('C');
    expect(withheld.length).toBeGreaterThan(1);
  });

  it('knows how many a share of a base stands for', () => {
    const rows = [report('A', { '': { value: '5', base: 100 } }), report('B', { '': { value: '50', base: 100 } })];
    expect(
      withheldOf(decide(rows, { version: { ...share, aggregationAcrossOrganizations: 'NONE' }, dimensions: [] })),
    ).toEqual(['A']);
  });

  it('withholds a mean of few people', () => {
    const version = {
      ...count,
      kind: 'MEAN',
      countingUnit: 'OTHER',
      aggregationAcrossOrganizations: 'WEIGHTED_MEAN',
    } as const;
    const rows = ['40', '50', '60'].map((base, at) => report(`O${at}`, { '': { value: '3.5', base: Number(base) } }));
    expect(shown(decide(rows, { version, dimensions: [] }))).toMatchObject({ sum: '3.5' });
    const few = [...rows, report('P', { '': { value: '2', base: 4 } })];
    const withheld = withheldOf(decide(few, { version, dimensions: [] }));
    expect(withheld).toContain('P');
    expect(withheld.length).toBeGreaterThan(1);
  });

  it('does not publish what is split by two dimensions at once', () => {
    const rows = large.map((row) => ({ ...row, cells: [...row.cells, cell('age=5-8,sex=F', { value: '20' })] }));
    const withheld = withheldOf(decide(rows, { dimensions: [sex, age] }));
    expect(withheld).toEqual(['A age=5-8,sex=F', 'B age=5-8,sex=F', 'sum age=5-8,sex=F']);
  });

  it('shows a category that has others within it where it follows from them', () => {
    const rows = ['A', 'B', 'C'].map((name) =>
      report(name, { '': '60', 'age=5-8': '40', 'age=9-12': '20', 'age=5': '15', 'age=6-8': '25' }),
    );
    expect(withheldOf(decide(rows, { dimensions: [age] }))).toEqual([]);
    const few = [...rows, report('D', { '': '60', 'age=5-8': '40', 'age=9-12': '20', 'age=5': '3', 'age=6-8': '37' })];
    const withheld = withheldOf(decide(few, { dimensions: [age] }));
    expect(withheld).toEqual(expect.arrayContaining(['D age=5', 'D age=5-8']));
  });

  it('protects those whom an exclusive dimension leaves out, and those outside a category that overlaps others', () => {
    const left = { ...sex, exhaustive: false };
    const rows = [...large, report('C', { '': '60', 'sex=F': '30', 'sex=M': '26' })];
    expect(
      withheldOf(decide(rows, { dimensions: [left] })).filter((name) => name.startsWith('C')).length,
    ).toBeGreaterThan(0);
    const overlapping = { ...sex, exclusive: false, exhaustive: false };
    const both = [
      report('A', { '': '60', 'sex=F': '56', 'sex=M': '30' }),
      report('B', { '': '70', 'sex=F': '30', 'sex=M': '30' }),
    ];
    expect(withheldOf(decide(both, { dimensions: [overlapping] }))).toContain('A sex=F');
  });

  it('leaves an organization that is closed to those who see it out of the sums', () => {
    const decision = decide([...large, { ...small, open: false }]);
    expect(shown(decision)).toMatchObject({ sum: '130', 'C sex=F': '*' });
  });

  it('shows what a cell without a figure says', () => {
    const decision = decide([
      ...large,
      report('C', { '': { status: 'MISSING' }, 'sex=F': { status: 'SUPPRESSED_AT_SOURCE' } }),
    ]);
    const statuses = decision.rows.at(-1)?.cells.map(({ status, suppressed }) => [status, suppressed]);
    expect(statuses).toEqual([
      ['MISSING', false],
      ['SUPPRESSED_AT_SOURCE', false],
    ]);
  });

  it('withholds figures of places beside the figure of all', () => {
    const rows = [...large, { ...report('A', { '': '20' }), place: 'north' }];
    expect(withheldOf(decide(rows))).toEqual(['Anorth']);
  });

  it('shows none of numbers that do not add up, where one of them is small', () => {
    const version = { ...count, kind: 'AMOUNT' } as const;
    const rows = [report('A', { '': '60.5', 'sex=F': '25' }), report('B', { '': '3.5', 'sex=F': '0' })];
    expect(withheldOf(decide(rows, { version }))).toEqual(['A', 'A sex=F', 'B', 'sum', 'sum sex=F']);
  });
});

describe('the sums', () => {
  it('have the totals that rows leave to be added up, so that categories and total do not tell on them', () => {
    const withoutTotal = report('C', { 'sex=F': '0', 'sex=M': '7' });
    const decision = decide([...large, withoutTotal]);
    expect(shown(decision)).toMatchObject({ sum: '137', 'sum sex=F': '65', 'sum sex=M': '72', 'C sex=M': '*' });
    expect(shown(decide(large.map((row) => ({ ...row, cells: row.cells.slice(1) }))))).toMatchObject({ sum: '130' });
  });

  it('are not there where a row would bring a number that follows from nothing it says', () => {
    const part = report('C', { 'sex=F': '40' });
    expect(shown(decide([...large, part])).sum).toBeUndefined();
    const nested = [
      report('A', { '': '60', 'age=5-8': '40', 'age=9-12': '20' }),
      report('B', { '': '60', 'age=5': '15', 'age=6-8': '25', 'age=9-12': '20' }),
    ];
    expect(shown(decide(nested, { dimensions: [age] }))['sum age=5-8']).toBeUndefined();
  });

  it('take in an organization that was closed when it was released', () => {
    const open = report('C', { '': '50', 'sex=F': '20', 'sex=M': '30' });
    const first = decide([...large, { ...open, open: false }]);
    expect(shown(first).sum).toBe('130');
    const next = decide([...large, open], { previous: released(first, ['A', 'B', 'C']) });
    expect(shown(next)).toMatchObject({ sum: '180', C: '50' });
  });
});

describe('the ecosystem’s own figure', () => {
  it('stands for what organizations make together, and what is left beside them is protected', () => {
    const own = (total: string) => report(null, { '': total });
    const rows = [report('A', { '': '60' }), report('B', { '': '70' })];
    expect(shown(decide([own('200'), ...rows]))).toEqual({ own: '200', A: '60', B: '70' });
    const withheld = withheldOf(decide([own('134'), ...rows]));
    expect(withheld.length).toBeGreaterThan(0);
  });

  it('stands by itself where organizations come to more, since some people are with several', () => {
    const rows = [report(null, { '': '100' }), report('A', { '': '60' }), report('B', { '': '70' })];
    expect(shown(decide(rows))).toEqual({ own: '100', A: '60', B: '70' });
  });

  it('of people counted once does not tell how large a withheld figure is at least', () => {
    const version = { ...count, countingUnit: 'PEOPLE_UNDUPLICATED' } as const;
    const rows = (own: string) => [report(null, { '': own }), report('A', { '': '60' }), report('B', { '': '8' })];
    expect(shown(decide(rows('61'), { version }))).toEqual({ own: '61', A: '60', B: '*' });
    expect(shown(decide(rows('67'), { version }))).toEqual({ own: '*', A: '60', B: '*' });
  });
});

describe('what an own figure and others tell together', () => {
  it('is not that a share of none is a share of few', () => {
    const rows = [
      report(null, { '': ratio('0', '3'), 'sex=F': ratio('0', '3') }),
      report('A', { '': ratio('50', '90') }),
    ];
    const places = rows.map((row) => ({
      ...row,
      cells: [cell('', { ...ratio('0', '3'), value: '0' })],
      place: 'north',
    }));
    expect(withheldOf(decide([...rows, ...places], { version: share }))).toEqual(
      expect.arrayContaining(['ownnorth', 'Anorth']),
    );
  });

  it('is no zero, where the ecosystem hides zeros', () => {
    const places = large.map((row) => ({ ...row, cells: [cell('', { value: '0' })], place: 'north' }));
    expect(withheldOf(decide([...large, ...places], { hideZeros: true }))).toEqual(
      expect.arrayContaining(['Anorth', 'Bnorth']),
    );
  });

  it('is not what its categories leave, where they make up everything', () => {
    const own = report(null, { '': ratio('35', '57'), 'sex=F': ratio('9', '9'), 'sex=M': ratio('26', '48') });
    const beside = [own, report('A', { '': ratio('26', '26'), 'sex=F': ratio('8', '8'), 'sex=M': ratio('18', '18') })];
    expect(
      withheldOf(decide(beside, { version: share })).filter((name) => name.startsWith('own')).length,
    ).toBeGreaterThan(1);
  });

  it('is no rest, where one organization does not split its figure', () => {
    const rows = [
      report(null, { '': '100', 'sex=F': '60', 'sex=M': '40' }),
      report('A', { '': '60', 'sex=F': '35', 'sex=M': '25' }),
      report('B', { '': '37' }),
    ];
    expect(withheldOf(decide(rows))).toContain('own');
  });

  it('is nothing of a withheld figure of people counted once', () => {
    const version = { ...count, countingUnit: 'PEOPLE_UNDUPLICATED' } as const;
    const decideOnce = (rows: ReportedRow[]) => withheldOf(decide(rows, { version }));
    const own = (women: string, men: string) =>
      report(null, { '': String(Number(women) + Number(men)), 'sex=F': women, 'sex=M': men });
    const a = report('A', { '': '110', 'sex=F': '0', 'sex=M': '110' });
    // No fewer men than those of A leave the women at most five.
    expect(decideOnce([own('5', '110'), a, report('B', { '': '40', 'sex=F': '20', 'sex=M': '20' })])).toContain('own');
    // All men of A are among 95, so that five of its hundred are women.
    const few = report('A', { '': '100', 'sex=F': '5', 'sex=M': '95' });
    const b = report('B', { '': '60', 'sex=F': '30', 'sex=M': '30' });
    expect(decideOnce([own('30', '95'), few, b])).toContain('own sex=M');
    expect(decideOnce([own('30', '105'), few, b])).toEqual(['A sex=F', 'A sex=M']);
  });
});

describe('a later release', () => {
  const first = () => decide([...large, small]);
  const late = (name: string) => report(name, { '': '40', 'sex=F': '3', 'sex=M': '37' });

  it('keeps what was decided of rows that say the same', () => {
    const again = decide([...large, small], { previous: released(first(), ['A', 'B', 'C']) });
    expect(shown(again)).toEqual(shown(first()));
    expect(again.rows.every(({ origin }) => origin === 'KEPT')).toBe(true);
  });

  it('makes a late report wait that could be told from the sums', () => {
    const next = decide([...large, small, late('D')], { previous: released(first(), ['A', 'B', 'C']) });
    expect(shown(next)).toEqual(shown(first()));
    expect(next.waiting).toEqual([{ organizationId: 'D', place: null }]);
  });

  it('takes three late reports together, and adds them to the sums that are open', () => {
    const previous = released(decide(large), ['A', 'B']);
    const next = decide([...large, late('D'), late('E'), late('F')], { previous });
    expect(next.waiting).toEqual([]);
    expect(withheldOf(next)).toEqual(expect.arrayContaining(['D sex=F', 'E sex=F', 'F sex=F']));
    expect(shown(next)).toMatchObject({ 'A sex=F': '25', sum: '250' });
  });

  it('takes a single late report in which nothing is small', () => {
    const next = decide([...large, report('D', { '': '50', 'sex=F': '20', 'sex=M': '30' })], {
      previous: released(decide(large)),
    });
    expect(next.waiting).toEqual([]);
    expect(shown(next)).toMatchObject({ D: '50', sum: '180', 'sum sex=F': '85' });
  });

  it('keeps withheld what was withheld before a correction, and closes the sums that it would tell on', () => {
    const corrected = ['A', 'B', 'C'].map((name) => report(name, { '': '80', 'sex=F': '40', 'sex=M': '40' }));
    const before = withheldOf(first());
    const next = decide(corrected, { previous: released(first()) });
    expect(next.waiting).toEqual([]);
    expect(withheldOf(next)).toEqual(expect.arrayContaining(before));
    expect(shown(next)).toMatchObject({ 'sum sex=F': '*' });
  });

  it('keeps what was released of a report that is being corrected', () => {
    const [a] = large;
    const next = decide(a ? [a] : [], { previous: released(decide(large), ['A']) });
    expect(shown(next)).toEqual(shown(decide(large)));
  });

  it('withholds the sums where somebody had a part in them who is closed now', () => {
    const closed = [...large, small].map((row) => ({ ...row, open: row.organizationId !== 'A' }));
    const next = decide(closed, { previous: released(first(), ['A', 'B', 'C']) });
    expect(shown(next)).toMatchObject({ sum: '*', 'sum sex=F': '*', 'B sex=M': shown(first())['B sex=M'] });
  });

  it('shows shares of 0 % and of 100 %, unless zeros are hidden', () => {
    const reported = [
      report('A', { '': ratio('0', '40') }),
      report('B', { '': ratio('50', '50') }),
      report('C', { '': ratio('20', '45') }),
      report('D', { '': ratio('25', '60') }),
    ];
    const masked = (hideZeros: boolean) => {
      const decision = shown(decide(reported, { version: share, dimensions: [], hideZeros }));
      return ['A', 'B'].map((name) => decision[name]);
    };
    expect(masked(false)).toEqual(['0', '50']);
    expect(masked(true)).toEqual(['*', '*']);
  });
});
