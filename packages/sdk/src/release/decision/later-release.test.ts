import { describe, expect, it } from 'vitest';
import { decide, previousReleaseOf, publishedIn, report, suppressedIn } from './decide-release.fixture.ts';

const large = [
  report('A', { '': '60', 'sex=F': '25', 'sex=M': '35' }),
  report('B', { '': '70', 'sex=F': '40', 'sex=M': '30' }),
];
const small = report('C', { '': '30', 'sex=F': '4', 'sex=M': '26' });
const late = (name: string) => report(name, { '': '40', 'sex=F': '3', 'sex=M': '37' });
const first = () => decide([...large, small]);

const categoriesOf = (...names: string[]) => names.flatMap((name) => [`${name} sex=F`, `${name} sex=M`]);

describe('decideRelease for a later release', () => {
  it('keeps the decision on rows that have not changed', () => {
    const next = decide([...large, small], { previous: previousReleaseOf(first(), ['A', 'B', 'C']) });
    expect(publishedIn(next)).toEqual(publishedIn(first()));
    expect(next.rows.map(({ origin }) => origin)).toEqual(['KEPT', 'KEPT', 'KEPT']);
  });

  it('holds a late report that differencing the totals would disclose', () => {
    const next = decide([...large, small, late('D')], { previous: previousReleaseOf(first(), ['A', 'B', 'C']) });
    expect(publishedIn(next)).toEqual(publishedIn(first()));
    expect(next.waiting).toEqual([{ organizationId: 'D', place: null }]);
  });

  it('includes three late reports, and adds them to the totals', () => {
    const previous = previousReleaseOf(decide(large), ['A', 'B']);
    const next = decide([...large, late('D'), late('E'), late('F')], { previous });
    expect(next.waiting).toEqual([]);
    expect(suppressedIn(next)).toEqual(categoriesOf('D', 'E', 'F', 'sum'));
    expect(publishedIn(next)).toMatchObject({ 'A sex=F': '25', sum: '250' });
  });

  it('includes a single late report without small numbers', () => {
    const next = decide([...large, report('D', { '': '50', 'sex=F': '20', 'sex=M': '30' })], {
      previous: previousReleaseOf(decide(large)),
    });
    expect(next.waiting).toEqual([]);
    expect(publishedIn(next)).toMatchObject({ D: '50', sum: '180', 'sum sex=F': '85' });
  });

  it('suppresses corrected cells that were suppressed before, and the totals that they would change', () => {
    const corrected = ['A', 'B', 'C'].map((name) => report(name, { '': '80', 'sex=F': '40', 'sex=M': '40' }));
    const next = decide(corrected, { previous: previousReleaseOf(first()) });
    expect(next.waiting).toEqual([]);
    expect(suppressedIn(first())).toEqual(categoriesOf('A', 'B', 'C'));
    expect(suppressedIn(next)).toEqual(categoriesOf('A', 'B', 'C', 'sum'));
  });

  it('suppresses a total that was published if a suppressed report in it is corrected, because their difference is the correction', () => {
    const reports = (corrected: string) =>
      Object.entries({ A: corrected, B: '30', C: '7', D: '25' }).map(([name, value]) => report(name, { '': value }));
    const before = decide(reports('40'));
    expect(publishedIn(before)).toEqual({ A: '*', B: '*', C: '*', D: '25', sum: '102' });
    const after = decide(reports('44'), { previous: previousReleaseOf(before, ['B', 'C', 'D']) });
    expect([after.waiting, publishedIn(after)]).toEqual([[], { A: '*', B: '*', C: '*', D: '25', sum: '*' }]);
    const undone = decide(reports('40'), { previous: previousReleaseOf(after, ['B', 'C', 'D']) });
    expect(publishedIn(undone).sum).toBe('*');
  });

  it('keeps the row of a report that is being corrected', () => {
    const next = decide(large.slice(0, 1), { previous: previousReleaseOf(decide(large), ['A']) });
    expect(publishedIn(next)).toEqual(publishedIn(decide(large)));
  });

  it('suppresses the totals if an organization that contributed to them is closed now', () => {
    const closed = [...large, small].map((row) => ({ ...row, open: row.organizationId !== 'A' }));
    const next = decide(closed, { previous: previousReleaseOf(first(), ['A', 'B', 'C']) });
    expect(publishedIn(next)).toEqual({ ...publishedIn(first()), sum: '*', 'sum sex=F': '*', 'sum sex=M': '*' });
  });

  it('adds an organization to the totals if it was closed in the previous release and is open now', () => {
    const open = report('C', { '': '50', 'sex=F': '20', 'sex=M': '30' });
    const before = decide([...large, { ...open, open: false }]);
    expect(publishedIn(before).sum).toBe('130');
    const next = decide([...large, open], { previous: previousReleaseOf(before, ['A', 'B', 'C']) });
    expect(publishedIn(next)).toMatchObject({ sum: '180', C: '50' });
  });
});

