import type { LinkedRow } from '@collective-impact/disclosure';
import { describe, expect, it } from 'vitest';
import { LinkedColumns } from './columns.ts';
import {
  age,
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
import { linkRows } from './linked-rows.ts';
import { peopleMeasures } from './people.ts';
import { RowCells } from './row-cells.ts';

/*
 * What an attack found to be told by decisions: each case is one of few people who followed from what was shown, though not
 * by a sum of cells.
 */

const none = { value: null, status: 'NOT_APPLICABLE' } as const;
const missing = { value: null, status: 'MISSING' } as const;
const once = { ...count, counts: 'PEOPLE_UNDUPLICATED', overOrganizations: 'NONE' } as const;
const mean = { ...count, kind: 'MEAN', overOrganizations: 'WEIGHTED_MEAN' } as const;

describe('a secret is not told', () => {
  it('by categories that are said not to apply', () => {
    const three = { ...sex, categories: ['F', 'M', 'X'].map((code) => ({ code, parent: null })) };
    const rows = [report('A', { '': '39', 'sex=F': '30', 'sex=M': '9', 'sex=X': none })];
    const decision = decide(rows, { dimensions: [three], version: once });
    // The women would be all but the men: either these are withheld too, or the total is.
    expect(withheldOf(decision).length).toBeGreaterThan(1);
  });

  it('by the figures of two dimensions, where a report has no others', () => {
    const rows = [report('A', { 'sex=F,age=5': '4' })];
    expect(withheldOf(decide(rows, { dimensions: [sex, age] }))).toEqual(['A sex=F,age=5', 'sum sex=F,age=5']);
  });

  it('by what a category of a share leaves, where it is of the others alone', () => {
    const { cells } = report('A', {
      '': ratio('60', '123'),
      'age=5-8': ratio('40', '83'),
      'age=9-12': ratio('20', '40'),
      'age=5': ratio('20', '40'),
      'age=6-8': ratio('20', '40'),
    });
    const columns = new LinkedColumns([age]);
    const row = { key: 'A', contributor: 'A', cells: new RowCells(cells), settled: () => 'UNDECIDED' as const };
    const rules = { columns, measures: peopleMeasures(share), shared: false, threshold: 10, stated: false };
    const [linked] = linkRows([row], rules) as LinkedRow[];
    const left = columns.dimensions[0]?.categories.findIndex(({ code }) => code === '5-8') ?? -1;
    expect(linked?.tables.map(({ parts }) => parts[0]?.[left])).toEqual([0, 3]);
    expect(linked?.status?.parts[0]?.[left]).toBe('NEVER_PUBLISHED');
  });

  it('by a category of few that is what the others leave, though those within it can each be another', () => {
    const rows = [report('A', { '': '60', 'age=5-8': '9', 'age=9-12': '51', 'age=5': '4' })];
    expect(withheldOf(decide(rows, { version: once, dimensions: [age], hideZeros: true }))).toContain('A age=9-12');
  });

  it('by a sum in which a report without a figure has no part', () => {
    const decision = decide([
      report('A', { '': '9' }),
      report('B', { '': '24' }),
      report('C', { '': '59' }),
      report('D', { '': missing }),
    ]);
    const { A, B, C, sum } = shown(decision) as Record<string, string | null>;
    expect(A).toBe('*');
    // B knows its own: of C and the sum one is withheld, or both tell A.
    expect([C, sum].includes('*') || decision.unprotected > 0).toBe(true);
    expect([B, C, sum].filter((each) => each === '*').length).toBeGreaterThan(0);
  });

  it('by what is left of a share of the ecosystem, where only that is of few', () => {
    const decision = decide(
      [
        report('A', { '': ratio('20', '50') }),
        report('B', { '': ratio('16', '50') }),
        report(null, { '': ratio('50', '104') }),
      ],
      { version: share, dimensions: [] },
    );
    expect(withheldOf(decision).length).toBeGreaterThan(0);
  });

  it('by what is left of a mean of the ecosystem, whose organizations only seem to come to more', () => {
    const of = (base: number) => ({ value: '3.5', base });
    const rows = [
      report('A', { '': of(50), 'sex=F': of(30) }),
      report('B', { '': of(40) }),
      report(null, { '': of(94), 'sex=F': of(60), 'sex=M': of(34) }),
    ];
    expect(withheldOf(decide(rows, { version: mean }))).toContain('own');
  });

  it('by an organization that is closed and was opened later, beside what the ecosystem says', () => {
    const decision = decide([
      report('A', { '': '4' }),
      report('B', { '': '60' }),
      report('C', { '': '80' }, { open: false }),
      report(null, { '': '150' }),
    ]);
    // 150 − 60 − 80 would leave 10 for A and those with nobody.
    expect(withheldOf(decision)).toContain('A');
    expect(withheldOf(decision).length).toBeGreaterThan(1);
  });

  it('by places that have nobody', () => {
    const rows = [
      report('A', { '': '12' }),
      report('A', { '': '4' }, { place: 'N' }),
      report('A', { '': '0' }, { place: 'S' }),
    ];
    expect(withheldOf(decide(rows))).toEqual(['AN', 'AS']);
  });

  it('by overlapping categories of which everyone is in one at least', () => {
    const courses = {
      ...sex,
      code: 'course',
      exclusive: false,
      categories: ['a', 'b', 'c'].map((code) => ({ code, parent: null })),
    };
    const rows = [report('A', { '': '40', 'course=a': '20', 'course=b': '18', 'course=c': '4' })];
    const decision = decide(rows, { dimensions: [courses] });
    expect(withheldOf(decision).filter((name) => name.startsWith('A '))).toEqual([
      'A course=a',
      'A course=b',
      'A course=c',
    ]);
  });

  it('by organizations that report by place, beside the ecosystem of people counted once', () => {
    const decision = decide(
      [report('A', { '': '4' }), report('B', { '': '30' }, { place: 'N' }), report(null, { '': '33' })],
      { version: once, dimensions: [] },
    );
    expect(withheldOf(decision)).toEqual(['A', 'own']);
  });

  it('by a late report beside an own figure that is withheld as a whole', () => {
    const rules = { version: once, dimensions: [] };
    const rows = [report('A', { '': '8' }), report(null, { '': '8' })];
    const first = decide(rows, rules);
    const next = decide([...rows, report('B', { '': '5' })], { ...rules, previous: released(first, ['A', 'null']) });
    expect(next.waiting).toEqual([{ organizationId: 'B', place: null }]);
  });

  it('by the sums before and after a report is corrected that left its total to be added up', () => {
    const rows = [
      report('A', { '': '3' }),
      report('B', { 'sex=F': '12', 'sex=M': '9' }),
      report('C', { '': '40' }),
      report('D', { '': '50' }),
    ];
    const first = decide(rows);
    const later = ['E', 'F'].map((name) => report(name, { '': '60' }));
    const corrected = [rows[0], report('B', { '': '25' }), ...rows.slice(2), ...later].flatMap((row) => row ?? []);
    const next = decide(corrected, { previous: released(first, ['A', 'C', 'D']) });
    expect([shown(first).sum, shown(next).sum]).toEqual(['114', '*']);
  });
});

describe('beside a figure that the ecosystem stated, a later release', () => {
  const rows = [
    report('A', { '': '60', 'sex=F': '4', 'sex=M': '56' }),
    report('B', { '': '50', 'sex=F': '20', 'sex=M': '30' }),
    report(null, { '': '500', 'sex=F': '240', 'sex=M': '260' }),
  ];
  const late = ['C', 'D', 'E'].map((name) => report(name, { '': '40', 'sex=F': '3', 'sex=M': '37' }));
  const first = decide(rows);
  const previous = released(first, ['A', 'B', 'null']);

  it('takes late reports of three organizations, decided with all that is released', () => {
    const next = decide([...rows, ...late], { previous });
    expect(next.waiting).toEqual([]);
    expect(['C', 'D', 'E'].map((name) => shown(next)[`${name} sex=F`])).toEqual(['*', '*', '*']);
    expect(shown(next)).toMatchObject(shown(first));
  });

  it('leaves two waiting', () => {
    const next = decide([...rows, ...late.slice(1)], { previous });
    expect(next.waiting.map(({ organizationId }) => organizationId)).toEqual(['D', 'E']);
  });

  it('leaves them waiting as long as a released one is being corrected', () => {
    const corrected = [report('A', { '': '61', 'sex=F': '5', 'sex=M': '56' }), ...rows.slice(1), ...late];
    expect(decide(corrected, { previous }).waiting).toHaveLength(4);
  });

  it('leaves them waiting where what was left was of few', () => {
    const close = [...rows.slice(0, 2), report(null, { '': '114', 'sex=F': '26', 'sex=M': '88' })];
    const small = ['C', 'D', 'E'].map((name) => report(name, { '': '1' }));
    const before = released(decide(close), ['A', 'B', 'null']);
    expect(decide([...close, ...small], { previous: before }).waiting).toHaveLength(3);
  });
});
