import { describe, expect, it } from 'vitest';
import {
  age,
  cell,
  count,
  decide,
  previousReleaseOf,
  publishedIn,
  ratio,
  report,
  sex,
  share,
  suppressedIn,
} from './decide-release.fixture.ts';
import { LinkedColumns } from './linked/linked-columns.ts';
import { linkRows } from './linked/linked-rows.ts';
import { peopleMeasures } from './linked/people-measures.ts';
import { RowCells } from './linked/row-cells.ts';

/*
 * Disclosure risks that an attack found. In each case, small numbers could be inferred from published figures with
 * knowledge beyond the sums of a linked set.
 */

const notApplicable = { value: null, status: 'NOT_APPLICABLE' } as const;
const missing = { value: null, status: 'MISSING' } as const;
const unduplicated = { ...count, countingUnit: 'PEOPLE_UNDUPLICATED', aggregationAcrossOrganizations: 'NONE' } as const;
const mean = { ...count, kind: 'MEAN', aggregationAcrossOrganizations: 'WEIGHTED_MEAN' } as const;

describe('decideRelease against attackers with additional knowledge', () => {
  it('prevents disclosure by a category that is not applicable, which is a public zero', () => {
    const three = { ...sex, categories: ['F', 'M', 'X'].map((code) => ({ code, parent: null })) };
    const rows = [report('A', { '': '39', 'sex=F': '30', 'sex=M': '9', 'sex=X': notApplicable })];
    expect(suppressedIn(decide(rows, { dimensions: [three], version: unduplicated }))).toEqual(['A sex=F', 'A sex=M']);
  });

  it('prevents disclosure by the residual of a parent category of a ratio that has a denominator but no numerator', () => {
    const { cells } = report('A', {
      '': ratio('60', '123'),
      'age=5-8': ratio('40', '83'),
      'age=9-12': ratio('20', '40'),
      'age=5': ratio('20', '40'),
      'age=6-8': ratio('20', '40'),
    });
    const columns = new LinkedColumns([age]);
    const status = 'UNDECIDED' as const;
    const row = { key: 'A', contributor: 'A', cells: new RowCells(cells), places: [], statusOf: () => status };
    const measures = peopleMeasures(share);
    const rules = {
      columns,
      measures,
      hasSharedDenominator: false,
      canPlacesShare: false,
      hasSmallDenominators: false,
      hasStatedTotal: false,
      threshold: 10,
      scale: null,
    };
    expect(columns.dimensions[0]?.categories[0]?.code).toBe('5-8');
    expect(linkRows([row], rules)).toMatchObject({
      kind: 'LINKED',
      rows: [{ tables: [{ parts: [[0, 20, 20, 20, 0]] }, { parts: [[3, 20, 20, 20, 0]] }] }],
    });
    expect(linkRows([row], rules)).toMatchObject({ rows: [{ status: { parts: [{ 0: 'NEVER_PUBLISHED' }] } }] });
  });

  it('prevents disclosure by the other categories of a dimension, if it is a parent category with child categories', () => {
    const rows = [report('A', { '': '60', 'age=5-8': '9', 'age=9-12': '51', 'age=5': '4' })];
    const rules = { version: unduplicated, dimensions: [age], hideZeros: true };
    expect(suppressedIn(decide(rows, rules))).toEqual(['A age=5-8', 'A age=9-12', 'A age=5']);
  });

  it('prevents disclosure by the number of child categories that are withheld with a small parent category', () => {
    const of = (people: number) => ({ numerator: String(3 * people), denominator: String(people) });
    const rowOf = (olderChildren: number) =>
      report('A', {
        '': of(4 + olderChildren),
        'age=5-8': of(4),
        'age=9-12': of(olderChildren),
        'age=5': of(1),
        'age=6-8': of(3),
      });
    const rules = { version: { ...mean, aggregationAcrossOrganizations: 'NONE' } as const, dimensions: [age] };
    const categories = ['A age=5-8', 'A age=9-12', 'A age=5', 'A age=6-8'];
    // Each mean is of at least one person: of 10 people, at most 8 are from 6 to 8 years old; of 11 people, at most 9.
    expect(suppressedIn(decide([rowOf(6)], rules))).toEqual(['A ', ...categories].map((name) => name.trim()));
    expect(suppressedIn(decide([rowOf(7)], rules))).toEqual(categories);
  });

  it('prevents disclosure by public denominators of a residual that contains small child categories', () => {
    const of = (people: number) => ({ value: '0', base: people });
    const rows = [report('A', { '': of(20), 'age=9-12': of(10), 'age=5': of(3), 'age=6-8': of(2) })];
    // Without 9-12, 10 people are left. At most 8 of them are 5 years old, because a ratio is of at least one person.
    const withheld = ['A age=9-12', 'A age=5', 'A age=6-8'];
    expect(suppressedIn(decide(rows, { version: share, dimensions: [age] }))).toEqual(withheld);
  });

  it('prevents disclosure by a total to which a report without a figure does not contribute', () => {
    const decision = decide([
      report('A', { '': '9' }),
      report('B', { '': '24' }),
      report('C', { '': '59' }),
      report('D', { '': missing }),
    ]);
    expect(publishedIn(decision)).toEqual({ A: '*', B: '*', C: '*', D: null, sum: '92' });
    expect(decision.unprotectedTotals).toBe(0);
  });

  it('prevents disclosure by the residual of a stated ratio, if only the residual is small', () => {
    const rows = [
      report('A', { '': ratio('20', '50') }),
      report('B', { '': ratio('16', '50') }),
      report(null, { '': ratio('50', '104') }),
    ];
    expect(suppressedIn(decide(rows, { version: share, dimensions: [] }))).toEqual(['own']);
  });

  it('prevents disclosure by the residual of a stated mean, if organizations exceed it only in a category', () => {
    const meanOf = (base: number) => ({ value: '3.5', base });
    const rows = [
      report('A', { '': meanOf(50), 'sex=F': meanOf(30) }),
      report('B', { '': meanOf(40) }),
      report(null, { '': meanOf(94), 'sex=F': meanOf(60), 'sex=M': meanOf(34) }),
    ];
    expect(suppressedIn(decide(rows, { version: mean }))).toEqual(['own', 'own sex=F', 'own sex=M']);
  });

  it('prevents disclosure by an organization that is closed now and opened later, beside a stated total', () => {
    const decision = decide([
      report('A', { '': '4' }),
      report('B', { '': '60' }),
      report('C', { '': '80' }, { open: false }),
      report(null, { '': '150' }),
    ]);
    // 150 − 60 − 80 would leave 10 for A and the residual.
    expect(suppressedIn(decision)).toEqual(['A', 'B']);
  });

  it('prevents disclosure by means of places, each of which is of at least one person of the mean for all places', () => {
    const of = (people: number) => ({ numerator: String(3 * people), denominator: String(people) });
    const all = report('A', { '': of(30), 'sex=F': of(6) }, { place: null });
    const places = ['N', 'S', 'W'].map((place) => report('A', { '': of(10), 'sex=F': of(2) }, { place }));
    const rules = { version: { ...mean, aggregationAcrossOrganizations: 'NONE' } as const };
    const open = { ...sex, exhaustive: false };
    const withheldOf = (men: number) => {
      const row = { ...all, cells: [...all.cells, cell('sex=M', of(men))] };
      return suppressedIn(decide([row, ...places], { ...rules, dimensions: [open] })).filter(
        (name) => /^A (?![NSW])/.test(name) || name === 'A',
      );
    };
    // At least 3 people are female. If 12 others are not male, up to 9 of these 12 can be of no category. If 11, only 8.
    expect(withheldOf(18)).toEqual(['A sex=F']);
    expect(withheldOf(19)).toEqual(['A sex=F', 'A sex=M']);
  });

  it('prevents disclosure by places with a figure of 0', () => {
    const rows = [
      report('A', { '': '12' }),
      report('A', { '': '4' }, { place: 'N' }),
      report('A', { '': '0' }, { place: 'S' }),
    ];
    expect(suppressedIn(decide(rows))).toEqual(['AN', 'AS']);
  });

  it('prevents disclosure by exhaustive overlapping categories, which together cover the total', () => {
    const courses = {
      ...sex,
      code: 'course',
      exclusive: false,
      categories: ['a', 'b', 'c'].map((code) => ({ code, parent: null })),
    };
    const rows = [report('A', { '': '40', 'course=a': '20', 'course=b': '18', 'course=c': '4' })];
    expect(suppressedIn(decide(rows, { dimensions: [courses] }))).toEqual(
      ['A', 'sum'].flatMap((name) => ['a', 'b', 'c'].map((course) => `${name} course=${course}`)),
    );
  });

  it('prevents disclosure by an unduplicated figure of the ecosystem beside organizations that report by place', () => {
    const decision = decide(
      [report('A', { '': '4' }), report('B', { '': '30' }, { place: 'N' }), report(null, { '': '33' })],
      { version: unduplicated, dimensions: [] },
    );
    expect(suppressedIn(decision)).toEqual(['A', 'own']);
  });

  it('prevents disclosure by a late report beside an own figure that is suppressed as a whole', () => {
    const rules = { version: unduplicated, dimensions: [] };
    const rows = [report('A', { '': '8' }), report(null, { '': '8' })];
    const first = decide(rows, rules);
    const next = decide([...rows, report('B', { '': '5' })], {
      ...rules,
      previous: previousReleaseOf(first, ['A', 'null']),
    });
    expect(next.waiting).toEqual([{ organizationId: 'B', place: null }]);
  });

  it('prevents disclosure by a mean, which is of at least one person even if zeros are hidden', () => {
    const grade = { ...sex, code: 'grade', categories: ['1', '2', '3', '4'].map((code) => ({ code, parent: null })) };
    const people = (denominator: number) => ({
      value: null,
      numerator: String(3 * denominator),
      denominator: String(denominator),
    });
    const row = report('A', {
      '': people(29),
      'grade=1': people(2),
      'grade=2': people(1),
      'grade=3': people(6),
      'grade=4': people(20),
    });
    const version = { ...mean, countingUnit: 'PEOPLE_UNDUPLICATED' } as const;
    // With 29 and 20 published, the other three would add up to 9, so that none could be 9.
    expect(suppressedIn(decide([row], { version, dimensions: [grade], hideZeros: true }))).toEqual(
      ['1', '2', '3', '4'].map((code) => `A grade=${code}`),
    );
  });

  it('prevents disclosure by means at the ends of a scale, which turn sums of scores into equations', () => {
    const group = { ...sex, code: 'group', categories: ['a', 'b', 'c'].map((code) => ({ code, parent: null })) };
    const scored = (numerator: number, denominator: number) => ({
      value: null,
      numerator: String(numerator),
      denominator: String(denominator),
    });
    // Everyone in group a has a 5, and everyone in group b has a 1.
    const rows = [3, 25, 40].map((people, index) =>
      report(`O${index}`, {
        '': scored(5 * people + 20 + 3 * 30, people + 20 + 30),
        'group=a': scored(5 * people, people),
        'group=b': scored(20, 20),
        'group=c': scored(90, 30),
      }),
    );
    const rules = { version: mean, dimensions: [group] };
    // Of O0, 185 − 90 = 95 and 53 − 30 = 23 would be published for a and b: 5a + b = 35 and a + b = 23, so that a is 3.
    expect(suppressedIn(decide(rows, rules))).toEqual(
      ['O0', 'O1', 'O2'].flatMap((name) => [`${name} group=a`, `${name} group=b`]),
    );
    const withScale = suppressedIn(decide(rows, { ...rules, scale: { lowest: '1', highest: '5' } }));
    expect(withScale).toEqual(['O0', 'O1', 'O2'].flatMap((name) => [`${name} group=a`, `${name} group=c`]));
  });

  it.each([
    ['a known scale', { scale: { lowest: '0', highest: '1' } }],
    ['means from 0 to 1', { scale: null }],
  ])('prevents disclosure by a mean of scores of 0 and 1, which counts people: %s', (_case, rules) => {
    const rows = [
      report('A', { '': { value: '0.12', base: 25 } }),
      report('B', { '': { value: '0.5', base: 30 } }),
      report('C', { '': { value: '0.4', base: 50 } }),
    ];
    const version = { ...mean, countingUnit: 'OTHER' } as const;
    const decision = decide(rows, { version, dimensions: [], ...rules });
    expect(suppressedIn(decision)).toEqual(['A', 'B', 'C']);
    expect(publishedIn(decision).sum).toBe('0.361905');
  });

  it('publishes a mean on a wider scale, even if it is from 0 to 1', () => {
    const rows = [report('A', { '': { value: '0.12', base: 25 } }), report('B', { '': { value: '0.5', base: 30 } })];
    const version = { ...mean, countingUnit: 'OTHER' } as const;
    expect(suppressedIn(decide(rows, { version, dimensions: [], scale: { lowest: '0', highest: '5' } }))).toEqual([]);
  });

  it('prevents disclosure by the totals before and after the correction of a report without a total of its own', () => {
    const [a, c, d] = [report('A', { '': '3' }), report('C', { '': '40' }), report('D', { '': '50' })];
    const first = decide([a, report('B', { 'sex=F': '12', 'sex=M': '9' }), c, d]);
    const late = ['E', 'F'].map((name) => report(name, { '': '60' }));
    const next = decide([a, report('B', { '': '25' }), c, d, ...late], {
      previous: previousReleaseOf(first, ['A', 'C', 'D']),
    });
    expect([publishedIn(first).sum, publishedIn(next).sum]).toEqual(['114', '*']);
  });
});