describe('decideRelease for a later release with a stated total', () => {
  const rows = [
    report('A', { '': '60', 'sex=F': '4', 'sex=M': '56' }),
    report('B', { '': '50', 'sex=F': '20', 'sex=M': '30' }),
    report(null, { '': '500', 'sex=F': '240', 'sex=M': '260' }),
  ];
  const lateReports = ['C', 'D', 'E'].map(late);
  const before = decide(rows);
  const previous = previousReleaseOf(before, ['A', 'B', 'null']);

  it('includes late reports of three organizations, and keeps everything that is released', () => {
    const next = decide([...rows, ...lateReports], { previous });
    expect(next.waiting).toEqual([]);
    expect(publishedIn(next)).toMatchObject(publishedIn(before));
    expect(suppressedIn(next)).toEqual(categoriesOf('A', 'C', 'D', 'E'));
  });

  it('holds late reports of two organizations', () => {
    const next = decide([...rows, ...lateReports.slice(1)], { previous });
    expect(next.waiting.map(({ organizationId }) => organizationId)).toEqual(['D', 'E']);
  });

  it('holds late reports while a released report is being corrected', () => {
    const corrected = [report('A', { '': '61', 'sex=F': '5', 'sex=M': '56' }), ...rows.slice(1), ...lateReports];
    const next = decide(corrected, { previous });
    expect(next.waiting.map(({ organizationId }) => organizationId)).toEqual(['A', 'C', 'D', 'E']);
  });

  it('holds the correction of a report with suppressed figures, even if its figures are large now', () => {
    const corrected = report('A', { '': '80', 'sex=F': '20', 'sex=M': '60' });
    const next = decide([corrected, ...rows.slice(1)], { previous: previousReleaseOf(before, ['B', 'null']) });
    expect(publishedIn(next)).toEqual(publishedIn(before));
    expect(next.waiting.map(({ organizationId }) => organizationId)).toEqual(['A']);
  });

  it('holds corrections of all reports at once while a figure is suppressed', () => {
    const corrected = [
      report('A', { '': '80', 'sex=F': '20', 'sex=M': '60' }),
      report('B', { '': '51', 'sex=F': '21', 'sex=M': '30' }),
      report(null, { '': '510', 'sex=F': '250', 'sex=M': '260' }),
    ];
    const next = decide(corrected, { previous: previousReleaseOf(before) });
    expect(publishedIn(next)).toEqual(publishedIn(before));
    expect(next.waiting.map(({ organizationId }) => organizationId)).toEqual(['A', 'B', null]);
  });

  it('publishes corrections of all reports if no figure is suppressed or small', () => {
    const reports = (girls: string) => [
      report('A', { '': '80', 'sex=F': girls, 'sex=M': String(80 - Number(girls)) }),
      ...rows.slice(1),
    ];
    const next = decide(reports('30'), { previous: previousReleaseOf(decide(reports('20')), ['B', 'null']) });
    expect(publishedIn(next)).toMatchObject({ 'A sex=F': '30', 'B sex=F': '20', 'own sex=F': '240' });
    expect(next.waiting).toEqual([]);
  });

  it('holds late reports if the residual of the stated total was small', () => {
    const close = [...rows.slice(0, 2), report(null, { '': '114', 'sex=F': '26', 'sex=M': '88' })];
    const added = ['C', 'D', 'E'].map((name) => report(name, { '': '1' }));
    const next = decide([...close, ...added], { previous: previousReleaseOf(decide(close), ['A', 'B', 'null']) });
    expect(next.waiting.map(({ organizationId }) => organizationId)).toEqual(['C', 'D', 'E']);
  });
});
