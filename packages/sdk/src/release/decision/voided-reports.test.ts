import { describe, expect, it } from 'vitest';
import { breakdownKey } from '../../indicator/index.ts';
import { decide, previousReleaseOf, publishedIn, report } from './decide-release.fixture.ts';
import type { ReleaseInput } from './release-input.ts';
import { rowKey } from './rows.ts';

const large = ['A', 'B', 'C'].map((name) => report(name, { '': '60', 'sex=F': '25', 'sex=M': '35' }));
const small = report('D', { '': '40', 'sex=F': '4', 'sex=M': '36' });
const withSmall = [...large, small];
const names = ['A', 'B', 'C', 'D'];
const late = (name: string) => report(name, { '': '40', 'sex=F': '3', 'sex=M': '37' });

/** The previous release, in which all reports of an earlier one are unchanged, with what only the earlier one contains. */
function withRemoved(current: ReleaseInput['previous'], earlier: ReleaseInput['previous']) {
  const [rows, aggregate] = [current?.rows ?? [], current?.aggregate ?? []];
  const keys = new Set(rows.map(rowKey));
  const totals = new Set(aggregate.map(({ categories }) => breakdownKey(categories)));
  const removed = { removed: true };
  const removedRows = (earlier?.rows ?? []).filter((row) => !keys.has(rowKey(row)));
  return {
    rows: [
      ...rows,
      ...removedRows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, ...removed })) })),
    ],
    aggregate: [
      ...aggregate,
      ...(earlier?.aggregate ?? [])
        .filter(({ categories }) => !totals.has(breakdownKey(categories)))
        .map((cell) => ({ ...cell, ...removed })),
    ],
  };
}

const voided = (name: string | null) => [{ organizationId: name, place: null }];

describe('decideRelease after a report was voided', () => {
  it('omits it, and adds up the others if all of its figures were published', () => {
    const before = decide(large);
    const next = decide(large.slice(0, 2), { previous: previousReleaseOf(before, names), voided: voided('C') });
    expect(next.removed).toEqual(voided('C'));
    expect(publishedIn(next)).toEqual({
      ...{ A: '60', 'A sex=F': '25', 'A sex=M': '35', B: '60', 'B sex=F': '25', 'B sex=M': '35' },
      ...{ sum: '120', 'sum sex=F': '50', 'sum sex=M': '70' },
    });
  });

  it('suppresses the totals of its suppressed figures only', () => {
    const before = decide(withSmall);
    expect(publishedIn(before)).toMatchObject({ D: '40', 'D sex=F': '*', sum: '220', 'sum sex=F': '79' });
    const next = decide(large, { previous: previousReleaseOf(before, names), voided: voided('D') });
    expect(publishedIn(next)).toMatchObject({ sum: '180', 'sum sex=F': '*', 'sum sex=M': '*' });
    expect(Object.keys(publishedIn(next)).filter((name) => name.startsWith('D'))).toEqual([]);
  });

  it('does not count it among the organizations of late reports', () => {
    const before = decide(large);
    const next = decide([...large.slice(0, 2), late('E'), late('F')], {
      previous: previousReleaseOf(before, names),
      voided: voided('C'),
    });
    expect(next.waiting.map(({ organizationId }) => organizationId)).toEqual(['E', 'F']);
    expect(next.removed).toEqual(voided('C'));
    expect(publishedIn(next)).toMatchObject({ sum: '120' });
  });

  it('keeps the figures of the others while the ecosystem states the total', () => {
    const own = report(null, { '': '500', 'sex=F': '240', 'sex=M': '260' });
    const before = decide([...withSmall, own]);
    const next = decide([...large, own], {
      previous: previousReleaseOf(before, [...names, 'null']),
      voided: voided('D'),
    });
    const { D: _total, 'D sex=F': _girls, 'D sex=M': _boys, ...others } = publishedIn(before);
    expect(publishedIn(next)).toEqual(others);
  });

  it('holds late reports after a stated total was voided, because its residual is known', () => {
    const own = report(null, { '': '500', 'sex=F': '240', 'sex=M': '260' });
    const before = previousReleaseOf(decide([...withSmall, own]), [...names, 'null']);
    const without = decide(withSmall, { previous: before, voided: voided(null) });
    expect(publishedIn(without)).not.toHaveProperty('own');
    const previous = withRemoved(previousReleaseOf(without, names), before);
    const next = decide([...withSmall, late('E'), late('F'), late('G')], { previous });
    expect(next.waiting.map(({ organizationId }) => organizationId)).toEqual(['E', 'F', 'G']);
    expect(next.aggregate).toEqual([]);
  });
});

describe('decideRelease after a voided report was restored', () => {
  const before = previousReleaseOf(decide(withSmall), names);
  const without = (name: string) => {
    const rest = withSmall.filter(({ organizationId }) => organizationId !== name);
    return previousReleaseOf(decide(rest, { previous: before, voided: voided(name) }), names);
  };

  it('publishes it as it was, beside the suppressed totals', () => {
    const next = decide(withSmall, { previous: withRemoved(without('D'), before) });
    expect(publishedIn(next)).toMatchObject({ D: '40', 'D sex=F': '*', 'D sex=M': '*', sum: '220', 'sum sex=F': '*' });
    expect(next.rows.find(({ organizationId }) => organizationId === 'D')?.origin).toBe('NEW');
    expect(next.waiting).toEqual([]);
  });

  it('holds it if it was corrected, like any correction', () => {
    const corrected = [...large, report('D', { '': '41', 'sex=F': '5', 'sex=M': '36' })];
    const removed = withRemoved(without('D'), before);
    const rows = removed.rows.map((row) => ({ ...row, same: row.organizationId !== 'D' }));
    const next = decide(corrected, { previous: { ...removed, rows } });
    expect(next.waiting).toEqual(voided('D'));
    expect(publishedIn(next)).toMatchObject({ sum: '180' });
  });

  it('rejects a row of a voided report without its place', () => {
    expect(() => decide(large, { voided: [{ organizationId: 'A' } as never] })).toThrow('voided');
  });
});
