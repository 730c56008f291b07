import { describe, expect, it } from 'vitest';
import { cell, count, decide, publishedIn, ratio, report, share, suppressedIn } from './decide-release.fixture.ts';
import type { ReportedRow } from './rows.ts';

describe('a figure of the ecosystem itself', () => {
  const rows = [report('A', { '': '60' }), report('B', { '': '70' })];

  it('replaces the total of the organizations', () => {
    expect(publishedIn(decide([report(null, { '': '200' }), ...rows]))).toEqual({ own: '200', A: '60', B: '70' });
  });

  it('leads to the suppression of organizations if its residual is a small number of people', () => {
    expect(suppressedIn(decide([report(null, { '': '134' }), ...rows]))).toEqual(['A', 'B']);
  });

  it('is decided separately if the organizations exceed it, because they count some people several times', () => {
    const decision = decide([report(null, { '': '100' }), ...rows]);
    expect(publishedIn(decision)).toEqual({ own: '100', A: '60', B: '70' });
  });

  it('is suppressed if one organization does not report the categories of the others', () => {
    const reports = [
      report(null, { '': '100', 'sex=F': '60', 'sex=M': '40' }),
      report('A', { '': '60', 'sex=F': '35', 'sex=M': '25' }),
      report('B', { '': '37' }),
    ];
    expect(suppressedIn(decide(reports))).toEqual(['own', 'own sex=F', 'own sex=M']);
  });

  it('does not disclose a small residual of a ratio with small categories', () => {
    const own = report(null, { '': ratio('35', '57'), 'sex=F': ratio('9', '9'), 'sex=M': ratio('26', '48') });
    const a = report('A', { '': ratio('26', '26'), 'sex=F': ratio('8', '8'), 'sex=M': ratio('18', '18') });
    expect(suppressedIn(decide([own, a], { version: share }))).toEqual([
      'A sex=F',
      'A sex=M',
      'own',
      'own sex=F',
      'own sex=M',
    ]);
  });

  it('is suppressed if its residual has a larger numerator than denominator, so that the organizations are not parts of it', () => {
    const reports = [report(null, { '': ratio('150', '200') }), report('A', { '': ratio('20', '100') })];
    expect(publishedIn(decide(reports, { version: share }))).toEqual({ own: '*', A: '20' });
  });

  it('suppresses a ratio of 0 if its denominator is small, for places too', () => {
    const reports = [
      report(null, { '': ratio('0', '3'), 'sex=F': ratio('0', '3') }),
      report('A', { '': ratio('50', '90') }),
    ];
    const places = reports.map((row) => ({
      ...row,
      cells: [cell('', { ...ratio('0', '3'), value: '0' })],
      place: 'north',
    }));
    const decision = decide([...reports, ...places], { version: share });
    expect(suppressedIn(decision)).toEqual(['ownnorth', 'Anorth', 'own', 'own sex=F']);
  });
});

describe('an unduplicated figure of the ecosystem itself', () => {
  const version = { ...count, countingUnit: 'PEOPLE_UNDUPLICATED' } as const;
  const decideUnduplicated = (rows: ReportedRow[]) => decide(rows, { version });
  const own = (women: string, men: string) =>
    report(null, { '': String(Number(women) + Number(men)), 'sex=F': women, 'sex=M': men });
  const a = report('A', { '': '100', 'sex=F': '5', 'sex=M': '95' });
  const b = report('B', { '': '60', 'sex=F': '30', 'sex=M': '30' });

  it('is suppressed if it bounds a suppressed figure of an organization from below', () => {
    const rows = (total: string) => [report(null, { '': total }), report('A', { '': '60' }), report('B', { '': '8' })];
    expect(publishedIn(decideUnduplicated(rows('61')))).toEqual({ own: '61', A: '60', B: '*' });
    expect(publishedIn(decideUnduplicated(rows('67')))).toEqual({ own: '*', A: '60', B: '*' });
  });

  it('is suppressed if the largest organization bounds its own suppressed category', () => {
    // An organization with 110 men leaves at most 5 women in a total of 115.
    const allMen = report('A', { '': '110', 'sex=F': '0', 'sex=M': '110' });
    const both = report('B', { '': '40', 'sex=F': '20', 'sex=M': '20' });
    expect(suppressedIn(decideUnduplicated([own('5', '110'), allMen, both]))).toEqual([
      'own',
      'own sex=F',
      'own sex=M',
    ]);
  });

  it('is suppressed if it bounds a category of an organization from above', () => {
    // At most 95 men leave at least 5 women in the 100 people of A.
    expect(suppressedIn(decideUnduplicated([own('30', '95'), a, b]))).toEqual([
      'A sex=F',
      'A sex=M',
      'own',
      'own sex=F',
      'own sex=M',
    ]);
  });

  it('is published if it leaves suppressed figures the required interval', () => {
    expect(suppressedIn(decideUnduplicated([own('30', '105'), a, b]))).toEqual(['A sex=F', 'A sex=M']);
  });
});
