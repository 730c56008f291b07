import { describe, expect, it } from 'vitest';
import type { SeenCell, SeenFigure } from './support/gateway-reader.ts';
import { isSumOfShown, leaksOfRatio } from './support/ratio-leaks.ts';
import type { Scenario } from './support/scenario/gateway-scenario.ts';

const numbers = { value: null, numerator: null, denominator: null, base: null, standardError: null, place: null };
const shown = { suppressed: false, status: 'OBSERVED', lowerBound: null, upperBound: null, suppressionReason: null };
const scenario: Pick<Scenario, 'kind' | 'dimensions'> = { kind: 'RATIO', dimensions: [] };

/** A cell of the total over organizations. */
function whole(more: Partial<SeenCell>): SeenCell {
  return { ...numbers, ...shown, scope: 'AGGREGATE', organization: null, categories: [], ...more };
}

/** A cell of an organization. */
function of(id: string, more: Partial<SeenCell>): SeenCell {
  return { ...whole(more), scope: 'ORGANIZATION', organization: { id } };
}

/** A figure of a roll-up over organizations. */
function figure(more: Partial<SeenFigure>): SeenFigure {
  const units = { organization: null, categories: [], over: ['ORGANIZATIONS'], placeLevel: null, period: '2024' };
  return { ...numbers, ...units, reason: null, interval: null, matchedChange: null, ...more };
}

describe('an interval of a suppressed total', () => {
  const total = whole({ denominator: '695', suppressed: true });
  const parts = [
    of('part', { value: '5', numerator: '16', denominator: '320' }),
    of('suppressed', { denominator: '375', suppressed: true }),
  ];
  // Shown now, and hidden when the total was released: 320 + 375 = 695 people without those of this one.
  const later = of('later', { value: '1.886792', numerator: '8', denominator: '424' });
  const leaks = (low: string, high: string, cells: SeenCell[]) =>
    leaksOfRatio(figure({ reason: 'SUPPRESSED', interval: { low, high } }), { needed: [total], cells, scenario });

  it('includes only organizations that were visible at release time', () => {
    // 16 and 16 + 375 of 695.
    expect(leaks('2.302158', '56.258993', [total, ...parts])).toEqual([]);
    expect(leaks('2.302158', '56.258993', [total, ...parts, later])).toEqual([]);
  });

  it('is found if it is narrower than what the shown organizations leave open', () => {
    for (const cells of [parts, [...parts, later]]) {
      expect(leaks('2.446043', '56.258993', [total, ...cells])).toHaveLength(1);
      expect(leaks('2.302158', '56.115108', [total, ...cells])).toHaveLength(1);
    }
  });
});

describe('a ratio that places keep separate', () => {
  const suppressed = ['one', 'other'].map((id) => of(id, { suppressed: true }));
  const total = whole({ value: '73.493976', numerator: '305', denominator: '415' });
  const leaks = (more: Partial<SeenFigure>) =>
    leaksOfRatio(figure({ value: '73.493976', numerator: '305', denominator: '415', ...more }), {
      needed: suppressed,
      cells: [total, ...suppressed],
      scenario,
    });

  it('is no new information if it is the published total over organizations', () => {
    expect(leaks({})).toEqual([]);
  });

  it('is found if it is another one of suppressed cells', () => {
    expect(leaks({ value: '73.253012', numerator: '304' })).toHaveLength(1);
    expect(leaks({ categories: [{ dimension: { code: 'sex' }, code: 'F' }] })).toHaveLength(1);
  });
});

describe('a ratio beside a suppressed figure', () => {
  const ratio = figure({ value: '74.117647', numerator: '63', denominator: '85', base: '85' });
  const hidden = of('hidden', { base: 224, suppressed: true });

  it('is the sum of the shown percentages if it has their numerators', () => {
    const shares = [of('none', { value: '0', base: 22 }), of('all', { value: '100', base: 63 })];
    expect(isSumOfShown(ratio, [hidden, ...shares])).toBe(true);
    expect(isSumOfShown(ratio, [hidden, of('none', { value: '0', base: 22 })])).toBe(false);
  });

  it('is not the sum of percentages to which several numerators round', () => {
    const rounded = [of('none', { value: '0', base: 1000 }), of('all', { value: '100', base: 63 })];
    const of1063 = figure({ value: '5.926623', numerator: '63', denominator: '1063' });
    expect(isSumOfShown(of1063, rounded)).toBe(false);
  });
});
