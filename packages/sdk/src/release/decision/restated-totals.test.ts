import { describe, expect, it } from 'vitest';
import { decide, previousReleaseOf, publishedIn, report } from './decide-release.fixture.ts';
import type { ReleaseDecision } from './decide-release.ts';
import type { ReportedRow } from './rows.ts';

const a = report('A', { '': '60', 'sex=F': '25', 'sex=M': '35' });
const b = report('B', { '': '70', 'sex=F': '40', 'sex=M': '30' });
const small = report('C', { '': '30', 'sex=F': '4', 'sex=M': '26' });
const everyReport = [a, b, small];
const everyone = ['A', 'B', 'C', 'D', 'E'];
const total = { sum: '160', 'sum sex=F': '69', 'sum sex=M': '91' };
const suppressedTotal = { sum: '*', 'sum sex=F': '*', 'sum sex=M': '*' };

const hide = (rows: readonly ReportedRow[], ...names: string[]) =>
  rows.map((row) => ({ ...row, open: !names.includes(String(row.organizationId)) }));

/**
 * A release after others. The reports of the organizations in `same` are those of the release before, and of the organizations in
 * `unchanged` those of all releases.
 */
function after(
  decisions: readonly ReleaseDecision[],
  reports: ReportedRow[],
  { same = everyone, unchanged = same }: { same?: readonly string[]; unchanged?: readonly string[] } = {},
): ReleaseDecision {
  const [last] = decisions.slice(-1);
  if (!last) return decide(reports);
  const earlierTotals = decisions.slice(0, -1).flatMap((decision) => {
    const rows = decision.rows.filter((row) => row.summed);
    const isUnchanged = rows.every(({ organizationId }) => unchanged.includes(String(organizationId)));
    return isUnchanged ? [{ rows, aggregate: previousReleaseOf(decision).aggregate }] : [];
  });
  return decide(reports, { previous: { ...previousReleaseOf(last, same), earlierTotals: earlierTotals.reverse() } });
}

describe('totals after an organization that was hidden is visible again', () => {
  const first = decide(everyReport);
  const hidden = after([first], hide(everyReport, 'A'));

  it('are published again, of reports that have not changed, although they contain suppressed figures', () => {
    expect(publishedIn(hidden)).toMatchObject({ A: '60', 'C sex=F': '*', ...suppressedTotal });
    const next = after([first, hidden], everyReport);
    expect(publishedIn(next)).toEqual(publishedIn(first));
    expect(publishedIn(next)).toMatchObject(total);
    expect([next.waiting, next.outsideTotals]).toEqual([[], []]);
    expect(next.rows.map(({ origin, summed }) => [origin, summed])).toEqual([
      ['NEW', true],
      ['KEPT', true],
      ['KEPT', true],
    ]);
  });

  it('are published again after the organization with the suppressed figures was hidden for two releases', () => {
    const without = after([first], hide(everyReport, 'C'));
    const still = after([first, without], hide(everyReport, 'C'));
    expect(publishedIn(still)).toMatchObject(suppressedTotal);
    expect(publishedIn(after([first, without, still], everyReport))).toMatchObject(total);
  });

  it('stay suppressed while another organization is hidden, and are published again with both', () => {
    const without = after([first], hide(everyReport, 'A', 'C'));
    const back = after([first, without], hide(everyReport, 'C'));
    expect(publishedIn(back)).toMatchObject({ ...suppressedTotal, sum: '130' });
    expect(publishedIn(after([first, without, back], everyReport))).toMatchObject(total);
  });

  it('stay suppressed if suppressed figures were corrected meanwhile, because their difference is the correction', () => {
    const reports = (girls: number) =>
      ['C', 'D', 'E'].map((name) => report(name, { '': '30', 'sex=F': `${girls}`, 'sex=M': `${30 - girls}` }));
    const before = decide([a, ...reports(4)]);
    expect(publishedIn(before)).toMatchObject({ sum: '150', 'sum sex=F': '37' });
    const without = after([before], hide([a, ...reports(4)], 'A'));
    const meanwhile = after([before, without], hide([a, ...reports(6)], 'A'), { same: ['A'] });
    expect([meanwhile.waiting, publishedIn(meanwhile)]).toMatchObject([[], { 'C sex=F': '*', ...suppressedTotal }]);
    const next = after([before, without, meanwhile], [a, ...reports(6)], { unchanged: ['A'] });
    expect(publishedIn(next)).toMatchObject({ 'sum sex=F': '*', 'sum sex=M': '*' });
  });

  it('are published again without a correction that waits', () => {
    const corrected = [a, b, report('C', { '': '32', 'sex=F': '6', 'sex=M': '26' })];
    const meanwhile = after([first, hidden], hide(corrected, 'A'), { same: ['A', 'B'], unchanged: everyone });
    const next = after([first, hidden, meanwhile], corrected, { same: ['A', 'B'], unchanged: everyone });
    expect(publishedIn(next)).toMatchObject(total);
    expect(next.waiting).toEqual([{ organizationId: 'C', place: null }]);
  });

  it('include late reports whose figures are published, and stay suppressed with others', () => {
    const late = report('D', { '': '50', 'sex=F': '20', 'sex=M': '30' });
    const meanwhile = after([first, hidden], hide([...everyReport, late], 'A'));
    expect(publishedIn(meanwhile)).toMatchObject({ D: '50', ...suppressedTotal });
    const next = after([first, hidden, meanwhile], [...everyReport, late]);
    expect(publishedIn(next)).toMatchObject({ sum: '210', 'sum sex=F': '89', 'sum sex=M': '121' });
  });

  it('are the base of corrections and of late reports in the same release', () => {
    const late = report('D', { '': '50', 'sex=F': '20', 'sex=M': '30' });
    expect(publishedIn(after([first, hidden], [...everyReport, late]))).toMatchObject({
      sum: '210',
      'sum sex=F': '89',
    });
    const lone = report('D', { '': '50', 'sex=F': '2', 'sex=M': '48' });
    const next = after([first, hidden], [...everyReport, lone]);
    expect(next.waiting).toEqual([{ organizationId: 'D', place: null }]);
    expect(publishedIn(next)).toMatchObject(total);
  });

  it('are published again if all figures in them are published, also if some were corrected meanwhile', () => {
    const before = decide([a, b]);
    const without = after([before], hide([a, b], 'A'));
    const corrected = [report('A', { '': '61', 'sex=F': '26', 'sex=M': '35' }), b];
    const meanwhile = after([before, without], hide(corrected, 'A'), { same: ['B'] });
    const next = after([before, without, meanwhile], corrected, { same: ['A', 'B'], unchanged: ['B'] });
    expect(publishedIn(next)).toMatchObject({ sum: '131', 'sum sex=F': '66', 'sum sex=M': '65' });
  });

  it('stay suppressed where the earlier release suppressed them', () => {
    const pair = [small, report('D', { '': '30', 'sex=F': '24', 'sex=M': '6' })];
    const before = decide(pair);
    const next = after([before, after([before], hide(pair, 'D'))], pair);
    expect(publishedIn(next)).toEqual(publishedIn(before));
  });
});
