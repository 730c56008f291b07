import { describe, expect, it } from 'vitest';
import { decide, publishedIn, ratio, report, sex, share, suppressedIn } from './decide-release.fixture.ts';

const group = { ...sex, code: 'group', categories: ['a', 'b'].map((code) => ({ code, parent: null })) };
const rules = { version: share, dimensions: [group] };

/** Three schools of 300, 280 and 260 students. One of them has a group of 6, of which 3 are counted. */
const schools: [name: string, parts: Record<string, [number, number]>][] = [
  ['A', { '': [150, 300], 'group=a': [3, 6], 'group=b': [147, 294] }],
  ['B', { '': [140, 280], 'group=a': [70, 140], 'group=b': [70, 140] }],
  ['C', { '': [130, 260], 'group=a': [52, 130], 'group=b': [78, 130] }],
];
const rowsOf = (cellOf: (numerator: number, denominator: number) => object) =>
  schools.map(([name, parts]) =>
    report(name, Object.fromEntries(Object.entries(parts).map(([key, [part, whole]]) => [key, cellOf(part, whole)]))),
  );
const percent = (value: string, base: number) => ({ value, base });

describe('a ratio that is reported as a value and a base', () => {
  it('suppresses no more than the same figures with numerator and denominator', () => {
    const parts = decide(
      rowsOf((part, whole) => ratio(String(part), String(whole))),
      rules,
    );
    const values = decide(
      rowsOf((part, whole) => percent(String((100 * part) / whole), whole)),
      rules,
    );
    expect(suppressedIn(parts)).toEqual(['A', 'B', 'C'].flatMap((name) => [`${name} group=a`, `${name} group=b`]));
    // No total of percentages is published, so that nothing of B and C needs to be suppressed.
    expect(suppressedIn(values)).toEqual(['A group=a', 'A group=b']);
    expect(publishedIn(values).sum).toBeUndefined();
  });

  it('is suppressed if its numerator can be small, and its complements too', () => {
    const rows = [
      report('A', { '': percent('31', 600), 'group=a': percent('1', 300), 'group=b': percent('61', 300) }),
      report('B', { '': percent('31', 600), 'group=a': percent('20', 300), 'group=b': percent('42', 300) }),
    ];
    // 1 % of 300 is from 2 to 4. Every numerator of B is large.
    expect(suppressedIn(decide(rows, rules))).toEqual(['A group=a', 'A group=b']);
  });

  it('is published if its numerator can be any small number, or none', () => {
    const rows = [report('A', { '': percent('1', 100_000) }), report('B', { '': percent('0', 3000) })];
    expect(suppressedIn(decide(rows, { version: share, dimensions: [] }))).toEqual([]);
  });

  it('is suppressed if a residual can be small, but not together with that of another dimension', () => {
    const parents = [...group.categories, ...['c', 'd'].map((code) => ({ code, parent: 'a' }))];
    const dimensions = [
      { ...sex, exhaustive: false },
      { ...group, exhaustive: false, categories: parents },
    ];
    const cells = { '': percent('30', 302), 'sex=F': percent('30', 218), 'sex=M': percent('30', 83) };
    const ofGroup = { 'group=a': percent('30', 247), 'group=b': percent('29', 48) };
    const within = { 'group=c': percent('30', 126), 'group=d': percent('30', 121) };
    // The person of no sex is counted if 91 or 92 are. Of the 7 people in no group, 2 are counted if 90 are: 90 − 38 − 36 − 14.
    const decision = decide([report('A', { ...cells, ...ofGroup, ...within })], {
      version: share,
      dimensions,
      threshold: 3,
    });
    expect(suppressedIn(decision)).toEqual(['A sex=F', 'A group=a', 'A group=b', 'A group=c', 'A group=d']);
  });

  it('is suppressed if rounded ratios leave a small residual, although the likely numerators leave none', () => {
    const open = { ...group, exhaustive: false };
    const rows = [report('A', { '': percent('84', 128), 'group=a': percent('83', 115), 'group=b': percent('100', 4) })];
    // 107 or 108 of 128, and 95 or 96 of 115: of the 9 people in no group, 0 to 2 are not counted.
    expect(suppressedIn(decide(rows, { version: share, dimensions: [open] }))).toEqual(['A group=a', 'A group=b']);
  });
});
