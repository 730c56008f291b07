import { describe, expect, it } from 'vitest';
import { cell, decide, previousReleaseOf, ratio, report, share } from './decide-release.fixture.ts';

const a = report('A', { '': '60', 'sex=F': '25', 'sex=M': '35' });
const b = report('B', { '': '90', 'sex=F': '40', 'sex=M': '50' });
const closed = { open: false };
const rowOf = (organizationId: string, place: string | null = null) => ({ organizationId, place });

describe('the reports that the totals of a release do not include', () => {
  it('are those of organizations that not everyone who sees the release sees', () => {
    expect(decide([{ ...a, ...closed }, b])).toMatchObject({ outsideTotals: [rowOf('A')] });
    expect(decide([a, b]).outsideTotals).toEqual([]);
  });

  it('are all reports if no organization is visible to everyone who sees the release', () => {
    const decision = decide([
      { ...a, ...closed },
      { ...b, ...closed },
    ]);
    expect([decision.outsideTotals, decision.aggregate]).toEqual([[rowOf('A'), rowOf('B')], []]);
  });

  it('include an organization that is hidden after a release', () => {
    const previous = previousReleaseOf(decide([a, b]), ['A', 'B']);
    expect(decide([{ ...a, ...closed }, b], { previous }).outsideTotals).toEqual([rowOf('A')]);
  });

  it('include an organization that is visible again while its report waits', () => {
    const small = report('C', { '': '12', 'sex=F': '4', 'sex=M': '8' });
    const previous = previousReleaseOf(decide([a, b, { ...small, ...closed }]), ['A', 'B', 'C']);
    const next = decide([a, b, small], { previous });
    expect([next.waiting, next.outsideTotals]).toEqual([[rowOf('C')], [rowOf('C')]]);
  });

  it('include no report without figures, and no place beside a figure of all places', () => {
    const missing = { ...a, cells: [cell('', { status: 'MISSING' })], ...closed };
    expect(decide([missing, b]).outsideTotals).toEqual([]);
    const place = report('A', { '': '30' }, { place: 'north', ...closed });
    expect(decide([{ ...a, ...closed }, place, b]).outsideTotals).toEqual([rowOf('A')]);
  });

  it('are none if the release has no totals of the organizations: the ecosystem states the total, or figures do not add up', () => {
    const own = report(null, { '': '400' });
    expect(decide([{ ...a, ...closed }, b, own]).outsideTotals).toEqual([]);
    const ofBase = report('A', { '': { value: '50', base: 100 } }, closed);
    expect(decide([ofBase], { version: share }).outsideTotals).toEqual([]);
    const ofParts = report('A', { '': ratio('50', '100') }, closed);
    expect(decide([ofParts], { version: share }).outsideTotals).toEqual([rowOf('A')]);
  });
});
