import type { Loaded } from '@collective-impact/store';
import { describe, expect, it } from 'vitest';
import { summary } from './import-summary.ts';

const none = { periods: 0, cells: 0, reports: [] };

/** The summary of an import of one period with these suppressed cells. */
function summaryOf(...released: Omit<Loaded['released'][number], 'indicator' | 'period' | 'visibility'>[]): string {
  const loaded: Loaded = {
    observations: 1,
    ecosystemCreated: false,
    tallies: new Map([['report', { created: 1, changed: 0, unchanged: 0 }]]),
    cells: { created: 1, changed: 0, unchanged: 0 },
    kept: none,
    removed: none,
    released: released.map((each) => ({ indicator: 'places', period: '2024', visibility: 'PUBLIC', ...each })),
    unreleased: [],
    waiting: [],
    notes: { repaired: [], doubtful: [], dropped: [], setAside: [] },
  };
  return summary(loaded, { file: 'places.csv', dryRun: false, report: undefined });
}

describe('the summary of an import', () => {
  it('states for each reason how many cells are suppressed', () => {
    const text = summaryOf(
      {
        suppressed: 5,
        suppressedByReason: { SENSITIVE: 1, COMPLEMENTARY: 1, FIXED: 1, OUTSIDE: 2 },
        formerlyPublished: 0,
        reportsOutsideTotals: 0,
      },
      {
        suppressed: 4,
        suppressedByReason: { SENSITIVE: 1, LAST_RESORT: 3 },
        formerlyPublished: 0,
        reportsOutsideTotals: 0,
      },
    );
    expect(text.split('\n')).toContain(
      '  9 cells suppressed to protect small groups of people: 2 sensitive, 1 to prevent disclosure of others, 1 suppressed by an earlier release, 3 because no safe choice with fewer cells was found, 2 not protected together with other cells',
    );
  });

  it('states how many suppressed cells had a figure in an earlier release', () => {
    const counts = { suppressedByReason: { FIXED: 3 }, reportsOutsideTotals: 0 };
    const text = summaryOf({ suppressed: 3, formerlyPublished: 1, ...counts });
    expect(text.split('\n').at(-1)).toBe(
      '  1 suppressed cell had a figure in an earlier release: reports or the visibility of organizations have changed since',
    );
  });

  it('states how many reports are not in the totals, and what to do', () => {
    const none = { suppressed: 0, suppressedByReason: {}, formerlyPublished: 0 };
    const text = summaryOf(
      { ...none, reportsOutsideTotals: 1 },
      { ...none, formerlyPublished: 0, reportsOutsideTotals: 0 },
    );
    expect(text.split('\n').slice(-2)).toEqual([
      '  1 report released, but not included in totals, because not everyone who sees the release sees the organization. Give the organization at least the visibility of the release, then publish again with `publishRelease`:',
      '      places 2024: 1 report',
    ]);
  });
});
